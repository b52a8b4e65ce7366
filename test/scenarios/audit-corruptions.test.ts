import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** What somebody with the database in hands could do, and the check that must name it. Triggers stand in the way, so they are taken off first. */
const corruptions: readonly [what: string, statements: readonly string[], check: string, record: string][] = [
  ['an amount of a journal line', [`update journal_lines set amount = amount + 1 where position = 1 and journal = (select min(cast(id as text)) from journals)ID`], 'audit.journalsBalance', 'journals'],
  ['a group amount of a journal line', [`update journal_lines set group_amount = group_amount - 5 where position = 2`], 'audit.journalsBalance', 'journals'],
  ['a journal without lines', [`delete from journal_lines where journal = (select min(cast(id as text)) from journals)ID`], 'audit.journalsBalance', 'journals'],
  ['an invoice that is gone', [`delete from invoices where sequence = 2`], 'audit.numbersWithoutGaps', 'numberSeries'],
  ['a number counted twice', [`update number_series set next = next + 1`], 'audit.numbersWithoutGaps', 'numberSeries'],
  ['a period billed twice', [`update charges set "to" = "from" where 1 = 0`, `update contract_lines set billed_to = '2027-06-30'`], 'audit.periodsOnce', 'charges'],
  ['a net amount of an invoice', [`update invoices set net = net + 100, gross = gross + 100 where sequence = 1`], 'audit.invoicesAddUp', 'invoices'],
  ['a tax amount', [`update invoice_taxes set amount = amount + 1 where amount > 0`], 'audit.invoicesAddUp', 'invoices'],
  ['a receivable moved to another account', [`update journal_lines set account = '1200' where position = 1`], 'audit.receivablesAgree', 'journals'],
  ['an open item', [`update open_items set open = open - 1`], 'audit.openItemsAgree', 'openItems'],
  ['an open item that is gone', [`delete from open_items where currency = 'GBP'`], 'audit.openItemsAgree', 'openItems'],
  ['what is left of one open item on another', [`update open_items set open = open - 1 where id = (select min(cast(id as text)) from open_items)ID`, `update open_items set open = open + 1 where id = (select max(cast(id as text)) from open_items)ID`], 'audit.settlementsAgree', 'openItems'],
  ['a balance', [`update balances set entity_amount = entity_amount + 1 where account = '4200'`], 'audit.balancesAgree', 'balances'],
  ['a count of a run', [`update billing_runs set posted = posted - 1`], 'audit.runsComplete', 'billingRuns'],
  ['a price in a trace', [`update charges set trace = replace(trace, '"unitPrice":"39.67"', '"unitPrice":"39.68"')`], 'audit.tracesReplay', 'charges'],
  ['a net amount of a charge', [`update charges set net = net + 1 where product = 'EDR'`], 'audit.tracesReplay', 'charges'],
  ['the due day of an invoice', [`update invoices set due = '2030-01-01' where sequence = 1`], 'audit.sealsIntact', 'invoices'],
  ['a seal', [`update journals set seal = '0000000000000000000000000000000000000000000000000000000000000000' where sequence = 1 and document = 'invoice'`], 'audit.sealsIntact', 'invoices'],
  ['a tax rate', [`update invoice_taxes set rate = '21' where rate = '20'RATE`], 'audit.sealsIntact', 'invoices'],
  ['the name of a buyer', [`update invoices set buyer = replace(buyer, 'Pennine', 'Somebody')`], 'audit.logIntact', 'invoices'],
  ['who did what', [`update calls set user_id = 'nobody' where seq = 2`], 'audit.logIntact', 'calls'],
  ['an entry of the log', [`delete from changes where seq = 5`], 'audit.logIntact', ''],
  ['an event', [`update events set about = '{}' where seq = 1`], 'audit.logIntact', ''],
] // prettier-ignore

async function tables(house: House): Promise<readonly (readonly [name: string, table: string])[]> {
  const sqlite = house.harmony.database.dialect === 'sqlite'
  const sql = sqlite
    ? `select name, tbl_name from sqlite_master where type = 'trigger'`
    : `select distinct t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal`
  return house.harmony.database.read(async (session) => (await session.rows(sql)).map((row) => [String(row[0]), String(row[1])] as const))
}

async function withoutGuards(house: House): Promise<void> {
  const sqlite = house.harmony.database.dialect === 'sqlite'
  const triggers = await tables(house)
  await house.harmony.database.transact(async (session) => {
    for (const [name, table] of triggers) await session.run(sqlite ? `drop trigger "${name}"` : `drop trigger "${name}" on "${table}"`)
  })
}

describe.each(stores)('the audit on %s', (dialect) => {
  // prettier-ignore
  it.each(corruptions)('finds %s', async (_what, statements, check, record) => {
    const house = await freshHouse(dialect, 'corruptions')
    try {
      await house.do('demo.seed', {})
      const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
      await house.do('billing.post', { run })
      expect((await house.do('audit.check', {})).ok).toBe(true)
      await withoutGuards(house)
      for (const statement of statements) {
        const sql = statement.replace(/cast\((\w+) as text\)\) from (\w+)\)ID/, dialect === 'postgres' ? 'cast($1 as text)) from $2)::uuid' : 'cast($1 as text)) from $2)').replace('RATE', '')
        await house.harmony.database.transact((session) => session.run(sql))
      }
      const audit = await house.do('audit.check', {})
      const found = audit.checks.find((c: { check: string }) => c.check === check)
      expect([check, found.ok]).toEqual([check, false])
      expect(found.fault.id).not.toBe('')
      if (record) expect(found.fault.record).toBe(record)
    } finally {
      await house.close()
    }
  })

  it('is refused to change what is posted, by the database itself', async () => {
    const house = await freshHouse(dialect, 'guards')
    try {
      await house.do('demo.seed', {})
      const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
      await house.do('billing.post', { run })
      for (const table of ['invoices', 'invoice_taxes', 'journals', 'journal_lines', 'charges', 'rates', 'calls', 'changes', 'events'])
        for (const sql of [
          `delete from ${table}`,
          `update ${table} set ${table === 'calls' || table === 'changes' || table === 'events' ? 'seq = seq' : table === 'journal_lines' ? 'position = position' : table === 'invoice_taxes' ? 'code = code' : 'id = id'}`,
        ])
          await expect(house.harmony.database.transact((session) => session.run(sql))).rejects.toThrow(/harmony|never|append/i)
    } finally {
      await house.close()
    }
  })
})
