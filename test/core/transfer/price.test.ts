import fc from 'fast-check'
import { calculate } from '../calculate.ts'

const inr = (minor: string) => ({ currency: 'INR', minor })
const eur = (minor: string) => ({ currency: 'EUR', minor })

describe('transfer.price', () => {
  it.each<[string, object, object]>([
    ['finance.md 2.6, 19: cost plus 12 %', { method: 'costPlus', percent: '12', cost: inr('6937500') }, { price: inr('7770000'), factor: '1.12' }],
    ['demo 4.7: six hours of the night team', { method: 'costPlus', percent: '12', quantity: '6', cost: inr('870000') }, { price: inr('974400') }],
    ['resale minus 15 %', { method: 'resaleMinus', percent: '15', bill: eur('66000') }, { price: eur('56100'), basis: eur('66000'), factor: '0.85' }],
    ['a share of what is billed, in the currency of the provider', { method: 'percentOfBill', percent: '80', bill: eur('66000'), currency: 'INR', rates: [{ from: 'EUR', to: 'INR', value: '97.5' }] }, { price: inr('5148000') }],
    ['a rate card', { method: 'rateCard', rate: '2100.50', quantity: '1.5', currency: 'INR' }, { price: inr('315075'), factor: '1' }],
    ['expenses as they were', { method: 'passThrough', cost: inr('120000') }, { price: inr('120000'), factor: '1' }],
    ['halves away from zero', { method: 'costPlus', percent: '5', cost: inr('10') }, { price: inr('11') }],
    ['what is taken back', { method: 'costPlus', percent: '5', cost: inr('-10') }, { price: inr('-11') }],
  ])('%s', async (_what, input, wanted) => {
    expect(await calculate('transfer.price', input)).toMatchObject(wanted)
  }) // prettier-ignore
  it.each<[string, object, string]>([
    ['a method without its percentage', { method: 'costPlus', cost: inr('1') }, 'transfer.missingPercent'],
    ['a discount over everything', { method: 'resaleMinus', percent: '101', bill: eur('1') }, 'transfer.badPercent'],
    ['a rate card without a rate', { method: 'rateCard', currency: 'INR' }, 'transfer.missingRate'],
    ['a rate card without a currency', { method: 'rateCard', rate: '85.50' }, 'transfer.missingCurrency'],
    ['cost plus without a cost', { method: 'costPlus', percent: '5', bill: eur('1') }, 'transfer.missingCost'],
    ['a share without what is billed', { method: 'percentOfBill', percent: '5', cost: inr('1') }, 'transfer.missingBill'],
    ['a currency without a rate', { method: 'costPlus', percent: '5', cost: inr('1'), currency: 'EUR' }, 'transfer.noExchange'],
  ])('refuses %s', async (_what, input, code) => {
    expect(await calculate('transfer.price', input)).toBe(code)
  }) // prettier-ignore
  it('leaves the provider whole: never below cost, nothing added to what is passed through', () =>
    fc.assert(
      fc.asyncProperty(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 0, max: 1000 }), async (minor, percent) => {
        const priced = await calculate('transfer.price', { method: 'costPlus', percent: `${percent}`, cost: inr(`${minor}`) })
        expect(BigInt(priced.price.minor)).toBeGreaterThanOrEqual(minor)
        expect((await calculate('transfer.price', { method: 'passThrough', cost: inr(`${minor}`) })).price.minor).toBe(`${minor}`)
      }),
      { seed: 19, numRuns: 200 },
    ))
})
