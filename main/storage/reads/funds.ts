import type { Reads } from './registry.ts'

export const fundsReads: Reads = {
  views: {
    'funds.list': `select f.id, f.name, f.customer, cu.name as customer_name, f.contract, c.number as contract_number, f.entity, f.unit, f.balance,
        f.last_purchase, f.currency, f.deferred, (select min(l.expires) from fund_lots l where l.fund = f.id and l.remaining <> '0') as next_expiry,
        f.overage, f.priority, f.top_up_due
      from funds f left join customers cu on cu.id = f.customer left join contracts c on c.id = f.contract`,
    'funds.lots': `select l.id, l.fund, f.name as fund_name, f.customer, cu.name as customer_name, c.number as contract_number, l.entity, l.number, f.unit,
        l.quantity, l.remaining, l.currency, l."value", l.deferred, l.purchased_on, l."start", l.expires, l.priority, l.carried, l.reference
      from fund_lots l join funds f on f.id = l.fund left join customers cu on cu.id = f.customer left join contracts c on c.id = f.contract`,
    'funds.movements': `select m.id, m.fund, f.name as fund_name, f.customer, cu.name as customer_name, c.number as contract_number, m.entity, m.number,
        m."day", m.act, m.booked, m.booking_type, m.work_type, f.unit, m.quantity, m.beyond, m.balance, m.currency, m."value", m.deferred, m.reference,
        m.reverses, m.reason, m.recorded_at, m.recorded_by
      from fund_movements m join funds f on f.id = m.fund left join customers cu on cu.id = f.customer left join contracts c on c.id = f.contract`,
  },
  questions: {
    'funds.toTopUpOn': `select f.id as fund from funds f join contracts c on c.id = f.contract
      where f.id > :after and c.state = 'active' and {entities f.entity} and f.top_up is not null and (f.top_up_due is not null or f.next_top_up <= :asOf)
        and (f.top_up_line is null or exists (select 1 from contract_lines l where l.id = f.top_up_line and l.state = 'ended'))
      order by f.id limit :limit`,
  },
}
