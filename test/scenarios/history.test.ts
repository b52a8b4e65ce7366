import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

interface Entry {
  readonly seq: number
  readonly name: string | null
  readonly operation: string
  readonly rows: readonly {
    readonly record: string
    readonly row: string
    readonly label: string | null
    readonly does: string
    readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
  }[]
  readonly moreRows: number
  readonly events: readonly { readonly event: string }[]
}

const plain = {
  name: 'Nordlicht Werft', country: 'DE', currency: 'EUR', language: 'de', culture: 'de-DE', zone: 'Europe/Berlin', paymentDays: 30, address: [], poRequired: false,
} as const // prettier-ignore
const petra = {
  name: 'Petra Kluge',
  email: 'p.kluge@example.de',
  getsInvoices: true,
  technical: false,
  decides: true,
  active: true,
} as const

describe.each(stores)('the history of records on %s', (dialect) => {
  let house: House
  let grace: Pick<House, 'do' | 'refused'>
  let customer: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'history')
    await house.do('demo.seed')
    grace = await house.as('grace.patel')
    customer = (await grace.do('customers.save', plain)).id
  }, 60_000)
  afterAll(() => house?.close())

  const historyOf = async (record: string, id: string, by: Pick<House, 'do'> = house): Promise<readonly Entry[]> =>
    (await by.do('desk.history', { record, id })).entries
  const changed = (entry: Entry | undefined) =>
    entry?.rows.flatMap((row) => row.fields.map(({ field, before, after }) => [row.record, row.does, field, before, after]))

  it('says of a customer who did what, and what changed field by field', async () => {
    await grace.do('customers.save', { ...plain, id: customer, paymentDays: 14, email: 'werft@example.de' })
    const contact = await house.do('customers.saveContact', { customer, ...petra })
    await grace.do('customers.saveContact', { customer, ...petra, id: contact.id, phone: '+49 421 1' })
    const [fourth, third, second, first, ...none] = await historyOf('customers', customer)
    expect(none).toEqual([])
    expect([first, second, third, fourth].map((e) => [e?.operation, e?.name, e?.events.map(({ event }) => event)])).toEqual([
      ['customers.save', 'Grace Patel', ['customers.saved']],
      ['customers.save', 'Grace Patel', ['customers.saved']],
      ['customers.saveContact', null, ['customers.contactSaved']],
      ['customers.saveContact', 'Grace Patel', ['customers.contactSaved']],
    ])
    expect(changed(first)).toContainEqual(['customers', 'add', 'name', null, 'Nordlicht Werft'])
    expect(changed(second)).toEqual([
      ['customers', 'put', 'paymentDays', 30, 14],
      ['customers', 'put', 'email', null, 'werft@example.de'],
    ])
    expect(changed(third)).toContainEqual(['contacts', 'add', 'decides', null, true])
    expect(changed(fourth)).toEqual([['contacts', 'put', 'phone', null, '+49 421 1']])
    expect(fourth?.rows[0]).toMatchObject({ label: 'Petra Kluge', does: 'put' })
  })

  it('has one recipient of invoices, who is changed with whoever follows', async () => {
    const before = (await house.do('customers.contacts', { filter: { field: 'customer', is: 'equal', value: customer } })).rows
    const next = await house.do('customers.saveContact', { customer, ...petra, name: 'Jan Behrens' })
    const { rows } = await house.do('customers.contacts', { filter: { field: 'customer', is: 'equal', value: customer } })
    expect(rows.filter((c: { getsInvoices: boolean }) => c.getsInvoices).map((c: { id: string }) => c.id)).toEqual([next.id])
    expect(rows).toHaveLength(before.length + 1)
    const [last] = await historyOf('customers', customer)
    expect(last?.rows.map((row) => [row.label, row.does])).toEqual(expect.arrayContaining([['Jan Behrens', 'add'], ['Petra Kluge', 'put']])) // prettier-ignore
  })

  it('refuses contacts that cannot be', async () => {
    const other = (await house.do('customers.list', { limit: 1, filter: { field: 'code', is: 'equal', value: 'RMK' } })).rows[0].id
    const [own] = (await house.do('customers.contacts', { filter: { field: 'customer', is: 'equal', value: customer } })).rows
    const refused = (input: object) => house.refused('customers.saveContact', { customer, ...petra, ...input })
    expect(await refused({ customer: own.id })).toBe('customers.unknown')
    expect(await refused({ id: customer })).toBe('customers.unknownContact')
    expect(await refused({ customer: other, id: own.id })).toBe('customers.contactOfAnother')
    expect(await refused({ email: 'petra' })).toBe('customers.badEmail')
    expect(await refused({ email: null })).toBe('customers.noAddressForInvoices')
    expect(await refused({ active: false })).toBe('customers.goneWithInvoices')
    expect(await refused({ language: 'German' })).toBe('customers.badContactLanguage')
  })

  it('tells a contract with its lines and their changes, as far as the reader may see', async () => {
    const [line] = (await house.do('contracts.lines', { search: 'C-1003', limit: 1 })).rows
    await grace.do('contracts.changeQuantity', { line: line.id, quantity: '41', effective: '2026-12-01', reason: 'New starters' })
    const [entry] = await historyOf('contracts', line.contract)
    expect([entry?.operation, entry?.name]).toEqual(['contracts.changeQuantity', 'Grace Patel'])
    const change = entry?.rows.find((row) => row.record === 'lineChanges')
    expect(change).toMatchObject({ does: 'add', label: `${line.number}` })
    expect(change?.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'quantity', after: '41' }),
        expect.objectContaining({ field: 'effective', after: '2026-12-01' }),
        expect.objectContaining({ field: 'reason', after: 'New starters' }),
      ]),
    )
    const german = await house.as('lena.brandt')
    expect(await german.refused('desk.history', { record: 'contracts', id: line.contract })).toBe('desk.noHistory')
    // A customer's history tells of its contracts only where the reader may see those.
    const opened = await historyOf('customers', line.customer)
    expect(opened.some((e) => e.rows.some((row) => row.record === 'contracts'))).toBe(true)
    const seen = await historyOf('customers', line.customer, german)
    expect(seen.some((e) => e.rows.some((row) => row.record === 'contracts'))).toBe(false)
  })

  it('keeps to permits, and knows nothing of what is not there', async () => {
    const engineer = await house.as('owen.price')
    const suppliers = (await house.do('purchases.suppliers', { limit: 1 })).rows
    if (suppliers[0]) expect(await engineer.refused('desk.history', { record: 'suppliers', id: suppliers[0].id })).toBe('desk.noHistory')
    for (const [record, id] of [
      ['users', (await house.do('people.users', { limit: 1 })).rows[0].id],
      ['passwords', customer],
      ['customers', 'no id'],
      ['customers', '01a20613-5022-700c-8bdc-ffe2b9a35def'],
      ['nothing', customer],
      ['journalLines', customer],
    ])
      expect([record, await engineer.refused('desk.history', { record, id })]).toEqual([record, 'desk.noHistory'])
  })

  it('goes back page by page, and knows how things stood before the page', async () => {
    for (let days = 1; days <= 60; days++) await house.do('customers.save', { ...plain, id: customer, paymentDays: days })
    const newest = await house.do('desk.history', { record: 'customers', id: customer })
    expect([newest.entries.length, newest.more]).toEqual([50, true])
    expect(changed(newest.entries.at(-1))).toEqual([['customers', 'put', 'paymentDays', 10, 11]])
    const older = await house.do('desk.history', { record: 'customers', id: customer, before: newest.entries.at(-1).seq })
    expect(changed(older.entries[0])).toEqual([['customers', 'put', 'paymentDays', 9, 10]])
    expect(older.more).toBe(false)
  })
})
