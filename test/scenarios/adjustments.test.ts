import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const accrual = {
  entity: 'NLDE',
  postedOn: '2026-11-30',
  currency: 'EUR',
  reason: 'Electricity of November, no invoice yet',
  autoReverse: true,
} as const
const lines = [
  { account: '5100', amount: '12345' },
  { account: '2300', amount: '-12345' },
]

/** Journals by hand: four eyes, accruals that are taken back by themselves, series, months that are closed. */
describe.each(stores)('journals by hand, on %s', (dialect) => {
  let house: House
  const who = new Map<string, House>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'adjustments')
    await house.do('demo.seed')
    for (const name of ['grace.patel', 'it.admin', 'lena.brandt']) who.set(name, (await house.as(name)) as unknown as House)
  }, 120_000)
  afterAll(() => house?.close())
  const grace = () => who.get('grace.patel')!
  const admin = () => who.get('it.admin')!
  const booksHold = async () => expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  const linesOf = async (journal: string) => (await house.do('ledger.journal', { journal })).lines.map((l: any) => [l.account, l.amount, l.entityAmount, l.groupAmount]) // prettier-ignore
  const negated = (amounts: readonly string[]): string[] => amounts.map((amount, i) => (i === 0 ? amount : `${-BigInt(amount)}`))

  it.each([
    ['adjustments.oneLine', { lines: lines.slice(0, 1) }],
    ['adjustments.unbalanced', { lines: [lines[0], { account: '2300', amount: '-12344' }] }],
    ['adjustments.emptyLine', { lines: [...lines, { account: '5100', amount: '0' }] }],
    ['adjustments.keptAccount', { lines: [lines[0], { account: '1100', amount: '-12345' }] }],
    ['adjustments.unknownAccount', { lines: [lines[0], { account: '9999', amount: '-12345' }] }],
    ['adjustments.badMonth', { repeatsUntil: '2026-11' }],
    ['input.empty', { reason: ' ' }],
    ['adjustments.unknownEntity', { entity: 'NLXX' }],
    ['adjustments.unknownTemplate', { template: 'NONE' }],
  ])('refuses %s', async (fault, wrong) => {
    expect(await grace().refused('adjustments.propose', { ...accrual, lines, ...wrong })).toBe(fault)
  })

  it('is posted when somebody else agrees, and taken back on the first of the next month in the same act', async () => {
    const proposed = await grace().do('adjustments.propose', { ...accrual, lines })
    expect(proposed).toMatchObject({ state: 'proposed', reversesOn: '2026-12-01', journal: null })
    expect(await grace().refused('adjustments.decide', { adjustment: proposed.id, approve: true })).toBe('adjustments.samePerson')
    const posted = await admin().do('adjustments.decide', { adjustment: proposed.id, approve: true })
    expect(posted).toMatchObject({ state: 'posted', decidedBy: expect.any(String) })
    const there = await linesOf(posted.journal)
    expect(there.map((line: string[]) => line.slice(0, 3))).toEqual([['5100', '12345', '12345'], ['2300', '-12345', '-12345']]) // prettier-ignore
    expect(await linesOf(posted.reversal)).toEqual(there.map(negated))
    expect(await house.do('ledger.journal', { journal: posted.reversal })).toMatchObject({ document: 'reversal', postedOn: '2026-12-01', source: posted.journal }) // prettier-ignore
    expect(await admin().refused('adjustments.decide', { adjustment: proposed.id, approve: true })).toBe('adjustments.decided')
    const [row] = (await house.do('adjustments.list', { filter: { field: 'id', is: 'equal', value: proposed.id } })).rows
    expect(row).toMatchObject({ amount: '12345', state: 'posted', number: 'NLDE-JNL-26-000001', fileCount: 0 })
    await booksHold()
  })

  it('leaves nothing in the books where it is declined or withdrawn', async () => {
    const before = (await house.do('ledger.journals', { limit: 1 })).total
    const one = await grace().do('adjustments.propose', { ...accrual, lines })
    expect(await admin().refused('adjustments.withdraw', { adjustment: one.id })).toBe('adjustments.notYours')
    expect(await admin().do('adjustments.decide', { adjustment: one.id, approve: false, said: 'there is an invoice' })).toMatchObject({ state: 'declined', said: 'there is an invoice' }) // prettier-ignore
    const other = await grace().do('adjustments.propose', { ...accrual, lines })
    expect(await grace().do('adjustments.withdraw', { adjustment: other.id })).toMatchObject({ state: 'withdrawn' })
    expect(await admin().refused('adjustments.decide', { adjustment: other.id, approve: true })).toBe('adjustments.decided')
    expect((await house.do('ledger.journals', { limit: 1 })).total).toBe(before)
  })

  it('posts each month of a series once, on its own last day, by the approval of the first', async () => {
    await grace().do('adjustments.saveTemplate', { code: 'RENT', name: 'Rent', entity: 'NLUK', currency: 'USD', reason: 'Rent of the office', autoReverse: false, lines }) // prettier-ignore
    const first = await grace().do('adjustments.propose', { ...accrual, entity: 'NLUK', currency: 'USD', reason: 'Rent of the office', postedOn: '2026-11-30', autoReverse: false, repeatsUntil: '2027-01', template: 'RENT', lines }) // prettier-ignore
    expect(await admin().do('adjustments.repeat', { entity: 'NLUK', month: '2026-12' })).toMatchObject({ posted: 0 })
    await admin().do('adjustments.decide', { adjustment: first.id, approve: true })
    for (const quote of ['USD', 'EUR', 'INR']) await house.do('rates.record', { source: 'DEMO', type: 'spot', base: quote, quote: 'GBP', day: '2026-12-29', value: quote === 'INR' ? '0.0089' : '0.76' }) // prettier-ignore
    const done = await admin().do('adjustments.repeat', { entity: 'NLUK', month: '2026-12' })
    expect(done.posted).toBe(1)
    expect(await house.do('ledger.journal', { journal: done.journals[0] })).toMatchObject({ document: 'manual', postedOn: '2026-12-31', currency: 'USD' }) // prettier-ignore
    expect(await admin().do('adjustments.repeat', { entity: 'NLUK', month: '2026-12' })).toMatchObject({ posted: 0 })
    expect(await admin().refused('adjustments.repeat', { entity: 'NLUK', month: '2026-13' })).toBe('adjustments.badMonth')
    expect((await house.do('adjustments.templates', {})).rows).toMatchObject([
      { code: 'RENT', lines: [{ account: '5100' }, { account: '2300' }] },
    ])
    await booksHold()
  })

  it('goes into a soft-closed month only by who may post late, and into a locked one never', async () => {
    const late = await house.do('adjustments.propose', { ...accrual, postedOn: '2026-10-31', autoReverse: false, lines })
    await house.do('closing.softClose', { entity: 'NLDE', month: '2026-10' })
    const caller = (await house.harmony.localAdministrator('grace.patel'))!
    const permits = new Set([...caller.permits].filter((permit) => permit !== 'ledger.postLate'))
    const id = 'b0b3a0aa-0000-4000-8000-000000000002'
    const asked = { adjustment: late.id, approve: true }
    expect(await house.harmony.run({ id, operation: 'adjustments.decide', input: asked, caller: { ...caller, permits } })).toMatchObject({ ok: false, refusal: { refused: 'ledger.periodSoftClosed' } }) // prettier-ignore
    expect(await grace().do('adjustments.decide', asked)).toMatchObject({ state: 'posted' })
    const later = await house.do('adjustments.propose', { ...accrual, postedOn: '2026-10-31', autoReverse: false, lines })
    await house.do('closing.lock', { entity: 'NLDE', month: '2026-09' }).catch(() => undefined)
    await house.do('closing.lock', { entity: 'NLDE', month: '2026-10' })
    expect(await grace().refused('adjustments.decide', { ...asked, adjustment: later.id })).toBe('ledger.periodLocked')
  })
})
