import fc from 'fast-check'
import { decimalText, exactly, ratio, ratioOf, ratioText } from '../../../core/kernel/decimal.ts'
import { toMinor } from '../../../core/kernel/money.ts'
import { bounded, rate, rateUnits, withinBounds, type Tariff } from '../../../core/pricing/rating.ts'

const tariff = (more: Partial<Tariff>): Tariff => ({
  model: 'flat',
  unitPrice: exactly('6'),
  packageSize: null,
  bands: [],
  free: null,
  chargeAtZero: false,
  ...more,
})

describe('the bounds of a tariff', () => {
  it.each([
    ['a minimum of 25 of 28 days', { minimum: exactly('10') }, '3', [25n, 28n], '893', 'minimum'],
    ['a minimum of a whole period', { minimum: exactly('10') }, '3', [1n, 1n], '1000', 'minimum'],
    ['an amount between a part of the minimum and the whole', { minimum: exactly('10') }, '9', [25n, 28n], '900', null],
    ['a cap, which stays in a short period', { cap: exactly('10') }, '11', [1n, 28n], '1000', 'cap'],
    ['an amount below the cap', { cap: exactly('10') }, '9.99', [1n, 28n], '999', null],
    ['no bounds', {}, '9.99', [1n, 28n], '999', null],
  ] as const)('%s', (_what, more, amount, [days, of], minor, acted) => {
    const within = withinBounds(tariff(more), ratioOf(exactly(amount)), ratio(days, of))
    expect([toMinor('GBP', within.exact).toString(), within.acted]).toEqual([minor, acted])
  })
  it('are those of rate, over one whole period', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(3000), fc.nat(3000), (units, a, b) => {
        const of = tariff({ minimum: exactly(`${Math.min(a, b)}`), cap: exactly(`${Math.max(a, b)}`) })
        const quantity = exactly(`${units}`)
        const open = rateUnits(of, quantity)
        const within = withinBounds(of, ratioOf(open.exact), ratio(1n))
        expect(ratioText(within.exact, 2)).toBe(decimalText(rate(of, quantity).exact))
        expect(bounded(of, open)).toEqual(rate(of, quantity))
      }),
    )
  })
  it('keep an amount of nothing apart from a minimum', () => {
    expect(decimalText(rateUnits(tariff({ minimum: exactly('50') }), exactly('0')).exact)).toBe('0')
    expect(decimalText(rate(tariff({ minimum: exactly('50') }), exactly('0')).exact)).toBe('50')
  })
})
