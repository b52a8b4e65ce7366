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
    'payables.accounts': `select cast(o.supplier as text) || '/' || o.entity || '/' || o.currency as account, o.supplier, s.name as supplier_name, o.entity, o.currency, -sum(o.open) as open,
        -sum(case when o.open > 0 then o.open else 0 end) as credit, count(*) as items, min(case when o.open < 0 then o.due end) as due,
        sum(case when o.on_hold is null then 0 else 1 end) as held
      from open_items o join suppliers s on s.id = o.supplier where o.cleared_on is null and o.kind = 'payable' group by o.supplier, s.name, o.entity, o.currency`,
    'payables.payments': `select p.id, p.number, p.entity, p.supplier, s.name as supplier_name, p.paid_on, p.currency, p.amount, p.early_discount, p.bank_charges, p.advance, p.reference, p.created_at,
        p.created_by
      from supplier_payments p join suppliers s on s.id = p.supplier`,
    'payables.proposals': `select p.id, p.entity, p.pay_on, p.due_until, p.state, (select count(*) from payment_proposal_lines l where l.payment_proposal = p.id) as lines, p.currency, p.amount, p.early_discount,
        p.proposed_at, p.proposed_by, p.decided_by
      from payment_proposals p`,
    'payables.proposalLines': `select l.id, l.payment_proposal, l.entity, l.supplier, s.name as supplier_name, l.open_item, l.number, l.due, p.pay_on, l.currency, l."open", l.early_discount, l.pay,
        b.account_holder, b.ending, b.iban, b.sort_code, b.account_number, b.routing_number, b.decided_at as agreed_at, l.state
      from payment_proposal_lines l join payment_proposals p on p.id = l.payment_proposal join suppliers s on s.id = l.supplier left join supplier_bank_accounts b on b.id = l.bank_account`,
    'payables.bankAccounts': `select b.id, b.supplier, s.name as supplier_name, b.account_holder, b.iban, b.bic, b.sort_code, b.account_number, b.routing_number, b.ending, b.confirmation, b.state, b.proposed_at,
        b.proposed_by, b.proposed_by_user, b.decided_at, b.decided_by, b.reason
      from supplier_bank_accounts b join suppliers s on s.id = b.supplier`,
  },
  questions: {},
}
