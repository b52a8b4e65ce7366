import type { Reads } from './registry.ts'

export const approvalsReads: Reads = {
  // A limit of the group holds for the group.
  groupWide: ['approvals.exposure'],
  views: {
    'approvals.list': `select a.id, a.kind, a.subject, a.customer, cu.name as customer_name, a.entity, a.percent, a.currency, a.amount, a.group_currency,
        a.group_amount, a.state, a."current", a.asked_at, a.asked_by_name, a.decided_at, a.decided_by_name, a.instead_of_name, a.note, a.record, a."row"
      from approvals a left join customers cu on cu.id = a.customer`,
    'approvals.limits': `select l.id, l.role, r.name as role_name, l.kind, l.percent, l.currency, l.amount
      from approval_limits l left join roles r on r.code = l.role`,
    // The last of each customer and legal entity, where it names an amount.
    'approvals.creditLimits': `select l.id, l.customer, cu.name as customer_name, l.entity, l.currency, l.amount, l.review_on, l.note, l.set_at, l.set_by
      from credit_limits l join customers cu on cu.id = l.customer
      where l.amount is not null and not exists (
        select 1 from credit_limits n where n.customer = l.customer and coalesce(n.entity, '') = coalesce(l.entity, '')
          and (n.set_at > l.set_at or (n.set_at = l.set_at and n.id > l.id)))`,
  },
  questions: {
    'approvals.delegationsAhead': `select d.id, d.person, p.name as person_name, d.stand_in, s.name as stand_in_name, d.first_day, d.last_day, d.note
      from delegations d join users p on p.id = d.person join users s on s.id = d.stand_in
      where d.ended_at is null and d.last_day >= :today order by d.first_day, d.id limit 1000`,
    // Deliberately of all legal entities: only sums by currency leave it.
    'approvals.exposure': `select x.part, x.currency, sum(x.amount) as amount from (
        select 'open' as part, o.currency, o.open as amount from open_items o
          where o.customer = :customer and (cast(:entity as text) is null or o.entity = :entity) and o.open <> 0
        union all select 'overdue' as part, o.currency, o.open as amount from open_items o
          where o.customer = :customer and (cast(:entity as text) is null or o.entity = :entity) and o.open > 0 and o.due < :today
        union all select 'ordered' as part, c.currency, c.amount from unbilled_orders c
          where c.customer = :customer and (cast(:entity as text) is null or c.entity = :entity)
      ) x group by x.part, x.currency order by x.part, x.currency`,
  },
}
