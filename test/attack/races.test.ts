import { randomUUID } from 'node:crypto'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import { sheetOf } from './sheets.ts'

interface Told {
  readonly ok: boolean
  readonly code: string
  readonly result: any
}

describe.each(stores)('calls that meet each other on %s', (dialect) => {
  let house: House
  let second: Harmony
  beforeEach(async () => {
    house = await freshHouse(dialect, 'races')
    await house.do('demo.seed', {})
    second = await openHarmony(house.place)
  }, 30_000)
  afterEach(async () => {
    await second.close()
    await house.close()
  })
  /** Through one of two processes on the same database. */
  const call = async (harmony: Harmony, operation: string, input: Wire): Promise<Told> => {
    const outcome = await harmony.run({ id: randomUUID(), operation, input, caller: (await harmony.localAdministrator())! })
    return outcome.ok ? { ok: true, code: '', result: outcome.result } : { ok: false, code: outcome.refusal.refused, result: undefined }
  }
  const holds = async (): Promise<void> => {
    const audit = await house.do('audit.check', {})
    expect(audit.checks.filter((check: { ok: boolean }) => !check.ok)).toEqual([])
  }
  const posted = async (asOf: string): Promise<number> => {
    const { rows } = await house.do('billing.runs', { limit: 100 })
    const open = rows.filter(
      (run: { asOf: string; state: string }) => run.asOf === asOf && ['proposing', 'proposed', 'posting'].includes(run.state),
    )
    for (const run of open) await house.do('billing.resume', { run: run.id })
    for (const run of open) await call(house.harmony, 'billing.post', { run: run.id })
    return (await house.do('billing.invoices', { limit: 1 })).total as number
  }

  it('propose the same day twice: one proposal is left, and every period is billed once', async () => {
    const both = await Promise.all(
      [house.harmony, second, house.harmony, second].map((harmony) => call(harmony, 'billing.propose', { asOf: '2026-12-01' })),
    )
    expect(both.some(({ ok }) => ok)).toBe(true)
    for (const { ok, code } of both) expect(ok || ['billing.notOpen', 'billing.unknownRun'].includes(code) ? 'fine' : code).toBe('fine')
    const { rows } = await house.do('billing.runs', { limit: 100 })
    expect(rows.filter((run: { state: string }) => run.state === 'proposed' || run.state === 'proposing')).toHaveLength(1)
    expect(new Set(rows.map((run: { number: string }) => run.number)).size).toBe(rows.length)
    expect(await posted('2026-12-01')).toBeGreaterThan(10)
    await holds()
  }, 60_000)

  it('post the same run from two processes: each invoice once', async () => {
    const { run, invoices } = await house.do('billing.propose', { asOf: '2026-12-01' })
    const all = await Promise.all([house.harmony, second, second, house.harmony].map((harmony) => call(harmony, 'billing.post', { run })))
    for (const { ok, code, result } of all) expect([ok, code, result]).toEqual([true, '', { run, posted: invoices }])
    expect((await house.do('billing.invoices', { limit: 1 })).total).toBe(invoices)
    await holds()
  }, 60_000)

  it('cancel while posting: all of it is posted or nothing', async () => {
    const { run, invoices } = await house.do('billing.propose', { asOf: '2026-12-01' })
    const [post, cancel] = await Promise.all([call(house.harmony, 'billing.post', { run }), call(second, 'billing.cancel', { run })])
    expect([post.ok, cancel.ok].filter(Boolean)).toHaveLength(1)
    expect((await house.do('billing.invoices', { limit: 1 })).total).toBe(post.ok ? invoices : 0)
    expect((await house.do('billing.chargeList', { limit: 1 })).total === 0).toBe(cancel.ok)
    await holds()
  }, 60_000)

  it('cancel while proposing, and propose while posting: nothing is left half done', async () => {
    let cancelling: Promise<Told> | undefined
    const caller = (await house.harmony.localAdministrator())!
    const outcome = await house.harmony.run(
      { id: randomUUID(), operation: 'billing.propose', input: { asOf: '2026-12-01' }, caller },
      { progress: (_progress, run) => void (cancelling ??= call(second, 'billing.cancel', { run })) },
    )
    const proposed = { code: outcome.ok ? '' : outcome.refusal.refused }
    const cancelled = await cancelling!
    expect(cancelled.ok).toBe(true)
    expect(['', 'billing.notOpen', 'billing.unknownRun']).toContain(proposed.code)
    expect((await house.do('billing.chargeList', { limit: 1 })).total).toBe(0)
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
    const [post, again] = await Promise.all([
      call(house.harmony, 'billing.post', { run }),
      call(second, 'billing.propose', { asOf: '2026-12-01' }),
    ])
    expect(post.ok || post.code === 'billing.notReady' ? 'fine' : post.code).toBe('fine')
    expect(['', 'billing.runIsPosting', 'billing.notOpen']).toContain(again.code)
    await posted('2026-12-01')
    await holds()
  }, 60_000)

  it('import the same file from three clients: one of them adds the lines', async () => {
    const sheet = sheetOf(Array.from({ length: 40 }, (_, i) => ({ Customer: `Race ${i % 7} Ltd`, Contract: `RC-${i % 7}`, Line: `${i + 1}`, Qty: `${i + 1}` }))) // prettier-ignore
    const file = await house.harmony.files.put(sheet, 'race.csv', 'text/csv')
    const before = (await house.do('contracts.lines', { limit: 1 })).total as number
    const three = await Promise.all(
      [house.harmony, second, house.harmony].map((harmony) =>
        call(harmony, 'imports.contracts', { file: file as unknown as Wire, entity: 'NLUK' }),
      ),
    )
    for (const { ok, code } of three) expect([ok, code]).toEqual([true, ''])
    const added = ((await house.do('contracts.lines', { limit: 1 })).total as number) - before
    const again = await house.do('imports.contracts', { file, entity: 'NLUK' })
    expect([again.lines, again.unchanged, again.conflicts]).toEqual([added, added, 0])
    expect(added).toBeGreaterThan(0)
    const { rows } = await house.do('contracts.list', { search: 'RC-', limit: 100 })
    expect(rows).toHaveLength(7)
    expect((await house.do('customers.list', { search: 'Race', limit: 100 })).total).toBe(7)
    await holds()
  }, 60_000)

  it('change a line while it is proposed: what is billed is what one of both says', async () => {
    const { rows } = await house.do('contracts.lines', { search: 'C-1001', limit: 10 })
    const line = rows.find((one: { product: string }) => one.product === 'MS-USER')
    const change = (quantity: string) => call(second, 'contracts.changeLine', { line: line.id, quantity, unitPrice: line.unitPrice, description: line.description, taxCodes: line.taxCodes, poNumber: line.poNumber }) // prettier-ignore
    const [run] = await Promise.all([call(house.harmony, 'billing.propose', { asOf: '2026-12-01' }), change('43'), change('44')])
    expect(run.ok).toBe(true)
    await house.do('billing.post', { run: run.result.run })
    const { charges } = await house.do('billing.charges', { run: run.result.run })
    const mine = charges.filter((charge: { line: string }) => charge.line === line.id)
    expect(mine.length).toBeGreaterThan(0)
    for (const charge of mine) expect([line.quantity, '43', '44']).toContain(charge.trace.quantity)
    await holds()
  }, 60_000)

  it('with the same id act once, and all are answered the same', async () => {
    const caller = (await house.harmony.localAdministrator())!
    for (let round = 0; round < 10; round++) {
      const same = {
        id: `same-${round}`,
        operation: 'people.createUser',
        input: { login: `same.${round}`, name: 'Same', roles: [] },
        caller,
      }
      const all = await Promise.all([house.harmony, house.harmony, house.harmony, house.harmony].map((harmony) => harmony.run(same)))
      expect(all.map((outcome) => JSON.stringify(outcome))).toEqual(all.map(() => JSON.stringify(all[0])))
      expect(all[0]!.ok).toBe(true)
    }
  }, 30_000)

  it('print the same invoice at once: everybody gets the same bytes', async () => {
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLIN' })
    await house.do('billing.post', { run })
    const { rows } = await house.do('billing.invoices', { limit: 1 })
    const printed = await Promise.all([house.harmony, second].map((harmony) => call(harmony, 'documents.print', { invoice: rows[0].id })))
    const later = await house.do('documents.print', { invoice: rows[0].id })
    expect(new Set([...printed.map(({ result }) => result.file.hash), later.file.hash]).size).toBe(1)
  }, 60_000)
})
