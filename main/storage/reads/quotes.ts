import type { Reads } from './registry.ts'

/** Rates of the source that most legal entities convert by: a quote reckons with no other. */
const ofHouse = (rate: string): string =>
  `${rate}.source = coalesce((select p.source from rate_policies p group by p.source order by count(*) desc, min(p.entity) limit 1), 'ECB')`

export const quotesReads: Reads = {
  views: {
    'quotes.list': `select q.id, q.number, q.reference, q.title, q.customer, c.name as customer_name, q.state, q.currency, q.one_off, q.monthly, q.term_value,
        q.valid_until, q.version, q.owner, q.owner_name, q.opportunity, q.changed_at, q.issued_at, q.entity
      from quotes q left join customers c on c.id = q.customer`,
  },
  questions: {
    'quotes.versionsSeen': `select p.code as product, p.version from products p where {in p.code :products} order by p.code`,
    // Of each pair the last day on or before the day, in all its versions.
    'quotes.ratesSeen': `select r.source, r.type, r.base, r.quote, r."day", r.value, r.version from rates r
      join (select x.base, x.quote, max(x."day") as last from rates x where x.type = 'spot' and x."day" <= :day and ${ofHouse('x')} group by x.base, x.quote) l
        on l.base = r.base and l.quote = r.quote and l.last = r."day"
      where r.type = 'spot' and ${ofHouse('r')} order by r.base, r.quote, r.source, r.version`,
  },
}
