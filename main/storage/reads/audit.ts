import { salesTaxCode } from '../../../core/tax/statute/america.ts'
import type { Dialect } from '../session.ts'
import { byService, codesOf } from './billing.ts'
import type { Reads } from './registry.ts'

const month = `substr(cast(j.posted_on as text), 1, 7)`
/** Journals that the batches of one call take at most (core/exports/making). */
const mostExported = 20_000

/**
 * What corrections made of the charges that they correct, as billing sees them (billing/comparing, `coveredBy`): a later day cuts the end off, behind the end it
 * goes on, and what was credited in full is gone.
 */
const fromTheStart = `k."from" <= r."from"`
const corrections = `(select r.id as root, min(case when k."from" > r."from" and k."from" < r."to" and k.kind <> 'goodwill' then k."from" end) as cut,
    max(case when k."from" = r."to" then k."to" end) as extended,
    case when sum(case when ${fromTheStart} then 1 else 0 end) > 0 and r.net + sum(case when k.kind <> 'goodwill' then k.net else 0 end) = 0 then 1 else 0 end as gone
  from charges k join charges o on o.id = k.corrects join charges r on r.id = coalesce(o.corrects, o.id)
  where k.corrects is not null group by r.id, r.net)`

/** Each names the first record that breaks an invariant, in one statement, so that it judges one state of the database. */
/** What the journals of an accrual have on accrued income, of one legal entity and currency. */
const accrued = (journal: string, mirror = ''): string =>
  `coalesce((select sum(jl.amount) from journals j ${mirror} join journal_lines jl on jl.journal = ${journal}.id
    where j.source = s.accrual and j.document = 'recognition' and j.entity = s.entity and j.currency = s.currency and jl.account = '1400'), 0)`

/** Conversions with their rates as they were asked about: decimals that only say where to look. */
const conversions = (dialect: Dialect): string => {
  const postgres = dialect === 'postgres'
  const field = (name: string): string => (postgres ? `x.value ->> '${name}'` : `json_extract(x.value, '$.${name}')`)
  const rate = (name: string): string => `cast(${field(name)} as double precision)`
  const id = postgres ? `cast(${field('id')} as uuid)` : field('id')
  const each = postgres ? 'jsonb_array_elements(cast(:conversions as jsonb)) x(value)' : 'json_each(:conversions) x'
  return `with asked as materialized (select ${id} as id, ${rate('entity')} as into_entity, ${rate('group')} as into_group, ${rate('translated')} as translated from ${each}),
    converted as (select a.id as conversion, a.into_entity, a.into_group, a.translated, j.* from asked a join journals s on s.id = a.id
      join journals j on j.rates = s.rates and j.currency = s.currency and j.entity_currency = s.entity_currency and j.group_currency = s.group_currency)`
}
/** Lines that were converted by the rates of their journal: nothing that was fixed before, taken back or set off. */
const control = `case when (l.open_item = j.id and j.document in ('invoice', 'creditNote', 'supplierInvoice', 'supplierCredit'))
    or (l.account = '1200' and j.document in ('receipt', 'payment', 'refund', 'settlement')) then 1 else 0 end`
const farLines = (dialect: Dialect): string => `${conversions(dialect)}
  select * from (select cast(f.conversion as text) as conversion, cast(f.journal as text) || '/' || cast(f.position as text) as line, cast(f.journal as text) as journal,
      ${dialect === 'postgres' ? 'f.control = 1' : 'f.control'} as control, f.currency, f.amount, f.entity_currency, f.entity_amount, f.group_currency, f.group_amount
    from (select j.conversion, l.journal, l.position, ${control} as control, l.currency, l.amount, j.entity_currency, l.entity_amount, j.group_currency, l.group_amount,
        abs(l.entity_amount - l.amount * coalesce(j.into_entity, 1)) as entity_off, abs(l.group_amount - l.amount * coalesce(j.into_group, 1)) as group_off
      from converted j join journal_lines l on l.journal = j.id left join invoices i on i.id = j.id left join charges c on c.id = l.charge
      where l.currency = j.currency and l.amount <> 0 and i.corrects is null and c.corrects is null
        and (${control} = 1 or j.document in ('invoice', 'creditNote', 'labour', 'intercompany'))
        and not exists (select 1 from intercompany_invoices n where n.receiver_journal = j.id)
        and not exists (select 1 from invoice_taxes t where t.invoice = j.id and t.code = l.tax_code and t.stated_at is not null)) f
    where (f.control = 1 and (f.entity_off > 0.49 or f.group_off > 0.49)) or f.entity_off > 0.99 or f.group_off > 0.99) x
  where x.line > :after order by x.line limit :limit`

export const auditReads: Reads = {
  views: {},
  questions: {
    'audit.count': `select (select count(*) from journals) as journals, (select count(*) from number_series) as series, (select count(*) from charges) as charges,
      (select count(*) from invoices) as invoices, (select count(*) from open_items) as open_items, (select count(*) from settlements) as settlements, (select count(*) from goods_receipts) as received, (select count(*) from balances) as balances, (select count(*) from billing_runs) as runs,
      (select count(*) from recognitions) as deferred, (select count(*) from prepaid_costs) as prepaid, (select count(*) from fund_lots) as lots, (select count(*) from accruals) as accrued, (select count(*) from export_batches) as export_batches, (select count(*) from exported_journals) as exported_journals,
      (select count(*) from journals where document = 'reversal') as reversals, (select count(*) from journal_lines where account in ('7100', '7110', '7120')) as differences,
      (select count(distinct pair) from journals where pair is not null) as pairs, (select count(*) from periods where state = 'locked') as locked`,
    'audit.journalSnapshots': `select min(cast(j.id as text)) as id, min(coalesce(j.converted_on, j.posted_on)) as day, j.rates
      from journals j where j.rates like '%"rates":%' group by j.rates order by 1`,
    'audit.eventSnapshots': `select cast(j.event as text) as event, j.rates from journals j where j.rates like '%"rates":%'
      and j.event in (select e.event from journals e where e.event is not null group by e.event having count(distinct e.rates) > 1)
      group by j.event, j.rates order by 1, 2`,
    'audit.journalConversions': `select min(cast(j.id as text)) as id, j.currency, j.entity_currency, j.group_currency, j.rates, count(*) as journals from journals j
      where j.rates like '%"rates":[{%' group by j.rates, j.currency, j.entity_currency, j.group_currency order by 1`,
    'audit.farLines': farLines,
    // Documents to customers keep the rates of their own amounts; their difference may have been translated by a published pair that they did not keep.
    'audit.untranslated': (dialect) => `${conversions(dialect)}
      select cast(j.conversion as text) as conversion, cast(j.id as text) as journal, l.currency, j.entity_currency, l.entity_amount, j.group_currency, l.group_amount,
        case when l.account = '7110' then 2 else 1 end as parts
      from converted j join journal_lines l on l.journal = j.id
      where l.account in ('7100', '7110', '7120') and l.amount = 0 and j.document not in ('manual', 'closing', 'reversal', 'invoice', 'creditNote')
        and j.entity_currency <> j.group_currency and abs(l.group_amount - l.entity_amount * j.translated) > 0.49`,
    'audit.wrongRounding': `select cast(l.journal as text) as id, 'at most ' || cast(count(n.position) as text) as expected, cast(l.entity_amount as text) || ' / ' || cast(l.group_amount as text) as found
      from journal_lines l join journals j on j.id = l.journal join journal_lines n on n.journal = l.journal
      where l.account = '7900' and j.document not in ('manual', 'closing') group by l.journal, l.position, l.amount, l.entity_amount, l.group_amount
      having l.amount <> 0 or abs(l.entity_amount) > count(n.position) or abs(l.group_amount) > count(n.position) limit 1`,
    'audit.wrongReversals': `select cast(v.id as text) as id, coalesce(cast(o.amount as text) || ' / ' || cast(o.entity_amount as text) || ' / ' || cast(o.group_amount as text) || ' on ' || o.account, 'no line') as expected,
        coalesce(cast(-l.amount as text) || ' / ' || cast(-l.entity_amount as text) || ' / ' || cast(-l.group_amount as text) || ' on ' || l.account, 'no line') as found
      from journals v join journal_lines l on l.journal = v.id left join journal_lines o on o.journal = v.source and o.position = l.position
      where v.document = 'reversal' and (o.amount is null or o.account <> l.account or o.currency <> l.currency or o.amount + l.amount <> 0 or o.entity_amount + l.entity_amount <> 0 or o.group_amount + l.group_amount <> 0)
      union all select cast(v.id as text), 'lines of its original', cast(count(o.position) as text) || ' more'
      from journals v join journal_lines o on o.journal = v.source left join journal_lines l on l.journal = v.id and l.position = o.position
      where v.document = 'reversal' and l.position is null group by v.id limit 1`,
    // A batch takes all that waits in its month, up to a limit, by the order of the log. What a rejected one had let go waits again.
    'audit.wrongExported': `select * from (select cast(m.journal as text) as id, 'a journal of ' || b.entity || ' in ' || b.month as expected, coalesce(j.entity || ' in ' || ${month}, 'none') as found
        from exported_journals m join export_batches b on b.id = m.export_batch left join journals j on j.id = m.journal where j.id is null or j.entity <> b.entity or ${month} <> b.month
      union all select cast(m.journal as text), 'a batch that was not rejected', coalesce(b.state, 'none') from exported_journals m left join export_batches b on b.id = m.export_batch where b.id is null or b.state = 'rejected'
      union all select cast(m.journal as text), '1 batch', cast(count(*) as text) || ' batches' from exported_journals m group by m.journal having count(*) > 1
      union all select cast(j.id as text), 'in ' || min(b.number), 'in no batch'
        from journals j join export_batches b on b.entity = j.entity and b.month = ${month} and b.state <> 'rejected'
          join changes jc on jc.row_id = cast(j.id as text) and jc.record = 'journals' join changes bc on bc.row_id = cast(b.id as text) and bc.record = 'exportBatches' and bc.does = 'add'
        where not exists (select 1 from exported_journals m where m.journal = j.id) and jc.call_seq < bc.call_seq
          and (select sum(k.journals) from export_batches k where k.entity = b.entity and k.created_at = b.created_at) < ${mostExported}
          and not exists (select 1 from export_batches r where r.entity = b.entity and r.month = b.month and r.state = 'rejected' and r.decided_at >= b.created_at)
        group by j.id) x limit 1`,
    'audit.unbalancedJournals': `select cast(j.id as text) as id, '0 / 0 / 0' as expected,
        coalesce(cast(sum(l.amount) as text) || ' / ' || cast(sum(l.entity_amount) as text) || ' / ' || cast(sum(l.group_amount) as text), 'no lines') as found
      from journals j left join journal_lines l on l.journal = j.id group by j.id
      having count(l.position) = 0 or sum(l.amount) <> 0 or sum(l.entity_amount) <> 0 or sum(l.group_amount) <> 0
      union all select cast(journal as text), '0 ' || currency, cast(sum(amount) as text) || ' ' || currency from journal_lines group by journal, currency having sum(amount) <> 0 limit 1`,
    // A number that is known to have been lost with the hub before explains its gap.
    'audit.numberGaps': `select s.series as id, '1 to ' || cast(s.next - 1 as text) as expected,
        cast(coalesce(d.documents, 0) as text) || ' documents, last ' || cast(coalesce(d.last, 0) as text) as found
      from number_series s left join (select series, sum(documents) as documents, min(first) as first, max(last) as last from (
        select series, count(*) as documents, min(sequence) as first, max(sequence) as last from invoices group by series
        union all select series, count(*), min(sequence), max(sequence) from journals where document not in ('invoice', 'creditNote') group by series
        union all select series, count(*), min(sequence), max(sequence) from purchase_orders where series is not null group by series
        union all select series, count(*), min(sequence), max(sequence) from lost_numbers l
          where not exists (select 1 from invoices i where i.series = l.series and i.sequence = l.sequence) group by series
      ) each_kind group by series) d on d.series = s.series
      where s.document not in ('quote', 'order') and (coalesce(d.documents, 0) <> s.next - 1 or coalesce(d.last, 0) <> s.next - 1 or d.first <> 1) limit 1`,
    'audit.overlappingCharges': `select cast(id as text) as id, 'from ' || cast(before_to as text) as expected, 'from ' || cast(begins as text) as found
      from (select id, begins, case when billed_to >= begins then billed_to else lag(ends) over (partition by line order by begins) end as before_to,
          case when billed_to >= begins or lag(ends) over (partition by line order by begins) > begins then 1 else 0 end as twice
        from (select c.id, c.line, c."from" as begins, coalesce(m.cut, m.extended, c."to") as ends, l.billed_to
          from charges c join contract_lines l on l.id = c.line left join ${corrections} m on m.root = c.id
          where c.corrects is null and coalesce(m.gone, 0) = 0) covered) x
      where twice = 1 limit 1`,
    // What was credited of a charge or of a tax stays within it; of a tax whose whole base is credited, all of it is.
    'audit.wrongCredits': `select cast(id as text) as id, cast(invoiced as text) as expected, cast(credited as text) as found from (
        select c.id, c.net as invoiced, sum(x.net) as credited from charges x join charges c on c.id = x.corrects
          where x.corrects is not null and x.kind in ('credit', 'goodwill') group by c.id, c.net having abs(sum(x.net)) > abs(c.net)
        union all select i.id, t.amount, sum(ct.amount) from invoices n join invoices i on i.id = n.corrects join invoice_taxes ct on ct.invoice = n.id
          join invoice_taxes t on t.invoice = i.id and t.code = ct.code where n.corrects is not null group by i.id, t.code, t.base, t.amount
          having abs(sum(ct.base)) > abs(t.base) or abs(sum(ct.amount)) > abs(t.amount) or (sum(ct.base) + t.base = 0 and sum(ct.amount) + t.amount <> 0)) x limit 1`,
    'audit.wrongInvoiceSums': `select cast(i.id as text) as id, cast(i.net as text) || ' + ' || cast(i.tax as text) || ' = ' || cast(i.gross as text) as expected,
        coalesce(cast(c.net as text), '0') || ' + ' || coalesce(cast(t.tax as text), '0') as found
      from invoices i
      left join (select invoice, sum(net) as net from charges group by invoice) c on c.invoice = i.id
      left join (select invoice, sum(amount) as tax from invoice_taxes group by invoice) t on t.invoice = i.id
      where i.net + i.tax <> i.gross or c.net is null or c.net <> i.net or coalesce(t.tax, 0) <> i.tax limit 1`,
    'audit.wrongReceivables': `select cast(i.id as text) as id, cast(i.gross as text) || ' / ' || cast(i.entity_gross as text) || ' / ' || cast(i.group_gross as text) as expected,
        coalesce(cast(l.amount as text) || ' / ' || cast(l.entity_amount as text) || ' / ' || cast(l.group_amount as text), 'no receivable') as found
      from invoices i left join journal_lines l on l.journal = i.id and l.position = 1
      where l.amount is null or l.account <> '1100' or l.amount <> i.gross or l.entity_amount <> i.entity_gross or l.group_amount <> i.group_gross limit 1`,
    'audit.wrongOpenItems': `select entity || '/' || account || '/' || currency as id, '0 / 0 / 0' as expected,
        cast(sum(a) as text) || ' / ' || cast(sum(b) as text) || ' / ' || cast(sum(c) as text) as found
      from (select j.entity, l.account, l.currency, l.amount as a, l.entity_amount as b, l.group_amount as c from journal_lines l join journals j on j.id = l.journal
          where l.account in ('1100', '1450', '1500', '2100', '2120', '2150', '2400')
        union all select entity, account, currency, -open, -entity_open, -group_open from open_items) x
      group by entity, account, currency having sum(a) <> 0 or sum(b) <> 0 or sum(c) <> 0 limit 1`,
    // Every line that names an item moves it: the one of its document makes it, unless it is older than that, and the others are what is left. A settlement is such a line, turned round.
    'audit.wrongSettlements': `select * from (select cast(o.id as text) as id, cast(o.open as text) || ' / ' || cast(o.entity_open as text) || ' / ' || cast(o.group_open as text) as expected,
          cast(m.a + case when m.made = 0 then o.amount else 0 end as text) || ' / ' || cast(m.b + case when m.made = 0 then o.entity_amount else 0 end as text) || ' / '
            || cast(m.c + case when m.made = 0 then o.group_amount else 0 end as text) as found
        from open_items o join (select l.open_item, sum(l.amount) as a, sum(l.entity_amount) as b, sum(l.group_amount) as c,
            sum(case when j.document not in ('settlement', 'refund', 'writeOff', 'reversal') or j.id = l.open_item then 1 else 0 end) as made
          from journal_lines l join journals j on j.id = l.journal where l.open_item is not null group by l.open_item) m on m.open_item = o.id
        union all select cast(s.open_item as text), cast(-s.amount as text) || ' / ' || cast(-s.entity_amount as text) || ' / ' || cast(-s.group_amount as text),
          coalesce(cast(l.amount as text) || ' / ' || cast(l.entity_amount as text) || ' / ' || cast(l.group_amount as text), 'no line')
        from settlements s left join journal_lines l on l.journal = s.journal and l.open_item = s.open_item) x where expected <> found limit 1`,
    // What stands on the account of goods received, by the delivery that its lines name, against what is left of the deliveries of each order line.
    'audit.wrongReceived': `select * from (select cast(r.cost_line as text) as id,
          cast(-sum(coalesce(m.a, 0)) as text) || ' / ' || cast(-sum(coalesce(m.b, 0)) as text) || ' / ' || cast(-sum(coalesce(m.c, 0)) as text) as expected,
          cast(-sum(o.open) as text) || ' / ' || cast(-sum(o.entity_open) as text) || ' / ' || cast(-sum(o.group_open) as text) as found
        from goods_receipts r join open_items o on o.id = r.id left join (select open_item, sum(amount) as a, sum(entity_amount) as b, sum(group_amount) as c
          from journal_lines where account = '2150' and open_item is not null group by open_item) m on m.open_item = o.id
        group by r.cost_line, o.currency
        union all select cast(o.id as text), 'a delivery', 'none' from open_items o where o.kind = 'received' and not exists (select 1 from goods_receipts r where r.id = o.id)) x
      where expected <> found limit 1`,
    'audit.wrongBalances': `select entity || '/' || account || '/' || period || '/' || currency || case when partner = '' then '' else '/' || partner end as id, '0 / 0 / 0' as expected,
        cast(sum(a) as text) || ' / ' || cast(sum(b) as text) || ' / ' || cast(sum(c) as text) as found
      from (select j.entity, l.account, ${month} as period, l.currency, coalesce(l.partner, '') as partner, l.amount as a, l.entity_amount as b, l.group_amount as c from journal_lines l join journals j on j.id = l.journal
        union all select entity, account, period, currency, coalesce(partner, ''), -amount, -entity_amount, -group_amount from balances) x
      group by entity, account, period, currency, partner having sum(a) <> 0 or sum(b) <> 0 or sum(c) <> 0 limit 1`,
    'audit.wrongRuns': `select cast(r.id as text) as id, cast(r.posted as text) as expected, cast(count(i.id) as text) as found
      from billing_runs r left join invoices i on i.run = r.id group by r.id, r.posted, r.invoices, r.state
      having count(i.id) <> r.posted or (r.state = 'posted' and r.posted <> r.invoices) limit 1`,
    'audit.wrongDeferred': `select entity || '/' || account || '/' || currency as id, '0 / 0 / 0' as expected,
        cast(sum(a) as text) || ' / ' || cast(sum(b) as text) || ' / ' || cast(sum(c) as text) as found
      from (select entity, deferred_account as account, currency, total - recognised as a, entity_total - entity_recognised as b, group_total - group_recognised as c from recognitions
        union all select entity, account, currency, amount, entity_amount, group_amount from balances
          where account in (select '2200' union select deferred_account from recognitions)) x
      group by entity, account, currency having sum(a) <> 0 or sum(b) <> 0 or sum(c) <> 0 limit 1`,
    'audit.wrongPrepaid': `select entity || '/' || account || '/' || currency as id, '0 / 0 / 0' as expected,
        cast(sum(a) as text) || ' / ' || cast(sum(b) as text) || ' / ' || cast(sum(c) as text) as found
      from (select entity, prepaid_account as account, currency, total - recognised as a, entity_total - entity_recognised as b, group_total - group_recognised as c from prepaid_costs
        union all select entity, account, currency, -amount, -entity_amount, -group_amount from balances
          where account in (select '1480' union select prepaid_account from prepaid_costs)) x
      group by entity, account, currency having sum(a) <> 0 or sum(b) <> 0 or sum(c) <> 0 limit 1`,
    // Tax is base by rate, rounded once; of a price with the tax inside it is the base that is rounded (finance.md 2.3, 21).
    // Whoever pays the tax authority or adjusts an account names no code; documents do, so that every return finds their tax.
    'audit.wrongTaxes': `select * from (select cast(j.id as text) as id, 'a tax code on ' || l.account as expected, 'none' as found from journal_lines l join journals j on j.id = l.journal
        where l.account in ('2300', '2310') and l.tax_code is null and j.document in ('invoice', 'creditNote', 'supplierInvoice', 'supplierCredit', 'intercompany', 'intercompanyInvoice')
      union all select cast(t.invoice as text), cast(t.entity_amount as text), cast(coalesce(p.posted, 0) as text)
        from invoice_taxes t left join (select journal, tax_code, -sum(entity_amount) as posted from journal_lines where account = '2300' and tax_code is not null group by journal, tax_code) p
          on p.journal = t.invoice and p.tax_code = t.code
        where t.entity_amount is not null and t.entity_amount <> coalesce(p.posted, 0)
      union all select cast(x.invoice as text), cast(x.said as text), cast(coalesce(t.amount, 0) as text)
        from (select c.invoice, sum(s.tax) as said from charge_taxes s join charges c on c.id = s.charge join invoices i on i.id = c.invoice group by c.invoice) x
          left join invoice_taxes t on t.invoice = x.invoice and t.code = '${salesTaxCode}' where x.said <> coalesce(t.amount, 0)
      union all select cast(t.invoice as text), 'tax of ' || cast(t.base as text) || ' at ' || cast(t.rate as text) || ' %', cast(t.amount as text)
        from invoice_taxes t join invoices i on i.id = t.invoice
        where i.kind = 'invoice' and i.tax_rounding = 'document' and abs(t.amount * 100.0 - t.base * 1.0 * cast(t.rate as numeric)) > 50.001 + 0.5 * cast(t.rate as numeric)) x limit 1`,
    'audit.wrongAccruals': `select cast(x.accrual as text) as id, cast(x.wanted as text) || ' / ' || cast(-x.wanted as text) as expected,
        cast(x.posted as text) || ' / ' || cast(x.reversed as text) as found
      from (select s.accrual, s.wanted, ${accrued('j')} as posted,
          ${accrued('v', "join journals v on v.source = j.id and v.document = 'reversal'")} as reversed
        from (select l.accrual, l.entity, l.currency, sum(l.amount) as wanted from accruals a join accrual_lines l on l.accrual = a.id where a.state = 'posted'
          group by l.accrual, l.entity, l.currency) s) x
      where x.posted <> x.wanted or x.reversed <> -x.wanted limit 1`,
    'audit.wrongExports': `select cast(b.id as text) as id, case when b.state = 'rejected' then '0 / 0' else cast(b.journals as text) || ' / ' || cast(b.debit_sum as text) end as expected,
        cast(coalesce(x.journals, 0) as text) || ' / ' || cast(coalesce(x.debits, 0) as text) as found
      from export_batches b left join (select m.export_batch, count(distinct m.journal) as journals, sum(case when l.entity_amount > 0 then l.entity_amount else 0 end) as debits
          from exported_journals m join journal_lines l on l.journal = m.journal group by m.export_batch) x on x.export_batch = b.id
      where coalesce(x.journals, 0) <> case when b.state = 'rejected' then 0 else b.journals end or coalesce(x.debits, 0) <> case when b.state = 'rejected' then 0 else b.debit_sum end limit 1`,
    'audit.wrongFunds': `select entity || '/2210/' || currency as id, '0' as expected, cast(sum(a) as text) as found
      from (select entity, currency, deferred as a from fund_lots union all select entity, currency, amount from balances where account = '2210') x
      where exists (select 1 from balances b where b.account = '2210' and b.entity = x.entity and b.currency = x.currency)
      group by entity, currency having sum(a) <> 0 limit 1`,
    // A leg on the clearing account is worth what the other currency cleared; a difference has no amount in the transaction currency.
    'audit.wrongColumns': `select cast(j.id as text) as id,
        case when l.account = '3900' then 'translation in the group currency alone' else 'the same amount in the same currency' end as expected,
        cast(l.amount as text) || ' ' || l.currency || ' / ' || cast(l.entity_amount as text) || ' ' || j.entity_currency || ' / ' || cast(l.group_amount as text) || ' ' || j.group_currency as found
      from journal_lines l join journals j on j.id = l.journal
      where (j.entity_currency = j.group_currency and l.entity_amount <> l.group_amount)
        or (l.currency = j.entity_currency and l.amount <> 0 and l.amount <> l.entity_amount and l.account <> '1290')
        or (l.currency = j.group_currency and l.amount <> 0 and l.amount <> l.group_amount and l.account <> '1290')
        or (l.account in ('7100', '7110', '7120', '3900') and l.amount <> 0 and j.document not in ('manual', 'closing', 'reversal'))
        or (l.account = '3900' and (l.entity_amount <> 0 or j.entity_currency = j.group_currency)) limit 1`,
    // Both sides of a charge at once, turned round, each naming the other; taken back on both or on neither; and what is open between two entities is nothing to the group at any time.
    'audit.wrongPairs': `select * from (select cast(p.pair as text) as id, '2 journals, 0 / 0 / 0' as expected,
        cast(p.journals as text) || ' journals, ' || cast(p.amount as text) || ' / ' || cast(p.group_amount as text) || ' / ' || cast(p.alone as text) as found
      from (select j.pair, count(distinct j.entity) as journals, sum(case when l.account in ('1500', '2400') then l.amount else 0 end) as amount,
          sum(case when l.account in ('1500', '2400') then l.group_amount else 0 end) as group_amount,
          sum(case when (l.partner is null and l.account not in ('2300', '2310')) or l.partner = j.entity or (l.partner <> e.one and l.partner <> e.other) then 1 else 0 end) as alone
        from journals j join journal_lines l on l.journal = j.id join (select pair, min(entity) as one, max(entity) as other from journals where pair is not null group by pair) e on e.pair = j.pair
        group by j.pair) p
      union all select cast(j.pair as text), '2 taken back', cast(count(v.id) as text) || ' taken back'
        from journals j join journals v on v.source = j.id and v.document = 'reversal' where j.pair is not null group by j.pair
      union all select o.parties || '/' || o.currency, '0 / 0', cast(sum(o.open) as text) || ' / ' || cast(sum(o.group_open) as text)
        from (select case when entity < partner then entity || '/' || partner else partner || '/' || entity end as parties, currency, open, group_open from open_items where kind = 'intercompany') o
        group by o.parties, o.currency
      union all select cast(id as text), '0 / 0', cast(entity_open as text) || ' / ' || cast(group_open as text) from open_items where kind = 'intercompany' and open = 0) x
      where found <> expected limit 1`,
    // By the order of the log, which no clock has a part in.
    'audit.lateJournals': `select cast(j.id as text) as id, p.period || ' locked' as expected, j.number as found
      from periods p join journals j on j.entity = p.entity and ${month} = p.month join changes c on c.record = 'journals' and c.row_id = cast(j.id as text)
      where p.state = 'locked' and c.call_seq > (select max(k.call_seq) from changes k where k.record = 'periods' and k.row_id = p.period) limit 1`,
    'audit.series': `select series, document, seal from number_series where document not in ('quote', 'order', 'purchaseOrder') order by series`,
    'audit.documents': `select i.id, i.number, i.sequence, i.entity, i.customer, i.issued, i.due, i.currency, i.net, i.tax, i.gross, i.corrects, i.tax_rounding, j.seal
      from invoices i left join journals j on j.id = i.id where i.series = :series and i.sequence > :after order by i.sequence limit :limit`,
    'audit.journals': `select id, number, sequence, entity, document, source, narrative, posted_on, converted_on, tax_point, event, pair, currency, seal
      from journals where document not in ('invoice', 'creditNote') and series = :series and sequence > :after order by sequence limit :limit`,
    'audit.documentCharges': `select c.invoice, c.id, c.line, c."from", c."to", c.currency, c.net, ${codesOf('c')} as tax_codes, ${byService('tax', 'c')} as service_tax
      from invoices i join charges c on c.run = i.run and c.invoice = i.id where {in i.id :documents} order by c.id`,
    'audit.documentTaxes': `select invoice, code, rate, currency, base, amount from invoice_taxes where {in invoice :documents}`,
    'audit.documentLines': `select journal, position, account, currency, amount, entity_amount, group_amount, customer, charge, fund, supplier, partner, open_item from journal_lines where {in journal :documents} order by journal, position`,
  },
}
