import type { Reads } from './registry.ts'

export const consolidationReads: Reads = {
  views: {},
  questions: {
    'consolidation.totals': `select b.entity, b.account, b.currency, b.partner, e.currency as entity_currency, g.currency as group_currency,
        sum(b.amount) as amount, sum(b.entity_amount) as entity_amount, sum(b.group_amount) as group_amount,
        sum(case when b.period >= :from then b.entity_amount else 0 end) as year_entity_amount, sum(case when b.period >= :from then b.group_amount else 0 end) as year_group_amount
      from balances b join entities e on e.code = b.entity join groups g on g.code = e."group"
      where {entities b.entity} and b.period <= :to
      group by b.entity, b.account, b.currency, b.partner, e.currency, g.currency order by b.entity, b.account, b.currency, b.partner`,
  },
}
