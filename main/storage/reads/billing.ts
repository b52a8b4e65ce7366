import { salesTaxCode, untaxedSaleCode } from '../../../core/tax/statute/america.ts'
import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

// What may be due: the next unbilled day is on or before the day of the run. What is due, and for which periods, is reckoned in core.
const mayBeDue = `
  l.contract_number is not null and l.start <= :asOf and (l.recheck_from is not null or (
  (l.kind not in ('oneOff', 'prepay') or l.charged_to is null)
  and (l.billed_to is null or (l.billed_to < :asOf and (l.end_day is null or l.billed_to < l.end_day)))
  and (l.charged_to is null or (l.charged_to <= :asOf and (l.timing = 'advance' or l.charged_to < :asOf) and (l.end_day is null or l.charged_to <= l.end_day)))))`

// What stands beside a line is looked up line by line and never joined, so that a portion costs the same however many customers there are
// (a join read all of them for each portion: 3 s instead of 30 ms). The limit keeps the looking up in its place: once for each line.
const lines = (
  where: string,
  contractStates = `('active')`,
): string => `select cl.id, cl.contract, cl.number, cl.customer, cl.entity, cl.product, cl.version, cl.quantity, cl.unit_price, cl.currency,
    cl.months, cl.timing, cl.anchor, cl."start" as start, cl."end" as end_day, cl.billed_to, cl.tax_codes, cl.po_number,
    cl.kind, cl.changes, cl.recheck_from, cl.life, cl.added_at, cl.term_end,
    (select k.number from contracts k where k.id = cl.contract and k.state in ${contractStates}) as contract_number,
    (select cu.po_required from customers cu where cu.id = cl.customer) as po_required,
    (select x."to" from charges x where x.line = cl.id order by x."from" desc limit 1) as charged_to,
    (select x.net from charges x where x.line = cl.id and x.kind = 'charge' order by x."from" desc, x.nth desc limit 1) as last_net
  from contract_lines cl where ${where} and cl.state not in ('draft', 'signed', 'awaiting') limit 1000000000`

/** What a sales tax service said of a charge. Looked up one by one, so that the order of the charges stays what it was. */
export const byService = (what: 'tax' | 'rate', charge: string): string =>
  `(select t.${what} from charge_taxes t where t.charge = ${charge}.id)`
/** The tax codes of a charge: of one that a service says bears no tax, that it bears none. */
export const codesOf = (charge: string): string =>
  `case when ${byService('tax', charge)} = 0 then '["${untaxedSaleCode}"]' else ${charge}.tax_codes end`

/** Runs of the caller's legal entities. Where others are in a run, only what is the caller's own is counted. */
const runs = (dialect: Dialect): string => {
  const postgres = dialect === 'postgres'
  const listed = postgres ? 'jsonb_array_elements_text(r.entities::jsonb) e(value)' : 'json_each(r.entities) e'
  const ownSum = (of: 'charges' | 'invoices'): string =>
    postgres
      ? `(select coalesce(sum((t.value ->> '${of}')::bigint), 0)::bigint from jsonb_each(r.totals::jsonb) t where {entities t.key})`
      : `(select coalesce(sum(json_extract(t.value, '$.${of}')), 0) from json_each(r.totals) t where {entities t.key})`
  const own = (whole: string, part: string): string =>
    `case when not exists (select 1 from ${listed} where not {entities e.value}) then ${whole} else ${part} end`
  return `select r.id, r.number, r.as_of, r.state, r.kind, ${own('r.charges', ownSum('charges'))} as charges, ${own('r.invoices', ownSum('invoices'))} as invoices,
      ${own('r.posted', `${postgres ? 'least' : 'min'}(r.posted, ${ownSum('invoices')})`)} as posted,
      ${own('r.blocked', '(select count(*) from blocked_lines b where b.run = r.id and {entities b.entity})')} as blocked,
      r.created_at, r.created_by, r.posted_at
    from billing_runs r where exists (select 1 from ${listed} where {entities e.value})`
}

// Looked up, not joined, for the same reason.
const traced = `select c.id, c.run, c.invoice, c.entity, c.customer, (select cu.name from customers cu where cu.id = c.customer) as customer_name, c.contract, c.line, c.product,
    c."from", c."to", c.currency, c.net, c.tax_codes, c.trace
  from charges c`

/**
 * The day from which on a comparison may need the charges of a line: a period before what changed, what is due, and the end of the last charge that nothing corrects.
 * What is billed once has few. A month more is taken, for months are of different lengths.
 */
const neededFrom = (dialect: Dialect): string => {
  const standing = `(select u."to" from charges u where u.line = cl.id and u.kind = 'charge' and u.corrects is null
    and not exists (select 1 from charges v where v.corrects = u.id and v.kind <> 'goodwill') order by u."from" desc limit 1)`
  const ever = dialect === 'postgres' ? `date '0001-01-01'` : `'0001-01-01'`
  const days = `coalesce(cl.recheck_from, :asOf), :asOf, coalesce(${standing}, cl."start")`
  const months = 'cl.months + 1'
  const day =
    dialect === 'postgres' ? `cast(least(${days}) - make_interval(months => cast(${months} as integer)) as date)` : `date(min(${days}), '-' || (${months}) || ' months')`
  return `case when :all or cl.kind in ('oneOff', 'prepay') then ${ever} else ${day} end`
} // prettier-ignore
/** Looked up line by line, by the index of their periods. */
const chargesOfLines = (dialect: Dialect): string => {
  const fields = `c.id, c.run, c.line, c."from", c."to", c.nth, c.kind, c.corrects, c.quantity, c.net, c.currency, c.trace`
  const found = `c.line = n.line and c."from" >= n.since and c.kind <> 'goodwill'`
  const proposed = `(select r.created_at from billing_runs r where r.id = c.run) as proposed_at`
  const needed = `(select cl.id as line, ${neededFrom(dialect)} as since from contract_lines cl where {in cl.id :lines} limit 1000000000) n`
  return dialect === 'postgres'
    ? `select c.*, ${proposed} from ${needed} cross join lateral (select ${fields} from charges c where ${found} limit 1000000000) c order by c.line, c.id`
    : `select ${fields}, ${proposed} from ${needed} cross join charges c where ${found} order by c.line, c.id`
}

export const billingReads: Reads = {
  views: {
    'billing.runs': runs,
    // What a row names is always there; asked for with a left join, the database leaves it out where a page or a count does not need it.
    'billing.chargeList': (
      dialect,
    ) => `select c.id, c.run, c.entity, c.customer, cu.name as customer_name, c.contract, k.number as contract_number, l.number as line_number, c.product,
        c."from", ${dialect === 'postgres' ? 'c."to" - 1' : `date(c."to", '-1 day')`} as last_day, c.quantity, c.currency, c.net, c.po_number, c.mark, c.invoice
      from charges c left join customers cu on cu.id = c.customer left join contracts k on k.id = c.contract left join contract_lines l on l.id = c.line`,
    'billing.blockedList': `select b.run, b.line, b.entity, b.customer, cu.name as customer_name, b.contract, k.number as contract_number, l.number as line_number, b.product, b.reason
      from blocked_lines b left join customers cu on cu.id = b.customer left join contracts k on k.id = b.contract left join contract_lines l on l.id = b.line`,
    'billing.invoices': `select i.id, i.number, i.kind, i.entity, i.customer, cu.name as customer_name, i.issued, i.due, i.currency, i.net, i.tax, i.gross,
        i.entity_currency, i.entity_gross, i.group_currency, i.group_gross, i.po_number, i.run
      from invoices i left join customers cu on cu.id = i.customer`,
  },
  questions: {
    'billing.blockedByRate': `select b.entity, b.about, count(*) as lines from blocked_lines b join billing_runs r on r.id = b.run
      where b.reason = 'missingRate' and r.state in ('proposing', 'proposed', 'posting') and (:run is null or b.run = :run) and {entities b.entity}
      group by b.entity, b.about order by b.entity, b.about`,
    'billing.portionEnd': `select cl.customer from contract_lines cl where cl.entity = :entity and cl.customer > :afterCustomer
      order by cl.customer, cl.id limit 1 offset :lines`,
    'billing.dueLines': `select l.id, l.contract, l.contract_number, l.number, l.customer, l.po_required, l.product, l.version, l.quantity, l.unit_price, l.currency,
        l.months, l.timing, l.anchor, l.start as "start", l.end_day as "end", l.billed_to, l.charged_to, l.tax_codes, l.po_number,
        l.kind, l.changes, l.recheck_from, l.life, l.added_at, l.term_end, l.last_net
      from (${lines('cl.entity = :entity and cl.customer > :afterCustomer and cl.customer <= :upToCustomer')}) l
      where ${mayBeDue} order by l.customer, l.id`,
    'billing.contractDueLines': `select l.id, l.contract, l.contract_number, l.number, l.customer, l.po_required, l.product, l.version, l.quantity, l.unit_price, l.currency,
        l.months, l.timing, l.anchor, l.start as "start", l.end_day as "end", l.billed_to, l.charged_to, l.tax_codes, l.po_number,
        l.kind, l.changes, l.recheck_from, l.life, l.added_at, l.term_end, l.last_net
      from (${lines('cl.contract = :contract and {entities cl.entity}', `('active', 'ended')`)}) l where l.contract_number is not null order by l.number`,
    'billing.groupings': `select cu.id as customer, cu.invoice_by from customers cu where cu.id > :afterCustomer and cu.id <= :upToCustomer and cu.invoice_by is not null`,
    'billing.taxParties': 'select cu.id, cu.country, cu.region, cu.tax_id, cu.consumer from customers cu where {in cu.id :customers}',
    'billing.taxChecks': `select distinct k.country, k.tax_id, k.authority, k.valid, k.checked_on from customers cu join tax_id_checks k
        on k.tax_id = upper(replace(replace(replace(replace(cu.tax_id, ' ', ''), '.', ''), '-', ''), '/', '')) and k.country = cu.country
      where {in cu.id :customers}
      union select distinct k.country, k.tax_id, k.authority, k.valid, k.checked_on from contract_recipients r join tax_id_checks k
        on k.tax_id = upper(replace(replace(replace(replace(r.tax_id, ' ', ''), '.', ''), '-', ''), '/', '')) and k.country = r.country
      where {in r.customer :customers} order by 5`,
    'billing.recipients':
      'select r.contract, r.name, r.address, r.country, r.region, r.tax_id from contract_recipients r where {in r.customer :customers}',
    'billing.changesOfLines': `select h.id, h.line, h.contract, h.entity, h.number, h.effective, h.act, h.sets, h.quantity, h.unit_price, h.version, h."end", h.billing, h.amendment,
        h.reason, h.retracts, h.recorded_at, h.recorded_by
      from line_changes h where {in h.line :lines} order by h.line, h.number`,
    'billing.chargesOfLines': chargesOfLines,
    // By the index of pools, which knows those lines alone that have one. Asked in order, PostgreSQL would rather walk all lines by their ids; so core sorts them.
    'billing.poolMembers': (dialect) => {
      const pool = dialect === 'postgres' ? `(cast(l.life as jsonb) ->> 'pool')` : `json_extract(l.life, '$.pool')`
      return `select ${pool} as pool, l.id as line, l.quantity, l."start", l."end", l.life, l.changes
        from contract_lines l where ${pool} is not null and {in ${pool} :pools} and l.state not in ('draft', 'signed', 'awaiting')`
    },
    'billing.lineCount': `select count(*) as lines from contract_lines cl where {in cl.entity :entities}`,
    // Walked in order first and narrowed afterwards: narrowed at once, a server that has not counted the table yet thinks so few are left that it sorts all the
    // rest of the run for each portion (125 ms instead of 12).
    'billing.runCharges': `select c.id, c.invoice, c.entity, c.customer, c.contract, c.line, c.product, c.po_number, c."from", c."to", c.currency, c.net, ${codesOf('c')} as tax_codes, c.revenue, c.quantity, c.kind, c.corrects,
        ${byService('tax', 'c')} as service_tax, ${byService('rate', 'c')} as service_rate
      from (select id, invoice, entity, customer, contract, line, product, po_number, "from", "to", currency, net, tax_codes, revenue, quantity, kind, corrects
        from charges where run = :run and invoice > :afterInvoice order by run, invoice, id limit 1000000000) c
      where {in c.entity :entities} limit :limit`,
    // One line of a journal speaks of each charge; it credits what is charged.
    'billing.carriedCharges': `select k.charge, sum(k.net) as net, sum(k.entity_net) as entity_net, sum(k.group_net) as group_net from (
        select c.id as charge, c.net, -l.entity_amount as entity_net, -l.group_amount as group_net
          from charges c join journal_lines l on l.journal = c.invoice and l.charge = c.id where {in c.id :charges} and {entities c.entity}
        union all select x.corrects, x.net, -l.entity_amount, -l.group_amount
          from charges x join journal_lines l on l.journal = x.invoice and l.charge = x.id
          where {in x.corrects :charges} and x.kind <> 'goodwill' and {entities x.entity}) k
      group by k.charge order by k.charge`,
    'billing.tracedCharges': `${traced} where {entities c.entity} and c.run = :run and c.invoice >= :afterInvoice and (c.invoice > :afterInvoice or c.id > :after)
      order by c.run, c.invoice, c.id limit :limit`,
    'billing.allTracedCharges': `${traced} where {entities c.entity} and c.id > :after order by c.id limit :limit`,
    'billing.invoiceCharges': `select c.id, c.contract, k.number as contract_number, l.number as line_number, l.description, c.product, l.version, p.names as product_names, p.unit,
        c."from", c."to", c.quantity, c.currency, c.net, ${codesOf('c')} as tax_codes, c.trace
      from invoices i join charges c on c.run = i.run and c.invoice = i.id
      join contracts k on k.id = c.contract join contract_lines l on l.id = c.line join products p on p.code = c.product
      where i.id = :invoice and {entities c.entity} order by c.id limit 100000`,
    'billing.postedSums': `select i.entity, i.currency, sum((select count(*) from charges c where c.run = i.run and c.invoice = i.id)) as charges, sum(i.net) as net
      from invoices i where i.run = :run and {entities i.entity} group by i.entity, i.currency order by i.entity, i.currency`,
    'billing.salesTaxMissing': `select count(*) as charges from charges c where c.run = :run and c.tax_codes = '["${salesTaxCode}"]' and {in c.entity :entities}
      and not exists (select 1 from charge_taxes t where t.charge = c.id)`,
    'billing.chargeForWhy': `select c.id, c.entity, cu.name as customer_name, c.currency, c.net, c.trace, i.number as invoice_number
      from charges c join customers cu on cu.id = c.customer left join invoices i on i.id = c.invoice
      where c.id = :charge and {entities c.entity}`,
  },
}
