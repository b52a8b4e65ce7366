import type { Reads } from './registry.ts'

export const ratesReads: Reads = {
  views: {
    'rates.list': `select r.id, r."day", r.type, r.base, r.value, r.quote, r.source, r.version,
        not exists (select 1 from rates n
          where n.source = r.source and n.type = r.type and n.base = r.base and n.quote = r.quote and n."day" = r."day" and n.version > r.version) as "current"
      from rates r`,
  },
  questions: {},
}
