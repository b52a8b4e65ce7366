/** Second factors, identities of other providers, scopes of tokens; what was blotted out of the log's answers. */
export const name = '0030-identity'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', flag: 'integer', instant: 'text' },
  postgres: { id: 'uuid', count: 'bigint', flag: 'boolean', instant: 'timestamptz' },
} as const

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table second_factors (
      "user" ${t.id} not null primary key,
      secret text not null,
      made_at ${t.instant} not null,
      confirmed_at ${t.instant},
      last_step ${t.count} not null,
      rev ${t.count} not null default 1
    )`,
    `create table recovery_codes (
      hash text not null primary key,
      "user" ${t.id} not null,
      used_at ${t.instant},
      rev ${t.count} not null default 1
    )`,
    `create index recovery_codes_user on recovery_codes ("user")`, // the codes of a person
    `create table sign_in_rules (
      code text not null primary key,
      second_factor text not null,
      roles text not null,
      openid_issuer text,
      client_id text,
      claim text not null,
      creates ${t.flag} not null,
      new_roles text not null,
      groups_claim text,
      group_roles text not null,
      rev ${t.count} not null default 1
    )`,
    `create table outside_identities (
      hash text not null primary key,
      "user" ${t.id} not null,
      openid_issuer text not null,
      outside_subject text not null,
      linked_at ${t.instant} not null,
      rev ${t.count} not null default 1
    )`,
    `create index outside_identities_user on outside_identities ("user")`, // whom a person is elsewhere
    // How whoever is signed in there has shown who they are.
    `alter table sessions add column shown_by text`,
    // Rights that a token has of its user's; nothing: all of them.
    `alter table tokens add column scopes text`,
  ]
}
