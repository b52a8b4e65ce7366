import type { Day } from '../kernel/day.ts'
import { inUnion } from './countries.ts'
import type { TaxCategory } from './statute/row.ts'

/** Posted tax of a period, added up by what returns tell apart. */
export interface TaxSum {
  readonly side: 'sale' | 'purchase'
  readonly code: string
  readonly short: string
  readonly category: TaxCategory
  /** Per cent, as text. */
  readonly rate: string
  readonly partyCountry: string | null
  /** The other side has a tax id. */
  readonly registered: boolean
  /** Credit notes. */
  readonly credit: boolean
  /** What nobody will pay. */
  readonly writtenOff?: boolean
  readonly base: bigint
  readonly outputTax: bigint
  readonly inputTax: bigint
}
type Measure = 'base' | 'outputTax' | 'inputTax' | 'gross' | 'lessBase'

/** One box of a return: what of which sums, or of other boxes. Its word is `tax.box.<country>.<box>`. */
export interface Box {
  readonly box: string
  readonly of?: Measure
  readonly when?: (sum: TaxSum, last: Day) => boolean
  /** Boxes that are added, `-` in front for those that are taken away. */
  readonly from?: readonly string[]
}
const sale = ({ side }: TaxSum): boolean => side === 'sale'
const purchase = ({ side }: TaxSum): boolean => side === 'purchase'
const of =
  (...categories: readonly TaxCategory[]) =>
  ({ category }: TaxSum): boolean =>
    categories.includes(category)
const both =
  (...tests: readonly NonNullable<Box['when']>[]): NonNullable<Box['when']> =>
  (sum, last) =>
    tests.every((test) => test(sum, last))
const not =
  (test: NonNullable<Box['when']>): NonNullable<Box['when']> =>
  (sum, last) =>
    !test(sum, last)
const never = (): boolean => false
const atRate =
  (...rates: readonly string[]) =>
  ({ rate }: TaxSum): boolean =>
    rates.includes(rate)
const shortly =
  (pattern: RegExp) =>
  ({ short }: TaxSum): boolean =>
    pattern.test(short)
/** The other side is known to belong to another country than the one given. */
const abroad =
  (home: string) =>
  ({ partyCountry }: TaxSum): boolean =>
    partyCountry !== null && partyCountry !== home
const fromUnion = ({ partyCountry }: TaxSum, last: Day): boolean => partyCountry !== null && inUnion(partyCountry, last)

/** VAT 100 (VAT Notice 700/12): supplies outside the scope count in box 6, services under reverse charge in 1, 4, 6 and 7. Nothing goes to Northern Ireland's boxes. */
const britain: readonly Box[] = [
  { box: '1', of: 'outputTax', when: () => true },
  { box: '2', of: 'outputTax', when: never },
  { box: '3', from: ['1', '2'] },
  { box: '4', of: 'inputTax', when: () => true },
  { box: '5', from: ['3', '-4'] },
  { box: '6', of: 'base', when: (sum) => sale(sum) || sum.category === 'AE' },
  { box: '7', of: 'base', when: purchase },
  { box: '8', of: 'base', when: never },
  { box: '9', of: 'base', when: never },
]

const usual = atRate('19', '7')
// § 13b (1) UStG speaks of the rest of the union („im übrigen Gemeinschaftsgebiet“): who sits in Germany is one of its paragraph 2.
const fromRestOfUnion = both(abroad('DE'), fromUnion)
const toGermany = ({ partyCountry }: TaxSum): boolean => partyCountry === 'DE'
/** Umsatzsteuer-Voranmeldung: Kennzahlen of the form of 2026; `81T` is the tax that belongs to the base of 81. */
const germany: readonly Box[] = [
  { box: '81', of: 'base', when: both(sale, of('S'), atRate('19')) },
  { box: '81T', of: 'outputTax', when: both(sale, of('S'), atRate('19')) },
  { box: '86', of: 'base', when: both(sale, of('S'), atRate('7')) },
  { box: '86T', of: 'outputTax', when: both(sale, of('S'), atRate('7')) },
  { box: '87', of: 'base', when: both(sale, of('Z')) },
  { box: '35', of: 'base', when: both(sale, of('S'), not(usual)) },
  { box: '36', of: 'outputTax', when: both(sale, of('S'), not(usual)) },
  { box: '41', of: 'base', when: both(sale, of('K')) },
  { box: '43', of: 'base', when: both(sale, of('G')) },
  { box: '48', of: 'base', when: both(sale, of('E')) },
  { box: '60', of: 'base', when: both(sale, of('AE'), toGermany) },
  { box: '21', of: 'base', when: both(sale, of('AE'), not(toGermany)) },
  { box: '45', of: 'base', when: both(sale, of('O')) },
  { box: '46', of: 'base', when: both(purchase, of('AE'), fromRestOfUnion) },
  { box: '47', of: 'outputTax', when: both(purchase, of('AE'), fromRestOfUnion) },
  { box: '84', of: 'base', when: both(purchase, of('AE'), not(fromRestOfUnion)) },
  { box: '85', of: 'outputTax', when: both(purchase, of('AE'), not(fromRestOfUnion)) },
  { box: '66', of: 'inputTax', when: not(of('AE')) },
  { box: '67', of: 'inputTax', when: of('AE') },
  // § 17 (1) Satz 1, (2) Nr. 1 Satz 1 UStG: what of the bases above came back because nobody pays it. Base and tax are less where they were declared („Entgeltminderungen bei
  // den Bemessungsgrundlagen“: ELSTER, help of the UStVA, on 81 and 86); 50 repeats the base, net and without a sign, and enters into no sum („Ergänzende Angaben zu
  // Minderungen“, line 73 since the form of 2021). Its counterpart of input tax is 37, for what the house itself will not pay: nobody here writes that off, so it is not filled.
  { box: '50', of: 'lessBase', when: both(sale, ({ writtenOff }) => writtenOff === true) },
  { box: '83', from: ['81T', '86T', '36', '47', '85', '-66', '-67'] },
]

// The state's half of the tax stands on the same base as the union's.
const onBase = not(shortly(/^(SG|UT)/))
const taxed = both(sale, of('S', 'L'), not(shortly(/^EXP/)))
/** GSTR-3B, and what GSTR-1 needs beside it. */
const india: readonly Box[] = [
  { box: '3.1a', of: 'base', when: both(taxed, onBase) },
  { box: '3.1a-IGST', of: 'outputTax', when: both(taxed, of('S')) },
  { box: '3.1a-CGST', of: 'outputTax', when: both(taxed, shortly(/^CG/)) },
  { box: '3.1a-SGST', of: 'outputTax', when: both(taxed, shortly(/^(SG|UT)/)) },
  { box: '3.1b', of: 'base', when: both(sale, shortly(/^EXP/)) },
  { box: '3.1b-IGST', of: 'outputTax', when: both(sale, shortly(/^EXP/)) },
  { box: '3.1c', of: 'base', when: both(sale, of('Z', 'E')) },
  { box: '3.1d', of: 'base', when: both(purchase, of('AE')) },
  { box: '3.1d-tax', of: 'outputTax', when: both(purchase, of('AE')) },
  { box: '3.1e', of: 'base', when: both(sale, of('O')) },
  // Services from abroad; under reverse charge at home (GTA, lawyers, security) is 4A3, „other than 1 & 2 above“.
  { box: '4A2', of: 'inputTax', when: both(of('AE'), abroad('IN')) },
  { box: '4A3', of: 'inputTax', when: both(of('AE'), not(abroad('IN'))) },
  { box: '4A5', of: 'inputTax', when: not(of('AE')) },
  { box: '6.1', from: ['3.1a-IGST', '3.1a-CGST', '3.1a-SGST', '3.1b-IGST', '3.1d-tax', '-4A2', '-4A3', '-4A5'] },
  { box: 'R1-4A', of: 'base', when: both(taxed, onBase, ({ registered, credit }) => registered && !credit) },
  { box: 'R1-7', of: 'base', when: both(taxed, onBase, ({ registered, credit }) => !registered && !credit) },
  { box: 'R1-6A', of: 'base', when: both(sale, shortly(/^EXP/), ({ credit }) => !credit) },
  { box: 'R1-9B', of: 'base', when: both(sale, onBase, ({ credit }) => credit) },
]

/** Business activity statement, full reporting; amounts of G boxes include GST. */
const australia: readonly Box[] = [
  { box: 'G1', of: 'gross', when: both(sale, not(of('O'))) },
  { box: 'G2', of: 'gross', when: both(sale, of('G')) },
  { box: 'G3', of: 'gross', when: both(sale, of('Z')) },
  { box: 'G4', of: 'gross', when: both(sale, of('E')) },
  { box: 'G11', of: 'gross', when: purchase },
  { box: '1A', of: 'outputTax', when: () => true },
  { box: '1B', of: 'inputTax', when: () => true },
  { box: '9', from: ['1A', '-1B'] },
]

/** Elsewhere: what was sold and bought, and the tax on it. */
const other: readonly Box[] = [
  { box: 'sales', of: 'base', when: sale },
  { box: 'owed', of: 'outputTax', when: () => true },
  { box: 'purchases', of: 'base', when: purchase },
  { box: 'input', of: 'inputTax', when: () => true },
  { box: 'due', from: ['owed', '-input'] },
]
const forms: Readonly<Record<string, readonly Box[]>> = { GB: britain, DE: germany, IN: india, AU: australia }
export const formOf = (country: string): { readonly form: string; readonly boxes: readonly Box[] } => {
  const boxes = forms[country]
  return boxes ? { form: country, boxes } : { form: 'other', boxes: other }
}
/** Boxes that stand on a form and that nothing here fills: whoever files says them, where there is anything to say. */
const unfilled: Readonly<Record<string, readonly string[]>> = {
  GB: ['2', '8', '9'],
  DE: ['89', '93', '61', '42', '62', '64', '65', '69', '37', '39'],
  IN: ['3.1.1', '3.2', '4A1', '4A4', '4B', '4D', '5'],
  AU: ['G10', 'G13', 'G14', 'W1', 'T1'],
}
export const unfilledOf = (country: string): readonly string[] => unfilled[country] ?? []
/** The words of all boxes. */
export const boxWords: readonly string[] = [...new Set(
  Object.entries({ ...forms, other }).flatMap(([form, boxes]) => [...boxes.map(({ box }) => box), ...unfilledOf(form)].map((name) => `tax.box.${form}.${name}`)),
)] // prettier-ignore

const amountOf = (sum: TaxSum, measure: Measure): bigint =>
  measure === 'gross' ? sum.base + (sum.side === 'sale' ? sum.outputTax : sum.inputTax) : measure === 'lessBase' ? -sum.base : sum[measure]

export interface BoxAmount {
  readonly box: string
  readonly amount: bigint
  readonly side: 'sale' | 'purchase' | null
  /** Codes whose lines are in it, for looking at them; none where it is worked out from other boxes. */
  readonly codes: readonly string[]
}
/** The boxes of a return from the sums of its period, the last day of which is given. */
export function boxesOf(country: string, sums: readonly TaxSum[], last: Day): readonly BoxAmount[] {
  const found = new Map<string, BoxAmount>()
  for (const { box, of: measure, when, from } of formOf(country).boxes) {
    if (from) {
      const amount = from.reduce(
        (all, name) => all + (name.startsWith('-') ? -(found.get(name.slice(1))?.amount ?? 0n) : (found.get(name)?.amount ?? 0n)),
        0n,
      )
      found.set(box, { box, amount, side: null, codes: [] })
      continue
    }
    const own = sums.filter((sum) => when!(sum, last))
    const sides = new Set(own.filter((sum) => amountOf(sum, measure!) !== 0n).map(({ side }) => side))
    const amount = own.reduce((all, sum) => all + amountOf(sum, measure!), 0n)
    const codes = [...new Set(own.filter((sum) => amountOf(sum, measure!) !== 0n).map(({ code }) => code))].sort()
    found.set(box, { box, amount, side: sides.size === 1 ? [...sides][0]! : null, codes })
  }
  return [...found.values()]
}
