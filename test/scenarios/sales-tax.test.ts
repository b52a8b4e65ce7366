import { freshHouse, type House } from '../world/house.ts'
import { salesTaxService } from '../world/sales-tax.ts'
import { stores } from '../world/stores.ts'

const entity = {
  code: 'NLUS', group: 'NORTHLIGHT', name: 'Northlight IT Inc', country: 'US', currency: 'USD', zone: 'America/New_York', fiscalYearStart: 1, taxIdLabel: 'EIN', taxId: '12-3456789', registration: null,
  language: 'en', culture: 'en-US', address: ['1 Market Street', 'Los Angeles, CA 90002'], bank: [], legal: [], invoicePrefix: 'US-{yy}-', invoiceDigits: 6, paymentDays: 30, dateOrder: 'monthFirst',
} // prettier-ignore
const customer = (name: string, of: Record<string, unknown>) => ({
  id: null, code: null, name, country: 'US', currency: 'USD', language: 'en', culture: 'en-US', zone: 'America/New_York', paymentDays: 30, taxId: null, email: null, phone: null, address: [], poRequired: false,
  note: null, family: null, invoiceBy: null, territory: null, ...of,
}) // prettier-ignore

/** Sales tax of the USA on real invoices: asked for each address while they are proposed, kept word for word, and never asked again. */
describe.each(stores)('sales tax on %s', (dialect) => {
  let house: House
  let service: Awaited<ReturnType<typeof salesTaxService>>
  const before = { ...process.env }
  beforeAll(async () => {
    service = await salesTaxService()
    Object.assign(process.env, { HARMONY_SALES_TAX_URL: service.url, HARMONY_SALES_TAX_KEY: 'simulated' })
    house = await freshHouse(dialect, 'salestax')
    await house.do('demo.seed', { empty: true })
    await house.do('entities.save', entity)
    await house.do('rates.savePolicy', { entity: 'NLUS', source: 'EX', type: 'spot', maxAgeDays: 30, taxSource: null, taxType: 'spot' })
    await house.do('rates.record', { base: 'USD', quote: 'GBP', day: '2026-11-20', confirmed: true, source: 'EX', type: 'spot', value: '0.76' })
  }, 60_000) // prettier-ignore
  afterAll(async () => {
    process.env = before
    await service?.close()
    await house?.close()
  })
  const byHand = (to: string, prices: readonly string[], more: object = {}) =>
    house.do('billing.invoiceByHand', { entity: 'NLUS', customer: to, currency: 'USD', issued: '2026-12-01', lines: prices.map((unitPrice) => ({ product: 'CONSULT', quantity: '1', unitPrice, taxCodes: [] })), ...more }) // prettier-ignore
  const buyer = async (name: string, of: Record<string, unknown>): Promise<string> =>
    (await house.do('customers.save', customer(name, of))).id
  const taxesOf = async (invoice: string): Promise<string[]> =>
    (await house.do('billing.invoice', { invoice })).taxes.map((t: any) => `${t.code} ${t.rate} ${t.base} ${t.amount}`)
  const journalOf = async (journal: string): Promise<string[]> =>
    (await house.do('ledger.journal', { journal })).lines.map((l: any) => `${l.account} ${l.taxCode ?? '-'} ${l.amount}`)
  const booksHold = async (): Promise<void> =>
    expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])

  let hudson: string
  let posted: { run: string; invoice: string }
  it('nothing is posted before the service has said what it bears, and the refusal says who can help', async () => {
    hudson = await buyer('Hudson Stores Inc', { address: ['350 Fifth Avenue', 'New York, NY 10118'] })
    expect(await house.refused('billing.invoiceByHand', { entity: 'NLUS', customer: hudson, currency: 'USD', issued: '2026-12-01', lines: [{ product: 'CONSULT', quantity: '1', unitPrice: '1', taxCodes: [] }] })).toBe('billing.handBlocked')
    await house.do('tax.adopt', { country: 'US' })
    expect(await house.refused('billing.invoiceByHand', { entity: 'NLUS', customer: hudson, currency: 'USD', issued: '2026-12-01', post: true, lines: [{ product: 'CONSULT', quantity: '1', unitPrice: '1', taxCodes: [] }] })).toBe('billing.salesTaxMissing')
    posted = await byHand(hudson, ['1000', '19.99'])
    expect(posted).toMatchObject({ posted: false, net: '101999', tax: '0' })
    expect(await house.do('billing.totals', { run: posted.run })).toMatchObject({ salesTaxMissing: 2 })
    expect(await house.refused('billing.post', { run: posted.run })).toBe('billing.salesTaxMissing')
    delete process.env['HARMONY_SALES_TAX_URL']
    expect(await house.refused('billing.askSalesTax', { run: posted.run })).toBe('tax.serviceNotSetUp')
    process.env['HARMONY_SALES_TAX_URL'] = 'http://127.0.0.1:9'
    expect(await house.refused('billing.askSalesTax', { run: posted.run })).toBe('tax.serviceOffline')
    expect(await house.refused('billing.post', { run: posted.run })).toBe('billing.salesTaxMissing')
    process.env['HARMONY_SALES_TAX_URL'] = service.url
  }) // prettier-ignore

  it('asks for the address of the customer, and bills what was answered', async () => {
    expect(await house.do('billing.askSalesTax', { run: posted.run })).toMatchObject({ missing: 0 })
    expect(service.asked.at(-1)).toMatchObject({ from_state: 'CA', from_zip: '90002', to_state: 'NY', to_zip: '10118', to_city: 'New York', amount: 1019.99 })
    const totals = await house.do('billing.totals', { run: posted.run })
    expect(totals.entities[0].byCurrency).toMatchObject({ USD: { net: '1019.99', tax: '90.52', gross: '1110.51' } })
    const asked = service.asked.length
    await house.do('billing.post', { run: posted.run })
    // 1000.00 and 19.99 at 8.875 %: 88.75 and 1.77.
    expect(await taxesOf(posted.invoice)).toEqual(['US-ST 8.875 101999 9052'])
    expect(await journalOf(posted.invoice)).toEqual(['1100 - 111051', '4300 - -100000', '4300 - -1999', '2300 US-ST -9052'])
    // Printing and explaining ask nobody again.
    await house.do('documents.print', { invoice: posted.invoice })
    const [charge] = (await house.do('billing.invoice', { invoice: posted.invoice })).charges
    expect((await house.do('billing.why', { charge: charge.id })).steps.map((s: any) => s.say)).toEqual(expect.arrayContaining(['tax.why.service', 'billing.why.taxByService']))
    expect(service.asked.length).toBe(asked)
    await booksHold()
  }) // prettier-ignore

  it('a run that is proposed by itself waits for the service before it is posted; a credit gives back what was answered then, and what is billed again is asked anew', async () => {
    const moving = await buyer('Movers Inc', { address: ['1 Broadway', 'New York, NY 10004'] })
    const { id: contract } = await house.do('contracts.open', { entity: 'NLUS', customer: moving, number: 'C-US-1', state: 'active' })
    const line = { contract, product: 'MS-USER', quantity: '10', unitPrice: '45.55', currency: 'USD', taxCodes: ['US-ST'], start: '2026-12-01' }
    await house.do('contracts.addLine', line)
    const before = service.asked.length
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLUS' })
    expect(service.asked.length).toBe(before)
    expect(await house.do('billing.totals', { run })).toMatchObject({ salesTaxMissing: 1 })
    expect(await house.refused('billing.post', { run })).toBe('billing.salesTaxMissing')
    expect(await house.do('billing.askSalesTax', { run })).toMatchObject({ missing: 0 })
    expect(service.asked.slice(before)).toMatchObject([{ to_state: 'NY', amount: 455.5 }])
    await house.do('billing.post', { run })
    const [invoice] = (await house.do('billing.invoices', { filter: { field: 'run', is: 'equal', value: run } })).rows
    // 455.50 at 8.875 % is 40.425…
    expect(await taxesOf(invoice.id)).toEqual(['US-ST 8.875 45550 4043'])
    // They have moved, and a line is billed again where they are now: Los Angeles taxes nothing of it.
    await house.do('customers.save', customer('Movers Inc', { id: moving, address: ['1 Spring Street', 'Los Angeles, CA 90001'] }))
    process.env['HARMONY_SALES_TAX_URL'] = 'http://127.0.0.1:9'
    const again = { invoice: invoice.id, reason: 'They have moved' }
    const { reason: _reason, ...which } = again
    expect(await house.refused('billing.askRebillTax', which)).toBe('tax.serviceOffline')
    expect(await house.refused('billing.creditAndRebill', again)).toBe('billing.rebillUnasked')
    process.env['HARMONY_SALES_TAX_URL'] = service.url
    const asked = service.asked.length
    expect(await house.do('billing.askRebillTax', which)).toEqual({ invoice: invoice.id, asked: true })
    // What was answered for another address says nothing of this one.
    await house.do('customers.save', customer('Movers Inc', { id: moving, address: ['2 Spring Street', 'Los Angeles, CA 90001'] }))
    expect(await house.refused('billing.creditAndRebill', again)).toBe('billing.rebillUnasked')
    await house.do('customers.save', customer('Movers Inc', { id: moving, address: ['1 Spring Street', 'Los Angeles, CA 90001'] }))
    // No network while numbers are held: the answer that was kept is what is posted.
    process.env['HARMONY_SALES_TAX_URL'] = 'http://127.0.0.1:9'
    const made = await house.do('billing.creditAndRebill', again)
    process.env['HARMONY_SALES_TAX_URL'] = service.url
    expect(made).toMatchObject({ credited: '-45550', billed: '45550' })
    expect(await taxesOf(made.creditNote)).toEqual(['US-ST 8.875 -45550 -4043'])
    expect(service.asked.slice(asked)).toMatchObject([{ to_state: 'CA', to_zip: '90001', amount: 455.5 }])
    expect(await taxesOf(made.invoice)).toEqual(['US-NT 0 45550 0'])
    expect(await journalOf(made.invoice)).toEqual(['1100 - 45550', '4100 - -45550'])
    // And once more, back where tax is owed: by the rate of that place, and the credit note by nothing.
    await house.do('customers.save', customer('Movers Inc', { id: moving, address: ['1 Broadway', 'New York, NY 10004'] }))
    await house.do('billing.askRebillTax', { invoice: made.invoice })
    const back = await house.do('billing.creditAndRebill', { invoice: made.invoice, reason: 'They have moved back' })
    expect(await taxesOf(back.creditNote)).toEqual(['US-NT 0 -45550 0'])
    expect(await taxesOf(back.invoice)).toEqual(['US-ST 8.875 45550 4043'])
    expect(await journalOf(back.invoice)).toEqual(['1100 - 49593', '4100 - -45550', '2300 US-ST -4043'])
    await booksHold()
  }) // prettier-ignore

  it('a state that taxes nothing is no tax, and says so; abroad nobody is asked', async () => {
    const west = await buyer('Pacific Labs Inc', { address: ['9 Ocean Drive', 'Los Angeles, CA 90001'] })
    const free = await byHand(west, ['500'])
    await house.do('billing.askSalesTax', { run: free.run })
    await house.do('billing.post', { run: free.run })
    expect(await taxesOf(free.invoice)).toEqual(['US-NT 0 50000 0'])
    const asked = service.asked.length
    const abroad = await buyer('Harbour & Vale London', { country: 'GB', address: ['1 Quay', 'Bristol'] })
    expect(await taxesOf((await byHand(abroad, ['100'])).invoice)).toEqual(['US-OS 0 10000 0'])
    expect(service.asked.length).toBe(asked)
    const nowhere = await buyer('Nowhere Inc', { address: ['Somewhere'] })
    expect(await house.refused('billing.askSalesTax', { run: (await byHand(nowhere, ['100'])).run })).toBe('billing.addressUnreadable')
    const texan = await buyer('Texan Inc', { address: ['1 Main Street', 'Austin, TX 73301'] })
    expect(await house.refused('billing.askSalesTax', { run: (await byHand(texan, ['100'])).run })).toBe('tax.serviceRefused')
  }) // prettier-ignore

  it('a credit gives the tax of its charges back, to the last cent and without asking', async () => {
    const asked = service.asked.length
    const { charges } = await house.do('billing.invoice', { invoice: posted.invoice })
    const small = charges.find((c: any) => c.net === '1999')
    const part = await house.do('billing.credit', { invoice: posted.invoice, reason: 'Not needed', charges: [{ charge: small.id, net: '1000' }], issued: '2026-12-02' })
    expect(part).toMatchObject({ net: '-1000', tax: '-89' })
    const rest = await house.do('billing.credit', { invoice: posted.invoice, reason: 'All of it', issued: '2026-12-02' })
    expect(rest).toMatchObject({ net: '-100999', tax: '-8963' })
    expect(service.asked.length).toBe(asked)
    await booksHold()
  }) // prettier-ignore

  it('a forged tax is found', async () => {
    await house.harmony.database.transact((session) => session.run(dialect === 'sqlite' ? `drop trigger charge_taxes_no_update` : `drop trigger charge_taxes_frozen on charge_taxes`))
    await house.harmony.database.transact((session) => session.run(`update charge_taxes set tax = tax + 1 where tax > 0`))
    expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok).map((c: any) => c.check)).toContain('audit.taxesAgree')
  }) // prettier-ignore
})
