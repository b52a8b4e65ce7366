import { addMonths, later, type Day } from '../../kernel/day.ts'

/** When the tax of what nobody will pay comes back, by country. */
export interface BadDebtRelief {
  readonly country: string
  readonly validFrom: Day
  readonly validTo: Day | null
  /** Months after both the supply and the day on which it was due; 0: as soon as nobody can expect it to be paid. */
  readonly months: number
  /** Where returns show it: as input tax, or as less output tax. */
  readonly claimedAs: 'inputTax' | 'outputTax'
  readonly source: string
}
const day = (text: string): Day => text as Day

/**
 * Worked examples. Britain: GBP 1,200.00 gross at 20 %, supplied on 1 May and due on 31 May 2026: its 200.00 come back from 30 November 2026 on, as input tax (box 4).
 * Germany: EUR 1,190.00 gross at 19 %: its 190.00 come back in the period in which nobody can expect it to be paid any more. Of a part, its part.
 */
export const badDebtReliefs: readonly BadDebtRelief[] = [
  { country: 'GB', validFrom: day('1997-05-01'), validTo: null, months: 6, claimedAs: 'inputTax', source: 'VATA 1994 s36; VAT Notice 700/18, 2.2' },
  { country: 'DE', validFrom: day('1980-01-01'), validTo: null, months: 0, claimedAs: 'outputTax', source: '§ 17 (2) Nr. 1 UStG' },
] // prettier-ignore

/** The law of a country on a day; `undefined` where nothing comes back, or we do not know that it does. */
export const reliefIn = (country: string, on: Day, rules = badDebtReliefs): BadDebtRelief | undefined =>
  rules.find((rule) => rule.country === country && rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo))

/** The first day on which the tax of a supply may be taken back. Without months to wait for, nobody has to wait for the due day either. */
export const reliefFrom = ({ months }: BadDebtRelief, supplied: Day, due: Day): Day =>
  months === 0 ? supplied : addMonths(later(supplied, due), months)
