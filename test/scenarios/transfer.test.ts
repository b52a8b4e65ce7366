import { randomUUID } from 'node:crypto'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** Demo group 4.7: Priya of NLIN works six hours on an order of NLDE. */
describe.each(stores)('work of one entity on the order of another, on %s', (dialect) => {
  let house: House
  let contract: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'transfer')
    await house.do('demo.seed')
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'BAY' } })).rows
    contract = (await house.do('contracts.open', { entity: 'NLDE', customer: customer.id, number: 'C-2006-T', state: 'active' })).id
    await house.do('coverage.setLadder', { contract, rules: [{ name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['DE-S19'] }] }) // prettier-ignore
  }, 120_000)
  afterAll(() => house?.close())

  const charged = async (until: string) => {
    await house.do('coverage.landDue')
    return house.do('transfer.charge', { until })
  }
  const worked = (hours: string, more: object = {}) =>
    house.do('work.record', { source: 'test', sourceId: randomUUID(), contract, person: 'Priya Raman', day: '2026-11-16', hours, bookingType: 'day', ...more }) // prettier-ignore
  const journalsOf = async (entity: string, document: string) =>
    (await house.do('ledger.journals', { filter: { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'document', is: 'equal', value: document }, { field: 'postedOn', is: 'equal', value: '2026-11-16' }] }, limit: 100 })).rows // prettier-ignore
  const booksHold = async () => expect((await house.do('audit.check', { checks: null })).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([]) // prettier-ignore

  it('waits where nobody is known to be employed, or nothing is agreed, and says so', async () => {
    await worked('1', { person: 'Nobody Known' })
    const done = await charged('2026-11-16')
    expect(done.waiting).toContainEqual({ reason: 'noEmployment', person: 'Nobody Known', provider: null, receiver: 'NLDE', entries: 1 })
  })
  it('needs two people to agree a policy', async () => {
    const [grace, admin] = [await house.as('grace.patel'), await house.as('it.admin')]
    const proposed = await grace.do('transfer.proposePolicy', { provider: 'NLUK', receiver: 'NLDE', kind: 'time', method: 'costPlus', percent: '8', from: '2026-01-01', agreement: 'IC-2026-9' }) // prettier-ignore
    expect(await grace.refused('transfer.decidePolicy', { policy: proposed.id, approve: true })).toBe('transfer.samePerson')
    expect(await admin.do('transfer.decidePolicy', { policy: proposed.id, approve: true })).toMatchObject({
      state: 'approved',
      currency: 'GBP',
    })
    expect(await admin.refused('transfer.decidePolicy', { policy: proposed.id, approve: false })).toBe('transfer.decided')
  })
  it('posts the cost and both sides of the charge at once, to the unit of 4.7, and the group is nothing', async () => {
    const before = await house.do('transfer.margins', { from: '2026-11', contract })
    expect(before.rows).toEqual([])
    const entry = await worked('6.0')
    const done = await charged('2026-11-16')
    expect(done.charges).toBeGreaterThan(0)
    const [charge] = (await house.do('transfer.charges', { filter: { field: 'entry', is: 'equal', value: entry.id } })).rows
    expect(charge).toMatchObject({
      provider: 'NLIN', receiver: 'NLDE', method: 'costPlus', percent: '12', quantity: '6', currency: 'INR', cost: '870000', price: '974400', providerPrice: '974400', receiverPrice: '9968',
      groupCost: '7743', groupPrice: '8672', invoicedCurrency: 'EUR', invoiced: '66000', groupInvoiced: '57420',
    }) // prettier-ignore
    const [owed] = (await house.do('ledger.journals', { filter: { field: 'id', is: 'equal', value: charge.receiverJournal } })).rows
    const lines = (await house.do('ledger.journal', { journal: owed.id })).lines
    expect(lines.map((l: any) => [l.account, l.amount, l.entityAmount, l.groupAmount])).toEqual([['5400', '974400', '9968', '8672'], ['2400', '-974400', '-9968', '-8672']]) // prettier-ignore
    expect(await journalsOf('NLIN', 'intercompany')).not.toEqual([])
    const balance = await house.do('consolidation.trialBalance', { period: '2026-11', view: 'transacted' })
    expect(balance).toMatchObject({ sum: '0', unmatched: '0' })
    for (const account of ['1500', '2400', '4500', '5400'])
      expect(balance.lines.find((l: any) => l.account === account)).toMatchObject({ group: '0' })
    await booksHold()
  })
  it('charges nothing twice, and takes back what is taken back', async () => {
    expect((await charged('2026-11-16')).charges).toBe(0)
    const entry = await worked('2')
    await charged('2026-11-16')
    await house.do('work.reverse', { time: entry.id, reason: 'booked on the wrong order' })
    await charged('2026-12-31')
    const rows = (await house.do('transfer.charges', { filter: { field: 'contract', is: 'equal', value: contract } })).rows
    const own = rows.filter((row: any) => row.quantity === '2' || row.quantity === '-2')
    expect(own).toHaveLength(2)
    expect(own.map((row: any) => BigInt(row.price)).reduce((a: bigint, b: bigint) => a + b, 0n)).toBe(0n)
    await booksHold()
    expect(await (await house.as('kavita.nair')).refused('transfer.charge')).toBe('transfer.wholeGroup')
  })
  it('shows three margins that reconcile to the penny', async () => {
    const { rows } = await house.do('transfer.margins', { from: '2026-11', contract })
    for (const row of rows) expect(BigInt(row.receiverGroupMargin) + BigInt(row.providerGroupMargin)).toBe(BigInt(row.groupMargin))
    expect(rows.find((row: any) => row.provider === 'NLIN')).toMatchObject({
      receiverInvoiced: '66000', receiverMargin: '56032', receiverGroupMargin: '48748', providerMargin: '104400', providerGroupMargin: '929', groupMargin: '49677',
    }) // prettier-ignore
  })
  it('has no way into what customers are sent', async () => {
    const [demo] = (await house.do('transfer.policies', { filter: { field: 'receiver', is: 'equal', value: 'NLDE' } })).rows
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLDE' })
    await house.do('billing.post', { run })
    const sent = async () =>
      Promise.all(
        (await house.do('billing.invoices', { filter: { field: 'entity', is: 'equal', value: 'NLDE' }, limit: 50 })).rows.map(
          async ({ id }: any) => {
            const { invoice, charges, taxes } = await house.do('billing.invoice', { invoice: id })
            return JSON.stringify([invoice, charges, taxes])
          },
        ),
      )
    const before = await sent()
    expect(before.length).toBeGreaterThan(3)
    // Another mark-up: what is charged from now on is another amount, and no document knows of it.
    const [grace, admin] = [await house.as('grace.patel'), await house.as('it.admin')]
    const { id } = await grace.do('transfer.proposePolicy', { provider: 'NLIN', receiver: 'NLDE', kind: 'time', method: 'costPlus', percent: '50', from: '2026-11-01', agreement: demo.agreement }) // prettier-ignore
    await admin.do('transfer.decidePolicy', { policy: id, approve: true })
    await worked('1')
    await charged('2026-12-31')
    expect((await house.do('transfer.charges', { filter: { field: 'policy', is: 'equal', value: id } })).rows).toMatchObject([
      { price: '217500', percent: '50' },
    ])
    expect(await sent()).toEqual(before)
    for (const text of before) expect(text).not.toMatch(/NLIN|INR|Northlight Services/)
  })

  it('charges nothing between groups of different currencies, and says so; own work is booked in the currency of its own group', async () => {
    const sql = (text: string) => house.harmony.database.transact((session) => session.run(text), 'all')
    const [entry, own] = [await worked('2', { day: '2026-11-17' }), { day: '2026-11-17' }]
    // NLIN was bought with a group that goes on in euros.
    await sql(`insert into groups (code, name, currency, parent, rev) values ('LAKESIDE', 'Lakeside', 'EUR', 'NORTHLIGHT', 1)`)
    await sql(`update entities set "group" = 'LAKESIDE' where code = 'NLIN'`)
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'BAY' } })).rows
    const inside = (await house.do('contracts.open', { entity: 'NLIN', customer: customer.id, number: 'C-2007-T', state: 'active' })).id
    await house.do('coverage.setLadder', {
      contract: inside,
      rules: [{ name: 'Included', rung: 'included', kinds: ['time'], hours: '100' }],
    })
    const kept = await worked('1', { ...own, contract: inside })
    const done = await charged('2026-11-17')
    expect(done.waiting).toContainEqual({ reason: 'groupsApart', person: null, provider: 'NLIN', receiver: 'NLDE', entries: 1 })
    const of = async (id: string) => (await house.do('transfer.charges', { filter: { field: 'entry', is: 'equal', value: id } })).rows
    expect(await of(entry.id)).toEqual([])
    const [charge] = await of(kept.id)
    expect(charge).toMatchObject({ provider: 'NLIN', receiver: 'NLIN', groupCurrency: 'EUR' })
    expect(await house.do('ledger.journal', { journal: charge.costJournal })).toMatchObject({ entity: 'NLIN', groupCurrency: 'EUR' })
    const pair = { provider: 'NLIN', receiver: 'NLDE' }
    const terms = { ...pair, percent: '10', from: '2026-12-01', agreement: 'IC-2026-11' }
    for (const [operation, input] of [
      ['transfer.proposePolicy', { ...terms, kind: 'time', method: 'costPlus' }],
      ['transfer.proposeTarget', terms],
      ['transfer.trueUp', { ...pair, from: '2026-01', to: '2026-12', day: '2026-12-31' }],
      ['transfer.settle', { ...pair, month: '2026-11', day: '2026-11-30', reference: 'NOV' }],
      ['intercompany.issue', { ...pair, month: '2026-11' }],
    ] as const)
      expect([operation, await house.refused(operation, input)]).toEqual([operation, 'transfer.groupsApart'])
  })
})
