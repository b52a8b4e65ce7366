/** Figures that people pin. Tables of weights by which British bank accounts are checked, each as it was published. */
export const name = '0044-pins'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', instant: 'text', day: 'text' },
  postgres: { id: 'uuid', count: 'bigint', instant: 'timestamptz(3)', day: 'date' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table pins (
      id ${t.id} not null primary key,
      "user" ${t.id} not null,
      figure text not null,
      pinned_as text,
      question text,
      pinned_at ${t.instant} not null,
      rev ${t.count} not null default 1
    )`,
    `create index pins_user on pins ("user", pinned_at)`, // what a person sees first
    `create table weight_tables (
      id ${t.id} not null primary key,
      edition text not null,
      "from" ${t.day} not null,
      weight_file text not null,
      substitute_file text,
      ranges ${t.count} not null,
      weight_rows text not null,
      substitutions text not null,
      loaded_at ${t.instant} not null,
      loaded_by text not null
    )`,
    `create index weight_tables_from on weight_tables ("from", loaded_at)`, // the one in force on a day
    ...(dialect === 'sqlite'
      ? ['update', 'delete'].map(
          (act) =>
            `create trigger weight_tables_no_${act} before ${act} on weight_tables begin select raise(abort, 'harmony: weight_tables rows never change'); end`,
        )
      : [
          `create trigger weight_tables_frozen before update or delete on weight_tables for each row execute function harmony_refuse_change()`,
          `create trigger weight_tables_kept before truncate on weight_tables for each statement execute function harmony_refuse_change()`,
        ]),
  ]
}
