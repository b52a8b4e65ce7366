import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const plain = {
  name: 'Nordlicht Werft', country: 'DE', currency: 'EUR', language: 'de', culture: 'de-DE', zone: 'Europe/Berlin', paymentDays: 30, address: [], poRequired: false,
} as const // prettier-ignore

describe.each(stores)('the history of records on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'history')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  it('says of a customer who did what, and what changed field by field', async () => {
    const { id } = await house.do('customers.save', plain)
    await house.do('customers.save', { ...plain, id, paymentDays: 14, email: 'werft@example.de' })
    await house.do('customers.saveContact', {
      customer: id, name: 'Petra Kluge', email: 'p.kluge@example.de', getsInvoices: true, technical: false, decides: true, active: true,
    }) // prettier-ignore
    const { entries, more } = await house.do('desk.history', { record: 'customers', id })
    console.log(JSON.stringify(entries, null, 1))
    expect(more).toBe(false)
  })
})
