import { currencies, exponents } from '../../../core/kernel/money.ts'
import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

/** Minor units of `quantity × price × times`, exactly, rounded once with halves away from zero. SQLite keeps decimals as text and has a function for it. */
export const minorOf = (dialect: Dialect, quantity: string, price: string, times: string, currency: string): string => {
  const odd = currencies.filter((code) => exponents[code] !== 2)
  const places = `case ${currency} ${odd.map((code) => `when '${code}' then ${exponents[code]}`).join(' ')} else 2 end`
  return dialect === 'postgres'
    ? `cast(round(${quantity} * ${price} * ${times} * power(10::numeric, ${places})) as bigint)`
    : `product_minor(${quantity}, ${price}, ${times}, ${places})`
}

/** A number of the line's life, which is kept as text. */
export const ofRenewal = (dialect: Dialect, field: string, line = 'l'): string =>
  dialect === 'postgres' ? `(${line}.life::jsonb #>> '{renewal,${field}}')` : `json_extract(${line}.life, '$.renewal.${field}')`
const daysBefore = (dialect: Dialect, day: string, days: string): string =>
  dialect === 'postgres' ? `${day} - cast(${days} as integer)` : `date(${day}, '-' || ${days} || ' days')`

/** The list price of the line's version where it is one figure. */
export const listPrice = (dialect: Dialect): string =>
  dialect === 'postgres'
    ? `(select cast(j.value ->> 'unitPrice' as numeric) from jsonb_array_elements(v.prices::jsonb) j(value) where v.model = 'flat' and j.value ->> 'currency' = l.currency limit 1)`
    : `(select json_extract(j.value, '$.unitPrice') from json_each(v.prices) j where v.model = 'flat' and json_extract(j.value, '$.currency') = l.currency limit 1)`

const renewals = (dialect: Dialect): string => {
  const customerDays = `coalesce(${ofRenewal(dialect, 'noticeDays')}, ${dialect === 'postgres' ? `'0'` : '0'})`
  const supplierDays = `coalesce(${ofRenewal(dialect, 'supplierNoticeDays')}, ${customerDays})`
  const unlessGiven = (by: string): string =>
    `case when l.term_end is not null and l.state <> 'notice' then ${daysBefore(dialect, 'l.term_end', by)} end`
  const price = `coalesce(l.unit_price, ${listPrice(dialect)})`
  return `select l.id, l.contract, c.number as contract_number, l.number, l.customer, cu.name as customer_name, l.entity, l.product, p.names as product_names,
      l.description, l.kind, l.state, ${ofRenewal(dialect, 'mode')} as renewal_mode, coalesce(l.term_end, l."end") as term_end,
      ${unlessGiven(customerDays)} as customer_notice_by, ${unlessGiven(supplierDays)} as supplier_notice_by, l.bound_until, l.quantity, l.currency,
      ${minorOf(dialect, 'l.quantity', price, `case v.basis when 'year' then 1 else 12 end`, 'l.currency')} as value_per_year
    from contract_lines l join contracts c on c.id = l.contract left join customers cu on cu.id = l.customer left join products p on p.code = l.product
      left join product_versions v on v.product = l.product and v.version = l.version
    where c.state = 'active' and l.state in ('signed', 'awaiting', 'active', 'suspended', 'notice') and l.kind in ('recurring', 'consumption')
      and (l.term_end is not null or l."end" is not null or l.bound_until is not null)`
}

export const renewalsReads: Reads = { views: { 'contracts.renewals': renewals }, questions: {} }
