/** Clauses of orders and what customers signed: evidence with its seals, links to sign by, keys, printed documents. */
export const name = '0017-terms'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', flag: 'integer', day: 'text', instant: 'text' },
  postgres: { id: 'uuid', count: 'bigint', flag: 'boolean', day: 'date', instant: 'timestamptz(3)' },
} as const
type Types = (typeof types)[Dialect]

export function statements(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    ...ofClauses(t),
    ...ofSignatures(t),
    ...ofKeys(t),
    ...indexes,
    ...['clauses', 'clause_withdrawals', 'signatures', 'countersignatures', 'signed_documents'].flatMap((table) => guards(dialect, table)),
  ]
}

const ofClauses = (t: Types): string[] => [
  `create table clauses (
    id ${t.id} not null primary key,
    code text not null,
    version ${t.count} not null,
    entity text,
    occasion text not null,
    titles text not null,
    texts text not null,
    hashes text not null,
    "rank" ${t.count} not null,
    valid_from ${t.day} not null,
    note text,
    published_at ${t.instant} not null,
    published_by text not null
  )`,
  `create table clause_withdrawals (
    id ${t.id} not null primary key,
    clause ${t.id} not null,
    "from" ${t.day} not null,
    reason text not null,
    withdrawn_at ${t.instant} not null,
    withdrawn_by text not null
  )`,
]

const ofSignatures = (t: Types): string[] => [
  `create table signatures (
    id ${t.id} not null primary key,
    record text not null,
    subject ${t.id} not null,
    kind text not null,
    reference text,
    entity text not null,
    customer ${t.id} not null,
    document text not null,
    payload text not null,
    payload_hash text not null,
    clauses text not null,
    signer text not null,
    "role" text,
    email text,
    place text,
    method text not null,
    image text,
    viewed_at ${t.instant} not null,
    consented_at ${t.instant} not null,
    signed_at ${t.instant} not null,
    seal_key text not null,
    previous text,
    sealed_at ${t.instant} not null,
    seal text not null,
    link text not null,
    captured_by text not null
  )`,
  `create table countersignatures (
    signature ${t.id} not null primary key,
    received_at ${t.instant} not null,
    seal_key text not null,
    previous text,
    sealed_at ${t.instant} not null,
    seal text not null,
    link text not null,
    chain text not null
  )`,
  `create table signing_invitations (
    id ${t.id} not null primary key,
    link_hash text not null,
    record text not null,
    subject ${t.id} not null,
    entity text not null,
    customer ${t.id} not null,
    signer text not null,
    email text,
    payload text not null,
    document text not null,
    expires_at ${t.instant} not null,
    state text not null,
    viewed_at ${t.instant},
    signature ${t.id},
    created_at ${t.instant} not null,
    created_by text not null,
    rev ${t.count} not null default 1
  )`,
  `create table signed_documents (
    id ${t.id} not null primary key,
    signature ${t.id} not null,
    language text not null,
    countersigned ${t.flag} not null,
    "file" text not null,
    archived_at ${t.instant} not null
  )`,
]

const ofKeys = (t: Types): string[] => [
  `create table signing_keys (
    public_key text not null primary key,
    kept_by text not null,
    name text not null,
    certified_at ${t.instant} not null,
    certified_by text not null,
    certificate text not null,
    revoked_at ${t.instant},
    rev ${t.count} not null default 1
  )`,
  // The host's own: no record of the business, so that no list, feed or log can ever show it. One row.
  `create table seal_keys (
    slot ${t.count} not null primary key,
    public_key text not null,
    secret_key text not null,
    head text,
    made_at ${t.instant} not null
  )`,
]

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create unique index clauses_version on clauses (code, coalesce(entity, ''), version)`, // two people publish one version each
  `create index clause_withdrawals_clause on clause_withdrawals (clause)`, // whether a clause is withdrawn
  `create index signatures_subject on signatures (subject)`, // the evidence of an order
  `create unique index signatures_link on signatures (link)`, // the same seal is evidence once; how a chain goes on
  `create index signatures_previous on signatures (seal_key, previous)`, // where a chain forks
  `create unique index signing_invitations_link on signing_invitations (link_hash)`, // what a link opens
  `create index signing_invitations_subject on signing_invitations (subject)`, // who was asked to sign an order
  `create index signed_documents_signature on signed_documents (signature)`, // what the archive holds of it
]

/** Words that were signed and signatures never change: the database itself refuses. */
function guards(dialect: Dialect, table: string): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (act) =>
        `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
    )
  return [
    `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
    `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
  ]
}
