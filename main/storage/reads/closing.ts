import type { Reads } from './registry.ts'

const ofEntity = (list: string): string => `${list} like '%"' || e.code || '"%'`
/** Runs up to the month that are not posted; a run is of several entities. */
const waiting = (sum: string): string =>
  `(select cast(coalesce(${sum}, 0) as bigint) from billing_runs r where r.state in ('proposing', 'proposed', 'posting') and r.as_of <= :last and ${ofEntity('r.entities')})`
const inMonth = `substr(cast(j.posted_on as text), 1, 7) = :month`

export const closingReads: Reads = {
  views: {},
  questions: {
    'closing.counts': `select e.code as entity, ${waiting('count(*)')} as proposals, ${waiting('sum(r.blocked)')} as blocked,
        exists (select 1 from billing_runs r where r.kind = 'run' and r.state in ('proposed', 'posting', 'posted') and r.as_of >= :last and ${ofEntity('r.entities')}) as billed,
        (select count(*) from journals j where j.entity = e.code and ${inMonth}) as journals,
        exists (select 1 from accruals a where a.period = :month and a.state = 'posted' and ${ofEntity('a.entities')}) as accrued,
        (select count(*) from time_entries t where t.entity = e.code and t."day" <= :last and not exists (select 1 from transfer_charges c where c.entry = cast(t.id as text))
          and exists (select 1 from employments m where m.person = t.person and m."from" <= t."day" and (m."end" is null or m."end" >= t."day") and m.entity <> t.entity)) as uncharged,
        (select count(*) from open_items o where o.entity = e.code and o.kind = 'unapplied' and o.cleared_on is null) as unapplied,
        (select count(*) from (select sum(b.amount) as differs from balances b where b.account in ('1500', '2400') and b.partner is not null and b.period <= :month
          and (b.entity = e.code or b.partner = e.code) group by case when b.entity = e.code then b.partner else b.entity end, b.currency having sum(b.amount) <> 0) x) as disagreeing,
        (select count(*) from open_items o where o.entity = e.code and o.kind = 'intercompany' and o.cleared_on is null and o.on_hold is not null) as disputed,
        (select count(*) from supplier_invoices v where v.entity = e.code and v.state = 'exception' and v."day" <= :last) as to_accept,
        (select count(*) from supplier_invoices v where v.entity = e.code and v.state = 'ready' and v."day" <= :last) as to_post,
        (select count(*) from open_items o where o.entity = e.code and o.kind = 'received' and o.cleared_on is null and o.posted_on <= :last) as received,
        (select count(*) from payment_proposals p where p.entity = e.code and p.state = 'proposed' and p.pay_on <= :last) as proposed,
        (select count(*) from journals j where j.entity = e.code and ${inMonth} and exists (select 1 from export_profiles x where x.entity = e.code)
          and not exists (select 1 from exported_journals x where x.journal = j.id)) as to_export,
        (select count(*) from export_batches b where b.entity = e.code and b.month <= :month and b.state in ('created', 'sent')) as unacknowledged,
        (select max(j.posted_at) from journals j where j.entity = e.code and ${inMonth}) as last_posted
      from entities e where {entities e.code} order by e.code`,
    // What customers brought and what it cost stands on the lines that name them; between entities of the group nothing is earned.
    'closing.customerMargins': `select l.customer, cu.name, j.group_currency, sum(case when a.side = 'income' then -l.group_amount else 0 end) as revenue,
        sum(case when a.side = 'expense' then l.group_amount else 0 end) as cost
      from journal_lines l join journals j on j.id = l.journal join accounts a on a.code = l.account join customers cu on cu.id = l.customer
      where {entities j.entity} and l.partner is null and a.side in ('income', 'expense') and substr(cast(j.posted_on as text), 1, 7) >= :from and substr(cast(j.posted_on as text), 1, 7) <= :to
      group by l.customer, cu.name, j.group_currency
      order by sum(-l.group_amount) desc, cu.name limit :limit`,
    'closing.lastAudit': `select ok, "at", "by", checks from audits order by "at" desc limit 1`,
  },
}
