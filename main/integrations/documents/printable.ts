// Makes foreign text safe to print. It never becomes Typst code (it travels as JSON and is shown as a string), so what is left is the
// page itself: no control characters, no invisible reordering of what a reader sees, no character without a glyph, no word wider than
// its column.

/** Controls, the marks that reorder text (bidi overrides and isolates), the byte-order mark, unassigned and private characters. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\p{Cn}\p{Co}]/gu
const WHITE_SPACE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
const ZERO_WIDTH_SPACE = '\u200b'
const BOX = '\u25a1'
/** Longer runs without a place to break get one every few characters. The narrowest column holds about this many. */
const LONGEST_WORD = 24
const BREAK_EVERY = 8

export type Covers = (codePoint: number) => boolean

/** One line of text that the fonts can draw: pictures (emoji) without a glyph are left out, letters without one become a box. */
export function printable(text: string, covers: Covers): string {
  const tidy = text.toWellFormed().normalize('NFC').replace(WHITE_SPACE, ' ').replace(INVISIBLE, '')
  let drawn = ''
  for (const character of tidy) {
    if (covers(character.codePointAt(0)!)) drawn += character
    else drawn += substitute(character, covers)
  }
  return drawn === tidy ? drawn : drawn.replace(/ {2,}/g, ' ').trim()
}

/** A compatibility form (full-width letters, ligatures, circled digits) where the fonts have it; else the box. */
function substitute(character: string, covers: Covers): string {
  const plain = character.normalize('NFKC')
  if (plain !== character && [...plain].every((one) => covers(one.codePointAt(0)!))) return plain
  return /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Default_Ignorable_Code_Point}]/u.test(character) ? '' : BOX
}

/** The characters of a text that no font of ours can draw, each once, in order. */
export function undrawable(text: string, covers: Covers): string[] {
  const tidy = text.toWellFormed().normalize('NFC').replace(WHITE_SPACE, ' ').replace(INVISIBLE, '')
  return [...new Set([...tidy].filter((character) => !covers(character.codePointAt(0)!)))]
}

/** Every text of a plain value, made printable. */
export function printableDeep<T>(value: T, covers: Covers): T {
  if (typeof value === 'string') return printable(value, covers) as T
  if (Array.isArray(value)) return value.map((item) => printableDeep<unknown>(item, covers)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printableDeep<unknown>(item, covers)])) as T
}

/** Lets a very long word (a hash, an address, a joined-up name) break inside its column. */
export function breakable(text: string): string {
  return text.replace(/\S+/g, (word) => {
    const characters = [...word]
    if (characters.length <= LONGEST_WORD) return word
    return characters
      .map((character, index) => (index > 0 && index % BREAK_EVERY === 0 ? ZERO_WIDTH_SPACE + character : character))
      .join('')
  })
}
