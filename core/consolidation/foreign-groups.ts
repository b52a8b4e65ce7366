import { entities, groups, houseGroup } from '../entities/entity.ts'
import { addMonths, type Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { add, command, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { codeOf, shape, text, type Code, type Id, type Wire } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { rateFaults, type RateFault } from '../rates/exchange.ts'
import { monthTotals, type MonthTotal } from './facts.ts'
import { proofOf, translated, type Translated } from './layer.ts'
import { agreedRates, monthRates, rateOfMonth, type MonthRate, type Terms } from './layer-rates.ts'
import { retranslatedBalances, retranslationRates, retranslations, type Retranslation } from './retranslation.ts'
import type { Side } from './translating.ts'

/** Income and expenses of a month go by its average, what stands by its closing rate (IAS 21.39, 40); a month without them by its last spot rate. */
const usual = { resultType: 'average', standingType: 'closing' } as const
const mostAccounts = 10_000

/** Months for which the house has no rate between two currencies. */
export async function missingRates(read: Read, { from, to }: { readonly from: Currency; readonly to: Currency }, periods: readonly string[], today: Day): Promise<readonly string[]> {
  const missing: string[] = []
  for (const period of periods) if (refused(await monthRates(read, { ...usual, currency: to, groupCurrency: from }, [period], today))) missing.push(period)
  return missing
} // prettier-ignore

async function sidesOf(read: Read): Promise<(account: string) => Side> {
  const chart = new Map((await read.list(accounts, { limit: mostAccounts })).map((a) => [a.code as string, a.side]))
  return (code) => chart.get(code) ?? 'asset'
}

interface Bought {
  readonly group: Row<typeof groups>
  readonly members: ReadonlySet<string>
}
/** Groups that were bought and keep their books in another currency than the house's. */
async function boughtGroups(read: Read, house: Row<typeof groups>): Promise<readonly Bought[]> {
  const others = (await read.list(groups, { limit: 1000 })).filter((one) => one.parent !== null && one.currency !== house.currency)
  if (others.length === 0) return []
  const members = await read.list(entities, { limit: 1000 })
  return others.map((group) => ({ group, members: new Set(members.filter((one) => one.group === group.code).map((one) => one.code as string)) })) // prettier-ignore
}

/** The figures of a group in the house's currency, as they were agreed to when it came. */
async function adopted(read: Read, group: string): Promise<Retranslation | undefined> {
  const where = { all: [{ field: 'group', is: 'equal', value: group }, { field: 'state', is: 'equal', value: 'approved' }] } as const
  return (await read.list(retranslations, { where, order: ['-decidedAt'], limit: 1 }))[0]
} // prettier-ignore

/**
 * Running totals with every group amount in the currency of the house: those of a group that was bought by the rates of their months, of which the ones from
 * before it came were agreed to and stay. What they were posted at is not touched.
 */
export async function inHouseCurrency(rows: readonly MonthTotal[], read: Read, now: Now): Promise<readonly MonthTotal[] | Refusal<RateFault>> {
  const house = await houseGroup(read)
  const bought = house && rows.some((row) => row.groupCurrency !== house.currency) ? await boughtGroups(read, house) : []
  if (!house || bought.length === 0) return rows
  const sideOf = await sidesOf(read)
  const all = rows.filter((row) => !bought.some(({ members }) => members.has(row.entity)))
  for (const { group, members } of bought) {
    const own = rows.filter((row) => members.has(row.entity))
    const layer = await adopted(read, group.code)
    const agreed = layer ? await agreedRates(read, layer.id) : new Map<string, MonthRate>()
    const terms: Terms = { ...usual, currency: house.currency, groupCurrency: group.currency }
    const missing = [...new Set(own.map(({ period }) => period))].filter((period) => !agreed.has(`${period}/${usual.standingType}`)).sort()
    const later = await monthRates(read, terms, missing, now.today)
    if (refused(later)) return later
    for (const { row, amount } of translated(own, house.currency, sideOf, rateOfMonth(new Map([...later, ...agreed]), terms)))
      all.push({ ...row, groupCurrency: house.currency, groupAmount: amount })
  }
  return all
} // prettier-ignore

interface Worked {
  readonly group: Row<typeof groups>
  readonly house: Row<typeof groups>
  readonly known: Retranslation | undefined
  readonly from: Day
  readonly rates: ReadonlyMap<string, MonthRate>
  readonly rows: readonly Translated[]
}
async function workOut(code: string, read: Read, now: Now): Promise<Worked | Refusal<RateFault | 'consolidation.notBought'>> {
  const [group, house] = [await read.get(groups, code as Row<typeof groups>['code']), await houseGroup(read)]
  if (!group || !house || group.parent === null || group.currency === house.currency) return refuse('consolidation.notBought', { group: code })
  const bought = (await boughtGroups(read, house)).find((one) => one.group.code === group.code)
  // Months that have begun go on; what is over stands.
  const from = `${now.today.slice(0, 7)}-01` as Day
  const before = addMonths(from, -1).slice(0, 7)
  const own = (await read.ask(monthTotals, { to: before })).filter((row) => bought?.members.has(row.entity))
  const terms: Terms = { ...usual, currency: house.currency, groupCurrency: group.currency }
  const rates = await monthRates(read, terms, [...new Set(own.map(({ period }) => period))].sort(), now.today)
  if (refused(rates)) return rates
  return { group, house, from, rates, known: await adopted(read, group.code), rows: translated(own, house.currency, await sidesOf(read), rateOfMonth(rates, terms)) }
} // prettier-ignore

/** A group that was bought comes into the house's figures: each running total from before at the rate of its month, kept line by line as the proof. */
export const adoptGroup = command({
  name: 'consolidation.adoptGroup',
  zone: 'finance',
  permit: 'consolidation.retranslate',
  offline: 'never',
  input: shape({ group: codeOf('groups'), reason: text }),
  output: retranslations.shape,
  refusals: ['consolidation.wholeGroup', 'consolidation.notBought', ...rateFaults],
  load: async ({ group }, read, now) => (now.caller.entities === 'all' ? workOut(group, read, now) : refuse('consolidation.wholeGroup', {})),
  decide: ({ reason }, facts, now) => {
    if (refused(facts)) return facts
    // Once is enough: what was agreed to stays.
    if (facts.known) return { result: facts.known, changes: [] }
    // Two programs that end the same merge meet at the group: the second finds what the first has kept.
    const { group, house, from, rows, rates } = facts
    const row: Retranslation = {
      id: now.newId() as Id<'retranslations'>, currency: house.currency, groupCurrency: group.currency, from, ...usual, reason, state: 'approved', group: group.code,
      proof: { entities: proofOf(rows) } as unknown as Wire, proposedBy: now.caller.user, proposedAt: now.at, decidedBy: now.caller.user, decidedAt: now.at,
    }
    return { result: row, changes: [put(groups, group), add(retranslations, row), ...keptRows(row, rates, rows), tell('consolidation.retranslationDecided', { retranslation: row.id, state: row.state })] }
  },
}) // prettier-ignore

/** What stood before the first day, in both currencies, and the rates between them. */
export const keptRows = ({ id, currency }: Pick<Retranslation, 'id' | 'currency'>, rates: ReadonlyMap<string, MonthRate>, rows: readonly Translated[]): readonly Change[] => [
  ...[...rates].map(([key, { period, type, day, rate, source }]) =>
    add(retranslationRates, { rate: `${id}/${key}` as Code<'retranslationRates'>, retranslation: id, period, type, day, numerator: `${rate.numerator}`, denominator: `${rate.denominator}`, source }),
  ),
  ...rows.map(({ row, type, amount }) =>
    add(retranslatedBalances, {
      balance: `${id}/${row.balance}` as Code<'retranslatedBalances'>, retranslation: id, entity: row.entity, account: row.account, period: row.period, type,
      groupCurrency: row.groupCurrency, groupAmount: row.groupAmount, currency, amount,
    }),
  ),
] // prettier-ignore
