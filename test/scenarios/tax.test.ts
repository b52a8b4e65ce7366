import { freshHouse, type House } from '../world/house.ts'
import { salesTaxService } from '../world/sales-tax.ts'
import { stores } from '../world/stores.ts'

const entity = (code: string, of: Record<string, unknown>) => ({
  code, group: 'NORTHLIGHT', name: code, zone: 'Europe/London', fiscalYearStart: 1, taxIdLabel: 'VAT no.', registration: null, language: 'en', culture: 'en-GB', address: [], bank: [], legal: [],
  invoicePrefix: `${code}-{yy}-`, invoiceDigits: 6, paymentDays: 30, dateOrder: 'dayFirst', ...of,
}) // prettier-ignore
const customer = (name: string, of: Record<string, unknown>) => ({
  id: null, code: null, name, language: 'en', culture: 'en-GB', zone: 'Europe/London', paymentDays: 30, taxId: null, email: null, phone: null, address: [], poRequired: false, note: null,
  family: null, invoiceBy: null, territory: null, ...of,
}) // prettier-ignore

describe.each(stores)('tax on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'tax')
    await house.do('demo.seed', { empty: true })
  }, 60_000)
  afterAll(() => house?.close())

  const byHand = (of: string, to: string, currency: string, price: string, codes: readonly string[] = [], issued = '2026-10-01') =>
    house.do('billing.invoiceByHand', { entity: of, customer: to, currency, issued, lines: [{ product: 'CONSULT', quantity: '1', unitPrice: price, taxCodes: codes }] }) // prettier-ignore
  const journalOf = async (invoice: string) => {
    const { lines } = await house.do('ledger.journal', { journal: invoice })
    return lines.map((l: any) => `${l.account} ${l.amount} ${l.entityAmount} ${l.groupAmount}`)
  }

  it('states the tax of a euro invoice in sterling at the published rate: example 8 of finance.md', async () => {
    await house.do('entities.save', entity('HUK', { country: 'GB', currency: 'GBP', taxId: 'GB999999973' }))
    await house.do('rates.savePolicy', { entity: 'HUK', source: 'EX', type: 'spot', maxAgeDays: 4, taxSource: 'HMRC', taxType: 'tax' })
    const rate = { base: 'EUR', quote: 'GBP', day: '2026-10-01', confirmed: true }
    await house.do('rates.record', { ...rate, source: 'EX', type: 'spot', value: '0.86950' })
    const { id } = await house.do('customers.save', customer('Riverside Analytics Ltd', { country: 'GB', currency: 'EUR' }))
    // Without the authority's rate nothing is posted: neither another source nor the books' rate takes its place.
    expect(await house.refused('billing.invoiceByHand', { entity: 'HUK', customer: id, currency: 'EUR', issued: '2026-10-01', lines: [{ product: 'CONSULT', quantity: '1', unitPrice: '1000', taxCodes: [] }] })).toBe('billing.handBlocked') // prettier-ignore
    await house.do('rates.record', { ...rate, source: 'HMRC', type: 'tax', value: '0.8696' })
    const made = await byHand('HUK', id, 'EUR', '1000')
    expect(made).toMatchObject({ net: '100000', tax: '20000', gross: '120000' })
    expect(await journalOf(made.invoice)).toEqual([
      '1100 120000 104340 104340',
      '4300 -100000 -86950 -86950',
      '2300 -20000 -17392 -17392',
      '7110 0 2 2',
    ])
    const { taxes, invoice } = await house.do('billing.invoice', { invoice: made.invoice })
    expect(taxes).toMatchObject([
      { code: 'UK-S20', category: 'S', base: '100000', amount: '20000', entityBase: '86960', entityAmount: '17392' },
    ])
    expect(taxes[0].statedAt.legs).toMatchObject([{ source: 'HMRC', type: 'tax', value: '0.8696' }])
    expect(invoice.taxRounding).toBe('document')
    // A credit in two parts takes all of it back, in three currencies.
    const [charge] = (await house.do('billing.invoice', { invoice: made.invoice })).charges
    await house.do('billing.credit', { invoice: made.invoice, reason: 'A third', kind: 'goodwill', issued: '2026-10-02', charges: [{ charge: charge.id, net: '33333' }] }) // prettier-ignore
    await house.do('billing.credit', { invoice: made.invoice, reason: 'The rest', kind: 'goodwill', issued: '2026-10-02' })
    const { boxes, agrees } = await house.do('tax.return', { entity: 'HUK', period: '2026-10', months: 1 })
    expect(agrees).toBe(true)
    expect(boxes.map((b: any) => b.amount)).toEqual(boxes.map(() => '0'))
  })

  it('decides by rule where no code was set, on the tax point, and keeps what was set by hand', async () => {
    const at = await house.do('customers.save', customer('Alm Handel GmbH', { country: 'AT', currency: 'EUR', language: 'de', culture: 'de-AT', taxId: 'ATU98765432' })) // prettier-ignore
    const reverse = await byHand('NLDE', at.id, 'EUR', '100', [], '2026-11-16')
    const shown = await house.do('billing.invoice', { invoice: reverse.invoice })
    expect(shown.taxes).toMatchObject([{ code: 'DE-RC', category: 'AE', amount: '0', note: 'Steuerschuldnerschaft des Leistungsempfängers (Art. 196 MwStSystRL).' }]) // prettier-ignore
    const why = await house.do('billing.why', { charge: shown.charges[0].id })
    expect(why.steps.map((s: any) => s.say)).toEqual(expect.arrayContaining(['tax.why.to.union', 'tax.why.idUnchecked', 'billing.why.taxByRule'])) // prettier-ignore
    // VIES did not know the number: German tax from then on.
    await house.do('tax.recordCheck', { country: 'AT', taxId: 'ATU 98765432', authority: 'VIES', valid: false, checkedOn: '2026-11-17', registeredTo: null, reference: 'X1' }) // prettier-ignore
    expect(await byHand('NLDE', at.id, 'EUR', '100', [], '2026-11-18')).toMatchObject({ tax: '1900' })
    // Set by hand against the rule: billed as it was said, and shown as an exception.
    const kept = await byHand('NLDE', at.id, 'EUR', '100', ['DE-OS'], '2026-11-18')
    expect(kept).toMatchObject({ tax: '0' })
    const { charges } = await house.do('billing.invoice', { invoice: kept.invoice })
    expect(charges[0].trace.tax.differs).toMatchObject({ codes: 'DE-S19', by: 'DE-consumer-union-standard-4' })
    expect((await house.do('billing.why', { charge: charges[0].id })).steps.map((s: any) => s.say)).toContain('billing.why.taxDiffers')
  })

  it('previews a sale of an entity without storing it', async () => {
    const preview = (of: string, to: Record<string, unknown>, lines: readonly unknown[], taxPoint = '2026-12-01') =>
      house.do('tax.preview', { entity: of, customer: to, taxPoint, currency: 'EUR', lines })
    const one = await preview('NLIN', { country: 'IN', taxId: '33AAACB0000C1Z0' }, [{ net: '10450000', taxClass: 'standard' }])
    expect(one.lines).toMatchObject([
      { position: 1, code: 'IN-IG18', rate: '18', base: '10450000', tax: '1881000', category: 'S', place: 'IN' },
    ])
    expect(one.totals).toMatchObject({ net: '10450000', tax: '1881000', gross: '12331000' })
    expect((await preview('NLDE', { country: 'GR', taxId: 'EL123456789' }, [{ net: '100', taxClass: 'standard' }])).note).toMatch(/^Reverse charge/) // prettier-ignore
    expect((await preview('NLUK', { country: 'GB' }, [{ gross: '12000', taxClass: 'standard' }])).lines).toMatchObject([
      { base: '10000', tax: '2000' },
    ])
    expect((await preview('AU', { country: 'AU' }, [{ net: '1000', taxClass: 'standard' }])).totals).toMatchObject({ tax: '100' })
    expect((await preview('HDE', { country: 'DE' }, [{ net: '1000', taxClass: 'standard' }], '2020-08-01')).totals).toMatchObject({
      tax: '160',
    })
    const refused = (of: string, country: string, line: unknown) =>
      house.refused('tax.preview', { entity: of, customer: { country }, taxPoint: '2026-12-01', currency: 'EUR', lines: [line] })
    expect(await refused('NLUK', 'UK', { net: '1', taxClass: 'standard' })).toBe('tax.badCountry')
    expect(await refused('NLDE', 'EL', { net: '1', taxClass: 'standard' })).toBe('tax.badCountry')
    expect(await refused('NOWHERE9', 'GB', { net: '1', taxClass: 'standard' })).toBe('tax.unknownEntity')
    expect(await refused('AU', 'AU', { net: '1', taxClass: 'reduced' })).toBe('tax.classWithoutRate')
    expect(await refused('US-CA', 'US', { net: '1', taxClass: 'standard' })).toBe('tax.serviceNeeded')
    expect(await refused('NLUK', 'GB', { taxClass: 'standard' })).toBe('tax.oneAmount')
    expect(await refused('NLUK', 'GB', { net: '1', gross: '1', taxClass: 'standard' })).toBe('tax.oneAmount')
  })

  it('returns what was posted, box by box, with the documents behind each, and lists sales to the union', async () => {
    const german = await house.do('tax.return', { entity: 'NLDE', period: '2026-11' })
    const boxes = Object.fromEntries(german.boxes.map((b: any) => [b.box, b.amount]))
    expect(boxes).toMatchObject({ '81': '10000', '81T': '1900', '21': '10000', '45': '10000', '83': '1900' })
    expect(german).toMatchObject({ form: 'DE', from: '2026-11-01', to: '2026-11-30', agrees: true, documents: 3, accounts: { owed: '1900', input: '0', others: '0' } }) // prettier-ignore
    const [behind] = german.boxes.filter((b: any) => b.box === '21')
    const lines = await house.do('tax.lines', { filter: { all: [{ field: 'entity', is: 'equal', value: 'NLDE' }, { field: 'code', is: 'in', value: behind.codes }] } }) // prettier-ignore
    expect(lines.rows).toMatchObject([{ side: 'sale', code: 'DE-RC', entityBase: '10000', outputTax: '0', party: 'Alm Handel GmbH', partyTaxId: 'ATU98765432' }]) // prettier-ignore
    expect((await house.do('tax.salesList')).rows).toMatchObject([{ entity: 'NLDE', period: '2026-11', partyCountry: 'AT', partyTaxId: 'ATU98765432', supply: 'service', entityBase: '10000' }]) // prettier-ignore
    expect((await house.do('audit.check', { checks: ['audit.taxesAgree', 'audit.sealsIntact', 'audit.journalsBalance', 'audit.openItemsAgree'] })).checks.filter((c: any) => !c.ok)).toEqual([]) // prettier-ignore
  })

  it('rounds line by line where the entity wants it, and says so on the document', async () => {
    await house.do('tax.saveProfile', { entity: 'HUK', region: null, registrations: [], undertaking: null, undertakingFrom: null, undertakingTo: null, rounding: 'line', returnMonths: 3 }) // prettier-ignore
    const { id } = await house.do('customers.save', customer('Line by Line Ltd', { country: 'GB', currency: 'GBP' }))
    const line = { product: 'CONSULT', quantity: '1', unitPrice: '111.11', taxCodes: [] }
    const made = await house.do('billing.invoiceByHand', {
      entity: 'HUK',
      customer: id,
      currency: 'GBP',
      issued: '2026-10-05',
      lines: [line, line, line],
    })
    expect(made).toMatchObject({ net: '33333', tax: '6666' })
    expect((await house.do('billing.invoice', { invoice: made.invoice })).invoice.taxRounding).toBe('line')
    expect((await house.do('audit.check', { checks: ['audit.sealsIntact'] })).ok).toBe(true)
  })

  it('takes the codes of a country over, keeps rows of the house, and changes no rate', async () => {
    const taken = await house.do('tax.adopt', { country: 'AU' })
    expect(taken).toMatchObject({ added: 5 })
    expect(await house.do('tax.adopt', { country: 'AU' })).toMatchObject({ added: 0 })
    expect(await house.refused('tax.adopt', { country: 'BR' })).toBe('tax.countryUnknown')
    const rule = {
      rule: 'OSS-FR', country: 'AU', destinations: ['third'], buyer: 'consumer', taxIds: null, supplies: ['electronic'], taxClass: 'standard', sameState: null, undertaking: null,
      validFrom: '2021-07-01', validTo: null, codes: ['AU-S10'], place: 'customer', source: 'Adviser',
    } // prettier-ignore
    await house.do('tax.saveRule', rule)
    const table = await house.do('tax.table', { country: 'AU', on: '2026-12-01' })
    expect(table.rows[0]).toMatchObject({ rule: 'OSS-FR', ofHouse: true })
    expect(await house.refused('tax.saveRule', { ...rule, rule: 'AU-elsewhere' })).toBe('tax.ruleTaken')
    expect(await house.refused('tax.saveRule', { ...rule, codes: ['UK-S20'] })).toBe('tax.unknownCode')
  })
})

describe('the sales tax of the USA', () => {
  it('is asked of a service, and its answer kept word for word', async () => {
    const service = await salesTaxService()
    const house = await freshHouse('sqlite', 'salestax')
    const before = { ...process.env }
    try {
      await house.do('demo.seed', { empty: true })
      const sale = (region: string) => ({
        entity: 'NLUK', askedFor: 'Order 4711', currency: 'USD', seller: { country: 'US', region: 'CA', zip: '90002' }, buyer: { country: 'US', region, zip: '10001', city: 'New York' },
        lines: [{ id: '1', quantity: '10', unitPrice: '100.00', productTaxCode: '30070' }],
      }) // prettier-ignore
      delete process.env['HARMONY_SALES_TAX_URL']
      expect(await house.refused('tax.askService', sale('NY'))).toBe('tax.serviceNotSetUp')
      Object.assign(process.env, { HARMONY_SALES_TAX_URL: service.url, HARMONY_SALES_TAX_KEY: 'simulated' })
      expect(await house.do('tax.askService', sale('NY'))).toMatchObject({
        tax: '8875', rate: '8.875', hasNexus: true, jurisdictions: ['NY', 'NEW YORK', 'NEW YORK CITY'], lines: [{ id: '1', base: '100000', tax: '8875', rate: '8.875' }],
      }) // prettier-ignore
      expect(await house.do('tax.askService', sale('CA'))).toMatchObject({ tax: '0', lines: [{ base: '0', tax: '0' }] })
      // Amounts go as numbers, as the service wants them.
      expect(service.asked[0]).toMatchObject({ to_state: 'NY', amount: 1000, line_items: [{ quantity: 10, unit_price: 100, product_tax_code: '30070' }] }) // prettier-ignore
      expect(await house.refused('tax.askService', sale('TX'))).toBe('tax.serviceRefused')
      await service.close()
      expect(await house.refused('tax.askService', sale('NY'))).toBe('tax.serviceOffline')
    } finally {
      process.env = before
      await house.close()
    }
  })
})
