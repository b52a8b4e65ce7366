import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

/**
 * The last day of a line that anybody billed: the later of what was billed before Harmony and what Harmony charged. Periods of a line follow each other, so the
 * last to begin is the last to end. One expression over one look-up, for the planner repeats it wherever it is named.
 */
const billedTo = (dialect: Dialect, line: string): string => {
  const charged = `(select x."to" from charges x where x.line = ${line}.id order by x."from" desc limit 1)`
  return dialect === 'postgres'
    ? `greatest(${line}.billed_to, ${charged} - 1)`
    : `nullif(max(coalesce(${line}.billed_to, ''), coalesce(date(${charged}, '-1 day'), '')), '')`
}

const lines = (
  dialect: Dialect,
): string => `select l.id, l.contract, c.number as contract_number, l.number, l.customer, cu.name as customer_name, l.product,
    p.names as product_names, l.description, l.quantity, l.unit_price, l.currency, l.months, l.timing, l.anchor, l."start", l."end",
    ${billedTo(dialect, 'l')} as billed_to, l.tax_codes, l.po_number,
    case when c.state = 'active' then l.state else c.state end as state, l.entity, l.version, l.kind, l.term_end, l.bound_until
  from contract_lines l left join contracts c on c.id = l.contract left join customers cu on cu.id = l.customer left join products p on p.code = l.product`

export const contractsReads: Reads = {
  views: {
    // What the lines come to is asked row by row, so that a page costs its own rows only.
    'contracts.list': `select c.id, c.number, c.customer, cu.name as customer_name, c.entity, c.name, c.state,
        (select count(*) from contract_lines l where l.contract = c.id) as line_count,
        (select string_agg(x.currency, ', ' order by x.currency) from (select distinct l.currency from contract_lines l where l.contract = c.id) x) as currencies,
        (select min(l."start") from contract_lines l where l.contract = c.id) as "start",
        (select case when count(l."end") = count(*) then max(l."end") end from contract_lines l where l.contract = c.id) as "end"
      from contracts c left join customers cu on cu.id = c.customer`,
    'contracts.lines': lines,
  },
  questions: {
    'contracts.linesOf': (dialect) =>
      `${lines(dialect)} where l.contract = :contract and {entities l.entity} order by l.number limit 100000`,
    'contracts.toRenew': `select l.id as line from contract_lines l
      where l.term_end < :asOf and l.life is not null and l.state in ('active', 'suspended', 'notice') and l.id > :after and {entities l.entity}
        and exists (select 1 from contracts c where c.id = l.contract and c.state = 'active')
      order by l.id limit :limit`,
    // Changes recorded ahead of their day are few; which of them already stand in the row is seen in core.
    'contracts.toRoll': (dialect) => `select l.id as line from contract_lines l
      where l.state in ('active', 'suspended', 'notice') and l.id > :after and {entities l.entity}
        and (l."end" < :asOf or (l.changes > 0 and exists (select 1 from line_changes h where h.line = l.id and h.effective <= :asOf
          and h.effective >= ${dialect === 'postgres' ? `(h.recorded_at at time zone 'UTC')::date` : 'substr(h.recorded_at, 1, 10)'})))
      order by l.id limit :limit`,
    'contracts.chargedTo': `select x."to" from charges x where x.line = :line order by x."from" desc limit 1`,
  },
}
