import { exactly, divide, ratioOf, type Ratio } from '../../../core/kernel/decimal.ts'
import type { AccountTotal } from '../../../core/consolidation/facts.ts'
import { asTransacted, atClosing, type Cell, type Side } from '../../../core/consolidation/translating.ts'

/** Units of one euro on 10 November 2026 (finance.md 2.6). */
const perEuro: Readonly<Record<string, string>> = { EUR: '1', GBP: '0.86480', INR: '105.1140' }
const closing = (from: string, to: string): Ratio => divide(ratioOf(exactly(perEuro[to]!)), ratioOf(exactly(perEuro[from]!)))
const sideOf = (code: string): Side => (code >= '7' || code.startsWith('5') ? 'expense' : code.startsWith('4') ? 'income' : code.startsWith('3') ? 'equity' : code.startsWith('2') ? 'liability' : 'asset') // prettier-ignore
const scope = new Set(['HUK', 'HIN'])
const own: Readonly<Record<string, string>> = { HUK: 'GBP', HIN: 'INR' }
type Row = readonly [entity: string, account: string, currency: string, partner: string | null, t: bigint, e: bigint, g: bigint]
const totals = (rows: readonly Row[], before = false): AccountTotal[] =>
  rows.map(([entity, account, currency, partner, amount, entityAmount, groupAmount]) => ({
    entity, account, currency, partner, entityCurrency: own[entity], groupCurrency: 'GBP', amount, entityAmount, groupAmount,
    yearEntityAmount: before ? 0n : entityAmount, yearGroupAmount: before ? 0n : groupAmount,
  })) as unknown as AccountTotal[] // prettier-ignore
/** finance.md 2.6, 22 before it is settled: 500,000 rupees between the two, at the rate of 1 October. */
const charged: readonly Row[] = [
  ['HIN', '1500', 'INR', 'HUK', 50_000_000n, 50_000_000n, 420_925n],
  ['HIN', '4500', 'INR', 'HUK', -50_000_000n, -50_000_000n, -420_925n],
  ['HUK', '5400', 'INR', 'HIN', 50_000_000n, 420_925n, 420_925n],
  ['HUK', '2400', 'INR', 'HIN', -50_000_000n, -420_925n, -420_925n],
]
/** And settled on 10 November: the payer gains, the payee has a translation difference. */
const settled: readonly Row[] = [
  ['HUK', '1200', 'INR', null, -50_000_000n, -411_363n, -411_363n],
  ['HUK', '2400', 'INR', 'HIN', 50_000_000n, 420_925n, 420_925n],
  ['HUK', '7100', 'INR', null, 0n, -9_562n, -9_562n],
  ['HIN', '1200', 'INR', null, 50_000_000n, 50_000_000n, 411_363n],
  ['HIN', '1500', 'INR', 'HUK', -50_000_000n, -50_000_000n, -420_925n],
  ['HIN', '3900', 'INR', null, 0n, 0n, 9_562n],
]
const group = (cells: readonly Cell[]): Record<string, string> => {
  const sums = new Map<string, bigint>()
  for (const { account, groupAmount, internal } of cells) sums.set(account, (sums.get(account) ?? 0n) + groupAmount - internal)
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).map(([account, sum]) => [account, `${sum}`]))
}
const sum = (cells: readonly Cell[], of: 'groupAmount' | 'internal'): bigint => cells.reduce((all, cell) => all + cell[of], 0n)

describe('the group, as transacted', () => {
  it('is nothing while entities only owe each other, and what the settlement gained stands against translation (finance.md 2.6, 22)', () => {
    expect(group(asTransacted(totals(charged), { sideOf, scope }))).toEqual({})
    const after = asTransacted(totals([...charged, ...settled]), { sideOf, scope })
    expect(group(after)).toEqual({ '7100': '-9562', '3900': '9562' })
    expect([sum(after, 'groupAmount'), sum(after, 'internal')]).toEqual([0n, 0n])
  })
  it('shows money on its way between two entities as not matched', () => {
    const onItsWay = asTransacted(totals([...charged, ...settled.slice(0, 3)]), { sideOf, scope })
    expect(sum(onItsWay, 'groupAmount')).toBe(0n)
    expect(sum(onItsWay, 'internal')).toBe(420_925n)
  })
  it('carries the results of earlier years as equity', () => {
    const before: readonly Row[] = [
      ['HUK', '1100', 'GBP', null, 12_000n, 12_000n, 12_000n],
      ['HUK', '4100', 'GBP', null, -12_000n, -12_000n, -12_000n],
    ]
    expect(group(asTransacted(totals(before, true), { sideOf, scope }))).toEqual({ '1100': '12000', '3800': '-12000' })
  })
  it('of earlier years, what entities earned of each other stays between them', () => {
    const cells = asTransacted(totals(charged, true), { sideOf, scope })
    expect(group(cells)).toEqual({})
    expect(cells.filter(({ account }) => account === '3800').map(({ internal }) => internal)).toEqual([-420_925n, 420_925n])
  })
  it('takes out nothing between an entity and one that does not consolidate', () => {
    expect(group(asTransacted(totals(charged.slice(0, 2)), { sideOf, scope: new Set(['HIN']) }))).toEqual({
      '1500': '420925',
      '4500': '-420925',
    })
  })
})

describe('the group, at closing', () => {
  const facts = { sideOf, scope, closing: closing as never }
  it('values what entities owe each other on both sides alike: it comes to nothing, the gain and its translation stand against each other', () => {
    const cells = atClosing(totals(charged), facts)
    expect(sum(cells, 'groupAmount')).toBe(0n)
    expect(sum(cells, 'internal')).toBe(0n)
    // Not settled yet: the debtor's unrealised gain is the one that settlement realised, and translation takes it back.
    expect(group(cells)).toEqual({ '7120': '-9562', '3900': '9562' })
  })
  it.each(['1280', '2150'])('values foreign money on %s, which no revaluation posts', (account) => {
    const held: readonly Row[] = [
      ['HUK', account, 'INR', null, 50_000_000n, 420_925n, 420_925n],
      ['HUK', '4100', 'INR', null, -50_000_000n, -420_925n, -420_925n],
    ]
    expect(group(atClosing(totals(held), facts))).toEqual({ [account]: '411363', '4100': '-420925', '7120': '9562' })
  })
  it('values no money twice that a posted revaluation has valued', () => {
    const posted: readonly Row[] = [
      ['HUK', '2490', 'INR', 'HIN', 0n, 9_562n, 9_562n],
      ['HUK', '7120', 'INR', null, 0n, -9_562n, -9_562n],
    ]
    const cells = atClosing(totals([...charged, ...posted]), facts)
    expect(group(cells)).toEqual(group(atClosing(totals(charged), facts)))
    expect([sum(cells, 'groupAmount'), sum(cells, 'internal')]).toEqual([0n, 0n])
  })
  it('values several accounts that share a contra account each for itself', () => {
    // HUK owes a supplier 1,000.00 EUR and holds 400.00 EUR of a customer that no document is known of; both at 0.8600.
    const owed: readonly Row[] = [
      ['HUK', '1200', 'EUR', null, 40_000n, 34_400n, 34_400n],
      ['HUK', '2100', 'EUR', null, -100_000n, -86_000n, -86_000n],
      ['HUK', '2120', 'EUR', null, -40_000n, -34_400n, -34_400n],
      ['HUK', '5100', 'EUR', null, 100_000n, 86_000n, 86_000n],
    ]
    // 1,400.00 EUR at 0.86480 are 1,210.72.
    const posted: readonly Row[] = [
      ['HUK', '2190', 'EUR', null, 0n, -672n, -672n],
      ['HUK', '7120', 'EUR', null, 0n, 672n, 672n],
    ]
    const before = group(atClosing(totals(owed), facts))
    expect(before).toMatchObject({ '2100': '-86480', '2120': '-34592', '7120': '480' })
    const after = group(atClosing(totals([...owed, ...posted]), facts))
    expect(after).toEqual({ ...before, '2100': '-86000', '2120': '-34400', '2190': '-672' })
    // Where something was posted into the month since, only that is valued.
    const more = owed.map((row) => (row[1] === '2100' ? (['HUK', '2100', 'EUR', null, -110_000n, -94_600n, -94_600n] as const) : row))
    expect(group(atClosing(totals([...more, ...posted]), facts))).toMatchObject({ '7120': '528' })
  })
  it('puts what a foreign entity owns at the rate of the day, results as they were earned, the rest into the reserve', () => {
    const sold: readonly Row[] = [
      ['HIN', '1100', 'INR', null, 118_000n, 118_000n, 993n],
      ['HIN', '2300', 'INR', null, -18_000n, -18_000n, -152n],
      ['HIN', '4100', 'INR', null, -100_000n, -100_000n, -841n],
    ]
    // 1,180.00 INR × 0.86480 / 105.1140 = 9.7082…; 180.00 = 1.4809…
    expect(group(atClosing(totals(sold), facts))).toEqual({ '1100': '971', '2300': '-148', '4100': '-841', '3900': '18' })
  })
})
