import { randomUUID } from 'node:crypto'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const negated = (minor: string): string => `${-BigInt(minor)}`
/** A line of a journal as `linesOf` writes it, taken back. */
const turned = (line: string): string => line.split(' ').map((part, i) => (i < 2 ? part : negated(part))).join(' ') // prettier-ignore

/** finance.md 2.6, 22: 500,000 rupees that the provider charged on 1 October and the receiver pays on 10 November, at the rates of that table. */
describe.each(stores)('what entities of a group owe each other, on %s', (dialect) => {
  let house: House
  let contract: string
  const pair = { provider: 'NLIN', receiver: 'NLUK' }
  beforeAll(async () => {
    house = await freshHouse(dialect, 'intercompany')
    await house.do('demo.seed')
    for (const entity of ['NLUK', 'NLIN'])
      await house.do('rates.savePolicy', { entity, source: 'EXAMPLE', type: 'spot', maxAgeDays: 6, taxType: 'tax' })
    for (const [day, gbp, inr] of [['2026-10-01', '0.86950', '103.2845'], ['2026-11-10', '0.86480', '105.1140']] as const)
      for (const [quote, value] of [['GBP', gbp], ['INR', inr]] as const)
        await house.do('rates.record', { source: 'EXAMPLE', type: 'spot', base: 'EUR', quote, day, value })
    const [grace, admin] = [await house.as('grace.patel'), await house.as('it.admin')]
    const { id } = await grace.do('transfer.proposePolicy', { ...pair, kind: 'time', method: 'rateCard', rate: '62500', from: '2026-02-01', agreement: 'IC-22' })
    await admin.do('transfer.decidePolicy', { policy: id, approve: true })
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'BAY' } })).rows
    contract = (await house.do('contracts.open', { entity: 'NLUK', customer: customer.id, number: 'C-22', state: 'active' })).id
    await house.do('coverage.setLadder', { contract, rules: [{ name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['UK-S20'] }] })
  }, 120_000) // prettier-ignore
  afterAll(() => house?.close())

  const worked = async (day: string, hours: string): Promise<void> => {
    await house.do('work.record', {
      source: 'test',
      sourceId: randomUUID(),
      contract,
      person: 'Priya Raman',
      day,
      hours,
      bookingType: 'day',
    })
    await house.do('coverage.landDue')
    await house.do('transfer.charge', { until: day })
  }
  const statement = (month: string) => house.do('transfer.statement', { ...pair, month })
  const linesOf = async (journal: string) =>
    (await house.do('ledger.journal', { journal })).lines.map(
      (l: any) => `${l.account} ${l.currency} ${l.amount} ${l.entityAmount} ${l.groupAmount}`,
    )
  const booksHold = async () => expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  const betweenNothing = async () => {
    const balance = await house.do('consolidation.trialBalance', { period: '2026-11', view: 'transacted' })
    expect(balance).toMatchObject({ sum: '0', unmatched: '0' })
    const { rows } = await house.do('ledger.balances', { filter: { field: 'account', is: 'in', value: ['1500', '2400'] }, limit: 100 })
    for (const entity of [pair.provider, pair.receiver])
      for (const column of ['amount', 'entityAmount', 'groupAmount']) {
        const own = rows.filter((row: any) => row.entity === entity)
        expect(own.length).toBeGreaterThan(0)
        expect([entity, column, own.reduce((sum: bigint, row: any) => sum + BigInt(row[column]), 0n)]).toEqual([entity, column, 0n])
      }
  }

  it('states what a month was charged for, line by line', async () => {
    await worked('2026-10-01', '8')
    const { lines, totals } = await statement('2026-10')
    expect(lines).toMatchObject([
      { person: 'Priya Raman', day: '2026-10-01', quantity: '8', method: 'rateCard', agreement: 'IC-22', currency: 'INR', price: '50000000', open: '50000000', settlementState: 'open', settledOn: null },
    ]) // prettier-ignore
    expect(totals).toEqual([{ currency: 'INR', charges: 1, price: '50000000', open: '50000000', disputed: '0' }])
    expect((await statement('2026-09')).lines).toEqual([])
    expect(await house.refused('transfer.statement', { ...pair, month: '2026-13' })).toBe('transfer.badMonth')
  })

  it('leaves what is disputed out of every settlement, on both sides', async () => {
    const [line] = (await statement('2026-10')).lines
    const held = await house.do('transfer.dispute', { openItem: line.openItem, reason: 'two hours were travel' })
    const sides = (await house.do('ledger.openItems', { filter: { field: 'id', is: 'in', value: [held.provider, held.receiver] } })).rows
    expect(sides.map((item: any) => `${item.entity} ${item.partner} ${item.onHold}`).sort()).toEqual([
      'NLIN NLUK two hours were travel', 'NLUK NLIN two hours were travel',
    ]) // prettier-ignore
    expect((await statement('2026-10')).totals).toMatchObject([{ open: '50000000', disputed: '50000000' }])
    expect(await house.refused('transfer.settle', { ...pair, day: '2026-11-10' })).toBe('transfer.nothingOpen')
    expect(await house.refused('transfer.settle', { ...pair, day: '2026-11-10', openItems: [line.openItem] })).toBe('transfer.disputedItem')
    await house.do('transfer.endDispute', { openItem: held.receiver })
    expect(await house.refused('transfer.endDispute', { openItem: line.openItem })).toBe('transfer.notDisputed')
  })

  it('settles in both books at once: the payer has the gain, the payee the translation, the group nothing between them', async () => {
    const [line] = (await statement('2026-10')).lines
    expect(await house.refused('transfer.settle', { provider: 'NLUK', receiver: 'NLIN', day: '2026-11-10', openItems: [line.openItem] })).toBe('transfer.unknownItem') // prettier-ignore
    expect(await house.refused('transfer.settle', { ...pair, day: '2026-09-30', openItems: [line.openItem] })).toBe('transfer.tooEarly')
    const { event, settled, disputed } = await house.do('transfer.settle', { ...pair, day: '2026-11-10', month: '2026-10' })
    expect([disputed, settled]).toMatchObject([0, [{ currency: 'INR', charges: 1, paid: '50000000' }]])
    expect(await linesOf(settled[0].receiverJournal)).toEqual(['1200 INR -50000000 -411363 -411363', '2400 INR 50000000 420925 420925', '7100 INR 0 -9562 -9562']) // prettier-ignore
    expect(await linesOf(settled[0].providerJournal)).toEqual(['1200 INR 50000000 50000000 411363', '1500 INR -50000000 -50000000 -420925', '3900 INR 0 0 9562']) // prettier-ignore
    for (const id of [settled[0].receiverJournal, settled[0].providerJournal])
      expect(await house.do('ledger.journal', { journal: id })).toMatchObject({ document: 'settlement', event, pair: null })
    expect((await statement('2026-10')).lines).toMatchObject([{ open: '0', settlementState: 'settled', settledOn: '2026-11-10' }])
    await booksHold()
    await betweenNothing()
    expect(await house.refused('transfer.settle', { ...pair, day: '2026-11-10', month: '2026-10' })).toBe('transfer.nothingOpen')
    expect(await house.refused('transfer.settle', { ...pair, day: '2026-11-10', openItems: [line.openItem] })).toBe('transfer.settledAlready') // prettier-ignore
    expect(await house.refused('transfer.dispute', { openItem: line.openItem, reason: 'late' })).toBe('transfer.settledAlready')
  })

  it('settles what was charged together with what was taken back, and posts nothing where a rate is missing', async () => {
    await worked('2026-11-10', '4')
    await worked('2026-11-11', '3')
    const [time] = (await house.do('work.time', { filter: { all: [{ field: 'contract', is: 'equal', value: contract }, { field: 'hours', is: 'equal', value: '3' }] } })).rows // prettier-ignore
    await house.do('work.reverse', { time: time.id, reason: 'booked twice' })
    await house.do('transfer.charge', { until: '2026-11-11' })
    expect((await statement('2026-11')).totals).toEqual([
      { currency: 'INR', charges: 3, price: '25000000', open: '25000000', disputed: '0' },
    ])
    expect(await house.refused('transfer.settle', { ...pair, day: '2026-11-25' })).toBe('rates.stale')
    const { settled } = await house.do('transfer.settle', { ...pair, day: '2026-11-12' })
    expect(settled).toMatchObject([{ charges: 3, paid: '25000000' }])
    expect((await statement('2026-11')).lines.map((line: any) => line.settlementState)).toEqual(['settled', 'settled', 'settled'])
    await booksHold()
    await betweenNothing()
  })

  it('takes a settlement back in both books by exact mirrors, once, and settles the same items again', async () => {
    await worked('2026-11-12', '2')
    const { event, settled } = await house.do('transfer.settle', { ...pair, day: '2026-11-12' })
    expect(await house.refused('transfer.undoSettlement', { event: settled[0].providerJournal, day: '2026-11-12', reason: 'no event' })).toBe('transfer.unknownSettlement') // prettier-ignore
    expect(await house.refused('transfer.undoSettlement', { event, day: '2026-11-11', reason: 'too early' })).toBe('transfer.undoTooEarly')
    const undone = await house.do('transfer.undoSettlement', { event, day: '2026-11-13', reason: 'paid from the wrong account' })
    expect([undone.journals.length, undone.items]).toEqual([2, 2])
    for (const [i, original] of [settled[0].providerJournal, settled[0].receiverJournal].entries()) {
      const mirrors = await Promise.all(undone.journals.map((journal: string) => house.do('ledger.journal', { journal })))
      const mirror = mirrors.find((one: any) => one.source === original)
      expect([i, mirror.document, await linesOf(mirror.id)]).toEqual([i, 'reversal', (await linesOf(original)).map(turned)])
    }
    expect((await statement('2026-11')).lines.filter((line: any) => line.day === '2026-11-12')).toMatchObject([{ open: '12500000', settlementState: 'open', settledOn: null }]) // prettier-ignore
    expect(await house.refused('transfer.undoSettlement', { event, day: '2026-11-13', reason: 'again' })).toBe('transfer.undoneAlready')
    await booksHold()
    expect((await house.do('transfer.settle', { ...pair, day: '2026-11-13' })).settled).toMatchObject([{ charges: 1, paid: '12500000' }])
    await booksHold()
    await betweenNothing()
  })

  it('brings a year to the margin that two people agreed on, in both books, once', async () => {
    const asked = { ...pair, from: '2026-01', to: '2026-11', day: '2026-11-13' }
    expect(await house.refused('transfer.trueUp', asked)).toBe('transfer.noTarget')
    const [grace, admin] = [await house.as('grace.patel'), await house.as('it.admin')]
    const { id } = await grace.do('transfer.proposeTarget', { ...pair, percent: '12', from: '2026-01-01', agreement: 'IC-22' })
    expect(await house.refused('transfer.trueUp', asked)).toBe('transfer.noTarget')
    expect(await grace.refused('transfer.decideTarget', { targetMargin: id, approve: true })).toBe('transfer.samePerson')
    await admin.do('transfer.decideTarget', { targetMargin: id, approve: true })
    const [before] = (await house.do('transfer.margins', { from: '2026-01', to: '2026-11' })).rows.filter((row: any) => row.provider === 'NLIN' && row.receiver === 'NLUK') // prettier-ignore
    const done = await house.do('transfer.trueUp', asked)
    // Cost with twelve per cent on top, less what was charged.
    expect([done.cost, done.charged]).toEqual([before.cost, before.providerPrice])
    expect(BigInt(done.adjustment)).toBe((BigInt(before.cost) * 112n) / 100n - BigInt(before.providerPrice))
    expect(await linesOf(done.providerJournal)).toHaveLength(2)
    const [given, taken] = [
      await house.do('ledger.journal', { journal: done.providerJournal }),
      await house.do('ledger.journal', { journal: done.receiverJournal }),
    ]
    expect([given.pair, taken.pair, given.event]).toEqual([given.id, given.id, taken.event])
    expect(given.lines.map((l: any) => [l.amount, l.groupAmount])).toEqual([...taken.lines].reverse().map((l: any) => [negated(l.amount), negated(l.groupAmount)])) // prettier-ignore
    expect(await house.refused('transfer.trueUp', asked)).toBe('transfer.onTarget')
    const [after] = (await house.do('transfer.margins', { from: '2026-01', to: '2026-11' })).rows.filter((row: any) => row.provider === 'NLIN' && row.receiver === 'NLUK') // prettier-ignore
    expect(BigInt(after.providerMargin)).toBe((BigInt(before.cost) * 12n) / 100n)
    await booksHold()
  })
})
