import fc from 'fast-check'
import { decimalText } from '../../../core/kernel/decimal.ts'
import { daysBetween } from '../../../core/kernel/day.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import type { Figure } from '../../../core/purchases/change-order.ts'
import type { CostLine } from '../../../core/purchases/cost-line.ts'
import { currenciesOf, tradeOf, tradesOf, type Deal } from '../../../core/purchases/deal.ts'
import { marginOf, windowOf, type Margin } from '../../../core/purchases/margin.ts'
import { totalOf } from '../../../core/purchases/read-margin.ts'
import { lineChanges } from '../../../core/contracts/line-change.ts'
import { aCost, aDeal, aLine, anActual, exchange, goldenCosts, idOf, newId, on, stamp } from './deals.ts'

const shown = ({ currencyOf, currency, sales, cost, margin, percent }: Figure) => [currencyOf, currency, `${sales}`, `${cost}`, `${margin}`, percent && decimalText(percent)] // prettier-ignore
const marginIn = (deal: Deal, line: string | null = idOf(10), from?: string, to?: string, rates = exchange()): Margin => {
  const trade = tradeOf(deal, line)
  const window = from && to ? { from: on(from), to: on(to) } : windowOf(trade, rates.day)
  const margin = marginOf(trade, window, currenciesOf(deal, trade.sold), deal.versions, rates)
  if (refused(margin)) throw new Error(margin.refused)
  return margin
}
const costOf = (costs: readonly CostLine[], from: string, to: string, more: object = {}): string =>
  `${marginIn(aDeal({ costs, ...more }), idOf(10), from, to).planned[0]!.cost}`

describe('margin', () => {
  it('★ C-1010: 6,400.00 less 4,645.40 leaves 1,754.60, 27.42 %, at the spot of 16 November', () => {
    const { planned, costs, steps } = marginIn(aDeal())
    expect(planned.map(shown)).toEqual(
      ['transaction', 'entity', 'group'].map((side) => [side, 'GBP', '640000', '464540', '175460', '27.42']),
    )
    expect(costs.map(({ planned: amount }) => `${amount.transaction}`)).toEqual(['391400', '53940', '19200'])
    expect(steps.map(({ say }) => say)).toEqual([
      'purchases.step.sale.once', 'purchases.step.cost.once', 'purchases.step.rate', 'purchases.step.cost.once', 'purchases.step.rate', 'purchases.step.cost.once',
      'purchases.step.margin',
    ]) // prettier-ignore
  })
  it('is told in three currencies, each cost converted exactly and rounded once in each', () => {
    const { planned } = marginIn(aDeal({ entityCurrency: 'EUR', groupCurrency: 'INR' }))
    // 6,400 / 0.87; 5,150 x 0.76 / 0.87 + 620 + 192 / 0.87, and the same through 0.0089.
    expect(planned.map(shown)).toEqual([
      ['transaction', 'GBP', '640000', '464540', '175460', '27.42'],
      ['entity', 'EUR', '735632', '533954', '201678', '27.42'],
      ['group', 'INR', '71910112', '52195505', '19714607', '27.42'],
    ])
  })
  it('of a currency without pence and of one with three places', () => {
    const line = aLine({ currency: 'JPY', unitPrice: '1280000' })
    const { planned } = marginIn(aDeal({ lines: [line], entityCurrency: 'KWD' }))
    expect(planned.map(shown).slice(0, 2)).toEqual([
      ['transaction', 'JPY', '1280000', '929080', '350920', '27.42'],
      ['entity', 'KWD', '2560000', '1858160', '701840', '27.42'],
    ])
  })
  it('with nothing sold has no percentage, and with a loss is below zero', () => {
    expect(marginIn(aDeal({ lines: [] })).planned.map(shown)[0]).toEqual(['transaction', 'GBP', '0', '464540', '-464540', null])
    expect(marginIn(aDeal({ lines: [aLine({ unitPrice: '2000' })] })).planned.map(shown)[0]).toEqual(['transaction', 'GBP', '200000', '464540', '-264540', '-132.27']) // prettier-ignore
  })
  it.each([
    [{ unitPrice: null, product: 'FW-HA' }, 'purchases.noPrice'],
    [{ currency: 'CHF' }, 'rates.missing'],
  ])('of %j is refused: %s', (more, code) => {
    const deal = aDeal({ lines: [aLine(more)] })
    const trade = tradeOf(deal, idOf(10))
    expect(marginOf(trade, windowOf(trade, on('2026-11-18')), currenciesOf(deal, trade.sold), deal.versions, exchange())).toMatchObject({
      refused: code,
    })
  })
  it('by rates that are too old is refused', () => {
    const deal = aDeal()
    const trade = tradeOf(deal, idOf(10))
    expect(marginOf(trade, windowOf(trade, on('2026-11-18')), currenciesOf(deal, trade.sold), deal.versions, exchange('2026-11-21'))).toMatchObject({ refused: 'rates.stale' }) // prettier-ignore
  })
})

describe('both sides on schedules of their own', () => {
  const support = aLine({ product: 'FW-SUP', unitPrice: null, kind: 'recurring', months: 12, start: '2026-12-01' })
  const bought = aCost(1, { item: 'Support', currency: 'EUR', unitCost: '620.00', months: 12, start: '2026-11-16', end: '2029-11-15' })
  it('FW-SUP sells 980.00 a year from December and buys EUR 620.00 a year from 16 November', () => {
    const deal = aDeal({ lines: [support], costs: [bought] })
    // The last 15 days lie in a supplier's year of 366.
    expect(marginIn(deal, idOf(10), '2026-12-01', '2027-12-01').planned.map(shown)[0]).toEqual([
      'transaction',
      'GBP',
      '98000',
      '53934',
      '44066',
      '44.97',
    ])
    // 31 of 365 days of the first year on our side; 46 of the supplier's, 15 of them before we sell.
    expect(marginIn(deal, idOf(10), '2026-11-16', '2027-01-01').planned.map(shown)[0]).toEqual([
      'transaction',
      'GBP',
      '8323',
      '6798',
      '1525',
      '18.32',
    ])
  })
  it('a running line is looked at over the year from the day, or what is left of it', () => {
    const window = (more: object, day: string) => {
      const { from, to } = windowOf(tradeOf(aDeal({ lines: [{ ...support, ...more }], costs: [bought] }), idOf(10)), on(day))
      return [from, to]
    }
    expect(window({}, '2026-11-18')).toEqual(['2026-12-01', '2027-12-01'])
    expect(window({}, '2027-03-10')).toEqual(['2027-03-10', '2028-03-10'])
    expect(window({ end: on('2027-06-30') }, '2027-03-10')).toEqual(['2027-03-10', '2027-07-01'])
    expect(window({ end: on('2027-06-30') }, '2028-03-10')).toEqual(['2026-12-01', '2027-07-01'])
  })
  it.each([
    ['once, on its first day', {}, '2026-11-18', '2026-11-19', '10000'],
    ['once, on another day', {}, '2026-11-19', '2027-11-19', '0'],
    ['monthly over a year', { months: 1 }, '2026-11-18', '2027-11-18', '120000'],
    ['monthly to its end', { months: 1, end: '2027-02-17' }, '2026-11-18', '2027-11-18', '30000'],
    ['from the 31st', { months: 1, start: '2027-01-31' }, '2027-01-31', '2027-03-31', '20000'],
    ['a part of a February', { months: 1, start: '2027-01-31' }, '2027-02-28', '2027-03-03', '968'],
    ['yearly, with a leap day', { months: 12, start: '2028-02-01' }, '2028-02-01', '2028-03-01', '792'],
    ['dropped', { state: 'dropped' }, '2026-11-18', '2027-11-18', '0'],
    ['ended before it began', { end: '2026-11-17' }, '2026-11-18', '2027-11-18', '0'],
  ])('bought %s', (_, more, from, to, cost) => expect(costOf([aCost(1, more)], from, to)).toBe(cost))

  const users = aLine({ product: 'MS-USER', unitPrice: null, kind: 'recurring', quantity: '10', start: '2027-01-01', anchor: 'calendar' })
  it('per unit follows the quantity that is sold, also where it changes in between', () => {
    const more = { id: newId(), line: users.id, contract: users.contract, entity: 'NLUK', number: 1, effective: '2027-03-01', act: 'quantity', sets: ['quantity'], quantity: '25' } // prettier-ignore
    const none = { unitPrice: null, version: null, end: null, billing: null, amendment: null, reason: null, retracts: null, recordedAt: stamp.at, recordedBy: stamp.by } // prettier-ignore
    const change = lineChanges.shape.parse({ ...more, ...none }, 'change')
    const costs = [aCost(1, { months: 1, unitCost: '16.10', currency: 'GBP', quantityRule: 'perUnit', start: '2027-01-01' })]
    const margin = marginIn(aDeal({ lines: [users], changes: [change], costs }), idOf(10), '2027-02-01', '2027-04-01')
    expect(margin.planned.map(shown)[0]).toEqual(['transaction', 'GBP', '133000', '56350', '76650', '57.63'])
  })
  it('what is bought for the contract as a whole stands beside its lines, and the total sums rounded lines', () => {
    const whole = aCost(4, { line: null, currency: 'GBP', unitCost: '50.00', months: 1, start: '2026-11-18' })
    const deal = aDeal({ costs: [...goldenCosts(), whole, aCost(5, { line: null, unitCost: '7.77' })] })
    const margins = tradesOf(deal).map((trade) => marginOf(trade, windowOf(trade, on('2026-11-18')), currenciesOf(deal, trade.sold), deal.versions, exchange()) as Margin) // prettier-ignore
    expect(margins.map(({ planned }) => `${planned[0]!.cost}`)).toEqual(['464540', '777', '60000'])
    expect(totalOf(margins.map((m) => m.planned)).map(shown)[0]).toEqual(['transaction', 'GBP', '640000', '525317', '114683', '17.92'])
  })
})

describe('actual costs', () => {
  const [hardware] = goldenCosts()
  const actuals = [
    anActual(hardware!, 1, { currency: 'USD', amount: '515000', entityAmount: '392430', groupAmount: '392430' }),
    anActual(hardware!, 2, { currency: 'USD', amount: '-15000', entityAmount: '-11430', groupAmount: '-11430' }),
  ]
  it('keep the rates of their own day, and stand beside the plan', () => {
    const { planned, actual, costs } = marginIn(aDeal({ actuals }))
    expect(`${planned[0]!.cost}`).toBe('464540')
    expect(actual.map(shown)[0]).toEqual(['transaction', 'GBP', '640000', '381000', '259000', '40.47'])
    expect(costs.map((c) => `${c.actual.group}`)).toEqual(['381000', '0', '0'])
  })
  it('that pay for a year count by their days', () => {
    const yearly = anActual(aCost(1, { months: 12 }), 3, { amount: '36500', entityAmount: '36500', groupAmount: '36500', from: '2027-01-01', to: '2028-01-01', day: '2026-12-20' }) // prettier-ignore
    const of = (from: string, to: string) => `${marginIn(aDeal({ actuals: [yearly] }), idOf(10), from, to).actual[0]!.cost}`
    expect([of('2027-01-01', '2027-02-01'), of('2026-12-01', '2027-01-01'), of('2026-12-01', '2028-06-01')]).toEqual(['3100', '0', '36500'])
  })
})

describe('properties', () => {
  const anyCost = fc.record({
    unitCost: fc.integer({ min: 1, max: 9_999_999 }).map((n) => `${n}`.padStart(3, '0').replace(/(..)$/, '.$1')),
    currency: fc.constantFrom('GBP', 'EUR', 'USD', 'INR'),
    quantity: fc.integer({ min: 1, max: 50 }).map(String),
    months: fc.constantFrom(null, 1, 3, 12),
    start: fc.integer({ min: 1, max: 28 }).map((d) => `2026-11-${`${d}`.padStart(2, '0')}`),
  })
  it('the order of cost lines changes no total', () => {
    fc.assert(
      fc.property(fc.array(anyCost, { minLength: 1, maxLength: 6 }), (given) => {
        const costs = given.map((more, i) => aCost(i + 1, more))
        const of = (some: readonly CostLine[]) => marginIn(aDeal({ costs: some })).planned.map(shown)
        expect(of(costs.toReversed())).toEqual(of(costs))
      }),
    )
  })
  it('parts of a time sum to the whole, to the penny of each part', () => {
    fc.assert(
      fc.property(anyCost, fc.integer({ min: 1, max: 360 }), (more, cut) => {
        const costs = [aCost(1, { ...more, currency: 'GBP' })]
        const middle = new Date(Date.UTC(2026, 10, 1 + cut)).toISOString().slice(0, 10)
        const [whole, first, second] = [['2026-11-01', '2027-11-01'], ['2026-11-01', middle], [middle, '2027-11-01']].map(([from, to]) => BigInt(costOf(costs, from!, to!))) as [bigint, bigint, bigint] // prettier-ignore
        const off = whole - first - second
        expect(off <= 1n && off >= -1n).toBe(true)
        expect(daysBetween(on('2026-11-01'), on(middle))).toBe(cut)
      }),
    )
  })
})
