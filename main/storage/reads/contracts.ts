import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

// A line's own last billed day is the later of what was billed before Harmony and what Harmony charged.
const chargedTo = `(select max(x."to") from charges x where x.line = cl.id)`
const billedTo = (dialect: Dialect): string => {
  const last = dialect === 'postgres' ? '(l.charged_to - 1)' : `date(l.charged_to, '-1 day')`
  return `case when l.charged_to is null then l.billed_to when l.billed_to is null or ${last} > l.billed_to then ${last} else l.billed_to end`
}

const lines = (
  dialect: Dialect,
): string => `select l.id, l.contract, c.number as contract_number, l.number, l.customer, cu.name as customer_name, l.product,
    p.names as product_names, l.description, l.quantity, l.unit_price, l.currency, l.months, l.timing, l.anchor, l."start", l."end", ${billedTo(dialect)} as billed_to,
    l.tax_codes, l.po_number, c.state, l.entity, l.version
  from (select cl.*, ${chargedTo} as charged_to from contract_lines cl) l
  join contracts c on c.id = l.contract join customers cu on cu.id = l.customer join products p on p.code = l.product`

export const contractsReads: Reads = {
  views: {
    // What the lines come to is asked row by row, so that a page costs its own rows only.
    'contracts.list': (dialect) => `select c.id, c.number, c.customer, cu.name as customer_name, c.entity, c.name, c.state,
        (select count(*) from contract_lines l where l.contract = c.id) as line_count,
        (select string_agg(x.currency, ', ' order by x.currency) from (select distinct l.currency from contract_lines l where l.contract = c.id) x) as currencies,
        (select min(l."start") from contract_lines l where l.contract = c.id) as "start",
        (select case when count(l."end") = count(*) then max(l."end") end from contract_lines l where l.contract = c.id) as "end",
        (select case when count(b.billed_to) = count(*) then min(b.billed_to) end from (
          select ${billedTo(dialect)} as billed_to from (
            select cl.billed_to, ${chargedTo} as charged_to from contract_lines cl where cl.contract = c.id
          ) l) b) as billed_to
      from contracts c join customers cu on cu.id = c.customer`,
    'contracts.lines': lines,
  },
  questions: {
    'contracts.linesOf': (dialect) =>
      `${lines(dialect)} where l.contract = :contract and {entities l.entity} order by l.number limit 100000`,
    'contracts.chargedTo': `select max(x."to") as "to" from charges x where x.line = :line having max(x."to") is not null`,
  },
}
