import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, anInstant, codeOf, count, flag, idOf, many, maybe, shape } from '../kernel/shape.ts'
import { historiesOf } from './changing.ts'
import { contracts } from './contract.ts'
import { knownChanges, standingOn, timelineOf } from './timeline.ts'

/** The time machine: which terms held for each line on a day, as known at a moment. */
export const asKnown = query({
  name: 'contracts.asKnown',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({
    contract: idOf('contracts'),
    /** Left out: today. */
    effective: maybe(aDay),
    /** Leaves out what was recorded later; left out: all that is known now. */
    knownAt: maybe(anInstant),
  }),
  output: shape({
    effective: aDay,
    lines: many(
      shape({
        line: idOf('contractLines'),
        number: count,
        product: codeOf('products'),
        version: count,
        quantity: aDecimal,
        /** Empty: the price of the product's version. */
        unitPrice: maybe(aDecimal),
        currency: aCurrency,
        start: aDay,
        end: maybe(aDay),
        /** Is the line charged for that day? */
        billing: flag,
        /** Changes that were known, and hold on the day. */
        changes: count,
      }),
    ),
  }),
  refusals: ['contracts.unknown'],
  ask: async ({ contract: id, effective: said, knownAt }, read, now) => {
    const contract = await read.get(contracts, id)
    if (!contract) return refuse('contracts.unknown', { contract: id })
    const effective = said ?? now.today
    const histories = await historiesOf({ line: null, contract: id }, read)
    // A line that was added later was not known; when lines from before Harmony were is not known either.
    const then = histories.filter(({ line }) => knownAt === null || line.addedAt === null || line.addedAt <= knownAt)
    const lines = then.map(({ line, changes }) => {
      const { end, stretches } = timelineOf(line, changes, knownAt)
      const { quantity, unitPrice, version } = standingOn(line, changes, effective, knownAt)
      const { id: own, number, product, currency, start } = line
      return {
        line: own, number, product, version, quantity, unitPrice, currency, start, end,
        billing: stretches.some(({ from, to }) => from <= effective && (to === null || effective < to)),
        changes: knownChanges(changes, knownAt).filter((change) => change.effective <= effective).length,
      } // prettier-ignore
    })
    return { effective, lines }
  },
})
