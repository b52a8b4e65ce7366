import type { Dialect } from '../session.ts'
import { ofRenewal } from './renewals.ts'
import { byService, codesOf } from './billing.ts'
import type { Reads } from './registry.ts'

const proposerOf = (run: string): string => `coalesce((select pr.proposer from billing_runs pr where pr.id = ${run}), '')`
// People who approved a charge, alone or with everything of its entity.
const approvals = `(select count(distinct r."user") from charge_reviews r where r.run = c.run and r.decision = 'approve'
    and (r.charge = c.id or (r.charge is null and r.entity = c.entity)) and r."user" <> ${proposerOf('c.run')})`
const held = `coalesce((select r.decision from charge_reviews r where r.run = c.run and r.charge = c.id and r.decision <> 'comment' order by r.at desc, r.id desc limit 1) = 'hold', false)`
const stillHeld = (
  r: string,
): string => `${r}.charge is not null and ${r}.decision = 'hold' and not exists (select 1 from charge_reviews a where a.run = ${r}.run and a.charge = ${r}.charge
    and a.decision = 'approve' and (a.at > ${r}.at or (a.at = ${r}.at and a.id > ${r}.id)))`

const lastDay = (dialect: Dialect): string => (dialect === 'postgres' ? `c."to" - 1` : `date(c."to", '-1 day')`)
// As the index of a review says it, word by word.
const stands = (dialect: Dialect): string =>
  `case when c.net = 0 then 'zero' when ${dialect === 'postgres' ? 'strpos' : 'instr'}(c.concerns, '"changed"') > 0 then 'changed' else 'ready' end`
const percent = (dialect: Dialect): string =>
  dialect === 'postgres'
    ? `round((c.net - c.last_net) * 100.0 / abs(c.last_net), 1)`
    : `printf('%.1f', (c.net - c.last_net) * 100.0 / abs(c.last_net))`

const review = (
  dialect: Dialect,
): string => `select c.id, c.run, c.entity, c.customer, cu.name as customer_name, c.contract, k.number as contract_number, c.line, l.number as line_number, c.product,
    c."from", ${lastDay(dialect)} as last_day, c.quantity, c.currency, c.net, c.last_net,
    case when c.last_net is null or c.last_net = 0 then null else ${percent(dialect)} end as percent,
    c.kind, c.mark, c.po_number, c.invoice,
    ${stands(dialect)} as review,
    ${held} as held, ${approvals} as approvals,
    (select count(*) from charge_reviews r where r.run = c.run and r.charge = c.id and r.comment is not null) as comments
  from charges c
    left join customers cu on cu.id = c.customer left join contracts k on k.id = c.contract left join contract_lines l on l.id = c.line`

// Where a server would look through all charges of a run, the few of a line are found by the line.
const unindexed = (column: string): string => `coalesce(${column}, ${column})`

const remedies = {
  missingPrice: 'setPrice', missingRate: 'setRate', missingTax: 'setTaxCode', noTaxRate: 'checkTax', poMissing: 'enterPo', tooLarge: 'splitLine', noReading: 'recordReading', fundFilled: 'checkCredit',
} as const // prettier-ignore
const remedyOf = (reason: string, of: Readonly<Record<string, string>>): string =>
  `case ${reason} ${Object.entries(of)
    .map(([known, remedy]) => `when '${known}' then '${remedy}'`)
    .join(' ')} else 'compare' end`
const blockedRemedy = remedyOf('b.reason', remedies)
const concernRemedies = {
  negative: 'checkCredit', taxIdMissing: 'enterTaxId', taxDiffers: 'checkTax', expired: 'renewOrEnd', zero: 'checkPrice',
} as const // prettier-ignore

// Its next term only waits for the day on which it begins.
const renewsItself = (dialect: Dialect): string => `case when ${ofRenewal(dialect, 'mode', 'e')} = 'auto' then 'yes' else 'no' end`

/**
 * What is unusual about charges, word by word: almost all lists are of one word, and the few of several have an index of their own. Every list is behind the empty
 * text; said, it makes a server that has not counted the charges of a run yet look among those alone that have one.
 */
const unusual = (dialect: Dialect): readonly { readonly from: string; readonly value: string }[] => {
  const commas = `${dialect === 'postgres' ? 'strpos' : 'instr'}(c.concerns, ',')`
  const each =
    dialect === 'postgres' ? 'cross join lateral jsonb_array_elements_text(c.concerns::jsonb) x(value)' : 'join json_each(c.concerns) x'
  return [
    {
      from: `charges c where c.concerns is not null and c.concerns > '' and ${commas} = 0`,
      value: 'substr(c.concerns, 3, length(c.concerns) - 4)',
    },
    { from: `charges c ${each} where ${commas} > 0`, value: 'x.value' },
  ]
}
// What ended since a run was proposed is found by the few lines that wait to be compared, each by its charges: a server that has not counted them would read all
// charges there are.
const endedSince = (dialect: Dialect): string => {
  const found = `charges c where c.line = e.id and c."from" > e."end" and c.kind = 'charge' and (c.concerns is null or c.concerns not like '%"expired"%')`
  const lines = 'e.recheck_from is not null and e."end" is not null'
  return dialect === 'postgres'
    ? `contract_lines e cross join lateral
        (select c.id, c.run, c.entity, c.customer, c.contract, c.line, c.product, c.currency, c.net from ${found} offset 0) c where ${lines}`
    : `contract_lines e cross join ${found} and ${lines}`
}

/**
 * Each exception of a charge is a row of its own: one charge may be both negative and beyond its term. What was unusual when it was proposed stands on the charge;
 * what was put right since is none any more, and what ended since is one.
 */
const exceptions = (dialect: Dialect): string => {
  const postgres = dialect === 'postgres'
  const none = postgres ? { id: 'null::uuid', minor: 'null::bigint', text: 'null::text' } : { id: 'null', minor: 'null', text: 'null' }
  const ofCharge = (reason: string, remedy: string, run = 'c.run'): string =>
    `select cast(c.id as text) || '/' || ${reason} as id, ${run} as run, ${reason} as reason, ${remedy} as remedy, c.entity, c.customer, c.contract, c.line, c.product, c.id as charge, c.currency, c.net`
  const over = `((e.term_end < c."from" and ${renewsItself(dialect)} = 'no') or e."end" < c."from")`
  const still = (
    value: string,
  ): string => `(${value} <> 'taxIdMissing' or exists (select 1 from customers q where q.id = c.customer and q.tax_id is null))
        and (${value} <> 'expired' or exists (select 1 from contract_lines e where e.id = c.line and ${over}))`
  const rows = [
    `select cast(b.line as text) || '/' || b.reason as id, b.run, b.reason, ${blockedRemedy} as remedy, b.entity, b.customer, b.contract, b.line, b.product,
        ${none.id} as charge, ${none.text} as currency, ${none.minor} as net from blocked_lines b`,
    ...unusual(dialect).map(({ from, value }) => `${ofCharge(value, remedyOf(value, concernRemedies))} from ${from} and ${still(value)}`),
    `${ofCharge(`'expired'`, `'renewOrEnd'`, postgres ? 'c.run' : unindexed('c.run'))} from ${endedSince(dialect)}`,
  ].join(' union all ')
  // PostgreSQL looks names up for the rows of a page alone; SQLite leaves joins out where a page or a count does not need them.
  const names = postgres
    ? `(select cu.name from customers cu where cu.id = x.customer) as customer_name, (select k.number from contracts k where k.id = x.contract) as contract_number,
      (select l.number from contract_lines l where l.id = x.line) as line_number`
    : 'cu.name as customer_name, k.number as contract_number, l.number as line_number'
  const joins =
    'left join customers cu on cu.id = x.customer left join contracts k on k.id = x.contract left join contract_lines l on l.id = x.line'
  return `select x.id, x.run, x.reason, x.remedy, x.entity, x.customer, x.contract, x.line, x.product, x.charge, x.currency, x.net, ${names}
    from (${rows}) x ${postgres ? '' : joins}`
}

// What a comparison reads of a charge and of its line. Looked up, not joined, so that a portion costs the same however long the history is.
const compared = `select c.id, c.run, c.invoice, c.entity, (select cu.name from customers cu where cu.id = c.customer) as customer_name, c.contract,
    (select k.number from contracts k where k.id = c.contract) as contract_number, c.line, l.number as line_number, c.product, c."from", c."to", c.quantity, c.currency, c.net, c.kind, c.trace,
    l.kind as line_kind, coalesce(l."end" <= :asOf, false) or l.state = 'ended' as ended,
    exists (select 1 from charges p where p.line = c.line and p."from" < c."from" and p.run <> c.run) as known,
    (select max(u.effective) from line_changes u where u.line = c.line and u.act = 'uplift') as uplift_on
  from charges c join contract_lines l on l.id = c.line`

export const billingReviewReads: Reads = {
  atOnce: ['billing.exceptions'],
  views: {
    'billing.reviewList': review,
    'billing.exceptions': exceptions,
    'billing.reviews': `select r.id, r.run, r.entity, r.charge, cu.name as customer_name, k.number as contract_number, r.decision, r.comment, r.at, r."by"
      from charge_reviews r left join charges c on c.id = r.charge left join customers cu on cu.id = c.customer left join contracts k on k.id = c.contract`,
  },
  questions: {
    'billing.heldCharges': `select distinct r.charge from charge_reviews r where r.run = :run and ${stillHeld('r')}`,
    'billing.approvalState': `select w.entity, w.needed, w.approved_whole, case when w.needed = 0 or w.approved_whole >= w.needed then 0 else
        (select count(*) from charges c where c.run = :run and c.entity = w.entity and not ${held} and ${approvals} < w.needed) end as missing,
        (select count(distinct h.charge) from charge_reviews h where h.run = :run and h.entity = w.entity and ${stillHeld('h')}) as held
      from (select e.code as entity, coalesce((select s.approvals from billing_settings s where s.entity = e.code), 0) as needed,
          (select count(distinct r."user") from charge_reviews r where r.run = :run and r.entity = e.code and r.charge is null and r.decision = 'approve'
            and r."user" <> ${proposerOf('r.run')}) as approved_whole
        from entities e where {in e.code :entities} and {entities e.code}) w order by w.entity`,
    'billing.chargesOfRun': `${compared} where c.run = :run and c.invoice > :afterInvoice and {in c.entity :entities} and {entities c.entity}
        and (:without is null or not exists (select 1 from charges n where n.line = c.line and ${unindexed('n.run')} = :without))
      order by c.run, c.invoice, c.id limit :limit`,
    'billing.proposedCharges': `select c.id, c.contract, k.number as contract_number, l.number as line_number, l.description, c.product, l.version, p.names as product_names, p.unit,
        c."from", c."to", c.quantity, c.currency, c.net, ${codesOf('c')} as tax_codes, c.trace, c.entity, c.customer, c.po_number, ${byService('tax', 'c')} as service_tax,
        ${byService('rate', 'c')} as service_rate
      from charges c join contracts k on k.id = c.contract join contract_lines l on l.id = c.line join products p on p.code = c.product
      where c.run = :run and c.invoice = :invoice and {entities c.entity} and not exists (select 1 from invoices i where i.id = c.invoice) order by c.id limit 100000`,
    'billing.creditsOf': `select x.id, x.corrects, x.kind, x.net, n.id is not null as posted, coalesce((select r.number from billing_runs r where r.id = x.run), '') as run,
        n.id as invoice, n.number, coalesce(sum(l.entity_amount), 0) as entity_amount, coalesce(sum(l.group_amount), 0) as group_amount
      from invoices i join charges c on c.run = i.run and c.invoice = i.id join charges x on x.corrects = c.id
        left join invoices n on n.id = x.invoice left join journal_lines l on l.journal = x.invoice and l.charge = x.id
      where i.id = :invoice and {entities i.entity} group by x.id, x.corrects, x.kind, x.net, n.id, x.run, n.number order by x.id`,
    'billing.creditedTaxes': `select t.code, sum(t.base) as base, sum(t.amount) as amount, coalesce(sum(l.entity_amount), 0) as entity_amount, coalesce(sum(l.group_amount), 0) as group_amount
      from invoices n join invoice_taxes t on t.invoice = n.id left join journal_lines l on l.journal = n.id and l.tax_code = t.code
      where n.corrects = :invoice and {entities n.entity} group by t.code order by t.code`,
    'billing.lastNths': `select c.line, c."from", c.kind = 'goodwill' as goodwill, max(c.nth) as nth from charges c where {in c.line :lines} group by c.line, c."from", c.kind = 'goodwill'`,
    'billing.contractsAfter': `select k.id from contracts k where k.id > :after and k.state in ('active', 'ended') and {entities k.entity} order by k.id limit :limit`,
    'billing.chargesInRuns': `${compared} where {in c.line :lines} and {in ${unindexed('c.run')} :runs} and {entities c.entity} order by c.line, c."from", c.id limit 1000000000`,
  },
}
