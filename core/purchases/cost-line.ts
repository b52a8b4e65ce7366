import { record, type Row } from '../kernel/record.ts'
import {
  aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text, type Of,
} from '../kernel/shape.ts' // prettier-ignore
import { timings } from '../contracts/contract.ts'

/** `fixed`: so many, whatever is sold; `perUnit`: so many for each unit that the contract line sells. */
export const quantityRules = ['fixed', 'perUnit'] as const
/** `planned` → `ordered`; `dropped` before anything was bought. */
export const costStates = ['planned', 'ordered', 'dropped'] as const

/** What a change order can change of a cost line. */
export const costTerms = shape({
  /** `null`: our own people, at their loaded cost. */
  supplier: maybe(idOf('suppliers')),
  item: text,
  quantityRule: choice(...quantityRules),
  /** Units, or hours of our own people. */
  quantity: aDecimal,
  currency: aCurrency,
  /** Per unit and period of the rhythm; own labour: the loaded cost of an hour. */
  unitCost: aDecimal,
  /** Last day. */
  end: maybe(aDay),
  /** Last day on which we are bound to the supplier. */
  termEnd: maybe(aDay),
  /** Days before the end of the term by which we must have given notice. */
  noticeDays: maybe(count),
})
export type CostTerms = Of<typeof costTerms>

/** One thing that is bought so that a contract can be kept. Any number per contract line, from any supplier, in any currency, on a schedule of its own. */
export const costLines = record(
  'costLines',
  shape({
    id: idOf('costLines'),
    contract: idOf('contracts'),
    /** What it is bought for; `null`: for the contract as a whole. */
    line: maybe(idOf('contractLines')),
    entity: codeOf('entities'),
    /** Number of the cost line within its contract. */
    number: count,
    ...costTerms.fields,
    /** Months between two purchases; `null`: bought once, on its first day. */
    months: maybe(count),
    timing: choice(...timings),
    /** First day, of its own: the supplier's stream need not follow the customer's. */
    start: aDay,
    /** Months that the supplier's term goes on for when nobody gives notice; `null`: it ends. */
    extensionMonths: maybe(count),
    /** The day whose exchange rates it was calculated with: as a rule that of the customer's signature. */
    agreedOn: aDay,
    state: choice(...costStates),
    orderedOn: maybe(aDay),
    /** Number of our order. */
    reference: maybe(text),
    /** How many change orders named it. The terms are as they stand after the last. */
    changes: count,
    /** Terms that it began with; kept from its first change on. */
    signed: maybe(costTerms),
    /** Number of the change order that brought it; `null`: it was there from the beginning. */
    addedBy: maybe(count),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ of: 'contract' }],
    sensitive: 'purchasePrice',
    personal: { keep: 'contract', since: 'start', not: ['signed'] },
  },
)
export type CostLine = Row<typeof costLines>

/** What a supplier really charged (or credited, below zero), or what our people's hours really cost. Only ever added; a mistake is answered by the opposite. */
export const costActuals = record(
  'costActuals',
  shape({
    id: idOf('costActuals'),
    costLine: idOf('costLines'),
    contract: idOf('contracts'),
    entity: codeOf('entities'),
    /** Number within its cost line, in the order of recording. */
    number: count,
    /** The day of the supplier's document: its rates convert it. */
    day: aDay,
    currency: aCurrency,
    amount: minorIn('currency'),
    entityCurrency: aCurrency,
    entityAmount: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupAmount: minorIn('groupCurrency'),
    /** What it pays for, `[from, to)`; without it, its day alone. */
    from: maybe(aDay),
    to: maybe(aDay),
    /** Number of the supplier's document, or of the time sheet: once per cost line. */
    reference: text,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    devices: [{ of: 'contract' }],
    sensitive: 'purchasePrice',
    personal: { keep: 'books', since: 'recordedAt' },
  },
)
export type CostActual = Row<typeof costActuals>

export const termsOf = ({
  supplier,
  item,
  quantityRule,
  quantity,
  currency,
  unitCost,
  end,
  termEnd,
  noticeDays,
}: CostTerms): CostTerms => ({
  supplier,
  item,
  quantityRule,
  quantity,
  currency,
  unitCost,
  end,
  termEnd,
  noticeDays,
})
