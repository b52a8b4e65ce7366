/** The moments of 0030 on PostgreSQL to the millisecond, as every other moment is kept: what the database rounds is what the product read. */
export const name = '0042-instants'

const moments = { second_factors: ['made_at', 'confirmed_at'], recovery_codes: ['used_at'], outside_identities: ['linked_at'] } as const

export const statements = (dialect: 'sqlite' | 'postgres'): string[] =>
  dialect === 'sqlite'
    ? []
    : Object.entries(moments).map(
        ([table, columns]) => `alter table ${table} ${columns.map((c) => `alter column ${c} type timestamptz(3)`).join(', ')}`,
      )
