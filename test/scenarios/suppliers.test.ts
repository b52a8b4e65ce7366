import { firewallOrder } from '../../core/demo/purchases.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const money = (currency: string) => (minor: string) => ({ currency, minor })
const [usd, gbp, eur] = [money('USD'), money('GBP'), money('EUR')]

/** Finance 2.2-2.3 on the supplier side, on the ★ numbers of C-1010: ordered, delivered, invoiced, paid. */
describe.each(stores)('ordering, receiving and paying on %s', (dialect) => {
  let house: House
  let grace: Pick<House, 'do' | 'refused'>
  let line: string
  let contract: string
  const costs = new Map<string, string>()
  const suppliers = new Map<string, string>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'suppliers', { at: () => '2026-11-23T09:00:00.000Z' as never })
    await house.do('demo.seed')
    grace = await house.as('grace.patel')
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
  }, 120_000)
  afterAll(() => house?.close())

  const hardware = () => costs.get('Firewall pair')!
  const support = () => costs.get('Firewall support, first year')!
  const linesOf = async (journal: string): Promise<string[]> =>
    (await house.do('ledger.journal', { journal })).lines.map((l: any) => `${l.account} ${l.amount} ${l.entityAmount}`)
  const actualCost = async (): Promise<string[]> =>
    (await house.do('purchases.margin', { line, day: '2026-11-16' })).actual.map((f: any) => `${f.currency} ${f.cost} ${f.margin}`)
  const standing = async (account: string): Promise<string> =>
    (await house.do('ledger.balances', { limit: 500, filter: { all: [{ field: 'account', is: 'equal', value: account }, { field: 'entity', is: 'equal', value: 'NLUK' }] } })).rows
      .reduce((sum: bigint, row: any) => sum + BigInt(row.entityAmount), 0n).toString() // prettier-ignore
  const booksHold = async (): Promise<void> =>
    expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  const invoice = async (number: string, supplier: string, gross: object, costLine: string, more: object = {}) =>
    house.do('payables.recordInvoice', { supplier: suppliers.get(supplier), entity: 'NLUK', number, day: '2026-11-18', gross, lines: [{ costLine, net: gross, taxCodes: ['UK-RC'], ...more }] }) // prettier-ignore
  const order = async (id: string) => (await house.do('purchases.purchaseOrder', { supplierOrder: id })).supplierOrder
  let bought: string

  it('a purchase order has its number when it is sent, says what is wanted, and changes by a further version', async () => {
    await house.do('purchases.saveSupplierTerms', { supplier: suppliers.get('RHENUS'), language: 'de', address: ['Hafenstraße 1', '60327 Frankfurt'], earlyPercent: '2', earlyDays: 10 })
    const draft = await house.do('purchases.draftOrder', { entity: 'NLUK', supplier: suppliers.get('RHENUS'), costLines: [support()] })
    expect(draft).toMatchObject({ number: null, state: 'draft', version: 0, currency: 'EUR', amount: '62000' })
    expect(await house.refused('purchases.draftOrder', { entity: 'NLUK', supplier: suppliers.get('RHENUS'), costLines: [support()] })).toBe('purchases.orderedBefore')
    expect(await house.refused('purchases.draftOrder', { entity: 'NLUK', supplier: suppliers.get('RHENUS'), costLines: [hardware()] })).toBe('purchases.otherSupplier')
    expect(await house.refused('purchases.printOrder', { supplierOrder: draft.id })).toBe('purchases.orderState')
    const sent = await house.do('purchases.sendOrder', { supplierOrder: draft.id, orderedOn: '2026-11-16' })
    expect(sent).toMatchObject({ number: 'NLUK-PO-26-000001', state: 'ordered', version: 1 })
    bought = (await house.do('purchases.draftOrder', { entity: 'NLUK', supplier: suppliers.get('BASTION'), costLines: [hardware()] })).id
    expect(await house.do('purchases.sendOrder', { supplierOrder: bought, orderedOn: '2026-11-16' })).toMatchObject({ number: 'NLUK-PO-26-000002', amount: '515000' })
    expect((await house.do('purchases.get', { contract })).costs.map((c: any) => `${c.state} ${c.reference}`)).toEqual(['ordered NLUK-PO-26-000002', 'ordered NLUK-PO-26-000001', 'planned null'])
    expect(await house.refused('purchases.reviseOrder', { supplierOrder: sent.id, reason: 'nothing' })).toBe('purchases.orderUnchanged')
    const cables = (await house.do('purchases.addLine', { contract, line, agreedOn: '2026-11-16', supplier: suppliers.get('RHENUS'), item: 'Cables', quantity: '10', currency: 'EUR', unitCost: '8.00' })).id
    costs.set('Cables', cables)
    const revised = await house.do('purchases.reviseOrder', { supplierOrder: sent.id, reason: 'cables too', costLines: [support(), cables] })
    expect(revised).toMatchObject({ number: 'NLUK-PO-26-000001', version: 2, amount: '70000', reason: 'cables too' })
    const { lines, linesBefore } = await house.do('purchases.purchaseOrder', { supplierOrder: sent.id })
    expect([lines.length, linesBefore.length]).toEqual([2, 1])
    // Cables are not wanted after all: a third version without them, and what it named is planned by itself again.
    await house.do('purchases.reviseOrder', { supplierOrder: sent.id, reason: 'no cables', costLines: [support()] })
  }, 60_000) // prettier-ignore

  it('what comes in is cost from that day on, by the rate of that day: ★ 3,914.00 of 4,645.40', async () => {
    const received = await house.do('payables.receive', { costLine: hardware(), day: '2026-11-16', quantity: '1', reference: 'LS-77' })
    expect(received.journalNumber).toBe('NLUK-PUR-26-000001')
    expect(await linesOf(received.id)).toEqual(['5100 515000 391400', '2150 -515000 -391400'])
    expect((await order(bought)).state).toBe('received')
    expect(await actualCost()).toEqual(Array(3).fill('GBP 391400 248600'))
    await house.do('payables.receive', { costLine: support(), day: '2026-11-16', quantity: '1' })
    await house.do('purchases.recordActual', { costLine: costs.get('Installation, hours'), day: '2026-11-16', amount: gbp('19200'), reference: 'TS-1' })
    expect(await actualCost()).toEqual(Array(3).fill('GBP 464540 175460'))
    expect(await standing('2150')).toBe('-445340')
    await booksHold()
  }, 30_000) // prettier-ignore

  it('the invoice clears it: the exchange difference has its own account, and the margin stays what it was', async () => {
    const recorded = await invoice('BH-1', 'BASTION', usd('515000'), hardware(), { quantity: '1' })
    expect(recorded.state).toBe('ready')
    await house.do('payables.post', { invoice: recorded.id })
    expect(await linesOf(recorded.id)).toEqual([
      '5100 515000 391864', '5100 -515000 -391864', '2150 515000 391400', '2310 103000 78373', '2300 -103000 -78373', '2100 -515000 -391864', '7100 0 464',
    ]) // prettier-ignore
    expect(await actualCost()).toEqual(Array(3).fill('GBP 464540 175460'))
    expect(await standing('2150')).toBe('-53940')
    await booksHold()
    await house.do('payables.undo', { invoice: recorded.id, day: '2026-11-20', reason: 'wrong entity' })
    expect(await standing('2150')).toBe('-445340')
    expect(await standing('7100')).toBe('0')
    await booksHold()
    const again = await invoice('BH-1', 'BASTION', usd('515000'), hardware(), { quantity: '1' })
    await house.do('payables.post', { invoice: again.id })
    expect(await house.refused('payables.undoReceipt', { receipt: (await house.do('payables.receipts', { search: 'LS-77' })).rows[0].id, day: '2026-11-20', reason: 'x' })).toBe('payables.receiptUsed')
  }, 30_000) // prettier-ignore

  it('a dearer invoice waits as a task, has a price difference, and it is cost of the contract', async () => {
    const tasks = async (): Promise<number> => (await grace.do('desk.tasks')).find((t: any) => t.task === 'payables.toAccept').count
    const before = await tasks()
    const recorded = await invoice('RE-1', 'RHENUS', eur('63000'), support(), { quantity: '1' })
    expect([recorded.state, await tasks()]).toEqual(['exception', before + 1])
    await grace.do('payables.accept', { invoice: recorded.id, reason: 'new price list' })
    const posted = await house.do('payables.post', { invoice: recorded.id })
    expect(posted).toMatchObject({ earlyPercent: '2', earlyUntil: '2026-11-28' })
    const lines = await linesOf(recorded.id)
    expect(lines.filter((text) => /^(2150|5150)/.test(text))).toEqual(['5150 1000 869', '2150 62000 53940'])
    expect(await standing('2150')).toBe('0')
    expect(await actualCost()).toEqual(Array(3).fill('GBP 465410 174590'))
    await booksHold()
  }, 30_000) // prettier-ignore

  it('half a delivery, half an invoice; sent back; taken back exactly', async () => {
    const cables = costs.get('Cables')!
    const first = await house.do('payables.receive', { costLine: cables, day: '2026-11-17', quantity: '6' })
    await house.do('payables.receive', { costLine: cables, day: '2026-11-18', quantity: '-1' })
    expect((await house.do('ledger.openItems', { filter: { field: 'kind', is: 'equal', value: 'received' } })).rows.map((r: any) => r.open)).toEqual(['-4000'])
    const some = await invoice('RE-2', 'RHENUS', eur('2400'), cables, { quantity: '3' })
    await house.do('payables.post', { invoice: some.id })
    expect((await house.do('ledger.openItems', { filter: { field: 'id', is: 'equal', value: first.id } })).rows[0].open).toBe('-1600')
    // After it was invoiced: a credit note is to come.
    await house.do('payables.receive', { costLine: cables, day: '2026-11-19', quantity: '-4' })
    const credit = await invoice('GS-2', 'RHENUS', eur('-1600'), cables)
    await house.do('payables.post', { invoice: credit.id })
    const mistake = await house.do('payables.receive', { costLine: cables, day: '2026-11-19', quantity: '9' })
    await house.do('payables.undoReceipt', { receipt: mistake.id, day: '2026-11-20', reason: 'another order' })
    expect(await house.refused('payables.undoReceipt', { receipt: mistake.id, day: '2026-11-20', reason: 'again' })).toBe('payables.receiptUsed')
    expect((await house.do('ledger.openItems', { filter: { field: 'kind', is: 'equal', value: 'received' } })).rows.filter((r: any) => r.open !== '0')).toEqual([])
    await booksHold()
  }, 30_000) // prettier-ignore

  it('paid in part, then early with 2 % taken off and its tax given back; taken back by the mirror', async () => {
    const items = async (): Promise<any[]> => (await house.do('payables.account', { supplier: suppliers.get('RHENUS') })).items
    const re1 = (await items()).find(({ number }) => number === 'RE-1')
    const pay = (more: object) => ({ entity: 'NLUK', supplier: suppliers.get('RHENUS'), day: '2026-11-20', ...more })
    expect(await house.refused('payables.pay', pay({ items: [{ openItem: re1.openItem, amount: eur('70000') }] }))).toBe('payables.tooMuchPaid')
    await house.do('payables.hold', { openItem: re1.openItem, reason: 'price is disputed' })
    expect(await house.refused('payables.pay', pay({ items: [{ openItem: re1.openItem }] }))).toBe('payables.heldBack')
    await house.do('payables.hold', { openItem: re1.openItem })
    const part = await house.do('payables.pay', pay({ items: [{ openItem: re1.openItem, amount: eur('13000') }] }))
    expect([part.amount, part.earlyDiscount]).toEqual(['13000', '0'])
    // EUR 500.00 are left: 2 % are 10.00, of it nothing is tax, for we owe that ourselves: 2.00 on both sides.
    const rest = await house.do('payables.pay', pay({ items: [{ openItem: re1.openItem }], bankCharges: eur('150') }))
    expect([rest.amount, rest.earlyDiscount, rest.bankCharges]).toEqual(['49000', '1000', '150'])
    const lines = await linesOf(rest.id)
    expect(lines.map((text) => text.replace(/ -?\d+$/, ''))).toEqual(['2100 50000', '7200 150', '1200 -49150', '5190 -1000', '2310 -200', '2300 200', '7100 0'])
    await booksHold()
    await house.do('payables.undoPayment', { journal: rest.id, day: '2026-11-21', reason: 'returned by the bank' })
    expect((await items()).find(({ number }) => number === 'RE-1').open).toBe('50000')
    expect(await house.refused('payables.undoPayment', { journal: rest.id, day: '2026-11-21', reason: 'again' })).toBe('payables.cannotUndo')
    await booksHold()
  }, 30_000) // prettier-ignore

  it('an advance waits until an invoice uses it', async () => {
    const advance = await house.do('payables.pay', { entity: 'NLUK', supplier: suppliers.get('RHENUS'), day: '2026-11-20', advance: eur('20000'), reference: 'pro forma 9' })
    expect(await linesOf(advance.id)).toMatchObject([expect.stringMatching(/^1450 20000 /), expect.stringMatching(/^1200 -20000 /)])
    const re1 = (await house.do('payables.account', { supplier: suppliers.get('RHENUS') })).items.find((one: any) => one.number === 'RE-1')
    const { journals } = await house.do('payables.setOff', { source: advance.id, day: '2026-11-21', applications: [{ openItem: re1.openItem }] })
    expect(await house.refused('payables.undoPayment', { journal: advance.id, day: '2026-11-21', reason: 'x' })).toBe('payables.advanceUsed')
    expect((await house.do('payables.item', { openItem: re1.openItem })).item.open).toBe('-30000')
    await house.do('payables.undoPayment', { journal: journals[0], day: '2026-11-22', reason: 'wrong invoice' })
    expect((await house.do('payables.item', { openItem: advance.id })).item.open).toBe('20000')
    await booksHold()
  }, 30_000) // prettier-ignore

  it('what is due is proposed by one and released by another; credit notes and advances are taken off', async () => {
    const asked = { entity: 'NLUK', currency: 'EUR', payOn: '2026-11-23', dueUntil: '2026-12-31' }
    const { paymentProposal, lines } = await house.do('payables.propose', asked)
    // RE-1 500.00 less 2 %, RE-2 24.00 less 0.48, the credit note 16.00 and the advance 200.00.
    expect(lines.map((l: any) => `${l.number} ${l.open} ${l.earlyDiscount} ${l.pay}`).sort()).toEqual(['GS-2 -1600 0 -1600', 'NLUK-PAY-26-000003 -20000 0 -20000', 'RE-1 50000 1000 49000', 'RE-2 2400 48 2352'])
    expect(paymentProposal.amount).toBe('29752')
    expect(await house.refused('payables.propose', asked)).toBe('payables.nothingDue')
    expect(await house.refused('payables.release', { paymentProposal: paymentProposal.id })).toBe('payables.ownProposal')
    await house.do('payables.dropProposal', { paymentProposal: paymentProposal.id, reason: 'one day later' })
    const next = await house.do('payables.propose', asked)
    const released = await grace.do('payables.release', { paymentProposal: next.paymentProposal.id })
    expect(released.payments.map((p: any) => `${p.amount} ${p.earlyDiscount}`)).toEqual(['29752 1048'])
    expect((await house.do('payables.account', { supplier: suppliers.get('RHENUS') })).items).toEqual([])
    expect((await house.do('payables.proposalLines', { filter: { field: 'paymentProposal', is: 'equal', value: next.paymentProposal.id } })).rows).toHaveLength(4)
    expect(await grace.refused('payables.release', { paymentProposal: next.paymentProposal.id })).toBe('payables.notProposed')
    await booksHold()
  }, 30_000) // prettier-ignore
})
