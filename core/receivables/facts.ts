import { question } from '../kernel/record.ts'
import { aCurrency, aDay, choice, codeOf, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { seriesDocuments } from '../entities/rules.ts'
import { settlementActs } from './receipt.ts'

/**
 * What stands at the end of a month, in the books of a legal entity, on the accounts of open items and on those that a revaluation values them with. From the
 * running totals: what was paid in the next month already still stood then.
 */
export const standingOn = question(
  'receivables.standing',
  shape({ entity: codeOf('entities'), to: text }),
  shape({
    account: codeOf('accounts'),
    currency: aCurrency,
    partner: maybe(codeOf('entities')),
    entityCurrency: aCurrency,
    amount: minorIn('currency'),
    entityAmount: minorIn('entityCurrency'),
  }),
)

export const aStep = {
  journal: idOf('journals'),
  number: text,
  document: choice(...seriesDocuments),
  postedOn: aDay,
  narrative: maybe(text),
  /** What was done to the item; empty for the document that made it. */
  act: maybe(choice(...settlementActs)),
  reason: maybe(text),
  /** The item on the other side. */
  oppositeNumber: maybe(text),
  /** Whether it was taken back since. */
  takenBack: maybe(idOf('journals')),
  currency: aCurrency,
  amount: minorIn('currency'),
  entityCurrency: aCurrency,
  entityAmount: minorIn('entityCurrency'),
  groupCurrency: aCurrency,
  groupAmount: minorIn('groupCurrency'),
}
/** Every line that ever moved an open item, oldest first: together they are what is left of it. */
export const itemSteps = question('receivables.steps', shape({ openItem: idOf('openItems') }), shape(aStep))
