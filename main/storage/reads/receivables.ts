import type { Reads } from './registry.ts'

export const receivablesReads: Reads = {
  views: {
    'receivables.accounts': `select cast(o.customer as text) || '/' || o.entity || '/' || o.currency as account, o.customer, cu.name as customer_name, o.entity, o.currency, sum(o.open) as open,
        sum(case when o.open < 0 then o.open else 0 end) as credit, count(*) as items, min(case when o.open > 0 then o.due end) as due,
        sum(case when o.on_hold is null then 0 else 1 end) as held
      from open_items o join customers cu on cu.id = o.customer where o.cleared_on is null and o.kind in ('receivable', 'unapplied')
      group by o.customer, cu.name, o.entity, o.currency`,
    'receivables.receipts': `select r.id, r.number, r.entity, r.customer, cu.name as customer_name, r.received_on, r.currency, r.amount, r.bank_charges, -o.open as open, r.payer, r.reference,
        r.created_at, r.created_by
      from receipts r join open_items o on o.id = r.id left join customers cu on cu.id = r.customer`,
    'receivables.revaluations': `select revaluation, entity, month, valued_on, mirrored_on, event, journals, entity_currency, entity_gain, group_currency, group_gain, created_at, created_by
      from revaluations`,
  },
  questions: {
    'receivables.standing': `select b.account, b.currency, b.partner, e.currency as entity_currency, sum(b.amount) as amount, sum(b.entity_amount) as entity_amount
      from balances b join entities e on e.code = b.entity
      where {entities b.entity} and b.entity = :entity and b.period <= :to and b.account in ('1100', '1190', '1500', '2100', '2120', '2190', '2400', '2490')
      group by b.account, b.currency, b.partner, e.currency order by b.account, b.currency, b.partner`,
    'receivables.ages': `select o.entity, o.group_currency, sum(case when o.open > 0 and o.due >= :day then o.group_open else 0 end) as not_due,
        sum(case when o.open > 0 and o.due < :day and o.due >= :day30 then o.group_open else 0 end) as to30,
        sum(case when o.open > 0 and o.due < :day30 and o.due >= :day60 then o.group_open else 0 end) as to60,
        sum(case when o.open > 0 and o.due < :day60 and o.due >= :day90 then o.group_open else 0 end) as to90,
        sum(case when o.open > 0 and o.due < :day90 then o.group_open else 0 end) as over90, sum(case when o.open > 0 then 0 else o.group_open end) as credit,
        count(*) as items, sum(case when o.open > 0 and o.due < :day then 1 else 0 end) as overdue_items, sum(case when o.on_hold is null then 0 else 1 end) as held,
        min(case when o.open > 0 then o.due end) as due
      from open_items o where {entities o.entity} and (cast(:entity as text) is null or o.entity = :entity) and o.cleared_on is null and o.kind in ('receivable', 'unapplied')
      group by o.entity, o.group_currency order by o.entity`,
    'receivables.steps': `select j.id as journal, j.number, j.document, j.posted_on, j.narrative, s.act, s.reason, a.number as opposite_number, r.id as taken_back, l.currency, l.amount,
        j.entity_currency, l.entity_amount, j.group_currency, l.group_amount
      from journal_lines l join journals j on j.id = l.journal left join settlements s on s.journal = j.id and s.open_item = l.open_item left join open_items a on a.id = s.opposite
        left join journals r on r.source = j.id and r.document = 'reversal'
      where l.open_item = :openItem and {entities j.entity} order by j.posted_at, j.posted_on, j.series, j.sequence, l.position limit 10000`,
  },
}
