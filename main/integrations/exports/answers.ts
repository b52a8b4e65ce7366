import { createHash } from 'node:crypto'
import type { Files } from '../../files.ts'
import type { Answerer } from '../../storage/reads/registry.ts'

type Encoding = 'utf-8' | 'windows-1252'

/** The text that a writer made, in the letters of the program that reads it. */
async function bytesOf(content: string, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'utf-8') return Buffer.from(content, 'utf8')
  const { default: iconv } = await import('iconv-lite')
  return iconv.encode(content, 'windows-1252')
}

/** Keeps what `core/exports` wrote, says what it would be, and reads what the other side answered. */
export const exportAnswerers = (files: Files): Readonly<Record<string, Answerer>> => ({
  'exports.keep': async (about) => {
    const { name, mime, encoding, content } = about as { name: string; mime: string; encoding: Encoding; content: string }
    return [{ file: await files.put(await bytesOf(content, encoding), name, mime) }]
  },
  'exports.hash': async (about) => {
    const { encoding, content } = about as { encoding: Encoding; content: string }
    return [{ hash: createHash('sha256').update(await bytesOf(content, encoding)).digest('hex') }] // prettier-ignore
  },
  'exports.uploaded': async (about) => {
    const bytes = await files.get((about as { hash: string }).hash)
    return bytes ? [{ content: bytes.toString('utf8') }] : []
  },
})
