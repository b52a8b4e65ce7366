import type { contractLines, contracts } from '../contracts/contract.ts'
import { coverageRules } from '../coverage/coverage-rule.ts'
import { ofExpense, ofIncident, ofTime, type Entry } from '../coverage/entry.ts'
import type { ContractFacts } from '../coverage/facts.ts'
import { LandingWork } from '../coverage/landing-work.ts'
import { entities } from '../entities/entity.ts'
import { fiscalYear, seriesKey } from '../entities/rules.ts'
import { funds as fundRecords, fundLots } from '../funds/fund.ts'
import { stampOf } from '../funds/holding.ts'
import type { Holding } from '../funds/moving.ts'
import { emptyFund } from '../funds/open.ts'
import { journalsOf, type Books } from '../funds/posting.ts'
import { purchase } from '../funds/rules.ts'
import type { Day } from '../kernel/day.ts'
import { exactly, ratioOf } from '../kernel/decimal.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import { add, type Change, type Now } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refused } from '../kernel/refusal.ts'
import type { Code } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import { incidentPrices, incidents } from '../usage/incident.ts'
import { expenses, timeEntries } from '../work/entry.ts'
import { entityRows, groupRows } from './companies.ts'
import { demoIncidents, demoKit, demoTime, incidentLists, ladders } from './funds.ts'
import { rateRows } from './rates.ts'
import { documentFor, parsed } from './terms.ts'

type Line = Row<typeof contractLines>
/** A contract of the demo company whose purchase was paid before Harmony, with the line that its fund belongs to. */
export interface Prepaid {
  readonly contract: Row<typeof contracts>
  readonly line: Line
  readonly fund: string
}
const inGroup = groupRows[0]!.currency as Currency

/** The spot rate of a day into the currency of the group. */
function toGroup(currency: Currency, on: string, minor: bigint): bigint {
  const rate = rateRows().find((row) => row.type === 'spot' && row.base === currency && row.day === on)
  return currency === inGroup ? minor : convert(minor, ratioOf(exactly(rate!.value)), currency, inGroup)
}

/** The fund that a line filled in October. */
function filled({ contract, line, fund: id }: Prepaid, now: Now): Holding {
  const { document } = documentFor(line.product)
  const { fund: terms, prices } = document.sell
  const price = prices.find((one) => one.currency === line.currency)?.unitPrice
  const entity = entityRows.find((row) => row.code === line.entity)!
  assert(terms && price, `what ${line.product} fills`)
  const value = toMinor(line.currency, ratioOf(price))
  const fund = emptyFund(
    {
      entity: line.entity, customer: line.customer, contract: line.contract, name: contract.name ?? line.product, unit: terms.unit, currency: line.currency, priority: 0, scope: [],
      expiryMonths: terms.expiryMonths, carryOver: terms.carryOver, overage: terms.overage, weights: terms.weights ?? [], topUp: terms.topUp, revenue: document.account.revenue,
      product: line.product,
    }, // prettier-ignore
    { entityCurrency: entity.currency as Currency, groupCurrency: inGroup },
    () => id,
  )
  const bought = purchase({ fund, lots: [], movements: [] }, stampOf(now), {
    quantity: terms.quantity, value, entityValue: value, groupValue: toGroup(line.currency, line.start, value), day: line.start, expires: null, priority: 0, reference: line.poNumber,
  }) // prettier-ignore
  assert(!refused(bought), `a purchase of ${line.product}`)
  return bought
}

const told = (now: Now) => ({ recordedAt: now.at, recordedBy: now.caller.name })
function entriesFor({ contract }: Prepaid, now: Now): readonly { readonly change: Change; readonly entry: Entry }[] {
  const { id, entity, customer, number } = contract
  const place = { source: 'demo', entity, contract: id, customer }
  if (number === 'C-1002')
    return demoTime.map((time, i) => {
      const row = parsed(timeEntries, { id: now.newId(), ...place, ...time, sourceId: `time-${i + 1}`, ...told(now) })
      return { change: add(timeEntries, row), entry: ofTime(row) }
    })
  if (number === 'C-2003')
    return demoKit.map((kit, i) => {
      const row = parsed(expenses, { id: now.newId(), ...place, ...kit, sourceId: `kit-${i + 1}`, expenseKind: 'material', currency: 'EUR', ...told(now) }) // prettier-ignore
      return { change: add(expenses, row), entry: ofExpense(row) }
    })
  return [...demoIncidents]
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map((one) => {
      const row = parsed(incidents, { id: now.newId(), ...place, ...one, type: 'support', closedAt: `${one.day}T15:00:00.000Z`, outOfHours: false, standing: 'charged', ...told(now) }) // prettier-ignore
      return { change: add(incidents, row), entry: ofIncident(row) }
    })
}

/** Fills the funds, records what was used of them in November, and lands it by the same rules as everybody's. */
export function fillFunds(sold: readonly Prepaid[], now: Now): Change[] {
  const lists = incidentLists.map((list) =>
    parsed(incidentPrices, {
      id: now.newId(), ...list, contract: list.contract === null ? null : sold.find(({ contract }) => contract.number === list.contract)!.contract.id, validFrom: '2026-01-01',
      prices: list.prices.map(([priority, price]) => ({ priority, price })), outOfHoursFactor: '1', includedCount: 0, includedPer: 'month', reopenDays: 7, ...told(now),
    }),
  ) // prettier-ignore
  const rules = ladders.map(({ entity, rules: some }) => parsed(coverageRules, { holder: entity, entity, rules: some, setAt: now.at, setBy: now.caller.name })) // prettier-ignore
  const holdings = new Map(sold.map((one) => [one.fund, filled(one, now)] as const))
  const facts = sold.map(({ contract, line, fund }): [string, ContractFacts] => [
    contract.id,
    {
      contract, source: 'entity', rules: rules.find((ladder) => ladder.entity === contract.entity)!.rules, lines: [line], lastNumber: 1, products: new Set([line.product]),
      currency: line.currency, funds: [fund], landings: [],
    },
  ]) // prettier-ignore
  const work = new LandingWork({ contracts: new Map(facts), holdings, sold: new Map(), prices: lists }, now)
  const entries = sold.flatMap((one) => entriesFor(one, now))
  for (const { entry } of entries) assert(!refused(work.land(entry)), `an entry that lands: ${entry.label}`)
  // Everything is new here: funds and lots are added as they are in the end.
  const moved = work.changes(new Map()).map((change) => (change.does === 'put' && (change.kind.record === fundRecords.record || change.kind.record === fundLots.record) ? { ...change, does: 'add' as const } : change)) // prettier-ignore
  return [
    ...lists.map((list) => add(incidentPrices, list)),
    ...rules.map((ladder) => add(coverageRules, ladder)),
    ...entries.map(({ change }) => change),
    ...moved,
    ...booked([...work.holdings.values()], now),
  ]
}

/** The journals of all funds, one series for each legal entity. */
function booked(holdings: readonly Holding[], now: Now): Change[] {
  return [...new Set(holdings.map(({ fund }) => fund.entity))].flatMap((code) => {
    const own = holdings.filter(({ fund }) => fund.entity === code)
    const entity = parsed(
      entities,
      entityRows.find((row) => row.code === code)!,
    )
    const years = new Set(own.flatMap(({ movements }) => movements.map(({ day }) => fiscalYear(entity.fiscalYearStart, day as Day))))
    const series: Books['series'] = new Map([...years].map((year) => [year, { series: seriesKey(code, 'fund', year) as Code<'numberSeries'>, entity: code, document: 'fund', year, next: 1, seal: null }])) // prettier-ignore
    return journalsOf(own, { entity, groupCurrency: inGroup, series }, now)
  })
}
