import type { Reads } from './registry.ts'

export const ratesReads: Reads = {
  views: {
    'rates.list': `select r.id, r."day", r.type, r.base, r.value, r.quote, r.source, r.version, r.fetched_at, r.override is not null as overridden,
        not exists (select 1 from rates n
          where n.source = r.source and n.type = r.type and n.base = r.base and n.quote = r.quote and n."day" = r."day" and n.version > r.version) as "current"
      from rates r`,
    'rates.overrides': `select o.id, o.day, o.base, o.quote, o.value, o.type, o.source, o.published, o.reason, o.state, o.proposed_at, o.proposed_by, o.proposed_by_name,
        o.decided_at, o.decided_by_name, o.note
      from rate_overrides o`,
    'rates.imports': `select i.id, i.fetched_at, i.source, i.origin, i.file, i.state, i.first_day, i.last_day, i.added, i.changed, i.unchanged, i.unknown, i.created_by
      from rate_imports i`,
  },
  questions: {
    'rates.alreadyThere': `select r.quote, r."day", r.value, r.version, r.override is not null as overridden from rates r
      where r.source = :source and r."day" >= :from and r."day" <= :to and r.type = 'spot' and r.base = 'EUR' order by r."day", r.quote, r.version`,
    // Ordered, not the greatest of all: so the index is walked from its end and the first row that fits is the answer.
    'rates.lastPublished': `select r."day" from rates r where r.source = :source and r.override is null and r.type = 'spot' order by r."day" desc limit 1`,
    'rates.published': `select source, type, base, quote, "day", value, version, override from (
        select r.*, row_number() over (partition by r.source, r.type, r.base, r.quote order by r."day" desc, r.version desc) as nth
        from rates r where {in r.source :sources} and r."day" <= :day and r."day" >= :oldest) l
      where l.nth = 1 order by source, type, base, quote`,
  },
}
