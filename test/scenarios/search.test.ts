import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

interface Found {
  readonly kind: string
  readonly id: string
  readonly opens: string
  readonly title: string
  readonly subtitle: string | null
  readonly currency: string | null
  readonly amount: string | null
}
type Finder = Pick<House, 'do'>

/** `434820` pence as people write it: 4,348.20 and 4.348,20. */
const written = (minor: string, group: string, decimal: string): string =>
  `${minor.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group)}${decimal}${minor.slice(-2)}`

describe.each(stores)('the search on %s', (dialect) => {
  let house: House
  let invoice: { id: string; number: string; gross: string; net: string; currency: string; customer: string }
  beforeAll(async () => {
    house = await freshHouse(dialect, 'search')
    await house.do('demo.seed')
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
    await house.do('billing.post', { run })
    invoice = (await house.do('billing.invoices', { filter: { field: 'entity', is: 'equal', value: 'NLUK' }, order: ['-gross'] })).rows[0]
  }, 120_000)
  afterAll(() => house?.close())

  const find = async (text: string, more: object = {}, by: Finder = house): Promise<readonly Found[]> =>
    (await by.do('search.find', { text, ...more })).found
  const seen = (found: readonly Found[]) => found.map(({ kind, title }) => `${kind} ${title}`)

  it('finds each kind by its number, code or name, whatever the case', async () => {
    const werft = await house.do('customers.save', {
      name: 'Großwerft Süd', code: 'GWS', country: 'DE', currency: 'EUR', language: 'de', culture: 'de-DE', zone: 'Europe/Berlin', paymentDays: 30,
      taxId: 'DE811907980', email: 'rechnung@grosswerft.example', address: [], poRequired: false,
    }) // prettier-ignore
    await house.do('customers.saveContact', {
      customer: werft.id, name: 'Änne Öztürk', title: 'Einkauf', email: 'oeztuerk@grosswerft.example', getsInvoices: false, technical: false, decides: true, active: true,
    }) // prettier-ignore
    for (const [text, kind, title] of [
      ['GROẞWERFT', 'customer', 'Großwerft Süd'],
      ['großwerft süd', 'customer', 'Großwerft Süd'],
      ['süd gross', 'customer', 'Großwerft Süd'],
      ['süd nordwind', 'nothing', ''],
      ['gws', 'customer', 'Großwerft Süd'],
      ['DE811907980', 'customer', 'Großwerft Süd'],
      ['rechnung@grosswerft', 'customer', 'Großwerft Süd'],
      ['öztürk', 'contact', 'Änne Öztürk'],
      ['ÖZTÜRK änne', 'contact', 'Änne Öztürk'],
      ['c-1003', 'contract', 'C-1003'],
      ['device care', 'contract', 'C-1003'],
      ['PO-48141', 'line', 'C-1005 / 2'],
      ['wakefield depot', 'line', 'C-1005 / 2'],
      [invoice.number, 'invoice', invoice.number],
      ['ms-user', 'product', 'Managed user'],
      ['nluk', 'entity', 'Northlight'],
      ['grace.patel', 'user', 'Grace Patel'],
    ]) {
      const [first] = await find(text!)
      expect([text, first?.kind ?? 'nothing', first?.title.slice(0, title!.length) ?? '']).toEqual([text, kind, title])
    }
    expect((await find('öztürk'))[0]).toMatchObject({ opens: werft.id, subtitle: 'Einkauf · Großwerft Süd' })
  })

  it('finds invoices by gross, net and open amounts as people of any culture write them', async () => {
    for (const minor of [invoice.gross, invoice.net])
      for (const text of [written(minor, ',', '.'), written(minor, '.', ','), written(minor, '', '.'), written(minor, '’', '.'), `${invoice.currency} ${written(minor, ' ', ',')}`])
        expect([text, ...seen(await find(text))]).toContain(`invoice ${invoice.number}`) // prettier-ignore
    expect(await find(written(invoice.gross, ',', '.'))).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: invoice.id, amount: invoice.gross, currency: 'GBP' })]),
    )
    // A hundredth more is another amount.
    expect(await find(written(`${BigInt(invoice.gross) + 1n}`, ',', '.'))).toEqual([])
    const { found } = await house.do('search.find', { text: written(invoice.gross, ',', '.'), kinds: ['contract'] })
    expect(found).toEqual([])
  })

  it('ranks the number itself before what begins so, a word before what only occurs', async () => {
    for (const [number, name] of [['X-77', 'Alpha X-77'], ['X-770', 'Beta'], ['Y-1', 'Renewed X-77'], ['Y-2', 'OLDX-77']])
      await house.do('contracts.open', { entity: 'NLUK', customer: invoice.customer, number, name, state: 'draft' }) // prettier-ignore
    expect(seen(await find('x-77', { kinds: ['contract'] }))).toEqual(['contract X-77', 'contract X-770', 'contract Y-1', 'contract Y-2'])
  })

  it('says where there is more, and takes signs of patterns literally', async () => {
    const { found, more } = await house.do('search.find', { text: 'C-', limit: 2 })
    expect(found.filter((f: Found) => f.kind === 'contract')).toHaveLength(2)
    expect(more).toContain('contract')
    expect(await find('%%')).toEqual([])
    expect(await find('C_1003')).toEqual([])
    expect(await find('x')).toEqual([])
    expect(await find(`${'wort '.repeat(40)}`)).toEqual([])
  })

  it('shows nobody what he may not see', async () => {
    const german = await house.as('lena.brandt')
    expect(await find('C-1003', {}, german)).toEqual([])
    expect(await find('PO-48141', {}, german)).toEqual([])
    expect(await find(invoice.number, {}, german)).toEqual([])
    expect(await find(written(invoice.gross, ',', '.'), {}, german)).toEqual([])
    expect(seen(await find('C-2001', {}, german))).toEqual(['contract C-2001'])
    // An engineer may read customers and contracts, but no invoices, users or suppliers.
    const engineer = await house.as('owen.price')
    expect(seen(await find('C-1003', {}, engineer))).toEqual(['contract C-1003'])
    expect(await find(invoice.number, {}, engineer)).toEqual([])
    expect(await find('grace.patel', {}, engineer)).toEqual([])
  })

  it('names products as people do', async () => {
    const [user] = await find('Managed user', { kinds: ['product'] })
    expect(user).toMatchObject({ kind: 'product', opens: 'MS-USER', subtitle: 'MS-USER' })
    // “en” and “de” are how the languages are kept, not part of any name.
    expect(seen(await find('"de"'))).toEqual([])
  })
})
