import { addDays, type Day } from '../kernel/day.ts'
import { command, tell, type Now } from '../kernel/operation.ts'
import { aDay, count, flag, shape } from '../kernel/shape.ts'
import { fundLots, funds, type Fund, type Lot } from './fund.ts'
import { changesOf, stampOf } from './holding.ts'
import { expire, type Holding } from './moving.ts'
import { booksOf, journalsOf, type Books } from './posting.ts'

/** Lots in one call, and so in one transaction. */
const portion = 2000

/** Lets every lot lapse whose last day is before a day, and carries over what the funds allow. Run it when the work of the days before is in: what has lapsed cannot be drawn. */
export const expireLots = command({
  name: 'funds.expire',
  zone: 'operations',
  permit: 'funds.write',
  offline: 'never',
  input: shape({
    /** Lots that could last be drawn from before this day lapse. */
    day: aDay,
  }),
  output: shape({
    /** Funds that were touched, lots that lapsed, lots that live on in part. */
    fundCount: count,
    lapsed: count,
    carriedOver: count,
    /** There were too many for one call: call again. */
    more: flag,
  }),
  refusals: [],
  load: async ({ day }, read) => {
    const over = [
      { field: 'expires', is: 'atMost', value: addDays(day, -1) },
      { field: 'remaining', is: 'more', value: '0' },
    ] as const
    const lots = await read.list(fundLots, { where: { all: over }, order: ['expires', 'fund'], limit: portion })
    const owners = await read.some(funds, [...new Set(lots.map((lot) => lot.fund as string))])
    const books = new Map<string, Books>()
    for (const entity of [...new Set(lots.map((lot) => lot.entity as string))].sort()) {
      const days = lots.filter((lot) => lot.entity === entity).map((lot) => lot.expires!)
      books.set(entity, await booksOf(read, entity, days))
    }
    return { lots, owners, books }
  },
  decide: ({ day }, facts, now) => lapse(day, facts, now),
})

/** What lapses of the lots of a portion, with its journals. */
export function lapse(day: Day, { lots, owners, books }: Lapsing, now: Now) {
  const byFund = new Map<string, Lot[]>()
  for (const lot of lots) byFund.set(lot.fund, [...(byFund.get(lot.fund) ?? []), lot])
  const done = [...byFund].flatMap(([id, own]): { before: Lot[]; after: Holding }[] => {
    const fund = owners.get(id)
    return fund ? [{ before: own, after: expire({ fund, lots: own, movements: [] }, stampOf(now), day) }] : []
  })
  const acts = done.flatMap(({ after }) => after.movements.map((movement) => movement.act))
  return {
    result: {
      fundCount: done.length,
      lapsed: acts.filter((act) => act === 'expiry').length,
      carriedOver: acts.filter((act) => act === 'carryOver').length,
      more: lots.length === portion,
    },
    changes: [
      ...done.flatMap(({ before, after }) => [
        ...changesOf({ lots: before }, after),
        tell('funds.lapsed', { fund: after.fund.id, name: after.fund.name }),
      ]),
      ...[...books].flatMap(([entity, own]) => journalsOf(done.filter(({ after }) => after.fund.entity === entity).map(({ after }) => after), own, now)), // prettier-ignore
    ],
  }
}
interface Lapsing {
  readonly lots: readonly Lot[]
  readonly owners: ReadonlyMap<string, Fund>
  readonly books: ReadonlyMap<string, Books>
}
