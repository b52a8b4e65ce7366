import fc from 'fast-check'
import { decimalText, exactly } from '../../../core/kernel/decimal.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { upliftOf } from '../../../core/pricing/uplift.ts'
import { calculate } from '../calculate.ts'

const consumerPrices = { base: '100', current: '103.4' }

describe('pricing.uplift', () => {
  it.each([
    ['C-1001: index and margin', { price: '38.00', index: consumerPrices, margin: '1' }, '39.67', '1.044'],
    ['C-1009: index and margin', { price: '1250.00', index: consumerPrices, margin: '1' }, '1305', '1.044'],
    ['C-1009: no more than the cap', { price: '1250.00', index: consumerPrices, margin: '1', cap: '4' }, '1300', '1.04'],
    ['no less than the floor', { price: '100', index: { base: '120', current: '120.6' }, floor: '2', cap: '5' }, '102', '1.02'],
    ['between floor and cap', { price: '100', index: { base: '120', current: '124.2' }, floor: '2', cap: '5' }, '103.5', '1.035'],
    ['a floor that is the cap', { price: '100', index: consumerPrices, floor: '3', cap: '3' }, '103', '1.03'],
    ['a fixed uplift', { price: '39.67', index: null, margin: '3' }, '40.86', '1.03'],
    ['nothing', { price: '39.67' }, '39.67', '1'],
    ['an index that fell', { price: '100', index: { base: '100', current: '98' }, margin: '1' }, '99', '0.99'],
    ['an index that fell, by a ratchet', { price: '100', index: { base: '100', current: '98' }, ratchet: true }, '100', '1'],
    ['a ratio that does not end', { price: '1000', index: { base: '117.3', current: '121.7' } }, '1037.51', '1.037510656436'],
    ['a price of four places', { price: '0.1234', index: consumerPrices, decimals: 4 }, '0.1276', '1.034'],
    ['whole yen', { price: '1455', index: null, margin: '10', decimals: 0 }, '1601', '1.1'],
    ['half a penny rounds up', { price: '0.50', index: null, margin: '1', decimals: 2 }, '0.51', '1.01'],
    ['a price of nothing', { price: '0', index: consumerPrices }, '0', '1.034'],
  ])('%s', async (_what, given, price, factor) => {
    expect(await calculate('pricing.uplift', given)).toMatchObject({ price, factor })
  })
  it('says what decided', async () => {
    const saying = async (given: object) => (await calculate('pricing.uplift', given)).steps.map((s: any) => s.say)
    const given = { price: '1250', index: consumerPrices, margin: '1' }
    expect(await saying(given)).toEqual(['pricing.uplift.index', 'pricing.uplift.margin', 'pricing.uplifted'])
    expect(await saying({ ...given, cap: '4' })).toContain('pricing.uplift.cap')
    expect(await saying({ ...given, floor: '5' })).toContain('pricing.uplift.floor')
    expect(await saying({ ...given, index: { base: '100', current: '90' }, ratchet: true })).toContain('pricing.uplift.ratchet')
  })
  it.each([
    ['a negative price', { price: '-1' }, 'pricing.negativePrice'],
    ['an uplift that leaves less than nothing', { price: '1', margin: '-101' }, 'pricing.negativePrice'],
    ['an index of nothing', { price: '1', index: { base: '0', current: '1' } }, 'pricing.badIndex'],
    ['an index below nothing', { price: '1', index: { base: '1', current: '-1' } }, 'pricing.badIndex'],
    ['a floor above the cap', { price: '1', floor: '5', cap: '4' }, 'pricing.floorAboveCap'],
    ['too many places', { price: '1', decimals: 9 }, 'pricing.badDecimals'],
    ['places below nothing', { price: '1', decimals: -1 }, 'pricing.badDecimals'],
    ['words for a margin', { price: '1', margin: 'one' }, 'input.invalidNumber'],
  ])('refuses %s by name', async (_what, given, code) => {
    expect(await calculate('pricing.uplift', given)).toBe(code)
  })

  it('stays within floor and cap, and with a ratchet never falls', () => {
    const percent = fc.integer({ min: -2000, max: 3000 })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 300_000 }),
        fc.integer({ min: 1, max: 300_000 }),
        percent,
        fc.tuple(percent, percent).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
        fc.boolean(),
        fc.integer({ min: 0, max: 4 }),
        (pence, base, current, margin, [floor, cap], ratchet, decimals) => {
          const [price, least, most] = [exactly(`${pence / 100}`), exactly(`${floor / 100}`), exactly(`${cap / 100}`)]
          const lifted = upliftOf(price, {
            index: { base: exactly(`${base / 100}`), current: exactly(`${current / 100}`) },
            margin: exactly(`${margin / 100}`),
            floor: least,
            cap: most,
            ratchet,
            decimals,
          })
          if (refused(lifted)) throw new Error(lifted.refused)
          const { numerator, denominator } = lifted.factor
          const lowest = ratchet && floor < 0 ? 0 : floor
          expect(numerator * 10_000n).toBeGreaterThanOrEqual(BigInt(10_000 + lowest) * denominator)
          expect(numerator * 10_000n).toBeLessThanOrEqual(BigInt(10_000 + (ratchet ? Math.max(0, cap) : cap)) * denominator)
          expect((decimalText(lifted.price).split('.')[1] ?? '').length).toBeLessThanOrEqual(decimals)
          if (ratchet && decimals >= 2) expect(lifted.price.gte(price)).toBe(true)
        },
      ),
    )
  })
})
