import { editableMinor, parseMinor } from '../../app/culture.ts'
import { reader, type Asked } from './draft.ts'

export const methods = ['actual', '30/360', 'monthFraction', 'none', 'full'] as const
export type Method = (typeof methods)[number]

/** A part of a period as it is typed: people say the last day, the wire the day after it. */
export interface PartDraft {
  readonly method: Method
  readonly currency: string
  readonly amount: string
  readonly from: string
  readonly last: string
  readonly periodFrom: string
  readonly periodLast: string
}
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const lastOfMonth = (day: string): string => {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0, 12)).toISOString().slice(0, 10)
}

/** Five seats of 17.60 from the 12th of this month. */
export const examplePart = (culture: string, today: string): PartDraft => ({
  method: 'actual',
  currency: 'GBP',
  amount: editableMinor(culture, 'GBP', '8800'),
  from: `${today.slice(0, 8)}12`,
  last: lastOfMonth(today),
  periodFrom: `${today.slice(0, 8)}01`,
  periodLast: lastOfMonth(today),
})

export function readPart(culture: string, draft: PartDraft): Asked {
  const { day, asked } = reader(culture)
  const after = (at: string, text: string): string | null => {
    const last = day(at, text, true)
    return last && dayAfter(last)
  }
  const minor = parseMinor(culture, draft.currency, draft.amount)
  const given = {
    amount: { currency: draft.currency, minor: minor ?? null },
    from: day('from', draft.from, true),
    to: after('last', draft.last),
    periodFrom: day('periodFrom', draft.periodFrom, true),
    periodTo: after('periodLast', draft.periodLast),
  }
  const { input, wrong } = asked(given)
  return minor === undefined ? { input: null, wrong: new Set([...wrong, 'amount']) } : { input, wrong }
}
