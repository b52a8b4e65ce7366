import { question, type Answer } from '../kernel/record.ts'
import { aCurrency, aDay, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/**
 * What stands on each account of each legal entity, by transaction currency and partner: everything up to the end of a month, and of it what the year that began
 * with `from` brought. Read from the running totals, so that it costs accounts and months, not journal lines.
 */
export const accountTotals = question(
  'consolidation.totals',
  shape({ from: text, to: text }),
  shape({
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    currency: aCurrency,
    partner: maybe(codeOf('entities')),
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    amount: minorIn('currency'),
    entityAmount: minorIn('entityCurrency'),
    groupAmount: minorIn('groupCurrency'),
    yearEntityAmount: minorIn('entityCurrency'),
    yearGroupAmount: minorIn('groupCurrency'),
  }),
)
export type AccountTotal = Answer<typeof accountTotals>

/** Every running total up to the end of a month, as it stands. */
export const monthTotals = question(
  'consolidation.months',
  shape({ to: text }),
  shape({
    balance: text,
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    period: text,
    currency: aCurrency,
    partner: maybe(codeOf('entities')),
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    amount: minorIn('currency'),
    entityAmount: minorIn('entityCurrency'),
    groupAmount: minorIn('groupCurrency'),
  }),
)
export type MonthTotal = Answer<typeof monthTotals>

/** The journal lines of an account and month, oldest first. */
export const monthLines = question(
  'consolidation.monthLines',
  shape({ entity: codeOf('entities'), account: codeOf('accounts'), period: text, limit: count }),
  shape({
    journal: idOf('journals'),
    number: text,
    position: count,
    postedOn: aDay,
    narrative: maybe(text),
    groupCurrency: aCurrency,
    groupAmount: minorIn('groupCurrency'),
  }),
)
