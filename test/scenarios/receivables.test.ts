import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const eur = (minor: string) => ({ currency: 'EUR', minor })
const gbp = (minor: string) => ({ currency: 'GBP', minor })
const jpy = (minor: string) => ({ currency: 'JPY', minor })
const later = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
type Item = { openItem: string; number: string; open: string }

describe.each(stores)('what customers owe and pay on %s', (dialect) => {
  let house: House
  const ids = new Map<string, string>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'receivables', { at: () => '2026-12-02T09:00:00.000Z' as never })
    await house.do('demo.seed')
    for (const { code, id } of (await house.do('customers.list', { limit: 1000 })).rows) ids.set(code, id)
    // The consulting of 16 November, and nothing else of India.
    const { run } = await house.do('billing.propose', { asOf: '2026-11-16', entity: 'NLIN' })
    await house.do('billing.post', { run })
  }, 120_000)
  afterAll(() => house?.close())

  const statement = async (code: string, entity?: string) =>
    house.do('receivables.account', { customer: ids.get(code), ...(entity ? { entity } : {}), day: '2026-11-30' })
  const items = async (code: string, entity?: string): Promise<Item[]> => (await statement(code, entity)).items
  const linesOf = async (journal: string) =>
    (await house.do('ledger.journal', { journal })).lines.map(
      (l: any) => `${l.account} ${l.currency} ${l.amount} ${l.entityAmount} ${l.groupAmount}`,
    )
  const history = async (openItem: string) =>
    (await house.do('receivables.item', { openItem })).steps.map(
      (s: any) => `${s.document} ${s.act ?? '-'} ${s.amount} ${s.entityAmount} ${s.groupAmount}`,
    )
  const itemOf = async (openItem: string) => (await house.do('receivables.item', { openItem })).item
  const booksHold = async () => {
    const { checks } = await house.do('audit.check')
    expect(checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  }
  /** An invoice by hand of a day, in a currency. */
  const invoiced = async (code: string, entity: string, issued: string, currency: string, price: string): Promise<Item> => {
    const tax = { NLUK: 'UK-S20', NLDE: 'DE-RC', NLIN: 'IN-EXP-LUT' }[entity]
    const lines = [{ product: 'FW-HA', quantity: '1', unitPrice: price, taxCodes: [tax] }]
    const before = new Set((await items(code, entity)).map((item) => item.openItem))
    await house.do('billing.invoiceByHand', { customer: ids.get(code), entity, issued, currency, poNumber: 'PO-1', lines, post: true })
    return (await items(code, entity)).find((item) => !before.has(item.openItem))!
  }

  it('C-3003: posted on 16 November, paid on the 30th: the gain is rupees, translation is none (demo group 4.6)', async () => {
    const [invoice] = await items('ALP', 'NLIN')
    expect(invoice).toMatchObject({ number: 'IN/26-27/000001', currency: 'EUR', open: '100000', entityOpen: '9775281' })
    const paid = await house.do('receivables.receive', {
      entity: 'NLIN', customer: ids.get('ALP'), day: '2026-11-30', received: eur('100000'), payer: 'Alpen Handels GmbH', reference: 'IN/26-27/000001', applications: [{ openItem: invoice!.openItem }],
    }) // prettier-ignore
    expect(paid).toMatchObject({ number: 'NLIN-RCT-26-27-000001', unapplied: '0' })
    expect(await linesOf(paid.journals[0])).toEqual(['1200 EUR 100000 9787234 87400', '2120 EUR -100000 -9787234 -87400'])
    expect(await linesOf(paid.journals[1])).toEqual(['2120 EUR 100000 9787234 87400', '1100 EUR -100000 -9775281 -87000', '7100 EUR 0 -11953 -107', '3900 EUR 0 0 -293'])
    expect(await items('ALP', 'NLIN')).toEqual([])
    expect(await history(invoice!.openItem)).toEqual(['invoice - 100000 9775281 87000', 'settlement applied -100000 -9775281 -87000'])
    await booksHold()
    // Taken back to the penny, and applied again.
    const undone = await house.do('receivables.undo', { journal: paid.journals[1], day: '2026-11-30', reason: 'meant for another invoice' })
    expect(await linesOf(undone.journal)).toEqual(['2120 EUR -100000 -9787234 -87400', '1100 EUR 100000 9775281 87000', '7100 EUR 0 11953 107', '3900 EUR 0 0 293'])
    expect(await items('ALP', 'NLIN')).toMatchObject([{ kind: 'unapplied', open: '-100000' }, { kind: 'receivable', open: '100000', entityOpen: '9775281' }])
    expect(await house.refused('receivables.undo', { journal: paid.journals[1], day: '2026-11-30', reason: 'again' })).toBe('receivables.alreadyUndone')
    await house.do('receivables.apply', { source: paid.receipt, day: '2026-11-30', applications: [{ openItem: invoice!.openItem }] })
    expect(await items('ALP', 'NLIN')).toEqual([])
    expect(await house.refused('receivables.undo', { journal: paid.receipt, day: '2026-11-30', reason: 'returned' })).toBe('receivables.stillApplied')
    await booksHold()
  }) // prettier-ignore

  it('in three parts: the last clears all three currencies to nothing', async () => {
    const invoice = await invoiced('ALP', 'NLIN', '2026-11-10', 'EUR', '1000.01')
    const first = await itemOf(invoice.openItem)
    for (const [day, minor] of [['2026-11-12', '33333'], ['2026-11-20', '33333'], ['2026-11-30', '33335']] as const)
      await house.do('receivables.receive', { entity: 'NLIN', customer: ids.get('ALP'), day, received: eur(minor), applications: [{ openItem: invoice.openItem }] })
    expect(await itemOf(invoice.openItem)).toMatchObject({ open: '0', entityOpen: '0', groupOpen: '0', clearedOn: '2026-11-30' })
    const steps = (await house.do('receivables.item', { openItem: invoice.openItem })).steps.slice(1)
    const sum = (of: string): string => `${-steps.reduce((all: bigint, s: any) => all + BigInt(s[of]), 0n)}`
    expect([sum('amount'), sum('entityAmount'), sum('groupAmount')]).toEqual([first.amount, first.entityAmount, first.groupAmount])
    await booksHold()
  }) // prettier-ignore

  it('more than is owed waits; bank charges are paid by us; what is left is paid back, a credit is set off', async () => {
    const invoice = await invoiced('HAV', 'NLUK', '2026-11-10', 'GBP', '100.00')
    const paid = await house.do('receivables.receive', {
      entity: 'NLUK', customer: ids.get('HAV'), day: '2026-11-18', received: gbp('14700'), bankCharges: gbp('300'), applications: [{ openItem: invoice.openItem }],
    }) // prettier-ignore
    expect(paid.unapplied).toBe('3000')
    expect(await linesOf(paid.journals[0])).toEqual(['1200 GBP 14700 14700 14700', '7200 GBP 300 300 300', '2120 GBP -15000 -15000 -15000'])
    const part = await house.do('receivables.refund', { openItem: paid.receipt, amount: gbp('1000'), day: '2026-11-19', reason: 'paid twice' })
    expect(await linesOf(part.journal)).toEqual(['2120 GBP 1000 1000 1000', '1200 GBP -1000 -1000 -1000'])
    const other = await invoiced('HAV', 'NLUK', '2026-11-20', 'GBP', '20.00')
    await house.do('receivables.apply', { source: paid.receipt, day: '2026-11-20', applications: [{ openItem: other.openItem, amount: gbp('1500') }] })
    expect(await itemOf(paid.receipt)).toMatchObject({ open: '-500' })
    expect(await house.refused('receivables.apply', { source: paid.receipt, day: '2026-11-20', applications: [{ openItem: other.openItem, amount: gbp('600') }] })).toBe('receivables.overpaid')
    expect(await house.refused('receivables.apply', { source: other.openItem, day: '2026-11-20', applications: [{ openItem: other.openItem }] })).toBe('receivables.unknownItem')
    await house.do('receivables.hold', { openItem: other.openItem, reason: 'the customer disputes it' })
    expect((await items('HAV', 'NLUK')).find((item) => item.openItem === other.openItem)).toMatchObject({ open: '900', onHold: 'the customer disputes it' })
    const given = await house.do('receivables.writeOff', { openItem: other.openItem, day: '2026-11-25', reason: 'too small to ask for' })
    expect(await linesOf(given.journal)).toEqual(['1100 GBP -900 -900 -900', '7300 GBP 900 900 900'])
    expect(await house.refused('receivables.writeOff', { openItem: other.openItem, day: '2026-11-25', reason: 'twice' })).toBe('receivables.closed')
    expect(await history(other.openItem)).toEqual(['invoice - 2400 2400 2400', 'settlement applied -1500 -1500 -1500', 'writeOff writtenOff -900 -900 -900'])
    await booksHold()
  }) // prettier-ignore

  it('in another currency: the money is worth what it is worth, and the difference has a line', async () => {
    const invoice = await invoiced('ALP', 'NLDE', '2026-11-16', 'EUR', '500.00')
    const paid = await house.do('receivables.receive', {
      entity: 'NLDE', customer: ids.get('ALP'), day: '2026-11-30', received: gbp('43000'), applications: [{ openItem: invoice.openItem, amount: eur('50000'), from: gbp('43000') }],
    }) // prettier-ignore
    // 430.00 pounds are 491.99 euros at 0.8740.
    expect(await linesOf(paid.journals[1])).toEqual([
      '2120 GBP 43000 49199 43000', '1100 EUR -50000 -50000 -43500', '1290 GBP -43000 -50000 -43700', '1290 EUR 50000 50000 43700', '7100 EUR 0 801 700', '3900 EUR 0 0 -200',
    ]) // prettier-ignore
    await booksHold()
  })
  it('in yen, which have no smaller unit', async () => {
    for (const [day, value] of [['2026-11-16', '198.20'], ['2026-11-30', '201.50']] as const)
      await house.do('rates.record', { source: 'DEMO', type: 'spot', base: 'GBP', quote: 'JPY', day, value })
    const invoice = await invoiced('HAV', 'NLUK', '2026-11-16', 'JPY', '1234567')
    const before = await itemOf(invoice.openItem)
    // The month closes with rates of its own; where one is missing nothing is valued.
    expect(await house.refused('receivables.revalue', { entity: 'NLUK', period: '2026-11' })).toBe('rates.missing')
    await house.do('rates.record', { source: 'DEMO', type: 'closing', base: 'GBP', quote: 'JPY', day: '2026-11-30', value: '201.50' })
    const paid = await house.do('receivables.receive', { entity: 'NLUK', customer: ids.get('HAV'), day: '2026-11-30', received: jpy(before.open), applications: [{ openItem: invoice.openItem }] })
    const lines = await linesOf(paid.journals[1])
    expect(await itemOf(invoice.openItem)).toMatchObject({ open: '0', entityOpen: '0', groupOpen: '0' })
    expect(lines[1]).toBe(`1100 JPY -${before.open} -${before.entityOpen} -${before.groupOpen}`)
    expect(lines).toHaveLength(3)
    await booksHold()
  }) // prettier-ignore

  it('at the end of a month foreign money is valued, and the next day as booked again', async () => {
    const invoice = await invoiced('ALP', 'NLIN', '2026-11-16', 'EUR', '1000.00')
    const waiting = await house.do('receivables.receive', { entity: 'NLIN', customer: ids.get('ALP'), day: '2026-11-20', received: eur('10000') })
    const expected = await house.do('receivables.valuation', { entity: 'NLIN', period: '2026-11' })
    expect(expected.accounts.find((one: any) => one.account === '1100')).toMatchObject({ currency: 'EUR', amount: '100000', entityAmount: '9775281', worth: '9787234', entityGain: '11953' })
    const closing = { period: '2026-11', view: 'closing' }
    const group = async () => (await house.do('consolidation.trialBalance', closing)).lines
    const before = await group()
    const done = await house.do('receivables.revalue', { entity: 'NLIN', period: '2026-11' })
    expect(done).toMatchObject({ revaluation: 'NLIN/2026-11/1', entityGain: expected.open })
    // What the group's closing view values by itself is what was posted: nothing moves but to its own account.
    const sums = (lines: any[]) => {
      const owed = new Map<string, bigint>()
      for (const { account, group: sum } of lines) {
        const of = ({ '1190': '1100', '2190': '2100', '2120': '2100', '2490': '1500', '2400': '1500' } as Record<string, string>)[account] ?? account
        owed.set(of, (owed.get(of) ?? 0n) + BigInt(sum))
      }
      return [...owed].filter(([, sum]) => sum !== 0n).sort()
    }
    expect(sums(await group())).toEqual(sums(before))
    const [row] = (await house.do('receivables.revaluations')).rows
    const journals = (await house.do('ledger.journals', { filter: { field: 'entity', is: 'equal', value: 'NLIN' }, limit: 1000 })).rows
    const posted = journals.find((j: any) => j.id === row.event)
    const mirror = journals.find((j: any) => j.source === row.event && j.document === 'reversal')
    expect([posted.postedOn, mirror.postedOn]).toEqual(['2026-11-30', '2026-12-01'])
    const lines = await linesOf(row.event)
    expect(lines.every((line: string) => line.split(' ')[2] === '0')).toBe(true)
    expect(lines).toContain('1190 EUR 0 11953 107')
    // Again: nothing. After more was posted into the month: that alone.
    expect(await house.do('receivables.revalue', { entity: 'NLIN', period: '2026-11' })).toEqual(done)
    expect((await house.do('receivables.revaluations')).total).toBe(1)
    await house.do('receivables.apply', { source: waiting.receipt, day: '2026-11-28', applications: [{ openItem: invoice.openItem }] })
    expect(await house.do('receivables.revalue', { entity: 'NLIN', period: '2026-11' })).toMatchObject({ revaluation: 'NLIN/2026-11/2' })
    expect((await house.do('receivables.valuation', { entity: 'NLIN', period: '2026-11' })).open).toBe('0')
    expect(await house.refused('receivables.revalue', { entity: 'NLIN', period: '2026-12' })).toBe('receivables.notOver')
    await booksHold()
  }) // prettier-ignore

  it('lists what is owed with its ages', async () => {
    await invoiced('PEN', 'NLUK', '2026-10-12', 'GBP', '10.00')
    const { items: open, totals } = await statement('PEN', 'NLUK')
    expect(open).toMatchObject([{ due: '2026-10-26', overdueDays: 35, age: 'to60' }])
    expect(totals).toMatchObject([{ currency: 'GBP', to60: '1200', open: '1200', notDue: '0' }])
    const [row] = (await house.do('receivables.accounts', { search: 'Pennine' })).rows
    expect(row).toMatchObject({ entity: 'NLUK', open: '1200', items: 1, due: '2026-10-26', held: 0 })
  })

  it('tells by legal entity what is overdue and how long, to the penny of the open items', async () => {
    const all = { all: [{ field: 'kind', is: 'in', value: ['receivable', 'unapplied'] }] }
    const open: any[] = (await house.do('ledger.openItems', { filter: all, limit: 1000 })).rows
    expect(open.length).toBeGreaterThan(0)
    // Each item by itself, on days on which items of one, two and three months stand on either side of the border.
    for (const day of ['2026-11-30', '2026-12-16', ...open.slice(0, 2).flatMap(({ due }) => [due, later(due, 1), later(due, 30), later(due, 31), later(due, 60), later(due, 61), later(due, 91)])]) {
      const { rows } = await house.do('receivables.ageing', { day })
      const expected = new Map<string, Record<string, bigint>>()
      for (const { entity, due, groupOpen } of open) {
        const own = expected.get(entity) ?? { notDue: 0n, to30: 0n, to60: 0n, to90: 0n, over90: 0n, credit: 0n }
        const days = Math.round((Date.parse(day) - Date.parse(due)) / 86_400_000)
        const age = BigInt(groupOpen) < 0n ? 'credit' : days <= 0 ? 'notDue' : days <= 30 ? 'to30' : days <= 60 ? 'to60' : days <= 90 ? 'to90' : 'over90'
        own[age]! += BigInt(groupOpen)
        expected.set(entity, own)
      }
      const told = rows.map(({ entity, notDue, to30, to60, to90, over90, credit }: any) => [entity, { notDue, to30, to60, to90, over90, credit }])
      expect(Object.fromEntries(told)).toEqual(Object.fromEntries([...expected].map(([entity, own]) => [entity, Object.fromEntries(Object.entries(own).map(([age, sum]) => [age, `${sum}`]))])))
      for (const row of rows) expect(BigInt(row.open)).toBe(['notDue', 'to30', 'to60', 'to90', 'over90', 'credit'].reduce((sum, age) => sum + BigInt(row[age]), 0n))
    }
    expect((await house.do('receivables.ageing', { entity: 'NLDE' })).rows.every(({ entity }: any) => entity === 'NLDE')).toBe(true)
  }) // prettier-ignore

  it('the tax of a bad debt comes back: in Germany at once, in Britain six months after it was due', async () => {
    const uk = await invoiced('HAV', 'NLUK', '2026-05-01', 'GBP', '1000')
    const given = await house.do('receivables.writeOff', { openItem: uk.openItem, day: '2026-11-25', reason: 'insolvent' })
    expect(given).toMatchObject({ tax: '0', reliefFrom: '2026-11-30' })
    const claim = (day: string) => ({ openItem: uk.openItem, day, reason: 'insolvent' })
    expect(await house.refused('receivables.claimRelief', claim('2026-11-29'))).toBe('receivables.reliefLater')
    const claimed = await house.do('receivables.claimRelief', claim('2026-11-30'))
    expect(claimed.tax).toBe('20000')
    expect(await linesOf(claimed.journal)).toEqual(['2310 GBP 20000 20000 20000', '7300 GBP -20000 -20000 -20000'])
    expect(await house.refused('receivables.claimRelief', claim('2026-11-30'))).toBe('receivables.noRelief')
    // The debtor pays after all: the write-off is taken back, and the tax goes back to the authority.
    await house.do('receivables.undo', { journal: given.journal, day: '2026-12-01', reason: 'paid after all' })
    expect((await house.do('receivables.claimRelief', claim('2026-12-01'))).tax).toBe('-20000')
    const line = { product: 'TM-ENG', quantity: '1', unitPrice: '1000', taxCodes: ['DE-S19'] }
    await house.do('billing.invoiceByHand', { customer: ids.get('BAY'), entity: 'NLDE', issued: '2026-11-16', currency: 'EUR', poNumber: 'PO', lines: [line], post: true })
    const de = (await items('BAY', 'NLDE')).find(({ open }) => open === '119000')!
    const half = await house.do('receivables.writeOff', { openItem: de.openItem, amount: eur('59500'), day: '2026-11-16', reason: 'insolvency plan' })
    expect(half).toMatchObject({ tax: '9500', reliefFrom: null })
    expect((await linesOf(half.journal)).map((text: string) => text.split(' ').slice(0, 3).join(' '))).toEqual(['1100 EUR -59500', '7300 EUR 50000', '2300 EUR 9500'])
    // Base and tax leave the return together, each in its box; in Britain the tax alone, in box 4.
    const boxes = async (entity: string, period: string) => {
      const found = await house.do('tax.return', { entity, period, months: 1 })
      expect(found.agrees).toBe(true)
      return Object.fromEntries(found.boxes.map((b: any) => [b.box, BigInt(b.amount)]))
    }
    const before = await boxes('NLDE', '2026-11')
    await house.do('receivables.undo', { journal: half.journal, day: '2026-11-17', reason: 'paid after all' })
    const after = await boxes('NLDE', '2026-11')
    expect(['81', '81T', '50'].map((box) => before[box] - after[box])).toEqual([-50_000n, -9_500n, 50_000n])
    expect(await boxes('NLUK', '2026-12')).toMatchObject({ '4': -20_000n, '7': 0n })
    const lines = (await house.do('tax.lines', { filter: { field: 'journal', is: 'equal', value: half.journal } })).rows
    expect(lines).toMatchObject([{ side: 'sale', code: 'DE-S19', entityBase: '-50000', outputTax: '-9500' }])
    await booksHold()
  }, 30_000) // prettier-ignore
})
