import type { Reads } from './registry.ts'

export const consolidationReads: Reads = {
  views: {
    'consolidation.retranslations': `select r.id, r.currency, r.group_currency, r."from", r.result_type, r.standing_type, r.reason, r.state, r.proposed_at, r.decided_at,
        a.name as proposed_by_name, b.name as decided_by_name
      from retranslations r left join users a on cast(a.id as text) = r.proposed_by left join users b on cast(b.id as text) = r.decided_by`,
  },
  questions: {
    'consolidation.months': `select b.balance, b.entity, b.account, b.period, b.currency, b.partner, e.currency as entity_currency, g.currency as group_currency, b.amount, b.entity_amount, b.group_amount
      from balances b join entities e on e.code = b.entity join groups g on g.code = e."group" where {entities b.entity} and b.period <= :to order by b.balance`,
    'consolidation.monthLines': `select l.journal, j.number, l.position, j.posted_on, j.narrative, j.group_currency, l.group_amount from journals j join journal_lines l on l.journal = j.id
      where {entities j.entity} and j.entity = :entity and l.account = :account and substr(cast(j.posted_on as text), 1, 7) = :period order by j.posted_on, j.number, l.position limit :limit`,
    'consolidation.totals': `select b.entity, b.account, b.currency, b.partner, e.currency as entity_currency, g.currency as group_currency,
        sum(b.amount) as amount, sum(b.entity_amount) as entity_amount, sum(b.group_amount) as group_amount,
        sum(case when b.period >= :from then b.entity_amount else 0 end) as year_entity_amount, sum(case when b.period >= :from then b.group_amount else 0 end) as year_group_amount
      from balances b join entities e on e.code = b.entity join groups g on g.code = e."group"
      where {entities b.entity} and b.period <= :to
      group by b.entity, b.account, b.currency, b.partner, e.currency, g.currency order by b.entity, b.account, b.currency, b.partner`,
  },
}
