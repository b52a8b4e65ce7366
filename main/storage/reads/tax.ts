import { account } from '../../../core/ledger/posting.ts'
import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

const [owed, input] = [account('outputTax'), account('inputTax')]

/** A part of the customer as the document names it for ever. */
const buyer = (dialect: Dialect, part: string): string =>
  dialect === 'postgres' ? `(i.buyer::jsonb ->> '${part}')` : `json_extract(i.buyer, '$.${part}')`
// Documents of before their base was kept in the entity's currency: at the rate that the whole document went by.
const converted = (dialect: Dialect): string => {
  const exact = `t.base * 1.0 * i.entity_gross / nullif(i.gross, 0)`
  return `coalesce(t.entity_base, case when i.currency = i.entity_currency then t.base else cast(round(${exact}) as ${dialect === 'postgres' ? 'bigint' : 'integer'}) end, 0)`
}

/** What was sold: a row for each document and code, also where the tax is nothing. */
const sold = (
  dialect: Dialect,
): string => `select cast(i.id as text) || '/' || t.code as id, 'sale' as side, i.entity, i.issued as posted_on, i.kind as document, i.number, i.id as invoice, i.id as journal,
    ${buyer(dialect, 'name')} as party, ${buyer(dialect, 'country')} as party_country, ${buyer(dialect, 'taxId')} as party_tax_id, t.code, coalesce(t.category, c.category, 'S') as category, t.rate,
    t.currency, t.base, t.amount as tax, i.entity_currency, ${converted(dialect)} as entity_base,
    coalesce((select -sum(l.entity_amount) from journal_lines l where l.journal = i.id and l.tax_code = t.code and l.account = '${owed}'), 0) as output_tax, 0 as input_tax, i.kind as origin
  from invoice_taxes t join invoices i on i.id = t.invoice left join tax_codes c on c.code = t.code`

/** What other journals say of tax, by the codes on their lines: supplier invoices, intercompany charges, adjustments. */
const bought = (dialect: Dialect): string => {
  const none = dialect === 'postgres' ? 'null::uuid' : 'null'
  const on = (accounts: string, of: string): string => `sum(case when l.account ${accounts} then l.${of} else 0 end)`
  const [owing, back, base] = [`= '${owed}'`, `= '${input}'`, `not in ('${owed}', '${input}')`]
  // A reversal is on the side of what it takes back; of journals that could be either, a debit was bought.
  const isBought = `x.origin in ('supplierInvoice', 'supplierCredit', 'purchase', 'intercompany') or x.supplier is not null or x.back <> 0
    or (x.origin not in ('intercompanyInvoice', 'writeOff') and case when x.document = 'reversal' then x.entity_base < 0 else x.entity_base > 0 end)`
  const sign = `case when ${isBought} then 1 else -1 end`
  return `select cast(x.journal as text) || '/' || x.code as id, case when ${isBought} then 'purchase' else 'sale' end as side, x.entity, x.posted_on, x.document, x.number,
      ${none} as invoice, x.journal, coalesce(s.name, pe.name, cu.name) as party, coalesce(s.country, pe.country, cu.country) as party_country, coalesce(s.tax_id, pe.tax_id, cu.tax_id) as party_tax_id, x.code, coalesce(c.category, 'S') as category, c.rate,
      x.currency, x.base * ${sign} as base, case when ${isBought} then x.input else -x.owing end as tax, x.entity_currency, x.entity_base * ${sign} as entity_base,
      -x.entity_owing as output_tax, x.back as input_tax, x.origin
    from (select j.id as journal, j.entity, j.posted_on, j.document, coalesce(o.document, j.document) as origin, j.number, l.tax_code as code, l.currency, j.entity_currency, max(cast(l.supplier as text)) as supplier, max(cast(l.customer as text)) as customer, max(l.partner) as partner,
        ${on(base, 'amount')} as base, ${on(base, 'entity_amount')} as entity_base, ${on(owing, 'amount')} as owing, ${on(owing, 'entity_amount')} as entity_owing,
        ${on(back, 'amount')} as input, ${on(back, 'entity_amount')} as back
      from journals j join journal_lines l on l.journal = j.id left join journals o on j.document = 'reversal' and o.id = j.source
      where j.document not in ('invoice', 'creditNote') and l.tax_code is not null
      group by j.id, j.entity, j.posted_on, j.document, coalesce(o.document, j.document), j.number, l.tax_code, l.currency, j.entity_currency) x
      left join suppliers s on cast(s.id as text) = x.supplier left join entities pe on pe.code = x.partner left join customers cu on cast(cu.id as text) = x.customer left join tax_codes c on c.code = x.code`
}

export const taxLines = (dialect: Dialect): string => `${sold(dialect)} union all ${bought(dialect)}`

/** Businesses of other member states: what they owe the tax on themselves. */
const salesList = (dialect: Dialect): string => {
  const month = `substr(cast(x.posted_on as text), 1, 7)`
  const id = `coalesce(upper(replace(x.party_tax_id, ' ', '')), '')`
  const supply = `case when x.category = 'K' then 'goods' else 'service' end`
  return `select x.entity || '/' || ${month} || '/' || x.party_country || '/' || ${id} || '/' || ${supply} as id, x.entity, ${month} as period, x.party_country, max(${id}) as party_tax_id, max(x.party) as party,
      ${supply} as supply, count(*) as documents, x.entity_currency, sum(x.entity_base) as entity_base
    from (${sold(dialect)}) x where x.category in ('AE', 'K') group by x.entity, ${month}, x.party_country, ${id}, ${supply}, x.entity_currency`
}

export const taxReads: Reads = {
  views: {
    'tax.list': 'select t.code, t.names, t.country, t.rate, t.category, t.short, t.notes, t.valid_from, t.valid_to from tax_codes t',
    'tax.rules': 'select r."rule", r.country, r.valid_from, r.valid_to, r.codes, r.place, r.source from tax_rules r',
    'tax.checks':
      'select k.id, k.tax_id, k.country, k.authority, k.valid, k.checked_on, k.registered_to, k.reference, k.recorded_at, k.recorded_by from tax_id_checks k',
    'tax.lines': taxLines,
    'tax.salesList': salesList,
  },
  questions: {
    'tax.sums': (
      dialect,
    ) => `select x.side, x.code, coalesce(c.short, x.code) as short, x.category, x.rate, x.party_country, (x.party_tax_id is not null and x.party_tax_id <> '') as registered,
        (x.document in ('creditNote', 'supplierCredit')) as credit, (x.origin = 'writeOff') as written_off, x.entity_currency, sum(x.entity_base) as base, sum(x.output_tax) as output_tax, sum(x.input_tax) as input_tax, count(*) as documents
      from (${taxLines(dialect)}) x left join tax_codes c on c.code = x.code
      where x.entity = :entity and x.posted_on >= :from and x.posted_on <= :to and {entities x.entity}
      group by x.side, x.code, c.short, x.category, x.rate, x.party_country, (x.party_tax_id is not null and x.party_tax_id <> ''), (x.document in ('creditNote', 'supplierCredit')), (x.origin = 'writeOff'), x.entity_currency
      order by x.code`,
    'tax.movements': `select j.entity_currency, sum(case when l.account = '${owed}' then -l.entity_amount else 0 end) as owed,
        sum(case when l.account = '${owed}' and l.tax_code is not null then -l.entity_amount else 0 end) as owed_by_code,
        sum(case when l.account = '${input}' then l.entity_amount else 0 end) as input,
        sum(case when l.account = '${input}' and l.tax_code is not null then l.entity_amount else 0 end) as input_by_code
      from journals j join journal_lines l on l.journal = j.id
      where j.entity = :entity and j.posted_on >= :from and j.posted_on <= :to and l.account in ('${owed}', '${input}') and {entities j.entity} group by j.entity_currency`,
  },
}
