import type { FileRef } from '../../../core/kernel/shape.ts'
import { tableText } from '../../../core/payments/weight-table.ts'
import type { Files } from '../../files.ts'
import type { Answerer } from '../../storage/reads/registry.ts'

/** Bytes. The published table has about 100,000. */
const mostBytes = 2_000_000

/** Reads the files by which bank accounts are checked: lines of digits and Latin letters, as their publisher writes them. */
export const paymentsAnswerers = (files: Pick<Files, 'get'>): Readonly<Record<string, Answerer>> => ({
  [tableText.question]: async (about) => {
    const bytes = await files.get((about as { readonly file: FileRef }).file.hash)
    if (bytes === undefined) return [{ fault: 'missing', lines: [] }]
    if (bytes.length > mostBytes) return [{ fault: 'tooLarge', lines: [] }]
    const text = bytes.toString('latin1')
    // Anything but printed signs, tabs and the ends of lines is an archive, a picture or a program.
    // oxlint-disable-next-line no-control-regex
    if (/[^\t\n\r\x1a -~]/.test(text)) return [{ fault: 'notText', lines: [] }]
    return [{ fault: null, lines: text.replaceAll('\x1a', '').split(/\r?\n/) }]
  },
})
