import { createHash, randomBytes } from 'node:crypto'
import type { FileRef } from '../../../core/kernel/shape.ts'
import type { Files } from '../../files.ts'
import type { Sealing } from '../../sealing.ts'
import type { Seals } from '../../seals.ts'
import type { Answerer } from '../../storage/reads/registry.ts'
import { orderWords } from './order-words.ts'
import { renderOrder, type OrderDocument } from './order.ts'
import { sealPdf } from './pdf-seal.ts'
import type { InvoiceDocument } from './render.ts'
import { evidenceName, seenName } from './signed-names.ts'

/** Prints what `core/signing` composes. What is signed carries the evidence and the document that was looked at, and a seal over all its bytes. */
export const signingAnswerers = (files: Files, sealing: Sealing, seals: Seals): Readonly<Record<string, Answerer>> => ({
  'signing.render': async (about) => {
    const { name, data, copy, seen } = about as {
      name: string
      data: Omit<OrderDocument, 'attachments'>
      copy: string | null
      seen: FileRef | null
    }
    const words = orderWords(data.language)
    const attachments: InvoiceDocument['attachments'] = []
    if (copy !== null)
      attachments.push({
        name: evidenceName,
        mime: 'application/json',
        relationship: 'data',
        description: words.copy,
        bytes: Buffer.from(copy),
      })
    const bytes = seen === null ? undefined : await files.get(seen.hash)
    if (bytes) attachments.push({ name: seenName, mime: 'application/pdf', relationship: 'source', description: words.seen, bytes })
    const printed = await renderOrder({ ...data, attachments })
    const whole = copy === null ? printed : await sealPdf(printed, (text) => sealing.sign(text))
    return [{ file: await files.put(whole, name, 'application/pdf') }]
  },
  'signing.keepText': async ({ name, mime, text }) => [
    { file: await files.put(Buffer.from(text as string), name as string, mime as string) },
  ],
  'signing.fileBytes': async ({ hash }) => {
    const bytes = await files.get(hash as string)
    return bytes ? [{ base64: bytes.toString('base64'), actual: createHash('sha256').update(bytes).digest('hex') }] : []
  },
  // 256 bits. Whoever holds it may sign, so what is kept of it in an answer opens only in this process.
  'signing.newLink': async () => {
    const secret = randomBytes(32).toString('base64url')
    return [{ secret, sealed: seals.seal(secret) }]
  },
})
