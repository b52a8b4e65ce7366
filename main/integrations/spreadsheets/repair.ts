import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * exceljs 4.4 reads sheets row by row in a third of the memory that whole workbooks take, but its streaming reader loses or changes some of what is in a file.
 * The parts are therefore rewritten, in portions, into the subset of the format (ECMA-376 part 1, 18.3 and 18.4) that it reads faithfully:
 *
 * - it decodes every chunk of bytes on its own, tearing characters apart   -> everything beyond ASCII becomes a numeric reference
 * - it turns a formula's cached truth value or error into a number or NaN  -> a formula is replaced by its cached result
 * - it keeps only the last run of an inline rich text, and loses CDATA     -> one plain run
 * - it appends the reading aids of Japanese text to the text               -> removed
 * - it decodes inline text twice                                           -> ampersands are escaped twice
 * - it takes the line breaks of indented XML for a part of the text      -> removed
 * - it knows no name-space prefixes, no cells without an address and no ISO dates (ISO 29500 strict) -> prefixes go, addresses are counted, dates are noted
 */
export interface Repaired {
  readonly content: readonly Buffer[]
  /** Addresses of cells whose text is an ISO date by the file's own word. */
  readonly isoDates: ReadonlySet<string>
}

/** A portion is cut in front of a row or a shared string; larger ones are faster but need more memory at once. */
const PORTION = 1_000_000

export async function repairSheet(xml: Buffer): Promise<Repaired> {
  const prefix = prefixOf(xml)
  const places = { row: 0, column: 0 }
  const counted = lacksAddresses(xml, prefix)
  const isoDates = new Set<string>()
  const portions = await cut(xml, `<${prefix}row`, (portion) => {
    let text = withoutData(withoutPrefix(portion, prefix))
    if (counted) text = withAddresses(text, places)
    if (text.includes('<f')) text = withoutFormulas(text)
    if (text.includes('<is'))
      text = text.replace(
        /<is\b[^<>]*>((?:(?!<is\b)[\s\S])*?)<\/is>/g,
        (_, inner: string) => `<is><t xml:space="preserve">${plainText(inner)}</t></is>`,
      )
    if (/<\/v>\s/.test(text)) text = text.replace(/<\/v>\s+</g, '</v><')
    if (/ t=["']d["']/.test(text)) text = withoutIsoDates(text, isoDates)
    return asAscii(text.includes('&amp;') ? text.replaceAll('&amp;', '&amp;amp;') : text)
  })
  return { content: portions, isoDates }
}

export async function repairStrings(xml: Buffer): Promise<Buffer[]> {
  const prefix = prefixOf(xml)
  return cut(xml, `<${prefix}si`, (portion) => {
    const text = withoutData(withoutPrefix(portion, prefix))
    return asAscii(text.replace(/<rPh\b(?:(?!<rPh\b)[\s\S])*?<\/rPh>/g, '').replace(/<\/t>\s+</g, '</t><'))
  })
}

/** exceljs takes any d, h, m, s, y or b in a number format for a date's, even one that is only printed or only keeps its width free. */
export function repairStyles(xml: Buffer): Buffer {
  const text = withoutPrefix(xml.toString('utf8'), prefixOf(xml))
  const repaired = text.replace(/(\bformatCode=)("[^"]*"|'[^']*')/g, (_, name: string, value: string) => {
    const inner = value.slice(1, -1)
    return `${name}"${inner
      .replace(/\\([a-z])/gi, '&quot;$1&quot;')
      .replace(/[_*][a-z]/gi, '')
      .replaceAll('"', '&quot;')}"`
  })
  return Buffer.from(asAscii(repaired), 'latin1')
}

export function prefixOf(xml: Buffer): string {
  const root = /<(?:([A-Za-z_][\w.-]*):)?(?:worksheet|sst|styleSheet|workbook|Relationships)\b/.exec(xml.toString('latin1', 0, 4096))
  return root?.[1] === undefined ? '' : `${root[1]}:`
}

export function withoutPrefix(text: string, prefix: string): string {
  return prefix === '' ? text : text.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</')
}

async function cut(xml: Buffer, before: string, repair: (portion: string) => string): Promise<Buffer[]> {
  const portions: Buffer[] = []
  const start = xml[0] === 0xef && xml[1] === 0xbb && xml[2] === 0xbf ? 3 : 0
  for (let from = start; from < xml.length;) {
    let to = from + PORTION
    if (to >= xml.length) to = xml.length
    else {
      const next = xml.indexOf(before, to)
      to = next === -1 ? xml.length : next
    }
    const portion = xml.toString('utf8', from, to)
    const repaired = repair(portion)
    // Most files need no repair: then the bytes stay where they are.
    portions.push(repaired === portion ? xml.subarray(from, to) : Buffer.from(repaired, 'latin1'))
    from = to
    await nextTurn()
  }
  return portions
}

function withoutData(text: string): string {
  if (!text.includes('<![CDATA[')) return text
  return text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, data: string) =>
    data.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  )
}

function asAscii(text: string): string {
  // eslint-disable-next-line no-control-regex
  return /[^\x00-\x7f]/.test(text) ? text.replace(/[^\x00-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`) : text
}

function plainText(inner: string): string {
  const runs = inner.replace(/<rPh\b(?:(?!<rPh\b)[\s\S])*?<\/rPh>|<t\b[^<>]*\/>/g, '').matchAll(/<t\b[^<>]*>((?:(?!<t\b)[\s\S])*?)<\/t>/g)
  return [...runs].map((run) => run[1] ?? '').join('')
}

/** A formula without a cached result shows itself: an empty cell would be read as "nothing given", which for a price means the list price. */
function withoutFormulas(text: string): string {
  return text.replace(
    /<c\b((?:[^<>/]|\/(?!>))*)>\s*<f\b(?:[^<>/]|\/(?!>))*(?:\/>|>((?:(?!<f\b)[\s\S])*?)<\/f>)\s*(?:<v\b[^<>]*>((?:(?!<v\b)[\s\S])*?)<\/v>|<v\s*\/>)?\s*<\/c>/g,
    (_, attributes: string, formula: string | undefined, value: string | undefined) => {
      if (value !== undefined && value !== '') return `<c${attributes}><v>${value}</v></c>`
      const text = / t=["']str["']/.test(attributes) ? '' : `=${formula ?? ''}`
      return `<c${attributes.replace(/ t=["'][a-z]*["']/i, '')} t="str"><v>${text}</v></c>`
    },
  )
}

function withoutIsoDates(text: string, found: Set<string>): string {
  return text.replace(/<c\b([^<>]*) t=["']d["']([^<>]*)>/g, (_, before: string, after: string) => {
    const address = / r=["']([A-Z]+\d+)["']/.exec(`${before}${after}`)?.[1]
    if (address !== undefined) found.add(address)
    return `<c${before} t="str"${after}>`
  })
}

/** Addresses are optional: a row or cell without one follows the one before it. Whoever leaves them out does so throughout, so a sample decides. */
function lacksAddresses(xml: Buffer, prefix: string): boolean {
  const sample = withoutPrefix(xml.toString('latin1', 0, PORTION), prefix)
  return /<(?:row|c)(?=[\s>/])(?![^>]*\sr=)/.test(sample)
}

function withAddresses(text: string, places: { row: number; column: number }): string {
  return text.replace(/<(row|c)(?=[\s>/])([^>]*)>/g, (tag, name: string, attributes: string) => {
    const given = /\sr=["']([A-Z]*)(\d+)["']/.exec(attributes)
    if (name === 'row') {
      places.row = given?.[2] === undefined ? places.row + 1 : Number(given[2])
      places.column = 0
      return given === null ? `<row r="${places.row}"${attributes}>` : tag
    }
    places.column = given?.[1] === undefined ? places.column + 1 : columnNumber(given[1])
    return given === null ? `<c r="${columnLetters(places.column)}${places.row}"${attributes}>` : tag
  })
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

function columnLetters(number: number): string {
  const rest = (number - 1) % 26
  const before = (number - 1 - rest) / 26
  return `${before === 0 ? '' : columnLetters(before)}${String.fromCharCode(65 + rest)}`
}
