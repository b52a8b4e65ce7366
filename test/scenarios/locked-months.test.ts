import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../core/kernel/day.ts'
import { openHarmony } from '../../main/compose.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** Invariant 17 (finance.md 2.3), beneath all operations: nothing gets into a locked month, whichever program and whichever moment. */
describe.each(stores)('a locked month on %s', (dialect) => {
  const at = () => '2026-12-02T09:00:00.000Z' as Instant
  let house: House
  let customer: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'locked', { at })
    await house.do('demo.seed')
    customer = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'HAV' } })).rows[0].id
    await house.do('billing.invoiceByHand', invoice('2026-10-20'))
  }, 60_000)
  afterAll(() => house?.close())

  const invoice = (issued: string) => ({ customer, entity: 'NLUK', issued, currency: 'GBP', poNumber: 'PO-1', lines: [{ product: 'FW-HA', quantity: '1', taxCodes: ['UK-S20'] }], post: true }) // prettier-ignore
  const inDatabase = (sql: string): Promise<number> => house.harmony.database.transact((session) => session.run(sql))
  const journals = async (): Promise<number> => (await house.do('ledger.journals', { limit: 1 })).total
  const uuid = (id: string) => (dialect === 'postgres' ? `'${id}'::uuid` : `'${id}'`)
  const dayOf = (day: string) => (dialect === 'postgres' ? `'${day}'::date` : `'${day}'`)
  const forged = (day: string, sequence: number): string =>
    `insert into journals (id, entity, document, number, series, sequence, source, posted_on, currency, entity_currency, group_currency, rates, seal, posted_at)
      select ${uuid(randomUUID())}, entity, document, 'FORGED-${sequence}', series, ${sequence}, source, ${dayOf(day)}, currency, entity_currency, group_currency, rates, seal, posted_at
      from journals where document = 'invoice' and entity = 'NLUK' and sequence = 1`
  /** The month is locked by another program, in a transaction that is still open when `meanwhile` begins; its outcome. */
  const lockedWhile = async (month: string, meanwhile: () => Promise<string>): Promise<string> => {
    const other = await openHarmony({ ...house.place, at })
    try {
      let outcome: Promise<string> | undefined
      await other.database.transact(async (session) => {
        // As closing does: the series first, so that whoever posts is either done or waits.
        await session.run(dialect === 'postgres' ? `select 1 from number_series where entity = 'NLUK' for update` : `update number_series set next = next where entity = 'NLUK'`) // prettier-ignore
        outcome = meanwhile()
        await sleep(150)
        await session.run(`insert into periods (period, entity, month, state, changed_at, changed_by, reopened)
          values ('NLUK/${month}', 'NLUK', '${month}', 'locked', '2026-12-02T09:00:00.000Z', 'Somebody else', 0)`)
      })
      return await outcome!
    } finally {
      await other.close()
    }
  }

  it('takes no journal from whoever writes SQL; the month beside it does', async () => {
    await house.do('closing.lock', { entity: 'NLUK', month: '2026-10' })
    for (const day of ['2026-10-01', '2026-10-31'])
      await expect(inDatabase(forged(day, 91))).rejects.toThrow('harmony: the month is locked')
    await expect(inDatabase(forged('2026-11-01', 92))).resolves.toBe(1)
    // Several at once, of which one is late.
    await expect(inDatabase(`${forged('2026-11-01', 93)} union all ${forged('2026-10-31', 94).replace(/^insert[^]*?(?=select)/, '')}`)).rejects.toThrow('harmony: the month is locked') // prettier-ignore
  })
  it('takes nothing from a posting that waited for its number while another program locked the month', async () => {
    const before = await journals()
    expect(await lockedWhile('2026-11', () => house.refused('billing.invoiceByHand', invoice('2026-11-20')))).toBe('ledger.periodLocked')
    expect(await journals()).toBe(before)
  })
  it('and the first document of a series, which nobody could hold, are decided one after the other', async () => {
    // A write-off: NLDE has posted none, so its series is not there yet.
    const [bayern] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'BAY' } })).rows
    await house.do('billing.invoiceByHand', { ...invoice('2026-11-20'), entity: 'NLDE', customer: bayern.id, currency: 'EUR', lines: [{ product: 'FW-HA', quantity: '1', unitPrice: '100', taxCodes: ['DE-S19'] }] }) // prettier-ignore
    // October is behind, without any series having been begun.
    await inDatabase(`insert into periods (period, entity, month, state, changed_at, changed_by, reopened) values ('NLDE/2026-10', 'NLDE', '2026-10', 'locked', '2026-11-02T09:00:00.000Z', 'Somebody', 0)`) // prettier-ignore
    const { items } = await house.do('receivables.account', { customer: bayern.id, entity: 'NLDE', day: '2026-12-02' })
    const other = await openHarmony({ ...house.place, at })
    try {
      let posting: Promise<string> | undefined
      let locking: Promise<string> | undefined
      const caller = (await other.localAdministrator())!
      await other.database.transact(async (session) => {
        // The posting has looked at the month and written its journal, and waits for a total that somebody else is writing.
        await session.run(`update balances set amount = amount + 0 where entity = 'NLDE' and account = '1100' and period = '2026-11'`)
        posting = house.do('receivables.writeOff', { openItem: items[0].openItem, day: '2026-11-25', reason: 'too small' }).then(() => 'posted', String) // prettier-ignore
        await sleep(150)
        locking = other.run({ id: randomUUID(), operation: 'closing.lock', input: { entity: 'NLDE', month: '2026-11' }, caller }).then((done) => done.ok ? 'locked' : done.refusal.refused) // prettier-ignore
        await sleep(150)
      })
      expect(await locking).toBe('locked')
      // Which of them came first is the database's to say. Whichever: nothing came after the lock.
      expect(await posting).toMatch(/^posted$|ledger.periodLocked/)
      expect((await house.do('audit.check', { checks: ['audit.monthsClosed', 'audit.numbersWithoutGaps'] })).ok).toBe(true)
    } finally {
      await other.close()
    }
  })
})
