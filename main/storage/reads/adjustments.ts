import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

/** The debits of the lines that an adjustment keeps as data. */
const debits = (dialect: Dialect): string =>
  dialect === 'postgres'
    ? `(select coalesce(sum(greatest((x ->> 'amount')::bigint, 0)), 0)::bigint from jsonb_array_elements(a.lines::jsonb) x)`
    : `(select coalesce(sum(max(cast(json_extract(x.value, '$.amount') as integer), 0)), 0) from json_each(a.lines) x)`
const files = (dialect: Dialect): string => (dialect === 'postgres' ? `jsonb_array_length(a.files::jsonb)` : `json_array_length(a.files)`)

export const adjustmentReads: Reads = {
  views: {
    'adjustments.list': (
      dialect,
    ) => `select a.id, a.entity, a.posted_on, a.reason, a.currency, ${debits(dialect)} as amount, a.state, a.reverses_on, a.repeats_until, ${files(dialect)} as file_count,
        p.name as proposed_by_name, d.name as decided_by_name, a.journal, j.number
      from adjustments a left join users p on cast(p.id as text) = a.proposed_by left join users d on cast(d.id as text) = a.decided_by left join journals j on j.id = a.journal`,
    'adjustments.templates': `select t.code, t.name, t.entity, t.currency, t.reason, t.lines, t.auto_reverse from adjustment_templates t`,
  },
  questions: {},
}
