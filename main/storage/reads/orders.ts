import type { Reads } from './registry.ts'

/** Approvals that an order asks for as it stands. */
const approvals = (state: string): string =>
  `(select count(*) from approvals a where a.row = cast(o.id as text) and a.record = 'orders' and a."current" and a.state = '${state}')`

export const ordersReads: Reads = {
  views: {
    'orders.list': `select o.id, o.number, o.reference, o.title, o.customer, c.name as customer_name, o.state, o.currency, o.one_off, o.monthly, o.term_value,
        o.signed_on, o.po_number, o.po_follows, ${approvals('open')} as open_approvals, ${approvals('declined')} as declined_approvals, o.quote, o.contract,
        k.number as contract_number, o.owner, o.owner_name, o.captured_at, o.changed_at, o.entity
      from orders o left join customers c on c.id = o.customer left join contracts k on k.id = o.contract`,
    'orders.lines': `select l.id, l."order", o.number as order_number, o.reference, o.customer, c.name as customer_name, o.state as order_state, l.number, l.product,
        l.version, l.description, l.kind, l.quantity, l.currency, l.per, l.list_price, l.price_by, l.unit_price, l.discount_percent, l.bundle, l.one_off,
        l.monthly, l.term_value, l.contract_line, l.entity
      from order_lines l left join orders o on o.id = l."order" left join customers c on c.id = o.customer`,
    // What was signed by a link and became no order: taken in a moment later, or something is in the way.
    'orders.signedByLink': `select s.id, s.record, s.subject, s.kind, coalesce(o.number, o.reference, q.number, q.reference, s.reference) as reference, s.customer,
        c.name as customer_name, s.signer, s.signed_at, i.created_by, s.entity
      from signatures s join signing_invitations i on i.signature = s.id
        left join orders o on s.record = 'orders' and o.id = s.subject
        left join quotes q on s.record = 'quotes' and q.id = s.subject
        left join customers c on c.id = s.customer
      where not exists (select 1 from orders t where t.signature = s.id)
        and (o.state = 'draft' or q.state in ('draft', 'issued', 'viewed', 'expired', 'accepted'))`,
  },
  questions: {},
}
