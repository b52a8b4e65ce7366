// A signature over every byte of a printed PDF, in the PDF itself: an update at its end (ISO 32000-1, 7.5.6), as PDF/A allows, that adds one object
// nobody refers to. Whatever reads PDF finds the document as it was; whoever knows the seal can tell whether a byte of it was changed.
import { createHash } from 'node:crypto'

export interface PdfSeal {
  /** SHA-256 of everything before the update. */
  readonly hash: string
  readonly key: string
  readonly signature: string
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface Trailer {
  readonly size: number
  readonly root: string
  readonly startxref: number
  readonly rest: string
}
/** What the update must repeat of the file before it. */
function trailerOf(pdf: Buffer): Trailer | undefined {
  const tail = pdf.subarray(Math.max(0, pdf.length - 4096)).toString('latin1')
  const startxref = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1]
  const trailer = tail.slice(tail.lastIndexOf('trailer'))
  const size = /\/Size\s+(\d+)/.exec(trailer)?.[1]
  const root = /\/Root\s+(\d+ 0 R)/.exec(trailer)?.[1]
  if (startxref === undefined || size === undefined || root === undefined) return undefined
  const info = /\/Info\s+\d+ 0 R/.exec(trailer)?.[0] ?? ''
  const id = /\/ID\s*\[[^\]]*\]/.exec(trailer)?.[0] ?? ''
  return { size: Number(size), root, startxref: Number(startxref), rest: [info, id].filter((part) => part !== '').join('\n  ') }
}

/** The update as bytes: always the same for the same file and signature, so that no byte of it is free either. */
function updateOf(length: number, { size, root, startxref, rest }: Trailer, { key, signature }: Omit<PdfSeal, 'hash'>): Buffer {
  const object = `\n${size} 0 obj\n<< /Type /HarmonySeal /Key <${key}> /Signature <${signature}> >>\nendobj\n`
  const xref = `xref\n${size} 1\n${`${length + 1}`.padStart(10, '0')} 00000 n\r\ntrailer\n<<\n  /Size ${size + 1}\n  /Root ${root}\n  ${rest}\n  /Prev ${startxref}\n>>\nstartxref\n${length + object.length}\n%%EOF`
  return Buffer.from(object + xref, 'latin1')
}

/** The text that is signed. */
export const pdfSealText = (hash: string): string => `harmony-pdf/1\n${hash}\n`

export async function sealPdf(
  pdf: Uint8Array,
  sign: (text: string) => Promise<{ readonly key: string; readonly signature: string }>,
): Promise<Uint8Array> {
  const bytes = Buffer.from(pdf)
  const trailer = trailerOf(bytes)
  if (!trailer) throw new Error('bug: expected a PDF with a plain trailer')
  const seal = await sign(pdfSealText(sha256(bytes)))
  return Buffer.concat([bytes, updateOf(bytes.length, trailer, seal)])
}

/** The seal of a PDF; `undefined` where there is none, or where a byte of the update itself is not as it must be. */
export function sealIn(pdf: Buffer): PdfSeal | undefined {
  const tail = pdf.subarray(Math.max(0, pdf.length - 2048)).toString('latin1')
  const found = /\n\d+ 0 obj\n<< \/Type \/HarmonySeal \/Key <([0-9a-f]{64})> \/Signature <([0-9a-f]{128})> >>/.exec(tail)
  if (!found) return undefined
  const length = Math.max(0, pdf.length - 2048) + found.index
  const before = pdf.subarray(0, length)
  const trailer = trailerOf(before)
  const [key, signature] = [found[1]!, found[2]!]
  if (!trailer || !updateOf(length, trailer, { key, signature }).equals(pdf.subarray(length))) return undefined
  return { hash: sha256(before), key, signature }
}
