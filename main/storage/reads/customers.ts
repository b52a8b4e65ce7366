import type { Reads } from './registry.ts'

export const customersReads: Reads = {
  views: {
    'customers.list': `select cu.id, cu.code, cu.name, cu.country, cu.currency, (select count(*) from contracts c where c.customer = cu.id and {entities c.entity}) as contracts, cu.payment_days, cu.culture, cu.email, cu.phone,
        cu.tax_id, cu.po_required
      from customers cu`,
    'customers.territories': `select t.code, t.name, (select count(*) from customers c where c.territory = t.code) as customers from territories t`,
    'customers.contacts': `select co.id, co.customer, cu.name as customer_name, co.name, co.title, co.email, co.phone, co.language, co.gets_invoices, co.technical, co.decides, co.active, co.note
      from contacts co join customers cu on cu.id = co.customer`,
  },
  questions: {
    'customers.contracts': `select c.id, c.number, c.entity, c.name, c.state,
        (select count(*) from contract_lines l where l.contract = c.id) as line_count,
        (select min(l."start") from contract_lines l where l.contract = c.id) as "start"
      from contracts c where c.customer = :customer and {entities c.entity} order by c.entity, c.number limit 1000`,
    'customers.invoices': `select i.id, i.number, i.entity, i.issued, i.due, i.currency, i.gross, coalesce(o.open, 0) as open
      from invoices i left join open_items o on o.id = i.id
      where i.customer = :customer and {entities i.entity} order by i.issued desc, i.id desc limit 20`,
    'customers.balance': `select i.currency, count(*) as invoices, sum(i.gross) as gross, sum(coalesce(o.open, 0)) as open
      from invoices i left join open_items o on o.id = i.id
      where i.customer = :customer and {entities i.entity} group by i.currency order by i.currency`,
  },
}
