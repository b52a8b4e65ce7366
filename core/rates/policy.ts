import type { Read } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { choice, codeOf, count, maybe, shape, text } from '../kernel/shape.ts'
import { ecb } from './sources.ts'

/** Which rates a legal entity converts by. No other source is looked at: where this one says nothing, nothing is converted. Source: finance.md 1, 2.1. */
export const ratePolicies = record(
  'ratePolicies',
  shape({
    entity: codeOf('entities'),
    source: text,
    type: choice('spot', 'average'),
    /** Calendar days that a published rate may be older than the day it is used on. */
    maxAgeDays: count,
    /** Whose rates the entity's tax amounts are converted by; nothing: those of its books. */
    taxSource: maybe(text),
    taxType: choice('tax', 'spot'),
  }),
  { key: 'entity', entityField: 'entity', devices: ['always'] },
)
export type RatePolicy = Pick<Row<typeof ratePolicies>, 'source' | 'type' | 'maxAgeDays'>

/** Over Easter banks publish nothing on four days. Source: finance.md 1. */
export const usualMaxAgeDays = 4
/** What holds for a legal entity that has said nothing. */
export const usualPolicy = {
  source: ecb,
  type: 'spot',
  maxAgeDays: usualMaxAgeDays,
  taxSource: null,
  taxType: 'tax',
} as const satisfies Omit<Row<typeof ratePolicies>, 'entity'>

const mostPolicies = 1000
export const readPolicies = (read: Read): Promise<readonly Row<typeof ratePolicies>[]> =>
  read.list(ratePolicies, { order: ['entity'], limit: mostPolicies })

/** The policy of figures that are no one entity's: estimates and limits of the house. By the source that most of its entities convert by. */
export function housePolicy(policies: readonly Row<typeof ratePolicies>[]): RatePolicy {
  const users = (of: RatePolicy): number => policies.filter(({ source, type }) => source === of.source && type === of.type).length
  return policies.reduce<RatePolicy | undefined>((best, one) => (best && users(best) >= users(one) ? best : one), undefined) ?? usualPolicy
}
export const policyFor = (policies: readonly Row<typeof ratePolicies>[], entity: string | null): RatePolicy =>
  entity === null ? housePolicy(policies) : (policies.find((policy) => policy.entity === entity) ?? usualPolicy)
