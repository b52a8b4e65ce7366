import type pg from 'pg'
import type { Caller, Module } from '../../core/kernel/operation.ts'
import { postgresSession, type Session } from './session.ts'
import { kindsOf, tableOf, type Table } from './tables.ts'

/**
 * The second fence between legal entities, on PostgreSQL: policies on every table with a column `entity`, so that a query that forgets its WHERE shows
 * nothing of other entities. It guards against our own mistakes, not against somebody who can run SQL of their own: they can say another entity's name.
 * The setting lives in one transaction (`set_config(…, true)`), never in a connection that the next one gets.
 */
export type Within = Caller['entities']

const setting = 'harmony.entities'
/** Codes of entities have no comma in them (core/kernel/shape.ts). */
const textOf = (within: Within): string => (within === 'all' ? '*' : within.join(','))

/** Says whose rows the transaction is about. */
export async function standWithin(session: Session, within: Within): Promise<void> {
  await session.rows(`select set_config('${setting}', $1::text, true)`, [textOf(within)], true)
}

/** Work that looks beyond the caller's entities on purpose; nothing else of the transaction comes in between. */
export const fenceOpen = <T>(session: Session, within: Within, work: (session: Session) => Promise<T>): Promise<T> =>
  session.alone(async (own) => {
    await standWithin(own, 'all')
    const found = await work(own)
    await standWithin(own, within)
    return found
  })

/** Reads in a transaction of their own, because the setting lives in one: its beginning and the setting are one message. */
export async function fencedRead<T>(client: pg.Client, within: Within, body: (session: Session) => Promise<T>): Promise<T> {
  await client.query(`begin; select set_config('${setting}', ${client.escapeLiteral(textOf(within))}, true)`)
  let result: T
  try {
    result = await body(postgresSession(client, true))
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  await client.query('commit')
  return result
}

/** Whether the role that is connected stands before the fence: owners of nothing do, superusers never. */
export async function isFenced(session: Session): Promise<boolean> {
  const [row] = await session.rows(
    `select bool_or(row_security_active(c.oid)) from pg_class c where c.relrowsecurity and c.relnamespace = to_regnamespace(current_schema())`,
  )
  return row?.[0] === 't'
}

/** Rows of an entity table that two entities share are left to the program. Of the entities themselves everybody sees the names. */
export const isFencedTable = (table: Table): boolean => table.entity?.name === 'entity'

export const fencedTables = (modules: readonly Pick<Module, 'records'>[]): Table[] =>
  kindsOf(modules)
    .map((kind) => tableOf(kind, 'postgres'))
    .filter(isFencedTable)

/** Worked out once for a query and not for each row. */
const named = `(select current_setting('${setting}', true))`
const visible = `entity is null or ${named} = '*' or entity = any ((select string_to_array(current_setting('${setting}', true), ','))::text[])`

/** Statements that put the fence up around the tables that are there; the same again changes nothing. */
export const fenceStatements = (modules: readonly Pick<Module, 'records'>[], schema: string): string[] =>
  fencedTables(modules).flatMap(({ name }) => [
    `alter table ${schema}.${name} enable row level security`,
    // The owner too: views that belong to it show no more than the setting says.
    `alter table ${schema}.${name} force row level security`,
    `drop policy if exists own_entities on ${schema}.${name}`,
    `create policy own_entities on ${schema}.${name} using (${visible}) with check (${visible})`,
  ])
