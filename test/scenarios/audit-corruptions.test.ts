import type { Instant } from '../../core/kernel/day.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** What somebody with the database in hands could do, and the check that must name it. Triggers stand in the way, so they are taken off first. */
const journal = (document: string, entity: string, sequence = 1): string =>
  `(select id from journals where document = '${document}' and entity = '${entity}' and sequence = ${sequence})`
const first = (table: string): string => `id = (select id from ${table} order by id limit 1)`
const between = (of: string, column: string, by: string): string =>
  `update journal_lines set ${column} = ${column} + case when position = 1 then ${by} else -${by} end where position in (1, 2) and journal = ${of}`
const exported = (column: string): string => `cast(${column} as text) = (select min(cast(journal as text)) from exported_journals)`
const forged = '0'.repeat(64)
const corruptions: readonly [what: string, statements: readonly string[], check: string, record: string][] = [
  ['an amount of a journal line', [`update journal_lines set amount = amount + 1 where position = 1 and journal = ${journal('invoice', 'NLUK')}`], 'audit.journalsBalance', 'journals'],
  ['a group amount of a journal line', [`update journal_lines set group_amount = group_amount - 5 where position = 2`], 'audit.journalsBalance', 'journals'],
  ['a journal without lines', [`delete from journal_lines where journal = ${journal('invoice', 'NLDE')}`], 'audit.journalsBalance', 'journals'],
  ['an invoice that is gone', [`delete from invoices where sequence = 2`], 'audit.numbersWithoutGaps', 'numberSeries'],
  ['a number counted twice', [`update number_series set next = next + 1`], 'audit.numbersWithoutGaps', 'numberSeries'],
  ['a period billed twice', [`update contract_lines set billed_to = '2027-06-30'`], 'audit.periodsOnce', 'charges'],
  ['a net amount of an invoice', [`update invoices set net = net + 100, gross = gross + 100 where sequence = 1`], 'audit.invoicesAddUp', 'invoices'],
  ['a tax amount', [`update invoice_taxes set amount = amount + 1 where amount > 0`], 'audit.invoicesAddUp', 'invoices'],
  ['a receivable moved to another account', [`update journal_lines set account = '1200' where position = 1`], 'audit.receivablesAgree', 'journals'],
  ['an open item', [`update open_items set open = open - 1`], 'audit.openItemsAgree', 'openItems'],
  ['an open item that is gone', [`delete from open_items where currency = 'GBP'`], 'audit.openItemsAgree', 'openItems'],
  ['what is left of one open item on another', [`update open_items set open = open - 1 where id = ${journal('invoice', 'NLUK')}`, `update open_items set open = open + 1 where id = ${journal('invoice', 'NLUK', 2)}`], 'audit.settlementsAgree', 'openItems'],
  ['what is left of a delivery', [`update open_items set open = open + 1 where kind = 'received'`], 'audit.receivedAgrees', 'costLines'],
  ['a delivery that is gone', [`delete from goods_receipts`], 'audit.receivedAgrees', 'costLines'],
  ['a balance', [`update balances set entity_amount = entity_amount + 1 where account = '4200'`], 'audit.balancesAgree', 'balances'],
  ['a count of a run', [`update billing_runs set posted = posted - 1`], 'audit.runsComplete', 'billingRuns'],
  ['a price in a trace', [`update charges set trace = replace(trace, '"unitPrice":"39.67"', '"unitPrice":"39.68"')`], 'audit.tracesReplay', 'charges'],
  ['a net amount of a charge', [`update charges set net = net + 1 where product = 'EDR'`], 'audit.tracesReplay', 'charges'],
  ['the due day of an invoice', [`update invoices set due = '2030-01-01' where sequence = 1`], 'audit.sealsIntact', 'invoices'],
  ['a seal', [`update journals set seal = '0000000000000000000000000000000000000000000000000000000000000000' where sequence = 1 and document = 'invoice'`], 'audit.sealsIntact', 'invoices'],
  ['a tax rate', [`update invoice_taxes set rate = '21' where rate = '20'`], 'audit.sealsIntact', 'invoices'],
  ['the name of a buyer', [`update invoices set buyer = replace(buyer, 'Pennine', 'Somebody')`], 'audit.logIntact', 'invoices'],
  ['who did what', [`update calls set user_id = 'nobody' where seq = 2`], 'audit.logIntact', 'calls'],
  ['an entry of the log', [`delete from changes where seq = 5`], 'audit.logIntact', ''],
  ['an event', [`update events set about = '{}' where seq = 1`], 'audit.logIntact', ''],
  // Journals of every kind.
  ['a line that is booked twice', [`insert into journal_lines select journal, 99, account, currency, amount, entity_amount, group_amount, customer, charge, tax_code, fund, supplier, partner, open_item from journal_lines where position = 1 and journal = ${journal('recognition', 'NLUK')}`], 'audit.journalsBalance', 'journals'],
  ['the entity amounts of two lines', [`update journal_lines set entity_amount = entity_amount + case when position = 1 then 7 else -7 end where position in (1, 2) and journal = ${journal('invoice', 'NLUK')}`], 'audit.columnsAgree', 'journals'],
  ['the group amounts of two lines', [`update journal_lines set group_amount = group_amount + case when position = 1 then 7 else -7 end where position in (1, 2) and journal = ${journal('recognition', 'NLUK')}`], 'audit.columnsAgree', 'journals'],
  ['a result that is called translation', [`update journal_lines set account = '3900' where account = '7100'`], 'audit.columnsAgree', 'journals'],
  ['one side of an intercompany charge', [`delete from journals where id = ${journal('intercompany', 'NLDE')}`], 'audit.pairsAgree', 'journals'],
  ['the partner of an intercompany charge', [`update journal_lines set partner = null where position = 2 and journal = ${journal('intercompany', 'NLDE')}`], 'audit.pairsAgree', 'journals'],
  ['what one side of an intercompany charge is worth to the group', [`update journal_lines set group_amount = group_amount * 2 where journal = ${journal('intercompany', 'NLIN')}`], 'audit.pairsAgree', 'journals'],
  ['another pair for one side', [`update journals set pair = id where id = ${journal('intercompany', 'NLDE')}`], 'audit.pairsAgree', 'journals'],
  ['whom an intercompany charge is with', [`update journal_lines set partner = 'NLIN' where journal = ${journal('intercompany', 'NLIN')}`], 'audit.pairsAgree', 'journals'],
  ['one side of what two entities owe each other', [`update open_items set open = 0, entity_open = 0, group_open = 0 where account = '2400'`], 'audit.pairsAgree', 'journals'],
  ['a journal moved into a locked month', [`update journals set posted_on = '2026-10-15' where id = ${journal('labour', 'NLIN')}`], 'audit.monthsClosed', 'journals'],
  ['a month that is locked and was not when something was posted', [`update periods set month = '2026-11', period = period where entity = 'NLIN'`], 'audit.monthsClosed', 'journals'],
  ['rates that nobody published', [`update journals set rates = replace(rates, '"value":"0.87"', '"value":"0.88"') where rates like '%"value":"0.87"%'`], 'audit.ratesHold', 'journals'],
  ['a published rate', [`update rates set value = '0.88' where base = 'EUR' and quote = 'GBP'`], 'audit.ratesHold', 'journals'],
  ['a published rate, in the log', [`update rates set value = '0.88' where base = 'EUR' and quote = 'GBP'`], 'audit.logIntact', 'rates'],
  ['the rates of one side of an event', [`update journals set rates = replace(rates, '"version":1', '"version":2') where id = ${journal('intercompany', 'NLDE')}`], 'audit.eventsShareRates', 'journals'],
  ['a base that its tax does not follow from', [`update invoice_taxes set base = base + 1000 where rate = '20'`], 'audit.taxesAgree', 'journals'],
  ['what a receivable is worth in the books', [between(journal('invoice', 'NLIN'), 'entity_amount', '1')], 'audit.conversionsHold', 'journals'],
  ['what a receivable is worth to the group', [between(journal('invoice', 'NLDE'), 'group_amount', '1')], 'audit.conversionsHold', 'journals'],
  ['what two charges are worth to the group', [`update journal_lines set group_amount = group_amount + case when position = 2 then 3 else -3 end where position in (2, 3) and journal = ${journal('invoice', 'NLDE')}`], 'audit.conversionsHold', 'journals'],
  ['what a bank received in the books', [between(journal('receipt', 'NLIN'), 'entity_amount', '1')], 'audit.conversionsHold', 'journals'],
  ['revenue that is called rounding', [`update journal_lines set account = '7900' where position = 2 and journal = ${journal('invoice', 'NLUK')}`], 'audit.conversionsHold', 'journals'],
  ['what an exchange difference is worth to the group', [`update journal_lines set group_amount = group_amount + case when account = '7100' then 2 else -2 end where account in ('7100', '3900') and journal in (select journal from journal_lines where account = '3900')`], 'audit.differencesTranslated', 'journals'],
  ['how much a reversal takes back', [`update journal_lines set amount = 2 * amount, entity_amount = 2 * entity_amount, group_amount = 2 * group_amount where journal = ${journal('reversal', 'NLUK')}`], 'audit.reversalsMirror', 'journals'],
  ['an account that a reversal takes back from', [`update journal_lines set account = '7200' where position = 2 and journal = ${journal('reversal', 'NLUK')}`], 'audit.reversalsMirror', 'journals'],
  ['a journal left out of a batch, with its sums', [
    `update export_batches set journals = journals - 1, debit_sum = debit_sum - (select sum(entity_amount) from journal_lines where entity_amount > 0 and ${exported('journal')})`,
    `delete from exported_journals where ${exported('journal')}`,
  ], 'audit.journalsExported', 'journals'],
  ['a journal of another entity in a batch', [`update exported_journals set journal = ${journal('invoice', 'NLDE')} where ${exported('journal')}`], 'audit.journalsExported', 'journals'],
  ['an amount in another group currency', [`update retranslated_balances set amount = amount + 1 where balance = (select min(balance) from retranslated_balances)`], 'audit.retranslated', 'retranslatedBalances'],
  ['an agreed rate of another group currency', [`update retranslation_rates set numerator = numerator || '1'`], 'audit.retranslated', 'retranslatedBalances'],
  ['what a reversal takes back', [`update journals set source = id where document = 'reversal' and sequence = 1 and entity = 'NLUK'`], 'audit.sealsIntact', 'journals'],
  ['a number far ahead', [`update journals set sequence = 99 where document = 'labour' and sequence = 2`], 'audit.numbersWithoutGaps', 'numberSeries'],
  ['a number of another month', [`update journals set number = number || 'X' where id = ${journal('settlement', 'NLUK')}`], 'audit.sealsIntact', 'journals'],
  ['the customer of a line', [`update journal_lines set customer = null where journal = ${journal('labour', 'NLIN')}`], 'audit.sealsIntact', 'journals'],
  ['the head of a chain', [`update number_series set seal = '${forged}' where document = 'receipt'`], 'audit.sealsIntact', 'numberSeries'],
  // Totals and open items.
  ['a balance of a partner', [`update balances set partner = 'NLUK' where account = '1500'`], 'audit.balancesAgree', 'balances'],
  ['a month of a balance', [`update balances set period = '2026-09' where account = '5300'`], 'audit.balancesAgree', 'balances'],
  ['what an open item is carried at', [`update open_items set entity_open = entity_open + 1 where account = '1500'`], 'audit.openItemsAgree', 'openItems'],
  ['how much a settlement took', [`update settlements set amount = amount - 1`], 'audit.settlementsAgree', 'openItems'],
  ['a settlement that is gone', [`delete from settlements where act = 'applied'`], 'audit.logIntact', 'settlements'],
  ['what a receipt brought', [`update receipts set amount = amount + 1`], 'audit.logIntact', 'receipts'],
  ['what a charge has earned', [`update recognitions set recognised = recognised + 1 where ${first('recognitions')}`], 'audit.deferredAgrees', 'recognitions'],
  ['what of a prepaid cost is cost already', [`update prepaid_costs set recognised = recognised + 1 where ${first('prepaid_costs')}`], 'audit.prepaidAgrees', 'prepaidCosts'],
  ['what a fund owes', [`update fund_lots set deferred = deferred + 1 where ${first('fund_lots')}`], 'audit.fundsAgree', 'fundLots'],
  ['a movement of a fund', [`delete from fund_movements where ${first('fund_movements')}`], 'audit.logIntact', 'fundMovements'],
  ['accrued income', [`update accrual_lines set amount = amount + 1 where ${first('accrual_lines')}`], 'audit.accruedAgrees', 'accruals'],
  ['more credited than invoiced', [`update charges set net = net * 3 where kind = 'credit'`], 'audit.creditsAgree', 'invoices'],
  ['the tax code of a line', [`update journal_lines set tax_code = null where account = '2300'`], 'audit.taxesAgree', 'journals'],
  ['the count of a batch', [`update export_batches set journals = journals + 1`], 'audit.exportsAgree', 'exportBatches'],
  ['a journal taken out of its batch', [`delete from exported_journals where journal = (select journal from exported_journals order by journal limit 1)`], 'audit.exportsAgree', 'exportBatches'],
  ['what a transfer costs', [`update transfer_charges set price = price + 1`], 'audit.logIntact', 'transferCharges'],
  ['a transfer charge that is gone', [`delete from transfer_charges`], 'audit.logIntact', 'transferCharges'],
  ['the hash of a call', [`update calls set hash = '${forged}' where seq = 3`], 'audit.logIntact', 'calls'],
  ['the end of the log', [`update log_head set hash = '${forged}'`], 'audit.logIntact', ''],
  ['a stray entry of the log', [`update changes set call_seq = 1 where seq = (select max(seq) from changes)`], 'audit.logIntact', ''],
] // prettier-ignore
const tableOf = (statement: string): string => /^(?:update|delete from|insert into) (\w+)/.exec(statement)![1]!
const touched = new Set(corruptions.flatMap(([, statements]) => statements.map(tableOf)))

/** How many rows it touched. */
const inDatabase = (house: House, sql: string): Promise<number> => house.harmony.database.transact((session) => session.run(sql))

/** Books with documents, credit, recognition, accruals, receipts, intercompany charges, a batch for accounting and a locked month. */
async function withBooks(house: House): Promise<void> {
  await house.do('demo.seed')
  await house.do('closing.lock', { entity: 'NLIN', month: '2026-10' })
  for (const due of [{ asOf: '2026-11-16', entity: 'NLIN' }, { asOf: '2026-12-01' }]) {
    const { run } = await house.do('billing.propose', due)
    await house.do('billing.post', { run })
  }
  await house.do('recognition.run', { period: '2026-11' })
  const { accrual } = await house.do('recognition.accrue', { period: '2026-11' })
  await house.do('recognition.postAccrual', { accrual })
  const customers = new Map((await house.do('customers.list', { limit: 1000 })).rows.map(({ code, id }: any) => [code, id]))
  // Somebody of India works for Germany.
  const { id: contract } = await house.do('contracts.open', { entity: 'NLDE', customer: customers.get('BAY'), number: 'C-2006-T', state: 'active' })
  await house.do('coverage.setLadder', { contract, rules: [{ name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['DE-S19'] }] })
  for (const hours of ['6', '2']) await house.do('work.record', { source: 'test', sourceId: hours, contract, person: 'Priya Raman', day: '2026-11-16', hours, bookingType: 'day' })
  await house.do('coverage.landDue')
  await house.do('transfer.charge', { until: '2026-11-30' })
  for (const [code, entity, currency, day] of [['ALP', 'NLIN', 'EUR', '2026-11-30'], ['HAV', 'NLUK', 'GBP', '2026-12-01']] as const) {
    const customer = customers.get(code)
    const { items } = await house.do('receivables.account', { customer, entity, day: '2026-12-02' })
    await house.do('receivables.receive', { entity, customer, day, received: { currency, minor: '100000' }, applications: [{ openItem: items[0].openItem }] })
  }
  const [charge] = (await house.do('billing.chargeList', { search: 'C-2005' })).rows
  await house.do('billing.credit', { invoice: charge.invoice, reason: 'Wrong count' })
  const [bought] = (await house.do('purchases.list', { filter: { all: [{ field: 'entity', is: 'equal', value: 'NLUK' }, { field: 'supplier', is: 'filled' }] } })).rows
  await house.do('payables.receive', { costLine: bought.id, day: '2026-11-20', quantity: '1' })
  const [grace, admin] = [await house.as('grace.patel'), await house.as('it.admin')]
  const year = { account: '5200', net: { currency: 'GBP', minor: '36500' }, taxCodes: [], from: '2026-11-01', end: '2027-10-31' }
  const { id: support } = await house.do('payables.recordInvoice', { supplier: bought.supplier, entity: 'NLUK', number: 'S-12', day: '2026-11-20', gross: year.net, lines: [year] })
  await grace.do('payables.accept', { invoice: support, reason: 'A year of support' })
  await house.do('payables.post', { invoice: support })
  const { id: dollars } = await grace.do('consolidation.proposeRetranslation', { currency: 'USD', from: '2026-12-01', resultType: 'average', standingType: 'closing', reason: 'The owner reports in dollars' })
  await admin.do('consolidation.decideRetranslation', { retranslation: dollars, approve: true })
  await house.do('closing.softClose', { entity: 'NLUK', month: '2026-11' })
  await house.do('exports.create', { entity: 'NLUK', from: '2026-11', to: '2026-11' })
} // prettier-ignore

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
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'corruptions', { at: () => '2026-12-02T09:00:00.000Z' as Instant })
    await withBooks(house)
    await withoutGuards(house)
    for (const table of touched) await inDatabase(house, `create table kept_${table} as select * from ${table}`)
  }, 60_000)
  afterAll(() => house?.close())
  const broken = async () => (await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)
  const undo = async (statement: string) => {
    const table = tableOf(statement)
    await inDatabase(house, `delete from ${table}`)
    await inDatabase(house, `insert into ${table} select * from kept_${table}`)
  }

  it('is content with books of every kind, and has something to check of each', async () => {
    const { ok, checks } = await house.do('audit.check')
    expect(checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
    expect(ok).toBe(true)
    expect(checks.filter((c: { records: number }) => c.records === 0).map((c: { check: string }) => c.check)).toEqual([])
    expect(new Set(corruptions.map(([, statements]) => statements.join())).size).toBeGreaterThanOrEqual(50)
    // Whatever it checks, somebody has broken it.
    expect(
      checks.map((c: { check: string }) => c.check).filter((name: string) => !corruptions.some(([, , check]) => check === name)),
    ).toEqual([])
  })
  it.each(corruptions)('finds %s', async (_what, statements, check, record) => {
    const rows: number[] = []
    for (const statement of statements) rows.push(await inDatabase(house, statement))
    const found = await broken()
    for (const statement of statements) await undo(statement)
    expect(rows).not.toContain(0)
    expect(found.map((c: { check: string }) => c.check)).toContain(check)
    const { fault } = found.find((c: { check: string }) => c.check === check)
    expect(fault.id).not.toBe('')
    if (record) expect(fault.record).toBe(record)
  })
  it('has every row as it was, and its light is red once a row is not', async () => {
    expect(await broken()).toEqual([])
    await house.do('audit.run')
    expect(await house.do('audit.light')).toMatchObject({ ok: true })
    await inDatabase(house, `update balances set amount = amount + 1 where account = '1100'`)
    await house.do('audit.run')
    expect(await house.do('audit.light')).toMatchObject({ ok: false })
  })
})

describe.each(stores)('what is posted, on %s', (dialect) => {
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
