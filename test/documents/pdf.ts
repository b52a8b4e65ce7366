// Reads back what a printed PDF says: enough of the format for the files that our own printer writes, so that the tests need no tool of
// the machine. Glyphs become characters by each font's ToUnicode map, as in any reader that copies text.
import { inflateSync } from 'node:zlib'

interface PdfObject {
  head: string
  stream: Buffer | null
}

export interface ReadPdf {
  /** The text of each page: one line for each run of text, non-breaking and thin spaces made plain. */
  pages: string[]
  text: string
  /** The XMP metadata. */
  metadata: string
  attachments: { name: string; relationship: string; mime: string; bytes: Buffer }[]
  fonts: string[]
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = readObjects(Buffer.from(bytes))
  const all = [...objects.values()]
  const fonts = fontMaps(objects)
  const pages = all
    .filter((one) => /\/Type \/Page\n/.test(one.head))
    .map((page) => pageText(referred(objects, page.head, 'Contents'), fonts))
  return {
    pages,
    text: pages.join('\n'),
    metadata: all.find((one) => one.head.includes('/Type /Metadata'))?.stream?.toString('utf8') ?? '',
    attachments: all
      .filter((one) => one.head.includes('/Type /Filespec'))
      .map((one) => {
        const file = referred(objects, one.head.slice(one.head.indexOf('/EF')), 'F')
        const value = (pattern: RegExp, head: string) => pattern.exec(head)?.[1] ?? ''
        return {
          name: value(/\/F \((.*?)\)\n/, one.head),
          relationship: value(/\/AFRelationship \/(\w+)/, one.head),
          mime: value(/\/Subtype \/(\S+)/, file.head).replace('#2F', '/'),
          bytes: file.stream ?? Buffer.alloc(0),
        }
      }),
    fonts: [...new Set(all.flatMap((one) => /\/FontName \/(?:[A-Z]{6}\+)?(\S+)/.exec(one.head)?.[1] ?? []))].sort(),
  }
}

function readObjects(bytes: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>()
  const file = bytes.toString('latin1')
  const start = /(\d+) 0 obj\n/g
  for (let match = start.exec(file); match; match = start.exec(file)) {
    const at = start.lastIndex
    const [end, streamAt] = [file.indexOf('endobj', at), file.indexOf('stream\n', at)]
    const head = file.slice(at, streamAt === -1 || end < streamAt ? end : streamAt)
    if (head.length === end - at) {
      objects.set(match[1]!, { head, stream: null })
      start.lastIndex = end
      continue
    }
    const from = streamAt + 'stream\n'.length
    const length = Number(/\/Length (\d+)/.exec(head)![1])
    const raw = bytes.subarray(from, from + length)
    objects.set(match[1]!, { head, stream: head.includes('/FlateDecode') ? inflateSync(raw) : raw })
    start.lastIndex = from + length
  }
  return objects
}

function referred(objects: Map<string, PdfObject>, head: string, key: string): PdfObject {
  return objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(head)![1]!)!
}

/** Resource name ('F0') to glyph number to characters. */
function fontMaps(objects: Map<string, PdfObject>): Map<string, Map<number, string>> {
  const maps = new Map<string, Map<number, string>>()
  for (const { head } of objects.values()) {
    const list = /\/Font <<([^>]*)>>/.exec(head)?.[1]
    if (!list) continue
    for (const [, name, id] of list.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = referred(objects, objects.get(id!)!.head, 'ToUnicode').stream!.toString('latin1')
      const glyphs = [...cmap.slice(cmap.indexOf('beginbfchar')).matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/g)]
      maps.set(name!, new Map(glyphs.map(([, glyph, to]) => [parseInt(glyph!, 16), Buffer.from(to!, 'hex').swap16().toString('utf16le')])))
    }
  }
  return maps
}

/** Walks the operators that matter: the graphics state kept and restored, the font chosen, the text shown. */
function pageText(content: PdfObject, fonts: Map<string, Map<number, string>>): string {
  const [lines, kept]: [string[], Map<number, string>[]] = [[], []]
  let font = new Map<number, string>()
  let run: string[] = []
  const operators = content.stream!.toString('latin1')
  const token = /\s*(?:\(|\/(F\d+)|([^\s()[\]]+)|[[\]])/y
  for (let match = token.exec(operators); match; match = token.exec(operators)) {
    const [whole, name, word] = match
    if (whole.endsWith('(')) {
      const literal = readLiteral(operators, token.lastIndex)
      run.push(decode(literal.bytes, font))
      token.lastIndex = literal.end
    } else if (name) font = fonts.get(name)!
    else if (word === 'q') kept.push(font)
    else if (word === 'Q') font = kept.pop()!
    else if (word === 'TJ' || word === 'Tj') {
      lines.push(run.join(''))
      run = []
    }
  }
  return lines.join('\n').replace(/[\u00a0\u2009\u202f]/g, ' ')
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A literal string after its opening parenthesis: escapes, octal bytes, and balanced parentheses as they are. */
function readLiteral(text: string, from: number): { bytes: Buffer; end: number } {
  let [plain, depth, at] = ['', 1, from]
  for (; ; at++) {
    let character = text[at]!
    if (character === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
      character = octal === undefined ? (ESCAPES[text[at + 1]!] ?? text[at + 1]!) : String.fromCharCode(parseInt(octal, 8))
      at += octal?.length ?? 1
    } else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return { bytes: Buffer.from(plain, 'latin1'), end: at + 1 }
    plain += character
  }
}

function decode(run: Buffer, font: Map<number, string>): string {
  let text = ''
  for (let at = 0; at + 1 < run.length; at += 2) text += font.get(run.readUInt16BE(at)) ?? ''
  return text
}
