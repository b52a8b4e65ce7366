import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openHarmony } from '../../main/compose.ts'
import { harmony as commandLine } from '../doors/terminal.ts'
import { authority, databaseCertificate } from '../storage/tls-certificates.ts'
import { startPostgres } from './postgres.ts'

/** A company's PostgreSQL as an office has it: TLS by its own authority, passwords, the four roles, and one of a person. */
export interface Company {
  readonly folder: string
  readonly port: number
  /** File of the authority that vouches for the server. */
  readonly authority: string
  /** Passwords of `app`, `migrator`, `report` and `amelia.ford`. */
  readonly secrets: Readonly<Record<string, string>>
  /** As the administrator of the server. */
  sql(...statements: readonly string[]): Promise<void>
  end(): Promise<void>
}
const roles = ['app', 'migrator', 'report', 'amelia.ford']

export async function companyServer(): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-company-'))
  const server = await startPostgres(databaseCertificate)
  const admin = `${server.url}/company`
  const on = async (address: string, statements: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  await on(`${server.url}/postgres`, ['create database company'])
  writeFileSync(join(folder, 'authority.pem'), authority)
  writeFileSync(join(folder, 'admin'), `${admin}\n`, { mode: 0o600 })
  for (const words of [['roles'], ['person', 'amelia.ford']]) {
    const done = await commandLine(['database', ...words, '--admin-file', join(folder, 'admin'), '--passwords', join(folder, 'passwords')])
    if (done.code !== 0) throw new Error(done.errors)
  }
  await (await openHarmony({ databaseUrl: admin.replace('postgres@', 'harmony_migrator@') })).close()
  // From here on passwords count, but for the administrator of the tests.
  await on(admin, [
    `do $$ begin execute format('copy (select unnest(array[%L, %L])) to %L', 'host all postgres 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256', current_setting('hba_file')); end $$`,
    `select pg_reload_conf()`,
  ])
  return {
    folder,
    port: Number(new URL(server.url).port),
    authority: join(folder, 'authority.pem'),
    secrets: Object.fromEntries(roles.map((role) => [role, readFileSync(join(folder, 'passwords', `${role}-password`), 'utf8').trim()])),
    sql: (...statements) => on(admin, statements),
    end: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
