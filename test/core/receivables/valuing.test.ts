import { divide, exactly, ratioOf, type Ratio } from '../../../core/kernel/decimal.ts'
import type { Currency } from '../../../core/kernel/money.ts'
import type { OpenItem } from '../../../core/ledger/open-item.ts'
import { totalsOf } from '../../../core/receivables/account.ts'
import { ageOf, type Age } from '../../../core/receivables/ages.ts'
import { bothTaken, takenOf } from '../../../core/receivables/applying.ts'
import { linesOf, valuationOf, type Standing } from '../../../core/receivables/valuing.ts'

/** Units of one euro on 10 November 2026 (finance.md 2.6). */
const perEuro: Readonly<Record<string, string>> = { EUR: '1', GBP: '0.86480', INR: '105.1140', USD: '1.17910' }
const rate = (from: string, to: string): Ratio => divide(ratioOf(exactly(perEuro[to]!)), ratioOf(exactly(perEuro[from]!)))
type Row = readonly [account: string, currency: Currency, partner: string | null, amount: bigint, entityAmount: bigint]
const standing = (...rows: readonly Row[]): Standing[] =>
  rows.map(([account, currency, partner, amount, entityAmount]) => ({
    account,
    currency,
    partner,
    amount,
    entityAmount,
  })) as unknown as Standing[]
const gainsOf = (...rows: readonly Row[]) =>
  valuationOf(standing(...rows), 'GBP', rate).gains.map(({ contra, currency, partner, entityGain }) => [
    contra as string,
    currency as string,
    partner as string | null,
    entityGain,
  ])

describe('foreign money at the end of a month', () => {
  it('is worth what its currency is worth; own money and other accounts are left alone', () => {
    expect(gainsOf(['1100', 'EUR', null, 100_000n, 87_000n], ['1100', 'GBP', null, 5_000n, 5_000n], ['2200', 'EUR', null, -100_000n, -87_000n])).toEqual([['1190', 'EUR', null, -520n]])
  })
  it('between entities by partner: what 22 of finance.md 2.6 gains when it is settled', () => {
    expect(gainsOf(['2400', 'INR', 'HIN', -50_000_000n, -420_925n])).toEqual([['2490', 'INR', 'HIN', 9_562n]])
    expect(gainsOf(['2400', 'INR', 'HIN', -50_000_000n, -420_925n], ['2490', 'INR', 'HIN', 0n, 9_562n])).toEqual([])
  })
  it('of suppliers and of customers who paid ahead together, for they share a contra account; what is posted is taken off', () => {
    const owed = [['2100', 'EUR', null, -100_000n, -86_000n], ['2120', 'EUR', null, -40_000n, -34_400n]] as const
    expect(gainsOf(...owed)).toEqual([['2190', 'EUR', null, -672n]])
    expect(gainsOf(...owed, ['2190', 'EUR', null, 0n, -500n])).toEqual([['2190', 'EUR', null, -172n]])
    // All of it was paid before the month ended, after somebody had valued it: that goes back.
    expect(gainsOf(['2100', 'EUR', null, 0n, 0n], ['2190', 'EUR', null, 0n, -500n])).toEqual([['2190', 'EUR', null, 500n]])
  })
  it('is nothing in its own currency, and translated from the entity’s (finance.md 2.3, 9)', () => {
    const { gains } = valuationOf(standing(['1100', 'EUR', null, 100_000n, 87_000n]), 'GBP', rate)
    // 5.20 pounds are 7.09 dollars.
    expect(linesOf(gains, 'GBP', 'USD', rate).map(({ account, minor, pinned }) => [account, minor, pinned])).toEqual([
      ['1190', 0n, { entityMinor: -520n, groupMinor: -709n }],
      ['7120', 0n, { entityMinor: 520n, groupMinor: 709n }],
    ])
  })
}) // prettier-ignore

it.each<[string, Age]>([
  ['2026-11-30', 'notDue'], ['2026-12-05', 'notDue'], ['2026-11-29', 'to30'], ['2026-10-31', 'to30'], ['2026-10-30', 'to60'], ['2026-10-01', 'to60'], ['2026-09-30', 'to90'], ['2026-09-01', 'to90'],
  ['2026-08-31', 'over90'],
])('what was due on %s is %s on 30 November', (due, age) => {
  expect(ageOf(due as never, '2026-11-30' as never)).toBe(age)
}) // prettier-ignore

const item = (open: bigint, more: Partial<OpenItem> = {}): OpenItem =>
  ({ id: `${open}`, number: 'UK-INV-26-000001', entity: 'NLUK', customer: 'A', currency: 'GBP', open, postedOn: '2026-11-10', due: '2026-11-24', ...more }) as unknown as OpenItem // prettier-ignore
const gbp = (minor: bigint) => ({ currency: 'GBP', minor }) as const
const day = '2026-11-20' as never

describe('what two items clear of each other', () => {
  it.each<[string, OpenItem, OpenItem, Parameters<typeof bothTaken>[2], unknown]>([
    ['the smaller of the two', item(-500n), item(800n), { amount: null, from: null }, { from: -500n, item: 500n }],
    ['what is asked', item(-500n), item(800n), { amount: gbp(300n), from: null }, { from: -300n, item: 300n }],
    ['what is asked of the money', item(-500n), item(800n), { amount: null, from: gbp(200n) }, { from: -200n, item: 200n }],
    ['all of both, of two currencies', item(-500n, { currency: 'EUR' }), item(800n), { amount: null, from: null }, { from: -500n, item: 800n }],
    ['money that nobody knows', item(-500n, { customer: null }), item(500n), { amount: null, from: null }, { from: -500n, item: 500n }],
    ['nothing of the same side', item(500n), item(800n), { amount: null, from: null }, 'receivables.sameSide'],
    ['nothing of another customer', item(-500n, { customer: 'B' as never }), item(800n), { amount: null, from: null }, 'receivables.otherCustomer'],
    ['nothing of another entity', item(-500n, { entity: 'NLDE' as never }), item(800n), { amount: null, from: null }, 'receivables.otherEntity'],
    ['no more than is there', item(-500n), item(800n), { amount: gbp(600n), from: null }, 'receivables.overpaid'],
    ['no less than nothing', item(-500n), item(800n), { amount: gbp(-1n), from: null }, 'receivables.overpaid'],
    ['no two amounts', item(-500n), item(800n), { amount: gbp(100n), from: gbp(200n) }, 'receivables.amountsDiffer'],
    ['nothing in another currency', item(-500n), item(800n), { amount: { currency: 'EUR', minor: 1n }, from: null }, 'receivables.otherCurrency'],
    ['nothing that is closed', item(-500n), item(0n), { amount: null, from: null }, 'receivables.closed'],
    ['nothing before it was posted', item(-500n), item(800n, { postedOn: '2026-11-21' as never }), { amount: null, from: null }, 'receivables.tooEarly'],
  ])('%s', (_what, from, owed, asked, expected) => {
    const found = bothTaken(from, owed, asked, day)
    expect('refused' in found ? found.refused : found).toEqual(expected)
  })
  it('has the sign of what is open', () => {
    expect([takenOf(item(-500n), gbp(20n), day), takenOf(item(500n), null, day)]).toEqual([-20n, 500n])
  })
}) // prettier-ignore

it('ages are summed by entity and currency, credits by themselves', () => {
  const on = '2026-11-30' as never
  expect(totalsOf([item(800n), item(-300n), item(100n, { due: '2026-12-24' as never }), item(5n, { currency: 'EUR' })], on)).toMatchObject([
    { currency: 'EUR', to30: 5n, open: 5n },
    { currency: 'GBP', to30: 800n, notDue: 100n, credit: -300n, open: 600n },
  ])
})
