import { record, type Row } from '../kernel/record.ts'
import { anInstant, choice, codeOf, count, maybe, shape, text } from '../kernel/shape.ts'
import { keptByLaw, lawOf, type KeptByLaw } from './statute.ts'

/** How long a house keeps something of a country, where that is not what the law says. */
export const retentionRules = record(
  'retentionRules',
  shape({
    /** `DE.vouchers`. */
    rule: codeOf('retentionRules'),
    country: text,
    keep: choice(...keptByLaw),
    years: count,
    note: maybe(text),
    changedAt: anInstant,
    changedBy: text,
  }),
  { key: 'rule', personal: { keep: 'use', not: ['note'] } },
)
export type RetentionRule = Row<typeof retentionRules>

/** Years for which something is kept: the house's own, else the law's. */
export function yearsOf(rules: readonly RetentionRule[]): (country: string, keep: KeptByLaw) => number {
  const own = new Map<string, number>(rules.map(({ rule, years }) => [rule, years]))
  return (country, keep) => own.get(`${country}.${keep}`) ?? lawOf(country).years[keep]
}
