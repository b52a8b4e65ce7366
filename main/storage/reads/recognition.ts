import type { Reads } from './registry.ts'

const deferredNow = `r.total - r.recognised as deferred, r.entity_total - r.entity_recognised as entity_deferred, r.group_total - r.group_recognised as group_deferred`
/** Accounts of deferred and accrued revenue: those of the chart, and those that single legal entities use instead. */
const accounts = `(select '1400' union select '1480' union select '2200' union select '2210' union select deferred_account from recognitions)`
const due = `r.state = 'open' and r.recognised_to < :asOf and r.posted_on < :asOf`
/** The day of delivery in what a contract line says of its life. */
const deliveredOn = (dialect: 'sqlite' | 'postgres'): string =>
  dialect === 'postgres' ? `cast(l.life::jsonb ->> 'deliveredOn' as date)` : `json_extract(l.life, '$.deliveredOn')`

/** The last day of a period whose end is exclusive. */
const lastDay = (dialect: 'sqlite' | 'postgres'): string => (dialect === 'postgres' ? `l."to" - 1` : `date(l."to", '-1 day')`)

export const recognitionReads: Reads = {
  views: {
    'recognition.charges': `select r.id, r.entity, r.customer, cu.name as customer_name, r.contract, c.number as contract_number, r.line, r.product, r.invoice,
        i.number as invoice_number, r.corrects, r.recognition, r."from", r."to", r.posted_on, r.deferred_account, r.revenue_account, r.currency, r.total, r.recognised,
        r.entity_currency, r.group_currency, ${deferredNow}, r.progress, r.recognised_to, r.state
      from recognitions r left join customers cu on cu.id = r.customer left join contracts c on c.id = r.contract left join invoices i on i.id = r.invoice`,
    'recognition.prepaidCosts': `select r.id, r.entity, r.supplier, s.name as supplier_name, r.invoice, v.number as invoice_number, r.contract, c.number as contract_number, r.description,
        r."from", r."to", r.posted_on, r.cost_account, r.currency, r.total, r.recognised, r.total - r.recognised as "left", r.entity_currency,
        r.entity_total - r.entity_recognised as entity_left, r.group_currency, r.group_total - r.group_recognised as group_left, r.recognised_to, r.state
      from prepaid_costs r left join suppliers s on s.id = r.supplier left join supplier_invoices v on v.id = r.invoice left join contracts c on c.id = r.contract`,
    'recognition.accruals': `select a.id, a.number, a.period, a.entities, a.state, a.lines, a.blocked, a.journals, a.created_at, a.created_by, a.posted_at from accruals a`,
    'recognition.accrualLines': (
      dialect,
    ) => `select l.id, l.accrual, l.entity, l.customer, cu.name as customer_name, l.contract, c.number as contract_number, l.line, cl.number as line_number, l.product, l.charge,
        l."from", l."to", ${lastDay(dialect)} as last_day, l.earned_days, l.currency, l.net, l.amount, l.revenue_account
      from accrual_lines l left join customers cu on cu.id = l.customer left join contracts c on c.id = l.contract left join contract_lines cl on cl.id = l.line`,
  },
  questions: {
    // Runs are narrowed first: of a long history only the few that were posted later, or not yet.
    'recognition.claimed': `select c.id, c.customer, c.contract, c.line, c.product, (select l.version from contract_lines l where l.id = c.line) as version, c."from", c."to", c.currency,
        c.net, c.revenue, c.trace
      from billing_runs r join charges c on c.run = r.id left join invoices i on i.id = c.invoice
      where r.state in ('proposing', 'proposed', 'posting', 'posted') and (r.state <> 'posted' or exists (select 1 from invoices x where x.run = r.id and x.issued > :last))
        and c.entity = :entity and c.customer > :afterCustomer and c.customer <= :upToCustomer and c."from" <= :last and (i.id is null or i.issued > :last)
        and c.kind <> 'goodwill' and exists (select 1 from contract_lines k where k.id = c.line and k.kind in ('recurring', 'consumption'))
      order by c.customer, c.id`,
    'recognition.accrualSums': `select l.entity, l.currency, l.revenue_account, count(*) as lines, sum(l.amount) as amount from accrual_lines l
      where l.accrual = :accrual and {entities l.entity} group by l.entity, l.currency, l.revenue_account order by l.entity, l.currency, l.revenue_account`,
    // Asked for each portion of a posting. Lines are looked up and never joined: a join lets the server read all of them each time.
    'recognition.sold': (
      dialect,
    ) => `select c.id, c.contract, c.product, (select l.version from contract_lines l where l.id = c.line) as version, c.corrects,
        (select ${deliveredOn(dialect)} from contract_lines l where l.id = c.line) as delivered_on
      from charges c where {in c.id :charges}`,
    'recognition.pending': `select x.entity, x.currency, cast(sum(x.n) as bigint) as charges from (
        select r.entity, r.currency, count(*) as n from recognitions r where {in r.entity :entities} and ${due} group by r.entity, r.currency
        union all select r.entity, r.currency, count(*) as n from prepaid_costs r where {in r.entity :entities} and ${due} group by r.entity, r.currency) x
      group by x.entity, x.currency order by x.entity, x.currency`,
    'recognition.dueCosts': `select r.id, r.entity, r.supplier, r.invoice, r.cost_line, r.contract, r.description, r."from", r."to", r.posted_on, r.prepaid_account, r.cost_account, r.currency,
        r.total, r.recognised, r.entity_currency, r.entity_total, r.entity_recognised, r.group_currency, r.group_total, r.group_recognised, r.recognised_to, r.state
      from prepaid_costs r where {entities r.entity} and r.entity = :entity and r.currency = :currency and ${due} order by r.id limit :limit`,
    'recognition.due': (
      dialect,
    ) => `select r.id, r.entity, r.customer, r.contract, r.line, r.product, r.invoice, r.corrects, r.recognition, r."from", r."to", r.posted_on, r.deferred_account,
        r.revenue_account, r.currency, r.total, r.recognised, r.entity_currency, r.entity_total, r.entity_recognised, r.group_currency, r.group_total, r.group_recognised,
        r.progress, r.recognised_to, r.state, ${deliveredOn(dialect)} as delivered_on,
        (select p.share from recognition_progress p where p.charge = coalesce(r.corrects, r.id) and p."day" < :asOf order by p.number desc limit 1) as recorded,
        case when r.corrects is not null or r.line in (select line from recognitions where corrects is not null) then 1 = 1 else 1 = 0 end as corrected
      from recognitions r join contract_lines l on l.id = r.line
      where {entities r.entity} and r.entity = :entity and r.currency = :currency and ${due} and r.id > :after order by r.id limit :limit`,
    'recognition.ofLines': `select id, corrects, "from", "to", currency, total, entity_total, group_total from recognitions where {in line :lines} and posted_on < :asOf order by posted_on, id`,
    'recognition.balances': `select b.entity, b.account, b.currency, e.currency as entity_currency, g.currency as group_currency,
        sum(case when b.period < :from then b.amount else 0 end) as opening, sum(case when b.period < :from then b.entity_amount else 0 end) as entity_opening,
        sum(case when b.period < :from then b.group_amount else 0 end) as group_opening,
        sum(b.amount) as closing, sum(b.entity_amount) as entity_closing, sum(b.group_amount) as group_closing
      from balances b join entities e on e.code = b.entity join groups g on g.code = e."group"
      where {entities b.entity} and b.period <= :to and b.account in ${accounts}
      group by b.entity, b.account, b.currency, e.currency, g.currency order by b.entity, b.account, b.currency`,
    'recognition.movements': `select j.entity, l.account, l.currency, j.document, sum(l.amount) as amount, sum(l.entity_amount) as entity_amount, sum(l.group_amount) as group_amount
      from journals j join journal_lines l on l.journal = j.id
      where j.document not in ('invoice', 'creditNote', 'supplierInvoice', 'supplierCredit') and {entities j.entity} and j.posted_on >= :from and j.posted_on < :asOf and l.account in ${accounts}
      group by j.entity, l.account, l.currency, j.document`,
  },
}
