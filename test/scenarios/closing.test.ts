import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

type Acting = Pick<House, 'do' | 'refused'>

describe.each(stores)('months close on %s', (dialect) => {
  let house: House
  let clock = '2026-11-30T18:00:00.000Z'
  let [grace, admin]: Acting[] = []
  beforeAll(async () => {
    house = await freshHouse(dialect, 'closing', { at: () => clock as never })
    await house.do('demo.seed')
    grace = await house.as('grace.patel')
    admin = await house.as('it.admin')
  }, 120_000)
  afterAll(() => house?.close())

  const october = { entity: 'NLUK', month: '2026-10' }
  const invoice = async (issued: string) => {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'HAV' } })).rows
    return { customer: customer.id, entity: 'NLUK', issued, currency: 'GBP', poNumber: 'PO-1', lines: [{ product: 'FW-HA', quantity: '1', taxCodes: ['UK-S20'] }], post: true } // prettier-ignore
  }
  const stateOf = async ({ entity, month }: typeof october) =>
    (await house.do('closing.months', { until: '2026-12' })).entities
      .find((e: any) => e.entity === entity)
      .periods.find((p: any) => p.month === month)

  it('softly: whoever may post late still posts, nobody else', async () => {
    await grace!.do('closing.softClose', { ...october, reason: 'waiting for one supplier' })
    expect(await stateOf(october)).toMatchObject({
      state: 'softClosed',
      reason: 'waiting for one supplier',
      changedBy: 'Grace Patel',
      over: true,
    })
    await grace!.do('billing.invoiceByHand', await invoice('2026-10-20'))
    expect(await (await house.as('lena.brandt')).refused('closing.softClose', october)).toBe('operation.forbidden')
    const late = { ...(await house.harmony.localAdministrator('grace.patel'))! }
    const permits = new Set([...late.permits].filter((permit) => permit !== 'ledger.postLate'))
    const refusedTo = await house.harmony.run({ id: 'b0b3a0aa-0000-4000-8000-000000000001', operation: 'billing.invoiceByHand', input: await invoice('2026-10-21'), caller: { ...late, permits } }) // prettier-ignore
    expect(refusedTo).toMatchObject({
      ok: false,
      refusal: { refused: 'ledger.periodSoftClosed', about: { entity: 'NLUK', month: '2026-10' } },
    })
  })
  it('locked: nobody posts, by whatever operation, and nothing is written', async () => {
    // Something was posted in September, so that comes first.
    await grace!.do('billing.invoiceByHand', await invoice('2026-09-20'))
    expect(await grace!.refused('closing.lock', october)).toBe('closing.earlierOpen')
    await grace!.do('closing.lock', { entity: 'NLUK', month: '2026-09' })
    await grace!.do('closing.lock', october)
    const before = (await house.do('ledger.journals', { limit: 1 })).total
    expect(await grace!.refused('billing.invoiceByHand', await invoice('2026-10-22'))).toBe('ledger.periodLocked')
    expect(await grace!.refused('closing.lock', october)).toBe('closing.isLocked')
    expect((await house.do('ledger.journals', { limit: 1 })).total).toBe(before)
    // The books of another entity are its own.
    expect((await stateOf({ entity: 'NLDE', month: '2026-10' })).state).toBe('open')
  })
  it('are opened again by two people, and that stays to be seen', async () => {
    expect(await grace!.refused('closing.reopen', { ...october, reason: ' ' })).toBe('input.empty')
    expect(await grace!.do('closing.reopen', { ...october, reason: 'a supplier sent it late' })).toEqual({
      ...october,
      state: 'locked',
      asked: true,
    })
    expect(await grace!.refused('closing.decideReopening', { ...october, agree: true })).toBe('closing.samePerson')
    expect(await grace!.refused('billing.invoiceByHand', await invoice('2026-10-22'))).toBe('ledger.periodLocked')
    expect(await admin!.do('closing.decideReopening', { ...october, agree: true })).toMatchObject({ state: 'softClosed' })
    expect(await stateOf(october)).toMatchObject({ state: 'softClosed', reopened: 1, reopeningAskedBy: null })
    await grace!.do('billing.invoiceByHand', await invoice('2026-10-22'))
  })
  it('not before they are over, and not a month that is none', async () => {
    expect(await grace!.refused('closing.lock', { entity: 'NLUK', month: '2099-01' })).toBe('closing.notOver')
    expect(await grace!.refused('closing.softClose', { entity: 'NLUK', month: '2026-13' })).toBe('closing.badMonth')
    expect(await grace!.refused('closing.reopen', { entity: 'NLDE', month: '2026-10', reason: 'x' })).toBe('closing.isOpen')
  })
  it('a month end says what blocks it, entity by entity, and what of it is done', async () => {
    const steps = async () => {
      const { entities } = await grace!.do('closing.checklist', { period: '2026-10' })
      const own = entities.find((e: any) => e.entity === 'NLUK')
      return { ready: own.ready, ...Object.fromEntries(own.steps.map((s: any) => [s.step, s.standing])) }
    }
    expect(await steps()).toMatchObject({
      ready: false,
      over: 'done',
      billing: 'done',
      audit: 'blocks',
      rates: 'done',
      intercompany: 'done',
    })
    await house.do('audit.run')
    expect(await steps()).toMatchObject({ audit: 'done' })
    const { run } = await house.do('billing.propose', { asOf: '2026-10-31', entity: 'NLUK' })
    expect(await steps()).toMatchObject({ ready: false, billing: 'blocks' })
    await house.do('billing.cancel', { run })
    await house.do('recognition.run', { period: '2026-10', entity: 'NLUK' })
    expect(await steps()).toMatchObject({ billing: 'done', recognition: 'done' })
    expect(await grace!.refused('closing.checklist', { period: '2026' })).toBe('closing.badMonth')
  })
  it('what is due and in no proposal is told in money too: what proposing now would charge, to the penny, and each time only what came since', async () => {
    const worked = async (input = {}) =>
      (await grace!.do('billing.unproposed', input)).rows.map(({ blocked: _blocked, ...row }: any) => row)
    const inRuns = async () => (await grace!.do('billing.unbilled', {})).rows.map(({ entity, groupCurrency, net, charges, byCurrency }: any) => ({ entity, groupCurrency, net, charges, byCurrency })) // prettier-ignore
    const billing = async () => {
      const { entities } = await grace!.do('closing.checklist', { period: '2026-11' })
      return Object.fromEntries(entities.map((e: any) => [e.entity, e.steps.find((s: any) => s.step === 'billing')]))
    }
    clock = '2026-12-01T10:00:00.000Z'
    const before = await worked()
    expect(before.map((row: any) => row.entity)).toEqual(['NLDE', 'NLIN', 'NLUK'])
    const { asOf, lines, next } = await grace!.do('billing.unproposed', {})
    expect(lines).toBeGreaterThan(30)
    expect(next).toBeNull()
    expect(await worked({ entity: 'NLUK' })).toEqual(before.filter((row: any) => row.entity === 'NLUK'))
    const waits = { step: 'billing', standing: 'blocks', count: null, about: '2026-11-30' }
    expect(await billing()).toMatchObject({ NLUK: waits })
    const { run } = await house.do('billing.propose', { asOf })
    expect(await inRuns()).toEqual(before)
    expect(await worked()).toEqual([])
    await house.do('billing.cancel', { run })
    expect(await worked()).toEqual(before)
    // Where it is to go on, it leaves out what is looked at already.
    const last = before.at(-1).entity
    expect(await worked({ after: { entity: last, customer: '00000000-0000-0000-0000-000000000000' } })).toEqual(before.slice(-1))
    expect(await worked({ after: { entity: last, customer: 'ffffffff-ffff-ffff-ffff-ffffffffffff' } })).toEqual([])
  })
  it('what is due and not billed is told in money, as its run will be posted, until it is posted or dropped', async () => {
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
    const { entities } = await house.do('billing.totals', { run })
    const minor = (major: string): string => major.replace('.', '')
    const { rows, upTo } = await grace!.do('billing.unbilled', {})
    expect(upTo).toBe('2026-12-01')
    expect(rows.map((row: any) => [row.entity, row.charges, Object.fromEntries(row.byCurrency.map((c: any) => [c.currency, c.net]))])).toEqual(
      entities.map((e: any) => [e.entity, e.charges, Object.fromEntries(Object.entries(e.byCurrency).map(([currency, { net }]: any) => [currency, minor(net)]))]),
    ) // prettier-ignore
    expect(new Set(rows.flatMap((row: any) => row.byCurrency.map((c: any) => c.currency))).size).toBeGreaterThan(1)
    expect((await grace!.do('billing.unbilled', { entity: 'NLUK' })).rows).toEqual(rows.filter((row: any) => row.entity === 'NLUK'))
    // Of a run that is posted entity by entity the rest is left, of one that is posted nothing.
    await house.do('billing.post', { run, entity: 'NLUK' })
    expect((await grace!.do('billing.unbilled', {})).rows).toEqual(rows.filter((row: any) => row.entity !== 'NLUK'))
    await house.do('billing.post', { run })
    expect((await grace!.do('billing.unbilled', {})).rows).toEqual([])
  })
  it('the group adds up at every moment, as transacted and at closing', async () => {
    for (const view of ['transacted', 'closing']) {
      const balance = await grace!.do('consolidation.trialBalance', { period: '2026-11', view })
      expect(balance).toMatchObject({ sum: '0', unmatched: '0', from: '2026-01' })
      const statement = await grace!.do('consolidation.statement', { period: '2026-11', view })
      expect(BigInt(statement.totalAssets) + BigInt(statement.totalOwed) + BigInt(statement.result.group)).toBe(0n)
    }
    expect(await grace!.refused('consolidation.trialBalance', { period: '2026-11-01', view: 'closing' })).toBe('consolidation.badPeriod')
    // Of months before the first posting too it speaks in the currency of the group.
    expect(await grace!.do('consolidation.trialBalance', { period: '1999-01', view: 'transacted' })).toMatchObject({
      groupCurrency: 'GBP',
      currency: 'GBP',
      lines: [],
    })
  })
  it('a question of one’s own is answered by the same figures', async () => {
    const { income, expenses, result } = await grace!.do('consolidation.statement', { period: '2026-11', view: 'transacted' })
    const year = { from: '2026-01', to: '2026-11', onlySides: ['income', 'expense'], withInternal: false }
    const byAccount = await grace!.do('consolidation.query', { ...year, rowsBy: 'account' })
    const shown = [...income, ...expenses].filter((line: any) => line.group !== '0').map((line: any) => [line.account, line.group])
    expect(byAccount.cells.map((cell: any) => [cell.row, cell.amount])).toEqual(shown.toSorted())
    expect(byAccount).toMatchObject({ currency: 'GBP', sum: result.group })
    const crossed = await grace!.do('consolidation.query', { ...year, rowsBy: 'entity', columnsBy: 'month' })
    expect(crossed.sum).toBe(result.group)
    expect(crossed.cells.length).toBeGreaterThan(1)
    expect(await grace!.refused('consolidation.query', { ...year, rowsBy: 'entity', columnsBy: 'entity' })).toBe('consolidation.sameTwice')
    expect(await grace!.refused('consolidation.query', { ...year, from: '2026-12', rowsBy: 'entity' })).toBe('consolidation.badSpan')
    expect(await (await house.as('amelia.ford')).refused('consolidation.query', { ...year, rowsBy: 'entity' })).toBe('operation.forbidden')
  })
  it('what a person pins is theirs, wherever they sign in', async () => {
    const pinned = await grace!.do('people.pin', { figure: 'consolidation.overdue' })
    const asked = { figure: 'consolidation.query', pinnedAs: 'By entity', question: 'rowsBy=entity' }
    await grace!.do('people.pin', asked)
    // Again is once.
    expect(await grace!.do('people.pin', { figure: 'consolidation.overdue' })).toEqual(pinned)
    expect(await (await house.as('grace.patel')).do('people.pins')).toMatchObject([{ figure: 'consolidation.overdue' }, asked])
    expect(await admin!.do('people.pins')).toEqual([])
    await admin!.do('people.unpin', { pin: pinned.id })
    expect(await grace!.do('people.pins')).toHaveLength(2)
    await grace!.do('people.unpin', { pin: pinned.id })
    expect(await grace!.do('people.pins')).toMatchObject([asked])
    expect(await grace!.refused('people.pin', { figure: 'no such thing' })).toBe('people.badPin')
    for (let nth = 1; nth < 24; nth += 1) await grace!.do('people.pin', { figure: 'consolidation.margin', question: `${nth}` })
    expect(await grace!.refused('people.pin', { figure: 'consolidation.margin', question: '24' })).toBe('people.tooManyPins')
  })
})
