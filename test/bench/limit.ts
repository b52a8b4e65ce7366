/// <reference path="../../main/storage/pg-copy-streams.d.ts" />
/// <reference path="../../main/storage/better-sqlite3-multiple-ciphers.d.ts" />
import Sqlite from 'better-sqlite3-multiple-ciphers'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { databaseFileIn } from '../../main/data-folder.ts'
import { Meter, type Cost } from './measure.ts'
import { postmasterOf, type Spot } from './places.ts'

/** A row as the driver gives it and takes it. */
type Values = readonly unknown[]
/** Where the rows come from, and where they go in bulk. */
interface Source {
  rows(sql: string): Promise<readonly Values[]>
  close(): Promise<void>
}
interface Target {
  load(tables: readonly Loading[]): Promise<void>
  close(): Promise<void>
}
interface Loading {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly Values[]
}

/** Invoices of one commit. */
const portion = 1000

/** What proposing and posting write by invoice: the column that says whose row it is. Each commit loads the rows of its own invoices. */
const byInvoice: Readonly<Record<string, string>> = {
  charges: 'invoice',
  invoices: 'id',
  invoice_taxes: 'invoice',
  journals: 'id',
  journal_lines: 'journal',
  open_items: 'id',
  recognitions: 'invoice',
}
/** The log, by its running number; each commit loads its share. */
const byNumber = ['changes', 'calls', 'events'] as const
/** What is not found by its invoice, written once at the end: which of its rows. */
const atTheEnd: Readonly<Record<string, string>> = {
  balances: 'true',
  number_series: 'true',
  billing_runs: 'true',
  blocked_lines: 'true',
  fund_lots: 'true',
  fund_movements: 'true',
  // Rows that were there before and were written again, as they stand now: into an empty table that is an insert, too.
  funds: 'lots > 0',
  contract_lines: 'rev > 1',
}

/** What proposing wrote: all else is of the posting. */
export const proposing: readonly string[] = ['charges', 'blocked_lines']

export type Counts = Readonly<Record<string, number>>
const tables = [...Object.keys(byInvoice), ...byNumber, ...Object.keys(atTheEnd)]

/** How many rows lie in each table that a billing run writes. */
export async function countRows(spot: Spot): Promise<Counts> {
  const source = await sourceOf(spot)
  const counts: [string, number][] = []
  for (const table of tables)
    counts.push([table, Number((await source.rows(`select count(*) from ${table} where ${atTheEnd[table] ?? 'true'}`))[0]![0])])
  await source.close()
  return Object.fromEntries(counts)
}

/**
 * Loads everything that a billing run wrote into `from`, and `whole` tables, over into the empty store `into`, as fast as the database takes it; nothing of the
 * tables that are left out. Reading is not measured.
 */
export async function loadTheSame(
  from: Spot,
  into: Spot,
  before: Counts,
  whole: readonly string[] = [],
  leftOut: readonly string[] = [],
): Promise<Cost> {
  const source = await sourceOf(from)
  const target = await targetOf(into)
  const columns = await columnsOf(source, from, [...tables, ...whole])
  const meter = new Meter(await postmasterOf(into))
  const read = async (table: string, where: string): Promise<Loading> => {
    const list = columns.get(table)!
    return { table, columns: list, rows: await source.rows(`select ${list.join(', ')} from ${table} where ${where}`) }
  }
  const first: Loading[] = []
  for (const table of whole) first.push(await read(table, 'true'))
  if (first.length > 0) await meter.measure(() => target.load(first))
  const ids = (await source.rows('select id from invoices order by id')).map(([id]) => id as string)
  const commits = Math.ceil(ids.length / portion)
  const begins = new Map(byNumber.map((table) => [table, before[table]!] as const))
  const last = new Map<string, number>()
  for (const table of byNumber) last.set(table, Number((await source.rows(`select max(seq) from ${table}`))[0]![0]))
  for (let n = 0; n < commits; n++) {
    const [low, high] = [ids[n * portion]!, ids[Math.min(ids.length, (n + 1) * portion) - 1]!]
    const loads: Loading[] = []
    for (const [table, owner] of Object.entries(byInvoice)) loads.push(await read(table, `${owner} between '${low}' and '${high}'`))
    for (const table of byNumber) {
      const share = (part: number): number => begins.get(table)! + Math.round(((last.get(table)! - begins.get(table)!) * part) / commits)
      loads.push(await read(table, `seq > ${share(n)} and seq <= ${share(n + 1)}`))
    }
    if (n === commits - 1)
      for (const [table, where] of Object.entries(atTheEnd)) if (!whole.includes(table)) loads.push(await read(table, where))
    const wanted = loads.filter(({ table }) => !leftOut.includes(table))
    await meter.measure(() => target.load(wanted))
  }
  await source.close()
  await target.close()
  return meter.cost()
}

async function columnsOf(source: Source, { dialect }: Spot, tables: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const table of tables) {
    const names = await source.rows(
      dialect === 'sqlite'
        ? `select name from pragma_table_info('${table}')`
        : `select column_name from information_schema.columns where table_name = '${table}' order by ordinal_position`,
    )
    found.set(table, names.map(([name]) => `"${name as string}"`)) // prettier-ignore
  }
  return found
}

const sourceOf = ({ dialect, at }: Spot): Promise<Source> => (dialect === 'sqlite' ? Promise.resolve(sqliteSource(at)) : postgresSource(at))
const targetOf = ({ dialect, at }: Spot): Promise<Target> => (dialect === 'sqlite' ? Promise.resolve(sqliteTarget(at)) : postgresTarget(at))

function sqliteSource(folder: string): Source {
  const handle = new Sqlite(databaseFileIn(folder), { readonly: true })
  return {
    rows: async (sql) => handle.prepare(sql).raw(true).all() as Values[],
    close: async () => void handle.close(),
  }
}
function sqliteTarget(folder: string): Target {
  const handle = new Sqlite(databaseFileIn(folder))
  // As the product opens it.
  for (const setting of [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'cache_size = -65536',
    'temp_store = MEMORY',
    'mmap_size = 268435456',
  ])
    handle.pragma(setting)
  const prepared = new Map<string, ReturnType<typeof handle.prepare>>()
  return {
    load: async (loads) => {
      handle.exec('begin immediate')
      for (const { table, columns, rows } of loads) {
        let insert = prepared.get(table)
        if (!insert)
          prepared.set(
            table,
            (insert = handle.prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)),
          )
        for (const row of rows) insert.run(row)
      }
      handle.exec('commit')
    },
    close: async () => void handle.close(),
  }
}

const asText = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig
async function postgresSource(url: string): Promise<Source> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    rows: async (sql) => (await client.query({ text: sql, rowMode: 'array', types: asText })).rows as Values[],
    close: () => client.end(),
  }
}
async function postgresTarget(url: string): Promise<Target> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    load: async (loads) => {
      await client.query('begin')
      for (const { table, columns, rows } of loads) if (rows.length > 0) await copy(client, table, columns, rows)
      await client.query('commit')
    },
    close: () => client.end(),
  }
}

const awkward = /[\\\n\r\t]/
const escaped = (value: unknown): string => {
  if (value === null) return '\\N'
  const text = value as string
  return awkward.test(text) ? text.replace(/[\\\n\r\t]/g, (sign) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign] ?? '\\\\') : text
}
const copy = (client: pg.Client, table: string, columns: readonly string[], rows: readonly Values[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
    stream.once('error', reject)
    stream.once('finish', resolve)
    let chunk = ''
    for (const row of rows) {
      let line = escaped(row[0])
      for (let i = 1; i < row.length; i++) line += `\t${escaped(row[i])}`
      chunk += `${line}\n`
      if (chunk.length > 262_144) {
        stream.write(chunk)
        chunk = ''
      }
    }
    stream.end(chunk)
  })
