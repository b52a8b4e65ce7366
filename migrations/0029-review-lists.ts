/** What was unusual about a charge when it was proposed stands on it, so that the lists of a review open at once however many charges there are. */
export const name = '0029-review-lists'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = { sqlite: { minor: 'integer' }, postgres: { minor: 'bigint' } } as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  const changed = dialect === 'postgres' ? `strpos(concerns, '"changed"') > 0` : `instr(concerns, '"changed"') > 0`
  return [
    `alter table charges add column last_net ${t.minor}`,
    `alter table charges add column concerns text`,
    // Charges of a run as they were made, and where each stands in its review: the tabs of a review and their counts.
    `create index charges_review on charges (run, id, (case when net = 0 then 'zero' when ${changed} then 'changed' else 'ready' end))`,
    `create index charges_concerns on charges (run, id, concerns) where concerns is not null`, // the exceptions of a run
    // Few lines wait to be compared again; what ended since a run was proposed is among them.
    `create index contract_lines_recheck on contract_lines (recheck_from) where recheck_from is not null`,
  ]
}
