import { entities, groups, numberSeries } from '../entities/entity.ts'
import { addDays, addMonths, day as dayOf, dayIn, type Day } from '../kernel/day.ts'
import { ratioText } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { add, command, put, query, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, codeOf, count, many, maybe, minorIn, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { postJournal, reverseJournal, seriesFor, type Series } from '../ledger/post-journal.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { rateFaults, type Exchange, type RateFault } from '../rates/exchange.ts'
import { snapshotOf } from '../rates/frozen.ts'
import { closingExchange } from './closing-rates.ts'
import { standingOn } from './facts.ts'
import { revaluations } from './receipt.ts'
import { linesOf, valuationOf, type Valuation } from './valuing.ts'

type Entity = Row<typeof entities>
type Fault = RateFault | 'receivables.unknownEntity' | 'receivables.badMonth' | 'receivables.notOver'

interface Asked {
  readonly entity: string
  readonly period: string
}
interface Valued {
  readonly entity: Entity
  readonly groupCurrency: Currency
  readonly first: Day
  readonly last: Day
  readonly exchange: Exchange
  readonly valuation: Valuation
}

/** The rate of two currencies; before it is asked, `readValued` has refused what is missing. */
const rateOf = (exchange: Exchange) => (from: Currency, to: Currency) => {
  const rate = exchange.rate(from, to)
  assert(!refused(rate), `a rate from ${from} to ${to} on ${exchange.day}`)
  return rate
}

/** What a month's revaluation would post. */
export async function readValued({ entity: code, period }: Asked, read: Read): Promise<Valued | Refusal<Fault>> {
  const first = /^\d{4}-\d{2}$/.test(period) ? dayOf(`${period}-01`) : undefined
  if (!first) return refuse('receivables.badMonth', { month: period })
  const entity = await read.get(entities, code)
  if (!entity) return refuse('receivables.unknownEntity', { entity: code })
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const last = addDays(addMonths(first, 1), -1)
  const exchange = await closingExchange(read, last, entity.code)
  const standing = await read.ask(standingOn, { entity: entity.code, to: period })
  const foreign = standing.filter(({ currency, amount, entityAmount }) => currency !== entity.currency && (amount !== 0n || entityAmount !== 0n))
  for (const from of foreign.length === 0 ? [] : [entity.currency, ...foreign.map(({ currency }) => currency)])
    for (const to of [entity.currency, group.currency]) {
      const fault = exchange.rate(from, to)
      if (refused(fault)) return fault as Refusal<RateFault>
    }
  return { entity, groupCurrency: group.currency, first, last, exchange, valuation: valuationOf(standing, entity.currency, rateOf(exchange)) }
} // prettier-ignore

const anAccount = shape({
  account: codeOf('accounts'), currency: aCurrency, partner: maybe(codeOf('entities')), amount: minorIn('currency'), rate: text, entityCurrency: aCurrency,
  entityAmount: minorIn('entityCurrency'), worth: minorIn('entityCurrency'), entityGain: minorIn('entityCurrency'),
}) // prettier-ignore

/** What a revaluation would post, and why: each account's items in each currency, what they are carried at and what they are worth. Writes nothing. */
export const valuation = query({
  name: 'receivables.valuation',
  zone: 'finance',
  permit: 'receivables.read',
  input: shape({ entity: codeOf('entities'), period: text }),
  output: shape({
    entity: codeOf('entities'), period: text, day: aDay, entityCurrency: aCurrency, accounts: many(anAccount),
    /** Still to be posted: what was posted before is taken off. */
    open: minorIn('entityCurrency'),
    posted: count,
  }),
  refusals: [...rateFaults, 'receivables.unknownEntity', 'receivables.badMonth'],
  ask: async (input, read) => {
    const valued = await readValued(input, read)
    if (refused(valued)) return valued as Refusal<RateFault | 'receivables.unknownEntity' | 'receivables.badMonth'>
    const { entity, last, exchange, valuation: found } = valued
    const rate = rateOf(exchange)
    return {
      entity: entity.code, period: input.period, day: last, entityCurrency: entity.currency,
      accounts: found.accounts.map(({ contra: _contra, ...one }) => ({
        ...one, rate: ratioText(rate(one.currency, entity.currency), 8), entityCurrency: entity.currency, entityGain: one.worth - one.entityAmount,
      })),
      open: found.gains.reduce((sum, { entityGain }) => sum + entityGain, 0n),
      posted: (await postedBefore(read, entity.code, input.period)).length,
    }
  },
}) // prettier-ignore

const postedBefore = (read: Read, entity: string, month: string) => {
  const where = { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'month', is: 'equal', value: month }] } as const // prettier-ignore
  return read.list(revaluations, { where, order: ['createdAt'], limit: 1000 })
}

async function load(input: Asked, read: Read) {
  const valued = await readValued(input, read)
  if (refused(valued)) return valued
  const { entity, first, last } = valued
  const before = await postedBefore(read, entity.code, input.period)
  // Last of all, and always in this order: nobody else numbers a journal of these series until this one is committed.
  const mirrors = await seriesFor(read, entity, 'reversal', addMonths(first, 1))
  return { ...valued, before, mirrors, series: await seriesFor(read, entity, 'revaluation', last) }
}
type Facts = Exclude<Awaited<ReturnType<typeof load>>, Refusal>

/** A journal for each currency, and its mirror on the next day. */
function post({ entity, groupCurrency, last, first, exchange, valuation: found, ...held }: Facts, now: Now) {
  const rate = rateOf(exchange)
  const balances = new BalanceSheet()
  const event = now.newId() as Id<'journals'>
  let [series, mirrors]: [Series, Series] = [held.series, held.mirrors]
  const changes: Change[] = []
  const common = { entity, groupCurrency, postedAt: now.at, balances, digest: now.digest, event, narrative: first.slice(0, 7) }
  let groupGain = 0n
  let journals = 0
  for (const currency of new Set(found.gains.map((gain) => gain.currency))) {
    const lines = linesOf(found.gains.filter((gain) => gain.currency === currency), entity.currency, groupCurrency, rate) // prettier-ignore
    const posted = postJournal({
      ...common, id: journals === 0 ? event : now.newId(), document: 'revaluation', series, postedOn: last, currency, lines, exchanges: null, source: event,
      rates: snapshotOf(exchange, [currency, entity.currency], [entity.currency, groupCurrency]),
    }) // prettier-ignore
    assert(!refused(posted), 'pairs of lines that are nothing together')
    const mirror = reverseJournal({ ...common, id: now.newId(), original: posted.journal, lines: posted.lines, series: mirrors, postedOn: addMonths(first, 1) }) // prettier-ignore
    ;[series, mirrors] = [posted.series, mirror.series]
    changes.push(...posted.changes, ...mirror.changes)
    groupGain += lines.reduce((sum, line, i) => (i % 2 === 0 ? sum + line.pinned!.groupMinor : sum), 0n)
    journals += 1
  }
  return { event, journals, groupGain, changes: [...changes, ...balances.changes(), put(numberSeries, series), put(numberSeries, mirrors)] }
}

const output = shape({
  revaluation: maybe(codeOf('revaluations')), journals: count, entityCurrency: aCurrency, entityGain: minorIn('entityCurrency'), groupCurrency: aCurrency, groupGain: minorIn('groupCurrency'),
}) // prettier-ignore

function decide({ period }: Asked, facts: Facts | Refusal<Fault>, now: Now): Decision<Of<typeof output>> | Refusal<Fault> {
  if (refused(facts)) return facts
  const { entity, groupCurrency, last, first, exchange, before, valuation: found } = facts
  if (dayIn(entity.zone, now.at) < last) return refuse('receivables.notOver', { entity: entity.code, month: period, day: last })
  const latest = before[before.length - 1]
  // Nothing was posted into the month since: what stands, stands.
  if (found.gains.length === 0) {
    const { revaluation = null, journals = 0, entityGain = 0n, groupGain = 0n } = latest ?? {}
    return { result: { revaluation, journals, entityCurrency: entity.currency, entityGain, groupCurrency, groupGain }, changes: [] }
  }
  const posted = post(facts, now)
  const rate = rateOf(exchange)
  const row: Row<typeof revaluations> = {
    revaluation: `${entity.code}/${period}/${before.length + 1}` as Row<typeof revaluations>['revaluation'], entity: entity.code, month: period, valuedOn: last, mirroredOn: addMonths(first, 1),
    event: posted.event, journals: posted.journals, entityCurrency: entity.currency, entityGain: found.gains.reduce((sum, gain) => sum + gain.entityGain, 0n), groupCurrency,
    groupGain: posted.groupGain, createdAt: now.at, createdBy: now.caller.name,
    rates: [...new Set(found.gains.map((gain) => gain.currency))].map((currency) => ({ currency, rate: ratioText(rate(currency, entity.currency), 8) })),
  } // prettier-ignore
  const { revaluation, journals, entityCurrency, entityGain, groupGain } = row
  const told = tell('receivables.revalued', { entity: entity.code, month: period, journals: `${journals}` })
  return { result: { revaluation, journals, entityCurrency, entityGain, groupCurrency, groupGain }, changes: [add(revaluations, row), ...posted.changes, told] }
} // prettier-ignore

/** Values the open items in foreign money at the end of a month; on the next day it is taken back, so that a payment always measures from what was booked. */
export const revalue = command({
  name: 'receivables.revalue',
  zone: 'finance',
  permit: 'receivables.revalue',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), /** `2026-11` */ period: text }),
  output,
  refusals: [...rateFaults, 'receivables.unknownEntity', 'receivables.badMonth', 'receivables.notOver'],
  load,
  decide,
})
