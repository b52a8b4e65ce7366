// From a board pack as data to what stands on its pages: every amount and day as finished text. The template only places it.
import { formatsOf } from './formats.ts'
import { breakable, printableDeep } from './printable.ts'
import { packWords, type PackWords } from './pack-words.ts'
import { documentFonts, printPdf } from './typst.ts'
import { fill } from './words.ts'

export interface PackDocument {
  period: string
  currency: string
  language: string
  final: boolean
  version: number
  title: string
  /** Last day of the month; the date inside the file, so that its bytes are stable. */
  day: string
  entities: { entity: string; name: string }[]
  sections: {
    section: string
    currency: string
    exponent: number
    columns: string[]
    rows: { word: string | null; name: string; amounts: string[]; strong: boolean }[]
  }[]
}
const wordOf = (words: PackWords, key: string): string => (words as Readonly<Record<string, string>>)[key] ?? key

function pageOf(pack: PackDocument) {
  const words = packWords(pack.language)
  const culture = pack.language === 'de' ? 'de-DE' : 'en-GB'
  const formats = (currency: string, exponent: number) => formatsOf({ culture, language: pack.language, currency, exponent, currencyByCode: true })
  const days = formats(pack.currency, 2)
  const [year, month, day] = pack.day.split('-').map(Number) as [number, number, number]
  return {
    language: pack.language,
    title: `${words.title} ${days.month(pack.day)}`,
    author: pack.title,
    date: { year, month, day },
    watermark: pack.final ? null : words.draft,
    company: breakable(pack.title),
    heading: words.title,
    month: days.month(pack.day),
    about: [pack.final ? words.isFinal : words.isDraft, fill(words.version, { version: `${pack.version}` })],
    entities: pack.entities.map(({ entity, name }) => `${entity} ${breakable(name)}`),
    nothing: words.nothing,
    sections: pack.sections.map((section) => {
      const { plainMoney } = formats(section.currency, section.exponent)
      return {
        title: `${wordOf(words, section.section)} ${fill(words.in, { currency: section.currency })}`,
        columns: section.columns.map((key) => wordOf(words, key)),
        rows: section.rows.map(({ word, name, amounts, strong }) => ({
          name: word === null ? breakable(name) : wordOf(words, word),
          amounts: amounts.map((amount) => (amount === '0' ? '–' : plainMoney(amount))),
          strong,
        })),
      }
    }),
  }
} // prettier-ignore

/** A pack as PDF/A-3b; the same figures give the same bytes. */
export async function renderPack(pack: PackDocument): Promise<Uint8Array> {
  await new Promise<void>((resume) => setImmediate(resume))
  const fonts = documentFonts()
  return printPdf('board-pack.typ', printableDeep(pageOf(pack), fonts.covers), [])
}
