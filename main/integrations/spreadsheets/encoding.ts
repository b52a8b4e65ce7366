import { isUtf8 } from 'node:buffer'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Which characters a text file's bytes stand for, and those characters as UTF-8 without a byte-order mark. */
export interface Decoded {
  readonly encoding: string
  readonly utf8: Buffer
}

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
/** Enough to tell a language by; lines of mere ASCII say nothing about the encoding and are left out. */
const SAMPLE = 32_768
/** Western text is by far the most frequent in files without a mark: another guess must be a confident one. */
const WESTERN = 'windows-1252'
const LEAST_CONFIDENCE = 30
const MARGIN = 10
/** Signs that stand in the same place in all Windows code pages (€ … quotes, dashes, no-break space, £ § © ° ²) say nothing about the language. */
const SYMBOLS = new Set([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xa3, 0xa7, 0xa9, 0xb0, 0xb2])
const LEAST_LETTERS = 3
/** What Windows programs write under these names; the Windows code page holds the same letters and more. */
const WINDOWS_NAME: Readonly<Record<string, string>> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-9': 'windows-1254',
  ASCII: 'windows-1252',
  'UTF-8': 'windows-1252',
}
/** Decoded in portions, so that other work of the process goes on in between. */
const PORTION = 1_000_000
const LIKELY = /^(windows-125\d|iso-8859-\d+|koi8-r|shift_jis|euc-jp|euc-kr|big5|gb18030)$/

export async function decode(bytes: Uint8Array, wanted: string | null): Promise<Decoded | null> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const encoding = wanted === null ? await detectEncoding(data) : wanted.trim().toLowerCase()
  if (/^utf-?8$/.test(encoding)) return { encoding: 'utf-8', utf8: asUtf8(data) }
  const { default: iconv } = await import('iconv-lite')
  if (!iconv.encodingExists(encoding)) return null
  const decoder = iconv.getDecoder(encoding)
  const portions: Buffer[] = []
  let held = ''
  for (let from = 0; from < data.length; from += PORTION) {
    const text = held + decoder.write(data.subarray(from, from + PORTION))
    // Half of a surrogate pair waits for the other.
    const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length
    held = text.slice(cut)
    portions.push(Buffer.from(text.slice(0, cut), 'utf8'))
    await nextTurn()
  }
  portions.push(Buffer.from(held + (decoder.end() ?? ''), 'utf8'))
  return { encoding, utf8: Buffer.concat(portions) }
}

function asUtf8(data: Buffer): Buffer {
  const rest = data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data
  // Bytes that are no UTF-8 although somebody said so become replacement characters, visible in the preview.
  return isUtf8(rest) ? rest : Buffer.from(rest.toString('utf8'), 'utf8')
}

/** A mark decides; then wide characters, then strict UTF-8 (other encodings hardly ever form it by chance); then the statistics of letters. */
export async function detectEncoding(data: Buffer): Promise<string> {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => data[at] === byte))
  if (marked !== undefined) return marked[0]
  const wide = wideEncoding(data)
  if (wide !== null) return wide
  if (isUtf8(data)) return 'utf-8'
  const sample = sampleOf(data)
  if (sample.filter((byte) => byte > 127 && !SYMBOLS.has(byte)).length < LEAST_LETTERS) return WESTERN
  const { default: chardet } = await import('chardet')
  const guesses = chardet
    .analyse(sample)
    .map((match) => ({ encoding: (WINDOWS_NAME[match.name] ?? match.name).toLowerCase(), confidence: match.confidence }))
    .filter((match) => LIKELY.test(match.encoding))
  const western = guesses.find((match) => match.encoding === WESTERN)?.confidence ?? 0
  const [best] = guesses
  return best !== undefined && best.confidence >= Math.max(LEAST_CONFIDENCE, western + MARGIN) ? best.encoding : WESTERN
}

/** UTF-16 without a mark: in a list, where delimiters and digits abound, every second byte of many is zero. */
function wideEncoding(data: Buffer): string | null {
  const length = Math.min(data.length & ~1, 4_096)
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 2) {
    if (data[at] === 0) even += 1
    if (data[at + 1] === 0) odd += 1
  }
  const pairs = length / 2
  if (odd > pairs * 0.4 && even < pairs * 0.02) return 'utf-16le'
  return even > pairs * 0.4 && odd < pairs * 0.02 ? 'utf-16be' : null
}

function sampleOf(data: Buffer): Buffer {
  const lines: Buffer[] = []
  let size = 0
  for (let from = 0; from < data.length && size < SAMPLE;) {
    const end = data.indexOf(10, from)
    const line = data.subarray(from, end === -1 ? data.length : end + 1)
    if (line.some((byte) => byte > 127)) {
      lines.push(line.subarray(0, SAMPLE))
      size += line.length
    }
    from += line.length
  }
  return Buffer.concat(lines)
}
