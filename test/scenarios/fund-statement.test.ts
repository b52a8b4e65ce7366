import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('the statement of a fund on paper, on %s', (dialect) => {
  let house: House
  const fundIn = async (entity: string, code: string, number: string, more: object): Promise<string> => {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows
    const { id } = await house.do('contracts.open', { entity, customer: customer.id, number, state: 'active' })
    return (await house.do('funds.open', { contract: id, day: '2026-10-01', ...more })).fund
  }
  beforeAll(async () => {
    house = await freshHouse(dialect, 'fund_statement')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  it('is printed in the language of the customer, archived, and printed anew only when something moved', async () => {
    const hours = { name: 'Support hours', unit: 'hours', quantity: '40', paid: { currency: 'GBP', minor: '340000' }, expiryMonths: 6, weights: [{ bookingType: 'night', factor: '1.5' }] } // prettier-ignore
    const english = await fundIn('NLUK', 'HAV', 'S-1', { ...hours, reference: 'UK-INV-26-000001' })
    const german = await fundIn('NLDE', 'RMK', 'S-2', { name: 'Support-Token', unit: 'token', quantity: '200', paid: { currency: 'EUR', minor: '240000' } }) // prettier-ignore
    await house.do('funds.draw', {
      fund: english,
      quantity: '11.5',
      day: '2026-11-12',
      reference: 'Amelia Hart · Printer queue moved to the new server',
    })
    await house.do('funds.draw', {
      fund: english,
      quantity: '3',
      bookingType: 'night',
      day: '2026-11-18',
      reference: 'Amelia Hart · Firewall replaced',
    })
    await house.do('funds.draw', { fund: german, quantity: '56', day: '2026-11-18', reference: 'Störungen November' })
    const days = { from: '2026-11-01', to: '2026-11-30' }
    const one = await house.do('documents.fundStatement', { fund: english, ...days })
    expect(one.language).toBe('en')
    const other = await house.do('documents.fundStatement', { fund: german, ...days })
    expect(other.language).toBe('de')
    expect((await house.do('documents.fundStatement', { fund: english, ...days })).file).toEqual(one.file)
    await house.do('funds.draw', { fund: english, quantity: '1', day: '2026-11-28' })
    expect((await house.do('documents.fundStatement', { fund: english, ...days })).file.hash).not.toBe(one.file.hash)
    expect(await house.refused('documents.fundStatement', { fund: english, from: '2026-12-01', to: '2026-11-30' })).toBe(
      'funds.endBeforeStart',
    )
  }, 60_000)
})
