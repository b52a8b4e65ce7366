import type { Files } from '../../files.ts'
import type { Answerer } from '../../storage/reads/registry.ts'

/** Keeps what `core/einvoice` wrote: the XML and the report of its check, as the bytes that they are. */
export const einvoiceAnswerers = (files: Files): Readonly<Record<string, Answerer>> => ({
  'einvoice.keep': async (about) => {
    const { name, mime, content } = about as { name: string; mime: string; content: string }
    return [{ file: await files.put(Buffer.from(content, 'utf8'), name, mime) }]
  },
})
