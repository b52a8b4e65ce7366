/** Lines that share a pool are found by its name, however many lines there are. */
export const name = '0013-pools'

export function statements(dialect: 'sqlite' | 'postgres'): string[] {
  const pool = dialect === 'postgres' ? `(cast(life as jsonb) ->> 'pool')` : `json_extract(life, '$.pool')`
  return [
    `create index contract_lines_pool on contract_lines (${pool}) where ${pool} is not null`, // who is priced together, asked for each portion of a run
  ]
}
