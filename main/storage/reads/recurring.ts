import type { Reads } from './registry.ts'

export const recurringReads: Reads = {
  views: {},
  questions: {
    'recurring.lines': `select l.id, l.contract, c.number as contract_number, l.number, l.entity, l.customer, cu.name as customer_name, cu.family as customer_family, l.product,
        p.names as product_names, p.product_family, l.version, l.quantity, l.unit_price, l.currency, l."start", l."end", l.life, l.changes, l.added_at
      from contract_lines l join contracts c on c.id = l.contract join customers cu on cu.id = l.customer join products p on p.code = l.product
      where {entities l.entity} and c.state in ('active', 'ended') and l.state not in ('draft', 'signed', 'awaiting')
        and (l.kind = 'recurring' or (:measured and l.kind = 'consumption'))
      order by c.number, l.number, l.id`,
    'recurring.changes': `select h.id, h.line, h.contract, h.entity, h.number, h.effective, h.act, h.sets, h.quantity, h.unit_price, h.version, h."end", h.billing, h.amendment,
        h.reason, h.retracts, h.recorded_at, h.recorded_by
      from line_changes h where {entities h.entity} order by h.line, h.number`,
  },
}
