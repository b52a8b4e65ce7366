import { keepPaymentFile } from '../../../core/payables/payment-file.ts'
import type { Files } from '../../files.ts'
import type { Answerer } from '../../storage/reads/registry.ts'

/** Keeps the files that go to banks. Their letters are those of ASCII, but for names in a list. */
export const payablesAnswerers = (files: Files): Readonly<Record<string, Answerer>> => ({
  [keepPaymentFile.question]: async (about) => {
    const { name, mime, content } = about as { readonly name: string; readonly mime: string; readonly content: string }
    return [{ file: await files.put(Buffer.from(content, 'utf8'), name, mime) }]
  },
})
