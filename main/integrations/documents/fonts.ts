// The fonts of printed documents. They come with the product and are read as bytes, so they work from inside the packed archive too.
// Two precautions, because a document must be the same bytes on every machine and PDF/A refuses text without a glyph:
// the families get a private name in memory, so that a font of the same name installed on the machine never takes their place;
// and every text is checked against the characters that the fonts can draw before it reaches the page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { projectRoot } from '../../places.ts'

interface FontFamily {
  name: string
  /** Same length as the name, for it is written over it in place. The templates use it. */
  privateName: string
  files: string[]
}

/** In the order in which a character looks for a glyph. Noto Sans adds Devanagari, the rest of Latin, Greek and Cyrillic. */
const FAMILIES: FontFamily[] = [
  {
    name: 'Inter',
    privateName: 'HText',
    files: [
      '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
      '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
      '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
    ],
  },
  {
    name: 'Noto Sans',
    privateName: 'HFallback',
    files: [
      '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
      '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
    ],
  },
]

export interface Fonts {
  blobs: Buffer[]
  /** Unicode code points that can be drawn in every weight. */
  covers(codePoint: number): boolean
}

export function loadFonts(): Fonts {
  const find = createRequire(join(projectRoot(), 'package.json'))
  const blobs: Buffer[] = []
  const families: Set<number>[] = []
  for (const family of FAMILIES) {
    const fonts = family.files.map((file) => readFileSync(find.resolve(file)))
    for (const font of fonts) renameFamily(font, family)
    blobs.push(...fonts)
    const [first = new Set<number>(), ...others] = fonts.map(characters)
    families.push(new Set([...first].filter((point) => others.every((font) => font.has(point)))))
  }
  return { blobs, covers: (codePoint) => families.some((family) => family.has(codePoint)) }
}

/** Where a table of the font file starts (OpenType: 12 bytes of header, then 16 bytes for each table). */
function table(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4)
  for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`The font has no table ${tag}`)
}

/** Overwrites the family in the name table: name ids 1 (family) and 16 (typographic family), platforms 0 and 3, which are UTF-16BE. */
function renameFamily(font: Buffer, family: FontFamily): void {
  const start = table(font, 'name')
  const strings = start + font.readUInt16BE(start + 4)
  const wide = (text: string) => Buffer.from(text, 'utf16le').swap16()
  const [from, to] = [wide(family.name), wide(family.privateName)]
  let renamed = 0
  for (let index = 0; index < font.readUInt16BE(start + 2); index++) {
    const record = start + 6 + 12 * index
    const [platform, name] = [font.readUInt16BE(record), font.readUInt16BE(record + 6)]
    if ((platform !== 0 && platform !== 3) || (name !== 1 && name !== 16)) continue
    const at = strings + font.readUInt16BE(record + 10)
    // The font's own full name shares these bytes in some files; it is printed nowhere.
    if (font.subarray(at, at + from.length).equals(from)) renamed += to.copy(font, at)
    else if (font.subarray(at, at + to.length).equals(to)) renamed++
  }
  if (renamed === 0) throw new Error(`The font file does not hold the family ${family.name}`)
}

/** The code points of the cmap's segmented coverage (format 12), which each of our fonts has. */
function characters(font: Buffer): Set<number> {
  const start = table(font, 'cmap')
  for (let index = 0; index < font.readUInt16BE(start + 2); index++) {
    const subtable = start + font.readUInt32BE(start + 4 + 8 * index + 4)
    if (font.readUInt16BE(subtable) !== 12) continue
    const points = new Set<number>()
    for (let group = 0; group < font.readUInt32BE(subtable + 12); group++) {
      const at = subtable + 16 + 12 * group
      for (let point = font.readUInt32BE(at); point <= font.readUInt32BE(at + 4); point++) points.add(point)
    }
    return points
  }
  throw new Error('The font has no character map of format 12')
}
