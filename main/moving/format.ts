import type { Dialect } from '../storage/session.ts'

/**
 * A company as one file: age (age-encryption.org/v1) around gzip around tar, so that `age -d FILE | tar xz` opens it without us. Inside, in this order:
 * `head.json` (what it is, and how its tables lie), `languages/*` (packs of words), `keys/secrets.key` (what closes
 * secrets in the database), `tables/<table>.ndjson` (one JSON document a line, ordered by the key),
 * `files/<sha-256>` (the bytes of every kept file), and last `manifest.json`, which says what has to be there. The tables and files of one company are the same
 * bytes whichever database they come from.
 */
export const formatName = 'harmony-company/1'
export const headName = 'head.json'
export const manifestName = 'manifest.json'
export const tableEntry = (table: string): string => `tables/${table}.ndjson`
export const fileEntry = (hash: string): string => `files/${hash}`
/** Files of the data folder that belong to the company, by the names that they have in both places. */
export const isBeside = (name: string): boolean => name === keyBeside || /^languages\/[\w-]{1,60}\.json$/.test(name)
export const keyBeside = 'keys/secrets.key'
/** What every file that age made begins with. */
export const ageMark = 'age-encryption.org/v1'
/** The name says with which tools it opens. */
export const fileEnding = '.tar.gz.age'

/** How a column's values are spelled: `whole` as a JSON number, `amount` (minor units) as text, `flag` as true or false, `bytes` as base64, all others as text. */
export type ColumnType = 'text' | 'whole' | 'amount' | 'flag' | 'instant' | 'bytes'
export interface PlacedColumn {
  readonly name: string
  readonly type: ColumnType
}
export interface PlacedTable {
  readonly name: string
  readonly columns: readonly PlacedColumn[]
  /** Columns that order the rows. */
  readonly key: readonly string[]
}

/** A backup is brought back to life beside what devices have seen since; a move goes on where the company stopped. */
export type Purpose = 'backup' | 'move'

export interface Head {
  readonly format: typeof formatName
  readonly id: string
  readonly purpose: Purpose
  readonly at: string
  /** The program that wrote it. */
  readonly version: string
  readonly database: Dialect
  /** Which migrations the tables have seen, by name. */
  readonly schema: readonly string[]
  readonly tables: readonly PlacedTable[]
}

export interface TableSum {
  readonly name: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}
/** What a legal entity has posted in one currency of its documents: minor units as text. Debits and credits are equal in every sound book. */
export interface LedgerTotal {
  readonly entity: string
  readonly currency: string
  readonly journals: number
  readonly lines: number
  readonly debit: string
  readonly credit: string
  /** Debits in the currency of the entity and of the group. */
  readonly entityDebit: string
  readonly groupDebit: string
}
/** The ends of the chains that vouch for what came before. */
export interface ChainHeads {
  /** Calls in the log, and the hash over them all. */
  readonly calls: number
  readonly hash: string
}
export interface Manifest {
  readonly format: typeof formatName
  readonly id: string
  readonly tables: readonly TableSum[]
  readonly files: { readonly count: number; readonly bytes: number; readonly sha256: string }
  readonly beside: readonly { readonly name: string; readonly sha256: string }[]
  readonly ledger: readonly LedgerTotal[]
  readonly chain: ChainHeads
  /** SHA-256 over the sums of tables and files: two stores with the same one hold the same company. */
  readonly content: string
}
