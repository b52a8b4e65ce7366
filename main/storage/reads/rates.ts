import type { Reads } from './registry.ts'

export const ratesReads: Reads = {
  views: {
    'rates.list': `select r.id, r."day", r.type, r.base, r.value, r.quote, r.source, r.version, r.fetched_at, r.override is not null as overridden,
        not exists (select 1 from rates n
          where n.source = r.source and n.type = r.type and n.base = r.base and n.quote = r.quote and n."day" = r."day" and n.version > r.version) as "current"
      from rates r`,
  },
  questions: {
    'rates.published': `select source, type, base, quote, "day", value, version, override from (
        select r.*, row_number() over (partition by r.source, r.type, r.base, r.quote order by r."day" desc, r.version desc) as nth
        from rates r where {in r.source :sources} and r."day" <= :day and r."day" >= :oldest) l
      where l.nth = 1 order by source, type, base, quote`,
  },
}
