import { calculate } from '../calculate.ts'

const gbp = (minor: string) => ({ currency: 'GBP', minor })
const work = (input: object) => calculate('funds.drawDown', { overage: 'block', ...input })
const block = { id: 'BLK-40', quantity: '40', value: gbp('340000') }

describe('funds.drawDown', () => {
  it('draws 11.5 hours and 3 of the night from a block of 40', async () => {
    const draws = [
      { quantity: '11.5', on: '2026-11-10' },
      { quantity: '3.0', on: '2026-11-17', weight: '1.5' },
    ]
    expect(await work({ lots: [block], draws })).toEqual({
      lots: [{ id: 'BLK-40', quantity: '24', value: gbp('204000') }],
      draws: [
        { lots: [{ id: 'BLK-40', quantity: '11.5', value: gbp('97750') }], released: gbp('97750'), overage: '0' },
        { lots: [{ id: 'BLK-40', quantity: '4.5', value: gbp('38250') }], released: gbp('38250'), overage: '0' },
      ],
    })
  })
  it('goes by priority, then by expiry, and says what is beyond', async () => {
    const lots = [
      { id: 'a', quantity: '2', value: gbp('300') },
      { id: 'b', quantity: '1', value: gbp('100'), expires: '2026-12-31' },
      { id: 'c', quantity: '1', value: gbp('0'), expires: '2026-11-01' },
      { id: 'd', quantity: '1', value: gbp('50'), expires: '2027-12-31', priority: -1 },
    ]
    const done = await work({ lots, draws: [{ quantity: '4.5', on: '2026-11-10' }], overage: 'bill' })
    expect(done.draws[0]).toEqual({
      lots: [
        { id: 'd', quantity: '1', value: gbp('50') },
        { id: 'b', quantity: '1', value: gbp('100') },
        { id: 'a', quantity: '2', value: gbp('300') },
      ],
      released: gbp('450'),
      overage: '0.5',
    })
    expect(done.lots).toContainEqual({ id: 'c', quantity: '1', value: gbp('0') })
  })
  it.each([
    ['no lot', { lots: [], draws: [] }, 'funds.noLots'],
    ['a lot twice', { lots: [block, block], draws: [] }, 'funds.lotTwice'],
    ['two currencies', { lots: [block, { ...block, id: 'x', value: { currency: 'EUR', minor: '1' } }], draws: [] }, 'funds.otherCurrency'],
    ['an empty lot', { lots: [{ ...block, quantity: '0' }], draws: [] }, 'funds.notPositive'],
    ['a lot worth less than nothing', { lots: [{ ...block, value: gbp('-1') }], draws: [] }, 'funds.negativeValue'],
    ['a draw of nothing', { lots: [block], draws: [{ quantity: '0', on: '2026-11-10' }] }, 'funds.notPositive'],
    ['more than there is', { lots: [block], draws: [{ quantity: '40.01', on: '2026-11-10' }] }, 'funds.overdrawn'],
    ['a quantity that is no number', { lots: [block], draws: [{ quantity: '4,5', on: '2026-11-10' }] }, 'input.invalidNumber'],
  ])('refuses %s', async (_what, input, code) => {
    expect(await work(input)).toBe(code)
  })
})
