import type { Reads } from './registry.ts'

export const payablesReads: Reads = {
  views: {
    'payables.invoices': `select i.id, i.number, i.supplier, s.name as supplier_name, i.entity, i.state, i."day", i.due, i.currency, i.net, i.tax, i.gross,
        (select count(*) from supplier_invoice_lines l where l.invoice = i.id) as lines, i.posted_on, i.journal_number, i.recorded_by, i.recorded_at, i.decided_by, i.decision, i.note
      from supplier_invoices i left join suppliers s on s.id = i.supplier`,
    'payables.open': `select o.id, o.number, o.supplier, s.name as supplier_name, o.entity, o.posted_on, o.due, o.on_hold, o.currency, -o.open as open,
        o.entity_currency, -o.entity_open as entity_open, o.group_currency, -o.group_open as group_open
      from open_items o left join suppliers s on s.id = o.supplier where o.kind = 'payable' and o.cleared_on is null`,
    'payables.receipts': `select r.id, r."day", r.contract, c.number as contract_number, k.item, s.name as supplier_name, r.quantity, r.reference, r.entity, r.recorded_at, r.recorded_by
      from goods_receipts r join cost_lines k on k.id = r.cost_line left join contracts c on c.id = r.contract left join suppliers s on s.id = k.supplier`,
    'payables.tolerances': 'select t.entity, t.quantity_percent, t.price_percent, t.currency, t.amount from match_tolerances t',
  },
  questions: {},
}
