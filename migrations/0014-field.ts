/** Devices in the field: territories, what arrives from them and what needs a person; on a device its queue and the rows beneath what is not settled yet. */
export const name = '0014-field'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', flag: 'integer', instant: 'text', day: 'text' },
  postgres: { id: 'uuid', count: 'bigint', flag: 'boolean', instant: 'timestamptz(3)', day: 'date' },
} as const

export function statements(dialect: Dialect): string[] {
  return [...places(dialect), ...arrivals(dialect), ...(dialect === 'sqlite' ? queue : []), ...guards(dialect)]
}

function places(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table territories (code text not null primary key, name text not null, rev ${t.count} not null default 1)`,
    `create table territory_moves (
      id ${t.id} not null primary key,
      customer ${t.id} not null,
      former_territory text,
      new_territory text,
      moved_at ${t.instant} not null,
      moved_by text not null
    )`,
    `create index territory_moves_customer on territory_moves (customer)`, // was it the device's once
    `alter table customers add column territory text`,
    `create index customers_territory on customers (territory)`, // what a device holds
    `alter table users add column territories text`,
    `create table devices (
      id ${t.id} not null primary key,
      "user" ${t.id} not null,
      name text not null,
      short_code text not null,
      public_key text not null,
      certificate text not null,
      state text not null,
      enrolled_at ${t.instant} not null,
      enrolled_by text not null,
      state_since ${t.instant} not null,
      rev ${t.count} not null default 1
    )`,
    `create unique index devices_short_code on devices (short_code)`, // references are unique for ever
    `create unique index devices_public_key on devices (public_key)`, // one key, one device
    `create table enrolments (
      hash text not null primary key,
      "user" ${t.id} not null,
      name text not null,
      created_at ${t.instant} not null,
      created_by text not null,
      expires_at ${t.instant} not null,
      used_by ${t.id},
      rev ${t.count} not null default 1
    )`,
    // How a device was doing when it last called; no log keeps it, for it changes with every call.
    `create table device_seen (
      device ${t.id} not null primary key,
      at ${t.instant} not null,
      since ${t.count} not null,
      unsent ${t.count} not null,
      oldest ${t.instant},
      version text not null,
      skew ${t.count},
      sealed_at ${t.instant},
      sealed_seq ${t.count},
      sealed text
    )`,
  ]
}

function arrivals(dialect: Dialect): string[] {
  const t = types[dialect]
  const own = dialect === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement'
  return [
    `create table intents (
      id ${t.id} not null primary key,
      device ${t.id} not null,
      previous ${t.id},
      operation text not null,
      version ${t.count} not null,
      actor ${t.id} not null,
      captured_at ${t.instant} not null,
      day ${t.day} not null,
      received_at ${t.instant} not null,
      clock text not null,
      skew ${t.count},
      reference text,
      body text not null,
      body_hash text not null,
      signature text not null,
      state text not null,
      code text,
      result text not null,
      merged text not null
    )`,
    `create index intents_device on intents (device, received_at)`, // what a device sent
    `create table attentions (
      id ${t.id} not null primary key,
      kind text not null,
      intent ${t.id} not null,
      device ${t.id} not null,
      "user" ${t.id} not null,
      operation text not null,
      code text not null,
      about text not null,
      record text,
      subject text,
      matter text,
      customer ${t.id},
      entity text,
      mine text not null,
      original text not null,
      theirs text not null,
      fields text not null,
      cause ${t.id},
      state text not null,
      opened_at ${t.instant} not null,
      assignee ${t.id},
      resolution text,
      resolved_at ${t.instant},
      resolved_by text,
      note text,
      rev ${t.count} not null default 1
    )`,
    `create index attentions_intent on attentions (intent)`, // does one that came before wait
    `create index attentions_cause on attentions (cause) where cause is not null`, // what waits for one
    `create index attentions_open on attentions (state) where state <> 'resolved'`, // the desk
    // What could not be believed: a wrong signature, another body under a known id, a lost device. Kept as it came.
    `create table sync_quarantine (id ${own}, device text, at ${t.instant} not null, why text not null, body text not null)`,
    // Counts tries outside the transaction of the intent, for one that brings the process down (sync.md 2.6).
    `create table sync_attempts (id ${t.id} not null primary key, tries ${t.count} not null, at ${t.instant} not null)`,
    // Files that come in parts, in any order (sync.md 2.15).
    `create table sync_blobs (hash text not null primary key, name text not null, mime text not null, size ${t.count} not null, parts ${t.count} not null, complete_at ${t.instant}, begun_at ${t.instant} not null)`,
    `create table sync_blob_parts (hash text not null, part ${t.count} not null, body ${dialect === 'postgres' ? 'bytea' : 'blob'} not null, primary key (hash, part))`,
  ]
}

/** A device is a SQLite file, always. Frozen for ever: it may only be extended with columns that can be null (sync.md 2.2). */
const queue = [
  `create table queue (
    lseq integer primary key autoincrement,
    id text not null unique,
    previous text,
    operation text not null,
    version integer not null,
    actor text not null,
    at text not null,
    reference text,
    body text not null,
    body_hash text not null,
    signature text not null,
    local_result text not null,
    state text not null default 'saved' check (state in ('saved', 'applied', 'attention', 'settled')),
    hold text,
    warning text,
    ack_epoch integer,
    feed_seq integer,
    outcome text
  )`,
  `create index queue_saved on queue (lseq) where state = 'saved'`, // what is to be sent
  `create index queue_open on queue (state) where state <> 'settled'`, // what lies over the copy
  `create trigger queue_immutable before update of id, previous, operation, version, actor, at, reference, body, body_hash, signature on queue
    begin select raise(abort, 'harmony: what was captured never changes'); end`,
  `create trigger queue_kept before delete on queue when old.state <> 'settled'
    begin select raise(abort, 'harmony: what was captured is not settled yet'); end`,
  // The hub's rows beneath what this device changed: JSON lists of column values, empty where there was no row.
  `create table beneath (record text not null, row_id text not null, rows text not null, primary key (record, row_id))`,
  // Which intent touched which row, and what it left there.
  `create table touched (lseq integer not null, record text not null, row_id text not null, made integer not null, left_rows text not null, primary key (lseq, record, row_id))`,
  `create index touched_row on touched (record, row_id)`, // who touched a row
  // While a whole copy comes down anew: what it holds, so that the rest can go at the end.
  `create table loading (record text not null, row_id text not null, primary key (record, row_id)) without rowid`,
  `create table device_state (key text not null primary key, value text not null)`,
  `create table outgoing_blobs (hash text not null primary key, size integer not null, parts integer not null, sent text not null, complete_epoch integer)`,
]

const kept = ['intents', 'territory_moves']

function guards(dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return kept.flatMap((table) =>
      ['update', 'delete'].map(
        (act) =>
          `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} are only ever added'); end`,
      ),
    )
  return kept.flatMap((table) => [
    `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
    `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
  ])
}
