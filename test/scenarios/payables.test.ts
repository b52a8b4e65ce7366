import { firewallOrder } from '../../core/demo/purchases.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const usd = (minor: string) => ({ currency: 'USD', minor })
const gbp = (minor: string) => ({ currency: 'GBP', minor })
const eur = (minor: string) => ({ currency: 'EUR', minor })
const day = '2026-11-18'

describe.each(stores)('what suppliers invoice on %s', (dialect) => {
  let house: House
  let line: string
  let contract: string
  const costs = new Map<string, string>()
  const suppliers = new Map<string, string>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'payables', { at: () => '2026-11-23T09:00:00.000Z' as never })
    await house.do('demo.seed')
    for (const { code, id } of (await house.do('purchases.suppliers', { limit: 100 })).rows) suppliers.set(code, id)
    const { number, entity, customer, product, ...terms } = firewallOrder.contract
    const [buyer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: customer } })).rows
    contract = (await house.do('contracts.open', { entity, customer: buyer.id, number })).id
    line = (await house.do('contracts.addLine', { contract, product, quantity: '1', taxCodes: ['UK-S20'], ...terms })).id
    await house.do('contracts.activate', { contract })
    for (const { supplier, ...cost } of firewallOrder.costs) {
      const more = { contract, line, agreedOn: '2026-11-16', supplier: supplier && suppliers.get(supplier) }
      costs.set(cost.item, (await house.do('purchases.addLine', { ...more, ...cost })).id)
    }
    for (const item of ['Firewall pair', 'Firewall support, first year'])
      await house.do('purchases.markOrdered', { costLine: costs.get(item), orderedOn: '2026-11-16', reference: 'PO-26-1010' })
  }, 120_000)
  afterAll(() => house?.close())

  const recorded = (number: string, supplier: string, gross: object, lines: object[], more: object = {}) =>
    ({ supplier: suppliers.get(supplier), entity: 'NLUK', number, day, gross, lines: lines.map((one) => ({ taxCodes: ['UK-RC'], ...one })), ...more }) // prettier-ignore
  const record = async (...given: Parameters<typeof recorded>) => house.do('payables.recordInvoice', recorded(...given))
  const hardware = (net: object, more: object = {}) => ({ costLine: costs.get('Firewall pair'), net, ...more })
  const support = (net: object, more: object = {}) => ({ costLine: costs.get('Firewall support, first year'), net, ...more })
  const reasons = (invoice: any) => invoice.exceptions.map((one: any) => `${one.position} ${one.reason.say}`)
  const linesOf = async (journal: string) =>
    (await house.do('ledger.journal', { journal })).lines.map(
      (l: any) => `${l.account} ${l.taxCode ?? '-'} ${l.amount} ${l.entityAmount} ${l.groupAmount}`,
    )
  const openItems = async (): Promise<any[]> => (await house.do('payables.open', {})).rows
  const actualCost = async () =>
    (await house.do('purchases.margin', { line, day: '2026-11-16' })).actual.map((f: any) => `${f.currency} ${f.cost} ${f.margin}`)
  const booksHold = async () => expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  let first: string

  it('USD 5,150.00 for the firewall of C-1010: matched, posted with reverse charge, owed, and the true cost is in the margin', async () => {
    const invoice = await record('BH-2026/4711', 'BASTION', usd('515000'), [hardware(usd('515000'), { quantity: '1' })])
    expect(invoice).toMatchObject({ state: 'ready', exceptions: [], net: '515000', tax: '0', gross: '515000', taxes: [{ code: 'UK-RC', base: '515000', tax: '103000' }] })
    first = invoice.id
    const posted = await house.do('payables.post', { invoice: first })
    expect(posted).toMatchObject({ state: 'posted', postedOn: day, journalNumber: 'NLUK-SIN-26-000001' })
    // Planned by the dollar of the 16th, charged by that of the 17th: what is posted is what it really cost.
    expect(await linesOf(first)).toEqual(['5100 UK-RC 515000 391864 391864', '2310 UK-RC 103000 78373 78373', '2300 UK-RC -103000 -78373 -78373', '2100 - -515000 -391864 -391864'])
    expect(await openItems()).toMatchObject([{ id: first, number: 'BH-2026/4711', supplierName: 'Bastion Hardware Inc', due: posted.due, open: '515000', entityOpen: '391864', currency: 'USD' }])
    expect(await actualCost()).toEqual(Array(3).fill('GBP 391864 248136'))
    expect((await house.do('purchases.actuals', { search: 'C-1010' })).rows).toMatchObject([{ reference: 'BH-2026/4711', amount: '515000', entityAmount: '391864' }])
    await booksHold()
    const { lines } = await house.do('tax.lines', { filter: { field: 'journal', is: 'equal', value: first } }).then(({ rows }) => ({ lines: rows }))
    expect(lines).toMatchObject([{ side: 'purchase', code: 'UK-RC', entityBase: '391864', outputTax: '78373', inputTax: '78373' }])
  }) // prettier-ignore

  it('the same document is refused, however its number is written; so is what does not add up', async () => {
    const again = recorded('bh 2026-4711', 'BASTION', usd('515000'), [hardware(usd('515000'))])
    expect(await house.refused('payables.recordInvoice', again)).toBe('payables.alreadyRecorded')
    const refusals: [string, object][] = [
      ['payables.sumsDiffer', recorded('X-1', 'RHENUS', gbp('10000'), [{ account: '7200', net: gbp('10000'), taxCodes: ['UK-S20'] }])],
      ['payables.otherCurrency', recorded('X-1', 'RHENUS', gbp('10000'), [{ account: '7200', net: usd('10000') }])],
      ['payables.unknownTaxCode', recorded('X-1', 'RHENUS', gbp('11900'), [{ account: '7200', net: gbp('10000'), taxCodes: ['DE-S19'] }])],
      ['payables.taxDiffers', recorded('X-1', 'RHENUS', gbp('12002'), [{ account: '7200', net: gbp('10000'), taxCodes: ['UK-S20'] }], { taxes: [{ code: 'UK-S20', tax: gbp('2002') }] })],
      ['payables.unknownAccount', recorded('X-1', 'RHENUS', gbp('10000'), [{ account: '2100', net: gbp('10000') }])],
      ['payables.accountNeeded', recorded('X-1', 'RHENUS', gbp('10000'), [{ net: gbp('10000') }])],
      ['payables.nothingInvoiced', recorded('X-1', 'RHENUS', gbp('0'), [{ account: '7200', net: gbp('0') }])],
      ['payables.noLines', recorded('X-1', 'RHENUS', gbp('0'), [])],
      ['payables.dueBefore', recorded('X-1', 'RHENUS', eur('62000'), [support(eur('62000'))], { due: '2026-11-17' })],
      ['payables.unknownCostLine', { ...recorded('X-1', 'RHENUS', eur('62000'), [support(eur('62000'), { taxCodes: ['DE-13B'] })]), entity: 'NLDE' }],
    ] // prettier-ignore
    for (const [code, input] of refusals) expect(await house.refused('payables.recordInvoice', input)).toBe(code)
  }, 30_000) // prettier-ignore

  it('outside the tolerance it waits until somebody else accepts it; inside it passes', async () => {
    const input = recorded('RE-900', 'RHENUS', eur('63000'), [support(eur('63000'), { quantity: '1' })])
    const waiting = await house.do('payables.recordInvoice', input)
    expect([waiting.state, reasons(waiting)]).toEqual(['exception', ['1 payables.why.tooDear']])
    expect(await house.refused('payables.post', { invoice: waiting.id })).toBe('payables.notReady')
    expect(await house.refused('payables.accept', { invoice: waiting.id, reason: 'new price list' })).toBe('payables.ownInvoice')
    await house.do('payables.reject', { invoice: waiting.id, reason: 'agreed was EUR 620.00' })
    expect(await house.refused('payables.post', { invoice: waiting.id })).toBe('payables.notReady')
    // EUR 10.00 are 8.70 pounds: within 2 % and within 9 pounds, not within 8.
    await house.do('payables.saveTolerance', { entity: 'NLUK', quantityPercent: '0', pricePercent: '2', amount: gbp('800') })
    const still = await house.do('payables.recordInvoice', input)
    expect(reasons(still)).toEqual(['1 payables.why.tooDear'])
    await house.do('payables.reject', { invoice: still.id, reason: 'once more' })
    await house.do('payables.saveTolerance', { entity: 'NLUK', quantityPercent: '0', pricePercent: '2', amount: gbp('900') })
    const ready = await house.do('payables.recordInvoice', input)
    expect(ready).toMatchObject({ state: 'ready', exceptions: [] })
    // Later in the period that is still open: the period is that of the posting, the rate that of the document.
    await house.do('payables.post', { invoice: ready.id, day: '2026-11-20' })
    expect(await house.do('ledger.journal', { journal: ready.id })).toMatchObject({ postedOn: '2026-11-20', convertedOn: day })
    expect(await actualCost()).toEqual(Array(3).fill('GBP 446643 193357'))
    const more = await record('RE-901', 'RHENUS', eur('62000'), [support(eur('62000'), { quantity: '1' })])
    expect(reasons(more)).toEqual(['1 payables.why.tooMany'])
    const other = await record('BH-4712', 'BASTION', eur('100'), [support(eur('100'))])
    expect(reasons(other)).toEqual(['1 payables.why.otherSupplier', '1 payables.why.tooMuch'])
    await booksHold()
  }, 30_000) // prettier-ignore

  it('somebody else accepts an invoice that belongs to no order', async () => {
    const free = await record('RE-950', 'RHENUS', gbp('12001'), [{ account: '7200', net: gbp('10000'), description: 'Customs clearance', taxCodes: ['UK-S20'] }], { taxes: [{ code: 'UK-S20', tax: gbp('2001') }] })
    expect(reasons(free)).toEqual(['1 payables.why.free'])
    const other = await house.as('grace.patel')
    await other.do('payables.accept', { invoice: free.id, reason: 'asked for by us' })
    await other.do('payables.post', { invoice: free.id })
    expect(await linesOf(free.id)).toEqual(['7200 UK-S20 10000 10000 10000', '2310 UK-S20 2001 2001 2001', '2100 - -12001 -12001 -12001'])
    expect((await house.do('payables.invoice', { invoice: free.id })).invoice).toMatchObject({ state: 'posted', decision: 'asked for by us' })
    await booksHold()
  }) // prettier-ignore

  it('a credit note is negative, and taking the invoice back leaves nothing: neither in the books nor in the margin', async () => {
    const credit = await record('GS-1', 'BASTION', usd('-15000'), [hardware(usd('-15000'))])
    await house.do('payables.post', { invoice: credit.id })
    expect((await linesOf(credit.id)).at(-1)).toBe('2100 - 15000 11414 11414')
    expect(await house.do('ledger.journal', { journal: credit.id })).toMatchObject({ document: 'supplierCredit', number: 'NLUK-SCN-26-000001' })
    expect(await actualCost()).toEqual(Array(3).fill('GBP 435229 204771'))
    const undone = await house.do('payables.undo', { invoice: first, day: '2026-11-23', reason: 'sent to the wrong legal entity' })
    expect(undone.state).toBe('undone')
    expect(await house.refused('payables.undo', { invoice: first, day: '2026-11-23', reason: 'again' })).toBe('payables.notPosted')
    expect(await actualCost()).toEqual(Array(3).fill('GBP 43365 596635'))
    expect((await openItems()).map(({ number, open }) => `${number} ${open}`)).toEqual(['RE-900 63000', 'RE-950 12001', 'GS-1 -15000'])
    // Its number is free again.
    const again = await record('BH-2026/4711', 'BASTION', usd('515000'), [hardware(usd('515000'), { quantity: '1' })])
    await house.do('payables.post', { invoice: again.id })
    expect(await actualCost()).toEqual(Array(3).fill('GBP 435229 204771'))
    await booksHold()
  }, 30_000) // prettier-ignore

  it('who counts what comes in is invoiced for what came in', async () => {
    const costLine = (await house.do('purchases.addLine', { contract, line, agreedOn: '2026-11-16', supplier: suppliers.get('RHENUS'), item: 'Cables', quantity: '10', currency: 'EUR', unitCost: '8.00' })).id
    await house.do('payables.receive', { costLine, day, quantity: '4', reference: 'LS-1' })
    const cables = (number: string, quantity: string, minor: string) => record(number, 'RHENUS', eur(minor), [{ costLine, quantity, net: eur(minor) }])
    expect(reasons(await cables('RE-960', '4', '3200'))).toEqual([])
    expect(reasons(await cables('RE-961', '3', '2400'))).toEqual(['1 payables.why.notReceived'])
    expect(await house.refused('payables.receive', { costLine, day, quantity: '-5' })).toBe('payables.nothingReceived')
    expect((await house.do('payables.receipts', {})).rows).toMatchObject([{ item: 'Cables', quantity: '4', contractNumber: 'C-1010' }])
  }) // prettier-ignore
})
