import type { Reads } from './registry.ts'

export const quotesReads: Reads = {
  views: {
    'quotes.list': `select q.id, q.number, q.reference, q.title, q.customer, c.name as customer_name, q.state, q.currency, q.one_off, q.monthly, q.term_value,
        q.valid_until, q.version, q.owner, q.owner_name, q.opportunity, q.changed_at, q.issued_at, q.entity
      from quotes q left join customers c on c.id = q.customer`,
  },
  questions: {
    'quotes.versionsSeen': `select p.code as product, p.version from products p where {in p.code :products} order by p.code`,
    // Of each pair the last day on or before the day, in its newest version.
    'quotes.ratesSeen': `select r.source, r.type, r.base, r.quote, r."day", r.value, r.version from rates r
      where r.type = 'spot' and r."day" <= :day and not exists (select 1 from rates n where n.type = r.type and n.base = r.base and n.quote = r.quote
        and n."day" <= :day and (n."day" > r."day" or (n."day" = r."day" and n.version > r.version)))
      order by r.base, r.quote, r.source`,
  },
}
