import type { Reads } from './registry.ts'

export const catalogReads: Reads = {
  views: {
    // The lines are counted in one pass: products are few, lines are many.
    'catalog.list': `select p.code, p.names, p.product_family, p.kind, v.model, v.basis, v.measure, v.revenue, p.unit, v.prices, v.service_code, p.version, v.valid_from,
        coalesce(n.lines, 0) as line_count, p.active
      from products p join product_versions v on v.product = p.code and v.version = p.version
      left join (select l.product, count(*) as lines from contract_lines l where {entities l.entity} group by l.product) n on n.product = p.code`,
    'catalog.affected': (
      dialect,
    ) => `select l.id, l.contract, c.number as contract_number, l.number, l.customer, cu.name as customer_name, l.product,
        p.names as product_names, l.version, p.version as current_version, ${dialect === 'postgres' ? 'l.version < p.version' : '(l.version < p.version)'} as behind,
        l.quantity, l.unit_price, l.currency, l."start", l."end", l.entity
      from contract_lines l join contracts c on c.id = l.contract join customers cu on cu.id = l.customer join products p on p.code = l.product
      where l.state <> 'ended' and c.state <> 'ended'`,
  },
  questions: {
    'catalog.linesByVersion': `select l.version, count(*) as line_count from contract_lines l
      where l.product = :product and {entities l.entity} group by l.version order by l.version desc`,
  },
}
