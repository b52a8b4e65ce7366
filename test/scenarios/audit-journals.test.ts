import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const general = `(select id from journals where document = 'recognition')`
/** What somebody with the database in hands could do to journals without an invoice and to what is deferred, and the check that must name it. */
const corruptions: readonly [what: string, statement: string, check: string, record: string][] = [
  ['what a charge has earned', `update recognitions set recognised = recognised + 1`, 'audit.deferredAgrees', 'recognitions'],
  ['what it earned in the group currency', `update recognitions set group_recognised = group_recognised - 1`, 'audit.deferredAgrees', 'recognitions'],
  ['a deferred charge that is gone', `delete from recognitions`, 'audit.deferredAgrees', 'recognitions'],
  ['a deferred charge on another account', `update recognitions set deferred_account = '2300'`, 'audit.deferredAgrees', 'recognitions'],
  ['money that no fund holds', `update balances set account = '2210', balance = 'NLUK/2210/2026-07/GBP' where account = '2200' and period = '2026-07'`, 'audit.fundsAgree', 'fundLots'],
  ['an amount of a journal', `update journal_lines set amount = amount + 1 where journal in ${general} and position = 1`, 'audit.journalsBalance', 'journals'],
  ['a journal without lines', `delete from journal_lines where journal in ${general}`, 'audit.journalsBalance', 'journals'],
  ['a journal that is gone', `delete from journals where document = 'recognition' and sequence = 1`, 'audit.numbersWithoutGaps', 'numberSeries'],
  ['another number', `update journals set sequence = 7 where document = 'recognition' and sequence = 2`, 'audit.numbersWithoutGaps', 'numberSeries'],
  ['other accounts', `update journal_lines set account = '4300' where account = '4100' and journal in ${general}`, 'audit.balancesAgree', 'balances'],
  ['other accounts, sealed before', `update journal_lines set account = '4300' where account = '4100' and journal in ${general}`, 'audit.sealsIntact', 'journals'],
  ['what a journal says', `update journals set narrative = 'RR-1999-01' where document = 'recognition' and sequence = 2`, 'audit.sealsIntact', 'journals'],
  ['what it comes from', `update journals set source = id where document = 'recognition' and sequence = 1`, 'audit.sealsIntact', 'journals'],
  ['the day of a journal', `update journals set posted_on = '2026-07-30' where document = 'recognition' and sequence = 1`, 'audit.sealsIntact', 'journals'],
  ['the head of the chain', `update number_series set seal = 'x' where document = 'recognition'`, 'audit.sealsIntact', 'numberSeries'],
] // prettier-ignore

async function withoutGuards(house: House): Promise<void> {
  const sqlite = house.harmony.database.dialect === 'sqlite'
  const sql = sqlite
    ? `select name, tbl_name from sqlite_master where type = 'trigger'`
    : `select distinct t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal`
  const triggers = await house.harmony.database.read(async (session) => (await session.rows(sql)).map(([name, table]) => [String(name), String(table)] as const)) // prettier-ignore
  await house.harmony.database.transact(async (session) => {
    for (const [name, table] of triggers) await session.run(sqlite ? `drop trigger "${name}"` : `drop trigger "${name}" on "${table}"`)
  })
}

/** C-1008: a year in advance, of which two months are recognised. */
async function withDeferral(house: House): Promise<void> {
  await house.do('demo.seed')
  const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'QUA' } })).rows
  const contract = (await house.do('contracts.open', { entity: 'NLUK', customer: customer.id, number: 'C-1008', state: 'active' })).id
  const line = await house.do('contracts.addLine', {
    contract, quantity: '1', product: 'LIC-YR', unitPrice: '14400.00', currency: 'GBP', months: 12, timing: 'advance', anchor: 'anniversary', start: '2026-07-01', taxCodes: ['UK-S20'],
  }) // prettier-ignore
  if (line.state === 'awaiting') {
    await house.do('contracts.deliver', { line: line.id, on: '2026-07-01' })
    await house.do('contracts.activateLine', { line: line.id, on: '2026-07-01' })
  }
  const { run } = await house.do('billing.propose', { asOf: '2026-07-01', entity: 'NLUK' })
  await house.do('billing.post', { run })
  for (const period of ['2026-07', '2026-08']) await house.do('recognition.run', { period })
}

describe.each(stores)('the audit of general journals on %s', (dialect) => {
  // prettier-ignore
  it.each(corruptions)('finds %s', async (_what, statement, check, record) => {
    const house = await freshHouse(dialect, 'journals')
    try {
      await withDeferral(house)
      expect((await house.do('audit.check', {})).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
      await withoutGuards(house)
      await house.harmony.database.transact((session) => session.run(statement))
      const found = (await house.do('audit.check', {})).checks.find((c: { check: string }) => c.check === check)
      expect([check, found.ok, found.fault.record]).toEqual([check, false, record])
      expect(found.fault.id).not.toBe('')
    } finally {
      await house.close()
    }
  })

  it('is refused to change what was delivered and what is posted, by the database itself', async () => {
    const house = await freshHouse(dialect, 'journal-guards')
    try {
      await withDeferral(house)
      const [charge] = (await house.do('recognition.charges')).rows
      expect(await house.refused('recognition.progress', { charge: charge.id, day: '2026-08-01', percent: '10' })).toBe(
        'recognition.byTime',
      )
      for (const table of ['journals', 'journal_lines'])
        await expect(house.harmony.database.transact((session) => session.run(`delete from ${table}`))).rejects.toThrow(/harmony|never/i)
      // One reversal for each journal, and no number twice.
      const columns = `entity, document, number, series, sequence, source, posted_on, currency, entity_currency, group_currency, rates, seal, posted_at`
      const twice = `insert into journals (id, ${columns}) select '00000000-0000-4000-8000-000000000001', ${columns} from journals where document = 'recognition' and sequence = 1`
      await expect(house.harmony.database.transact((session) => session.run(twice))).rejects.toThrow(/unique/i)
    } finally {
      await house.close()
    }
  })
})
