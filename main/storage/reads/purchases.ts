import type { Reads } from './registry.ts'

const costs = `select k.id, k.contract, c.number as contract_number, c.customer, cu.name as customer_name, k.line, l.number as line_number, k.number, k.item,
    k.supplier, s.name as supplier_name, k.quantity_rule, k.quantity, k.currency, k.unit_cost, k.months, k.timing, k."start", k."end", k.term_end,
    k.notice_days, k.extension_months, k.agreed_on, k.state, k.ordered_on, k.reference, k.changes, k.added_by, k.entity
  from cost_lines k left join contracts c on c.id = k.contract left join customers cu on cu.id = c.customer left join contract_lines l on l.id = k.line
    left join suppliers s on s.id = k.supplier`

export const purchasesReads: Reads = {
  views: {
    'purchases.suppliers': `select s.id, s.code, s.name, s.country, s.currency, s.payment_days,
        (select count(*) from cost_lines k where k.supplier = s.id and k.state <> 'dropped') as cost_lines, s.tax_id, s.note, s.active
      from suppliers s`,
    'purchases.list': costs,
    'purchases.actuals': `select a.id, a."day", a.contract, c.number as contract_number, a.cost_line, k.item, s.name as supplier_name, a.reference,
        a.currency, a.amount, a.entity_currency, a.entity_amount, a.group_currency, a.group_amount, a."from", a."to", a.recorded_at, a.recorded_by, a.entity
      from cost_actuals a join cost_lines k on k.id = a.cost_line left join contracts c on c.id = a.contract left join suppliers s on s.id = k.supplier`,
    'purchases.purchaseOrders': `select o.id, o.number, o.supplier, s.name as supplier_name, o.entity, o.state, o.ordered_on, o.currency, o.amount, o.version,
        (select count(*) from purchase_order_lines l where l.supplier_order = o.id and l.version = o.version) as lines, o.created_at, o.created_by
      from purchase_orders o left join suppliers s on s.id = o.supplier`,
    'purchases.orders': `select o.id, o.contract, c.number as contract_number, cu.name as customer_name, l.number as line_number, o.number, o.effective,
        o.reason, o.rates_on, o.recorded_at, o.recorded_by, o.entity
      from change_orders o left join contracts c on c.id = o.contract left join customers cu on cu.id = c.customer
        left join contract_lines l on l.id = o.line`,
  },
  questions: {
    'purchases.costsOf': `${costs} where k.contract = :contract and {entities k.entity} order by k.number limit 10000`,
    'purchases.contractsWithCosts': `select distinct k.contract from cost_lines k join contracts c on c.id = k.contract
      where c.state <> 'ended' and {entities k.entity} order by k.contract`,
  },
}
