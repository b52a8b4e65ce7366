import { DataTypes, QueryTypes, type ModelAttributes, type ModelStatic, type Model, type Sequelize } from 'sequelize'
import type { Module, Plain } from '../../core/kernel/operation.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import { columnsOf, digestWriter, lineWriter, quoted, rowReader, rowWriter, snake, type Column } from './columns.ts'
import type { Dialect, SqlRow, SqlValue } from './session.ts'

/** How a kind of record lies in its table. Worked out once per kind and database. */
export interface Table {
  readonly kind: RecordKind
  readonly record: string
  readonly name: string
  readonly columns: readonly Column[]
  readonly list: string
  readonly key: Column
  /** The row counts its changes: whoever read an older one decides again. */
  readonly revised: boolean
  readonly entity: Column | undefined
  /** The log keeps a row of its own for each change. */
  readonly logged: boolean
  readonly keyOf: (row: Plain) => string
  readonly write: (row: Plain) => SqlValue[]
  /** A row as a line of PostgreSQL's bulk load. */
  readonly line: (row: Plain) => string
  readonly read: (values: SqlRow) => Plain
  readonly canonical: (row: Plain) => string
  /** The same as a program wrote it that did not know what migrations have filled since; `undefined` where the row cannot be that old. */
  readonly formerly: (row: Plain) => string | undefined
}

const known: Readonly<Record<Dialect, WeakMap<RecordKind, Table>>> = { sqlite: new WeakMap(), postgres: new WeakMap() }

export function tableOf(kind: RecordKind, dialect: Dialect): Table {
  let table = known[dialect].get(kind)
  if (table === undefined) {
    table = describe(kind, dialect)
    known[dialect].set(kind, table)
  }
  return table
}

function describe(kind: RecordKind, dialect: Dialect): Table {
  const { fields } = kind.shape
  const columns = columnsOf(fields, dialect)
  const columnFor = (field: string): Column => {
    const column = columns.find((c) => c.field === field)
    if (!column) throw new Error(`bug: expected a field ${field} of ${kind.record}`)
    return column
  }
  return {
    kind,
    record: kind.record,
    name: quoted(snake(kind.record)),
    columns,
    list: columns.map((c) => c.quoted).join(', '),
    key: columnFor(kind.key),
    revised: !kind.immutable && !kind.total,
    entity: kind.entityField === undefined ? undefined : columnFor(kind.entityField),
    logged: kind.partOf === undefined && !kind.total,
    keyOf: (row) => row[kind.key] as string,
    write: rowWriter(fields, dialect),
    line: lineWriter(fields),
    read: rowReader(fields),
    canonical: canonicalText(kind),
    formerly: formerText(kind),
  }
}

/** A row's text for its digest: fields in alphabetical order, absent ones left out, so that a field added later leaves old digests as they are. */
function canonicalText(kind: RecordKind, without: readonly string[] = []): (row: Plain) => string {
  const parts = Object.entries(kind.shape.fields)
    .filter(([name]) => !without.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => ({ name, head: `${JSON.stringify(name)}:`, print: digestWriter(field) }))
  return (row) => {
    let text = '{'
    for (const { name, head, print } of parts) {
      const value = row[name]
      if (value === null || value === undefined) continue
      text += `${text === '{' ? '' : ','}${head}${print(value)}`
    }
    return `${text}}`
  }
}

function formerText(kind: RecordKind): (row: Plain) => string | undefined {
  const filled = Object.entries(kind.filled ?? {})
  if (filled.length === 0) return () => undefined
  const text = canonicalText(kind, Object.keys(kind.filled ?? {}))
  return (row) => (filled.every(([name, value]) => value === null || row[name] === value) ? text(row) : undefined)
}

export const kindsOf = (modules: readonly Pick<Module, 'records'>[]): RecordKind[] => modules.flatMap((m) => [...m.records])

/** Statements that make the table of a kind: what a migration of a new record starts from, and how worlds of tests get theirs. */
export function tableStatements(kind: RecordKind, dialect: Dialect): string[] {
  const table = tableOf(kind, dialect)
  const lines = table.columns.map((c) => `${c.quoted} ${c.type}${c.nullable ? '' : ' not null'}`)
  if (table.revised) lines.push(`rev ${dialect === 'postgres' ? 'bigint' : 'integer'} not null default 1`)
  // Parts are found by the key of their owner, which several share.
  const own = kind.partOf === undefined || kind.key === 'id'
  if (own) lines.push(`primary key (${table.key.quoted})`)
  return [
    `create table ${table.name} (\n  ${lines.join(',\n  ')}\n)`,
    ...(own ? [] : [`create index ${quoted(`${snake(kind.record)}_owner`)} on ${table.name} (${table.key.quoted})`]),
  ]
}

const modelTypes: Readonly<Record<Dialect, Readonly<Record<string, unknown>>>> = {
  sqlite: { text: DataTypes.TEXT, integer: DataTypes.INTEGER },
  postgres: {
    text: DataTypes.TEXT,
    uuid: DataTypes.UUID,
    bigint: DataTypes.BIGINT,
    numeric: DataTypes.DECIMAL,
    boolean: DataTypes.BOOLEAN,
    date: DataTypes.DATEONLY,
    'timestamptz(3)': DataTypes.DATE(3),
  },
}

/** The Sequelize models of the records: what other tools of the host (schema checks, one-off scripts) use. Bulk work does not go through them. */
export function defineModels(sequelize: Sequelize, kinds: readonly RecordKind[]): ReadonlyMap<string, ModelStatic<Model>> {
  const dialect = sequelize.getDialect() as Dialect
  return new Map(
    kinds.map((kind) => {
      const table = tableOf(kind, dialect)
      const attributes = Object.fromEntries(
        table.columns.map((c) => [c.name, { type: modelTypes[dialect][c.type], allowNull: c.nullable, primaryKey: c === table.key }]),
      )
      if (table.revised)
        attributes['rev'] = {
          type: modelTypes[dialect][dialect === 'postgres' ? 'bigint' : 'integer'],
          allowNull: false,
          primaryKey: false,
        }
      const model = sequelize.define(kind.record, attributes as ModelAttributes, { tableName: snake(kind.record), timestamps: false })
      return [kind.record, model] as const
    }),
  )
}

/** Asked of the database itself: Sequelize's own description stumbles over indexes on expressions. */
async function columnsThere(sequelize: Sequelize, table: string): Promise<ReadonlySet<string>> {
  const sql =
    sequelize.getDialect() === 'sqlite'
      ? `select name from pragma_table_info(:table)`
      : `select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = :table`
  const rows = await sequelize.query<{ name: string }>(sql, { replacements: { table }, type: QueryTypes.SELECT })
  return new Set(rows.map((row) => row.name))
}

/** Columns that a record needs and its table lacks, as `table.column`: a release whose migration was forgotten says so when it starts. */
export async function missingColumns(sequelize: Sequelize, kinds: readonly RecordKind[]): Promise<string[]> {
  const models = defineModels(sequelize, kinds)
  const missing: string[] = []
  for (const model of models.values()) {
    const name = model.getTableName() as string
    const there = await columnsThere(sequelize, name)
    missing.push(
      ...Object.keys(model.getAttributes())
        .filter((column) => !there.has(column))
        .map((column) => `${name}.${column}`),
    )
  }
  return missing
}
