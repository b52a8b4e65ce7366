import { figuresOf, readXml, type Figures } from '../core/einvoice/read-back.ts'
import { misplaced } from '../core/einvoice/schema-order.ts'
import { readPdf } from '../documents/pdf.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const asOf = '2026-12-01'
const minor = (major: string | null): string => `${BigInt((major ?? '').replace('.', ''))}`

describe.each(stores)('e-invoices on %s', (dialect) => {
  let house: House
  let run: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'einvoice')
    await house.do('demo.seed')
    run = (await house.do('billing.propose', { asOf })).run
    await house.do('billing.post', { run })
  }, 60_000)
  afterAll(() => house?.close())

  const bytesOf = async (hash: string): Promise<Uint8Array> => (await house.harmony.files.get(hash))!
  const xmlOf = async (invoice: string): Promise<string> =>
    Buffer.from(await bytesOf((await house.do('einvoice.file', { invoice })).file.hash)).toString('utf8')
  const invoiceOf = async (contract: string) => {
    const found = (await house.do('billing.chargeList', { search: contract })).rows[0]
    return house.do('billing.invoice', { invoice: found.invoice })
  }
  const customerOf = async (name: string): Promise<string> => (await house.do('customers.list', { search: name })).rows[0].id
  /** The document and the ledger say the same, to the cent. */
  const agrees = (figures: Figures, posted: any, sign = 1n) => {
    const { invoice, charges, taxes, lines } = posted
    const turned = (text: string): string => `${BigInt(text) * sign}`
    expect([figures.number, figures.issued, figures.currency]).toEqual([invoice.number, invoice.issued, invoice.currency])
    expect([figures.totals.lines, figures.totals.tax, figures.totals.withTax, figures.totals.due].map(minor)).toEqual([invoice.net, invoice.tax, invoice.gross, invoice.gross].map(turned))
    expect(figures.lines.map((line) => minor(line[6]!))).toEqual(charges.map((charge: any) => turned(charge.net)))
    expect(figures.breakdown.map((part) => [minor(part[0]!), minor(part[1]!)])).toEqual(taxes.map((tax: any) => [turned(tax.base), turned(tax.amount)]))
    // Receivable of the journal.
    expect(lines[0].amount).toBe(turned(minor(figures.totals.due)))
  } // prettier-ignore

  it('RMK: an XRechnung with its Leitweg-ID, debited by mandate, 623.10 + 118.39 = 741.49', async () => {
    const posted = await invoiceOf('C-2001')
    const made = await house.do('einvoice.prepare', { invoice: posted.invoice.id })
    expect(made).toMatchObject({ syntax: 'xrechnung-ubl', profile: 'XRechnung 3.0 (UBL)', valid: true, findings: [] })
    const xml = await xmlOf(posted.invoice.id)
    expect(misplaced(readXml(xml))).toEqual([])
    const figures = figuresOf(xml)
    agrees(figures, posted)
    expect(figures).toMatchObject({
      type: '380', buyerReference: '04011000-1234512345-06',
      seller: ['Northlight IT GmbH', 'DE999999995', 'DE999999995', '9930', '60325', 'Frankfurt am Main', 'DE'],
      buyer: ['Rhein-Main Klinikverbund GmbH', 'DE123456788', '04011000-1234512345-06', '0204', '60598', 'Frankfurt am Main', 'DE'],
      payment: ['59', null, 'RMK-B2B-01', 'DE98ZZZ09999999999', 'DE02120300000000202051'],
    }) // prettier-ignore
    const agents = figures.lines.find((line) => line[6] === '623.10')!
    expect(agents.slice(2)).toEqual(['201', 'C62', '3.1', null, '623.10', 'S', '19', '2026-11-01', '2026-11-30'])
    const report = JSON.parse(Buffer.from(await bytesOf(made.report.hash)).toString('utf8'))
    expect(report).toMatchObject({ format: 'harmony-einvoice-report/1', ok: true, findings: [], xml: { sha256: made.xml.hash } })
    expect(report.rules.length).toBeGreaterThan(200)
    // Valid is final: preparing again gives the very same.
    expect((await house.do('einvoice.prepare', { invoice: posted.invoice.id })).id).toBe(made.id)
  })

  it('ALP: reverse charge by Peppol, no tax, both VAT numbers, the sentence in German', async () => {
    const posted = await invoiceOf('C-2005')
    expect(await house.do('einvoice.prepare', { invoice: posted.invoice.id })).toMatchObject({
      syntax: 'peppol',
      valid: true,
      findings: [],
    })
    const figures = figuresOf(await xmlOf(posted.invoice.id))
    agrees(figures, posted)
    expect(figures.breakdown).toEqual([['792.00', '0.00', 'AE', '0', 'VATEX-EU-AE', expect.stringContaining('Steuerschuldnerschaft')]])
    expect([figures.seller[1], figures.buyer[1], figures.buyer[6]]).toEqual(['DE999999995', 'ATU12345675', 'AT'])
    expect(figures.payment.slice(0, 2)).toEqual(['58', 'DE89370400440532013000'])
    expect(figures.lines.map((line) => [line[2], line[4], line[6]])).toEqual([['18', '44', '792.00']])
  })

  it('PEN: bands of 312 workstations stay exact for whoever multiplies, in pounds', async () => {
    const posted = await invoiceOf('C-1003')
    expect(await house.do('einvoice.prepare', { invoice: posted.invoice.id })).toMatchObject({
      syntax: 'peppol',
      valid: true,
      findings: [],
    })
    const figures = figuresOf(await xmlOf(posted.invoice.id))
    agrees(figures, posted)
    expect(figures.lines.find((line) => line[6] === '2035.00')!.slice(2, 7)).toEqual(['312', 'C62', '2035', '312', '2035.00'])
    expect(figures.payment.slice(0, 2)).toEqual(['30', 'GB29NWBK60161331926819'])
  })

  it('a credit note is a document of its own with positive amounts that names its invoice', async () => {
    const original = await invoiceOf('C-2001')
    const made = await house.do('billing.credit', { invoice: original.invoice.id, reason: 'Zählung falsch' })
    const posted = await house.do('billing.invoice', { invoice: made.creditNote })
    expect(await house.do('einvoice.prepare', { invoice: made.creditNote })).toMatchObject({ valid: true, findings: [] })
    const xml = await xmlOf(made.creditNote)
    expect(readXml(xml).name).toBe('CreditNote')
    const figures = figuresOf(xml)
    agrees(figures, posted, -1n)
    expect(figures).toMatchObject({ type: '381', preceding: [original.invoice.number], payment: ['97', null, null, null, null] })
    expect(xml).toContain('Grund der Korrektur: Zählung falsch')
  })

  it('BAY: ZUGFeRD inside the very PDF, with the metadata of Factur-X and the cash discount for people and machines', async () => {
    const [invoice] = (await house.do('billing.invoices', { search: 'Bayern' })).rows
    const { file } = await house.do('documents.print', { invoice: invoice.id })
    const pdf = readPdf(await bytesOf(file.hash))
    const enclosed = pdf.attachments.find((one) => one.name === 'factur-x.xml')!
    expect([enclosed.mime, enclosed.relationship]).toEqual(['text/xml', 'Alternative'])
    expect(pdf.text.replaceAll('\n', ' ')).toContain('2 % Skonto bei Zahlung bis 15.12.2026.')
    // Page and XML say the same of the payment.
    expect(pdf.text.replaceAll('\n', ' ')).toContain('per Lastschrift ein, Mandat BAY-CORE-01')
    expect(pdf.text).not.toContain('DE89 3704')
    const xml = enclosed.bytes.toString('utf8')
    expect(misplaced(readXml(xml))).toEqual([])
    const figures = figuresOf(xml)
    agrees(figures, await house.do('billing.invoice', { invoice: invoice.id }))
    expect(figures.terms).toBe('2 % Skonto bei Zahlung bis 15.12.2026. Zahlbar ohne Abzug bis 15.12.2026.\n#SKONTO#TAGE=14#PROZENT=2.00#\n')
    const metadata = Buffer.from(await bytesOf(file.hash)).toString('utf8')
    expect(metadata).toContain('<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>')
    // What lies in the archive beside it is the same invoice.
    expect(await xmlOf(invoice.id)).toBe(xml)
  })

  it('is refused while it is invalid, by the rule and in words, and is right when that is mended', async () => {
    const seller = (await house.do('einvoice.seller', { entity: 'NLDE' })).seller
    const buyer = (await house.do('einvoice.buyer', { customer: await customerOf('Alpen') })).buyer
    await house.do('einvoice.saveBuyer', { ...buyer, channel: 'zugferd' })
    await house.do('einvoice.saveSeller', { ...seller, contactName: null })
    await house.do('einvoice.saveBuyer', { ...buyer, channel: 'xrechnung-cii' })
    const posted = await invoiceOf('C-2005')
    const { id, number } = posted.invoice
    const made = await house.do('einvoice.prepare', { invoice: id })
    expect([made.valid, made.findings.map((f: any) => [f.rule, f.text.de])]).toEqual([false, [['BR-DE-5', 'Es fehlt: Ansprechpartner des Verkäufers (BT-41).']]])
    const caller = (await house.harmony.localAdministrator())!
    const outcome = await house.harmony.run({ id: crypto.randomUUID(), operation: 'einvoice.file', input: { invoice: id }, caller })
    expect(outcome).toMatchObject({ ok: false, refusal: { refused: 'einvoice.invalid', about: { number, rule: 'BR-DE-5', sentence: expect.stringContaining('contact person') } } })
    expect((await house.do('einvoice.file', { invoice: id, report: true })).file.mime).toBe('application/json')
    const listed = async () => (await house.do('einvoice.list', { search: number })).rows.map((row: any) => [row.channel, row.state])
    expect(await listed()).toEqual([['xrechnung-cii', 'invalid']])
    await house.do('einvoice.saveSeller', seller)
    expect(await house.do('einvoice.prepare', { invoice: id })).toMatchObject({ valid: true, profile: 'XRechnung 3.0 (CII)' })
    expect(await listed()).toEqual([['xrechnung-cii', 'valid']])
    const shown = await house.do('einvoice.ofInvoice', { invoice: id })
    expect([shown.state, shown.archived.length, shown.current.validation.ok]).toEqual(['valid', 3, true])
    agrees(figuresOf(await xmlOf(id)), posted)
  }) // prettier-ignore

  it('everything that waits is prepared in one go; India’s taxes have no place in it; what is archived never changes', async () => {
    const kaveri = await customerOf('Kaveri')
    await house.do('einvoice.saveBuyer', { customer: kaveri, channel: 'zugferd' })
    const done = await house.do('einvoice.prepareWaiting')
    expect(done).toEqual({ waiting: 0, invalid: 0 })
    const { rows } = await house.do('einvoice.list', { limit: 1000 })
    const states = new Set(rows.map((row: any) => (row.channel === 'none' || row.entity === 'NLIN' ? row.state : `${row.channel} ${row.state}`)))
    expect([...states].sort()).toEqual(['notApplicable', 'peppol valid', 'xrechnung-cii valid', 'xrechnung-ubl valid', 'zugferd valid'])
    const indian = rows.find((row: any) => row.customer === kaveri)
    expect(await house.refused('einvoice.prepare', { invoice: indian.id })).toBe('einvoice.notApplicable')
    const quay = rows.find((row: any) => row.channel === 'none' && row.entity === 'NLUK')
    expect(await house.refused('einvoice.prepare', { invoice: quay.id })).toBe('einvoice.noChannel')
    // Another syntax can be looked at without anything being kept.
    const looked = await house.do('einvoice.ofInvoice', { invoice: quay.id, syntax: 'cii' })
    expect([looked.state, looked.archived, looked.current.profile]).toEqual(['notApplicable', [], 'EN 16931 (CII D16B)'])
    await expect(house.harmony.database.transact(async (session) => void (await session.run(`update e_invoices set valid = valid`)))).rejects.toThrow('never change')
  }) // prettier-ignore

  it('a run is printed with all its e-invoices; what would have to be inside and is invalid stays behind until it is mended', async () => {
    const customer = await customerOf('Harbour')
    const { buyer } = await house.do('einvoice.buyer', { customer })
    expect(buyer).toBe(null)
    await house.do('einvoice.saveBuyer', { customer, channel: 'zugferd', mandate: 'HAV-DD-01' })
    const seller = (await house.do('einvoice.seller', { entity: 'NLUK' })).seller
    const { rows } = await house.do('billing.invoices', { filter: { field: 'run', is: 'equal', value: run }, limit: 1000 })
    // Without a number of any register nobody can tell who sells (BR-CO-26).
    const entity = await house.do('entities.get', { entity: 'NLUK' })
    await house.do('entities.save', { ...entity, taxId: 'none', registration: null })
    const invalid = rows.filter((row: any) => row.customer === customer)
    expect(invalid.length).toBeGreaterThan(0)
    expect(await house.refused('documents.print', { invoice: invalid[0].id })).toBe('einvoice.invalid')
    const first = await house.do('documents.printRun', { run })
    expect(first.printed).toBe(rows.length - invalid.length)
    expect(await house.do('einvoice.prepareWaiting')).toMatchObject({ waiting: 0 })
    await house.do('entities.save', entity)
    await house.do('einvoice.saveSeller', seller)
    for (const row of invalid) expect((await house.do('einvoice.prepare', { invoice: row.id })).findings).toEqual([])
    expect(await house.do('documents.printRun', { run })).toEqual({ run, printed: rows.length })
  }, 60_000)

  it('does not take what cannot be right', async () => {
    const customer = await customerOf('Rhein-Main')
    const { buyer } = await house.do('einvoice.buyer', { customer })
    const refused = (change: object) => house.refused('einvoice.saveBuyer', { ...buyer, ...change })
    expect(await refused({ buyerReference: null })).toBe('einvoice.referenceMissing')
    expect(await refused({ buyerReference: '04011000-1234512345-07' })).toBe('einvoice.badLeitwegId')
    expect(await refused({ debitAccount: 'DE03120300000000202051' })).toBe('einvoice.badAccount')
    expect(await refused({ cashDiscountDays: 14 })).toBe('einvoice.badDiscount')
    expect(await refused({ cashDiscountDays: 14, cashDiscountPercent: '2.005' })).toBe('einvoice.badDiscount')
    expect(await refused({ addressScheme: 'MAIL' })).toBe('einvoice.badScheme')
    expect(await refused({ addressScheme: null })).toBe('einvoice.schemeMissing')
    expect(await refused({ electronicAddress: 'nobody', addressScheme: 'EM' })).toBe('einvoice.badEmail')
    expect(await house.refused('einvoice.file', { invoice: '018f0000-0000-7000-8000-000000000000' })).toBe('einvoice.unknownInvoice')
  })
})
