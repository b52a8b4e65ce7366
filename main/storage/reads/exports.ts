import type { Reads } from './registry.ts'

const month = 'substr(cast(j.posted_on as text), 1, 7)'
/** What no batch has taken, in a range of days. */
const waiting = `j.entity = :entity and {entities j.entity} and j.posted_on >= :from and j.posted_on <= :to and not exists (select 1 from exported_journals m where m.journal = j.id)`
const period = `left join periods p on p.entity = j.entity and p.month = ${month}`

export const exportsReads: Reads = {
  views: { 'exports.list': `select * from export_batches` },
  questions: {
    'exports.waiting': `select j.id, ${month} as month from journals j ${period}
      where ${waiting} and (:open or p.state in ('softClosed', 'locked')) order by j.posted_on, j.number limit :limit`,
    'exports.waitingMonths': `select ${month} as month, coalesce(min(p.state), 'open') as state, count(*) as journals from journals j ${period}
      where ${waiting} group by ${month} order by 1`,
    'exports.journals': `select j.id, j.number, j.document, j.posted_on, i.due, j.narrative, o.number as reverses, l.position, l.account, l.currency, l.amount, j.entity_currency, l.entity_amount,
        l.tax_code, c.tax_codes, l.customer, l.supplier, l.partner, t.number as item
      from journals j join journal_lines l on l.journal = j.id left join invoices i on i.id = j.id left join journals o on o.id = j.source and j.document = 'reversal'
        left join charges c on c.id = l.charge left join open_items t on t.id = l.open_item
      where {in j.id :ids} and {entities j.entity} order by j.posted_on, j.number, l.position`,
    'exports.movements': `select l.account, a.names, j.entity_currency as currency, sum(l.entity_amount) as movement, count(distinct case when m.journal is null then j.id end) as waiting
      from journals j join journal_lines l on l.journal = j.id left join exported_journals m on m.journal = j.id left join accounts a on a.code = l.account
      where j.entity = :entity and {entities j.entity} and ${month} = :month group by l.account, a.names, j.entity_currency order by l.account`,
    'exports.products': `select distinct cl.product, v.revenue from contract_lines cl join contracts k on k.id = cl.contract
        join product_versions v on v.product = cl.product and v.version = cl.version where k.entity = :entity and {entities k.entity} order by cl.product, v.revenue`,
    'exports.lastNumber': `select max(number) as number from export_parties
      where entity = :entity and length(number) = length(cast(:from as text)) and number >= cast(:from as text) and number <= cast(:to as text) having count(*) > 0`,
  },
} // prettier-ignore
