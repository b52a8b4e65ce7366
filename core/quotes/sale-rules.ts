import { exactly } from '../kernel/decimal.ts'
import type { Read } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { aDecimal, codeOf, count, shape, type Code } from '../kernel/shape.ts'

/** What a legal entity sells without asking anybody: margins from a floor on, terms up to so many months. What a person may give away is said by their role's limits. */
export const saleRules = record(
  'saleRules',
  shape({
    entity: codeOf('entities'),
    /** Least margin in per cent of the sale. */
    marginFloor: aDecimal,
    /** Longest first term that is usual. */
    longestTermMonths: count,
    /** Days that a quote is good for. */
    validDays: count,
  }),
  { key: 'entity', entityField: 'entity', devices: ['all'] },
)
export type SaleRules = Row<typeof saleRules>

/** Until somebody says otherwise. */
export const usualRules = (entity: Code<'entities'>): SaleRules => ({
  entity,
  marginFloor: exactly('15'),
  longestTermMonths: 36,
  validDays: 30,
})

export const rulesOf = async (read: Read, entity: Code<'entities'>): Promise<SaleRules> =>
  (await read.get(saleRules, entity)) ?? usualRules(entity)
