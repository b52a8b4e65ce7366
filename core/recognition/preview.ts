import { entities } from '../entities/entity.ts'
import { earlier, type Day } from '../kernel/day.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, codeOf, count, many, maybe, minorIn, shape, someData, text, type Id } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { pendingGroups } from './facts.ts'
import { costReleased, type PrepaidCost } from './prepaid-cost.ts'
import type { Recognition } from './recognition.ts'
import { beforeAll, costsOf, earningsOf, portion, Releases } from './releasing.ts'
import { periodNamed, periodOf, releaseOf } from './rules.ts'

/** What a month would recognise if it were run now, by legal entity, currency and account: revenue, and the cost of what was paid ahead. Writes nothing. */
export const previewRecognition = query({
  name: 'recognition.preview',
  zone: 'finance',
  permit: 'recognition.read',
  input: shape({ period: text, entity: maybe(codeOf('entities')) }),
  output: shape({
    period: text,
    postedOn: aDay,
    /** The first month that one of the charges was not recognised for; earlier ones are posted with this one. */
    since: maybe(text),
    charges: count,
    rows: many(
      shape({
        entity: codeOf('entities'),
        deferredAccount: codeOf('accounts'),
        revenueAccount: codeOf('accounts'),
        /** Of the revenue account, by language. */
        names: someData,
        charges: count,
        currency: aCurrency,
        amount: minorIn('currency'),
        entityCurrency: aCurrency,
        entityAmount: minorIn('entityCurrency'),
        groupCurrency: aCurrency,
        groupAmount: minorIn('groupCurrency'),
      }),
    ),
  }),
  refusals: ['recognition.invalidPeriod', 'recognition.unknownEntity'],
  ask: async (input, read) => {
    const period = periodOf(input.period)
    if (!period) return refuse('recognition.invalidPeriod', { period: input.period })
    const mine = await read.list(entities, { order: ['code'], limit: 1000 })
    const chosen = (input.entity === null ? mine : mine.filter((e) => e.code === input.entity)).map((e) => e.code)
    if (chosen.length === 0) return refuse('recognition.unknownEntity', { entity: input.entity ?? '' })
    const chart = await read.list(accounts, { limit: 10_000 })
    const namesOf = new Map(chart.map((account) => [account.code, account.names]))
    const rows = []
    let since: Day | null = null
    for (const { entity, currency } of await read.ask(pendingGroups, { entities: chosen, asOf: period.asOf })) {
      const releases = new Releases()
      let one: Recognition | PrepaidCost | undefined
      for (let after = beforeAll as Id<'charges'>; ;) {
        const due = await earningsOf(read, entity, currency, period.asOf, after)
        for (const charge of due) {
          since = since === null ? charge.recognisedTo : earlier(since, charge.recognisedTo)
          releases.count(charge, releaseOf(charge, period.asOf, charge.stretch, charge.share))
        }
        one = due[0] ?? one
        if (due.length < portion) break
        after = due[due.length - 1]!.id
      }
      for (const cost of await costsOf(read, entity, currency, period.asOf)) {
        since = since === null ? cost.recognisedTo : earlier(since, cost.recognisedTo)
        releases.countCost(cost, costReleased(cost, period.asOf))
        one ??= cost
      }
      const { entityCurrency, groupCurrency } = one!
      rows.push(
        ...releases.pairs.map((pair) => ({
          entity,
          currency,
          entityCurrency,
          groupCurrency,
          names: namesOf.get(pair.revenueAccount) ?? {},
          ...pair,
        })),
      )
    }
    return {
      period: input.period,
      postedOn: period.last,
      since: since === null ? null : periodNamed(since),
      charges: rows.reduce((sum, row) => sum + row.charges, 0),
      rows,
    }
  },
})
