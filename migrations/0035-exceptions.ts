/** The exceptions of a run are found by what is rare about them, so that their list opens at once however many charges there are. */
export const name = '0035-exceptions'

type Dialect = 'sqlite' | 'postgres'

export function statements(dialect: Dialect): string[] {
  const several = dialect === 'postgres' ? `strpos(concerns, ',') > 0` : `instr(concerns, ',') > 0`
  return [
    `create index charges_several on charges (run, id) where ${several}`, // charges that are unusual in more than one way
    // Of the lines that wait to be compared again, those alone that end: what ended since a run was proposed is among them.
    `create index contract_lines_ended on contract_lines ("end") where recheck_from is not null and "end" is not null`,
  ]
}
