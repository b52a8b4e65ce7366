import type { Reads } from './registry.ts'

export const termsReads: Reads = {
  views: {
    'terms.list': `select c.id, c.code, c.version, c.titles, c.occasion, c.entity, c."rank", c.valid_from,
        not exists (select 1 from clauses n where n.code = c.code and coalesce(n.entity, '') = coalesce(c.entity, '') and n.version > c.version) as newest,
        (select min(w."from") from clause_withdrawals w where w.clause = c.id) as withdrawn_from, c.note, c.published_at, c.published_by
      from clauses c`,
  },
  questions: {},
}
