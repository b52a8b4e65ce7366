import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const december = '2026-12-01'
const january = '2027-01-01'
const byRun = (run: string) => ({ field: 'run', is: 'equal', value: run })

describe.each(stores)('reviewing a billing run on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'review')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  const rows = async (view: string, filter: object, more: object = {}) =>
    (await house.do(view, { filter, limit: 1000, ...more })).rows as any[]
  const sound = async () => expect((await house.do('audit.check')).checks.filter((c: any) => !c.ok)).toEqual([])
  const all = async (run: string) => {
    const lines: any[] = []
    for (let cursor: string | null = null; ;) {
      const page: any = await house.do('billing.difference', { run, cursor })
      lines.push(...page.lines)
      cursor = page.cursor
      if (cursor === null) return lines
    }
  }

  it('asks for the approvals that an entity wants; a person counts once and whoever proposed not at all', async () => {
    await house.do('billing.saveSettings', { entity: 'NLUK', approvals: 2, changeThreshold: '10', zero: 'show' })
    expect(await house.refused('billing.saveSettings', { entity: 'NLUK', approvals: 4, changeThreshold: '10', zero: 'show' })).toBe(
      'billing.badApprovals',
    )
    expect(
      await house.refused('billing.saveSettings', {
        entity: 'NLUK',
        approvals: 0,
        changeThreshold: '10',
        zero: 'show',
        creditPrefix: 'UK-INV-{yy}-',
      }),
    ).toBe('billing.badCreditPrefix')
    const { run } = await house.do('billing.propose', { asOf: december })
    expect(await house.refused('billing.post', { run })).toBe('billing.approvalsMissing')
    expect(await house.refused('billing.approve', { run })).toBe('billing.ownProposal')
    expect(await house.do('billing.approvals', { run })).toMatchObject({ own: true, ready: false })
    expect(await house.refused('billing.post', { run })).toBe('billing.approvalsMissing')
    const reviewers = (await house.do('people.users', {})).rows.filter((u: any) => u.login !== 'administrator').map((u: any) => u.login)
    const able: string[] = []
    for (const login of reviewers) {
      const person = await house.as(login)
      try {
        await person.do('billing.approve', { run })
        await person.do('billing.approve', { run })
        able.push(login)
      } catch {
        continue
      }
      const { entities } = await house.do('billing.approvals', { run })
      const uk = entities.find((e: any) => e.entity === 'NLUK')
      if (uk.approvedWhole >= 2) break
    }
    expect(able.length).toBeGreaterThanOrEqual(2)
    const state = await house.do('billing.approvals', { run })
    expect(state.ready).toBe(true)
    expect(state.entities.find((e: any) => e.entity === 'NLUK')).toMatchObject({
      needed: 2,
      approvedWhole: 2,
      missing: 0,
      held: 0,
      posted: false,
    })
  })

  it('leaves out what is held, posts entity by entity, and the rest is due again', async () => {
    const [open] = await rows('billing.runs', { field: 'state', is: 'equal', value: 'proposed' })
    const run = open.id
    const charges = await rows('billing.reviewList', byRun(run))
    const german = charges.filter((c: any) => c.entity === 'NLDE')
    const held = german.at(-1)
    expect(await house.refused('billing.review', { run, decision: 'comment', charges: [held.id] })).toBe('billing.commentMissing')
    await house.do('billing.review', { run, decision: 'hold', charges: [held.id], comment: 'Count not confirmed' })
    expect(
      (await rows('billing.reviewList', { all: [byRun(run), { field: 'held', is: 'equal', value: true }] })).map((c: any) => c.id),
    ).toEqual([held.id])
    const before = await house.do('billing.run', { run })
    expect((await house.do('billing.post', { run, entity: 'NLDE' })).posted).toBeGreaterThan(0)
    const between = await house.do('billing.run', { run })
    expect(between).toMatchObject({ state: 'proposed', done: ['NLDE'], charges: before.charges - 1 })
    expect(await house.refused('billing.review', { run, decision: 'approve', charges: [german[0].id] })).toBe('billing.partPosted')
    // Posting it again posts nothing twice.
    expect((await house.do('billing.post', { run, entity: 'NLDE' })).posted).toBe(between.posted)
    await sound()
    await house.do('billing.post', { run })
    expect(await house.do('billing.run', { run })).toMatchObject({ state: 'posted', posted: between.invoices })
    await sound()
    const next = await house.do('billing.propose', { asOf: december })
    expect((await rows('billing.reviewList', byRun(next.run))).map((c: any) => [c.line, c.from, c.net])).toEqual([
      [held.line, held.from, held.net],
    ])
    await house.do('billing.post', { run: next.run, entity: 'NLDE' })
    expect((await house.do('billing.propose', { asOf: december })).charges).toBe(0)
    await sound()
  })

  it('explains the difference to the last run: the causes sum to the change of each line and of everything', async () => {
    const { run } = await house.do('billing.propose', { asOf: january })
    const lines = await all(run)
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines)
      expect([line.contractNumber, line.causes.reduce((sum: bigint, c: any) => sum + BigInt(c.amount), 0n)]).toEqual([
        line.contractNumber,
        BigInt(line.change),
      ])
    const totals = await house.do('billing.changes', { run })
    expect(totals.ready).toBe(true)
    for (const one of totals.entities) {
      expect(one.causes.reduce((sum: bigint, c: any) => sum + BigInt(c.amount), 0n)).toBe(BigInt(one.change))
      expect(BigInt(one.now) - BigInt(one.before)).toBe(BigInt(one.change))
      const own = lines.filter((l: any) => l.entity === one.entity)
      for (const sums of one.byCurrency) {
        const inIt = own.filter((l: any) => l.currency === sums.currency)
        expect(inIt.reduce((sum: bigint, l: any) => sum + BigInt(l.change), 0n)).toBe(BigInt(sums.change))
      }
    }
    expect((await house.do('billing.compare', { run })).lines).toBe(lines.length)
    expect(await house.do('billing.changes', { run })).toEqual(totals)
    expect((await house.do('billing.compare', { run })).lines).toBe(lines.length)
  })

  it('gives exceptions with what to do about them', async () => {
    const [open] = await rows('billing.runs', { field: 'state', is: 'equal', value: 'proposed' })
    const found = await rows('billing.exceptions', byRun(open.id))
    for (const one of found) expect(one.remedy).not.toBe('')
    // Every page says how many there are, the one behind the last too.
    const page = (offset: number) => house.do('billing.exceptions', { filter: byRun(open.id), limit: 2, offset })
    expect(await page(1)).toEqual({ rows: found.slice(1, 3), total: found.length })
    expect(await page(found.length + 5)).toEqual({ rows: [], total: found.length })
    expect(found.map((e: any) => e.reason)).toEqual(found.map((e: any) => e.reason).toSorted())
    const blocked = await rows('billing.blockedList', byRun(open.id))
    expect(
      found
        .filter((e: any) => e.charge === null)
        .map((e: any) => e.line)
        .toSorted(),
    ).toEqual(blocked.map((b: any) => b.line).toSorted())
    const changed = await rows('billing.reviewList', { all: [byRun(open.id), { field: 'review', is: 'equal', value: 'changed' }] })
    expect(
      found
        .filter((e: any) => e.reason === 'changed')
        .map((e: any) => e.charge)
        .toSorted(),
    ).toEqual(changed.map((c: any) => c.id).toSorted())
    // What stands beside a charge is the last one of its line that begins earlier.
    for (const { line, from, lastNet, kind, net, review } of await rows('billing.reviewList', byRun(open.id))) {
      const before = await rows('billing.reviewList', { all: [{ field: 'line', is: 'equal', value: line }, { field: 'from', is: 'less', value: from }, { field: 'kind', is: 'equal', value: 'charge' }] }, { order: ['-from'] }) // prettier-ignore
      const last = kind === 'charge' ? (before.find((c: any) => c.run !== open.id)?.net ?? null) : null
      expect([line, from, lastNet]).toEqual([line, from, last])
      const apart = last === null || last === '0' ? 0 : Math.abs(Number(net) - Number(last)) / Math.abs(Number(last))
      expect([line, review]).toEqual([line, net === '0' ? 'zero' : apart > 0.1 ? 'changed' : 'ready'])
    }
  })

  it('sees what was put right and what ended since a run was proposed', async () => {
    const [open] = await rows('billing.runs', { field: 'state', is: 'equal', value: 'proposed' })
    const of = (reason: string) => rows('billing.exceptions', { all: [byRun(open.id), { field: 'reason', is: 'equal', value: reason }] })
    const [charge] = (await rows('billing.reviewList', { all: [byRun(open.id), { field: 'entity', is: 'equal', value: 'NLDE' }, { field: 'product', is: 'equal', value: 'MS-USER' }] })) // prettier-ignore
    expect((await of('expired')).some((e: any) => e.charge === charge.id)).toBe(false)
    await house.do('contracts.terminate', { line: charge.line, end: '2026-12-15', method: 'credit' })
    expect((await of('expired')).filter((e: any) => e.charge === charge.id)).toHaveLength(1)
    await house.do('billing.cancel', { run: open.id })
    const again = await house.do('billing.propose', { asOf: january })
    expect(await of('expired')).toEqual([])
    expect((await rows('billing.exceptions', byRun(again.run))).some((e: any) => e.line === charge.line && e.reason === 'expired')).toBe(
      false,
    )
  })

  it('drops what is not posted of a run that is posted in part', async () => {
    const [open] = await rows('billing.runs', { field: 'state', is: 'equal', value: 'proposed' })
    const run = open.id
    await house.do('billing.post', { run, entity: 'NLIN' })
    await house.do('billing.cancel', { run })
    const left = await house.do('billing.run', { run })
    expect(left).toMatchObject({ state: 'posted', entities: ['NLIN'], posted: left.invoices })
    expect((await rows('billing.chargeList', byRun(run))).every((c: any) => c.entity === 'NLIN')).toBe(true)
    await sound()
  })

  it('issues what a run owes to a customer as a credit note, and leaves out invoices of zero where asked to', async () => {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'MIL' } })).rows
    const contract = await house.do('contracts.open', { entity: 'NLUK', customer: customer.id, number: 'C-REV', state: 'active' })
    const line = await house.do('contracts.addLine', {
      contract: contract.id,
      product: 'MS-USER',
      quantity: '10',
      unitPrice: '40.00',
      currency: 'GBP',
      poNumber: 'PO-9',
      start: '2027-01-01',
      taxCodes: ['UK-S20'],
    })
    const free = await house.do('contracts.addLine', {
      contract: contract.id,
      product: 'MS-USER',
      quantity: '10',
      unitPrice: '0',
      currency: 'EUR',
      poNumber: 'PO-9',
      start: '2027-01-01',
      taxCodes: ['UK-OS'],
    })
    await house.do('billing.saveSettings', { entity: 'NLUK', approvals: 0, changeThreshold: '10', zero: 'omit' })
    const first = await house.do('billing.propose', { asOf: january, entity: 'NLUK' })
    const zero = await rows('billing.reviewList', { all: [byRun(first.run), { field: 'line', is: 'equal', value: free.id }] })
    expect(zero).toMatchObject([{ review: 'zero', net: '0' }])
    // Unusual in two ways: each is an exception of its own.
    const unusual = await rows('billing.exceptions', { all: [byRun(first.run), { field: 'line', is: 'equal', value: free.id }] })
    expect(unusual.map((e: any) => [e.reason, e.remedy, e.charge, e.customerName])).toEqual([
      ['taxDiffers', 'checkTax', zero[0].id, zero[0].customerName],
      ['zero', 'checkPrice', zero[0].id, zero[0].customerName],
    ])
    await house.do('billing.post', { run: first.run })
    const posted = await house.do('billing.run', { run: first.run })
    expect(posted).toMatchObject({ invoices: first.invoices - 1, posted: first.invoices - 1 })
    expect(await house.refused('billing.invoice', { invoice: zero[0].invoice })).toBe('billing.unknownInvoice')
    await sound()
    await house.do('contracts.changeQuantity', { line: line.id, effective: '2027-01-01', quantity: '4' })
    const second = await house.do('billing.propose', { asOf: january, entity: 'NLUK' })
    const charges = await rows('billing.reviewList', byRun(second.run))
    expect(charges.every((c: any) => c.line === line.id)).toBe(true)
    expect(charges.reduce((sum: bigint, c: any) => sum + BigInt(c.net), 0n)).toBe(-24000n)
    expect(
      (await rows('billing.exceptions', { all: [byRun(second.run), { field: 'reason', is: 'equal', value: 'negative' }] })).length,
    ).toBeGreaterThan(0)
    await house.do('billing.post', { run: second.run })
    const [note] = await rows('billing.invoices', byRun(second.run))
    expect(note).toMatchObject({ kind: 'creditNote', net: '-24000', gross: '-28800' })
    expect(note.number).toMatch(/^UK-CN-27-\d{6}$/)
    await sound()
    expect((await house.do('billing.propose', { asOf: january, entity: 'NLUK' })).charges).toBe(0)
  })
})
