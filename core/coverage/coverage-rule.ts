import { exactly, zero } from '../kernel/decimal.ts'
import { record, type Row } from '../kernel/record.ts'
import { aDecimal, anInstant, choice, codeOf, count, idOf, many, maybe, shape, text, type Of } from '../kernel/shape.ts'
import { mostWeights, weighting } from '../funds/fund.ts'
import { priorities } from '../usage/incident.ts'

export const rungs = ['project', 'fund', 'included', 'billable'] as const
export const entryKinds = ['time', 'expense', 'incident'] as const
export const periods = ['month', 'quarter', 'year'] as const

/** One rung of a ladder: what may land on it, and on what terms. What a rule leaves open holds for everything. */
export const coverageRule = shape({
  /** Unique within the ladder. */
  name: text,
  rung: choice(...rungs),
  kinds: maybe(many(choice(...entryKinds), entryKinds.length)),
  /** Types of work, of incidents, or kinds of expenses. */
  workTypes: maybe(many(text, 100)),
  priorities: maybe(many(choice(...priorities), priorities.length)),
  /** Of the rung `fund`: this fund alone. */
  fund: maybe(idOf('funds')),
  /** Of the rung `included`: so many hours and incidents in a period; left out: without a limit. */
  hours: maybe(aDecimal),
  incidents: maybe(count),
  per: maybe(choice(...periods)),
  /** Of the rung `billable`: the product of the line, its price where it is not the list price, factors of the price by booking type, and what is added to expenses. */
  product: maybe(codeOf('products')),
  unitPrice: maybe(aDecimal),
  weights: maybe(many(weighting, mostWeights)),
  markup: maybe(aDecimal),
  taxCodes: maybe(many(codeOf('taxCodes'), 5)),
})
export type CoverageRule = Of<typeof coverageRule>
export const mostRules = 50

/** The ladder of one contract, or of all contracts of a legal entity that have none. */
export const coverageRules = record(
  'coverageRules',
  shape({
    /** The contract's id, or the entity's code. */
    holder: codeOf('coverageRules'),
    entity: codeOf('entities'),
    contract: maybe(idOf('contracts')),
    rules: many(coverageRule, mostRules),
    setAt: anInstant,
    setBy: text,
  }),
  { key: 'holder', entityField: 'entity', personal: { keep: 'contract', since: 'setAt', not: ['rules'] } },
)
export type Ladder = Row<typeof coverageRules>

/** A rule in which nothing is said. */
export const plainRule = {
  kinds: null, workTypes: null, priorities: null, fund: null, hours: null, incidents: null, per: null, product: null, unitPrice: null, weights: null, markup: null, taxCodes: null,
} as const // prettier-ignore

/** Where nothing is agreed: project, fund, what price lists of incidents include, billable. */
export const usualLadder: readonly CoverageRule[] = [
  { ...plainRule, name: 'project', rung: 'project' },
  { ...plainRule, name: 'fund', rung: 'fund' },
  { ...plainRule, name: 'included', rung: 'included', hours: zero, incidents: 0 },
  { ...plainRule, name: 'billable', rung: 'billable' },
]

/** Most per cent that may be added to an expense. */
export const highestMarkup = exactly('1000')
