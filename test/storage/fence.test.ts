import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { contracts } from '../../core/contracts/contract.ts'
import { modules } from '../../core/harmony.ts'
import { exposureOf } from '../../core/approvals/reads.ts'
import type { Day, Instant } from '../../core/kernel/day.ts'
import { put, remove } from '../../core/kernel/operation.ts'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { connect } from '../../main/storage/connect.ts'
import { fenceOpen, fencedTables } from '../../main/storage/fence.ts'
import { openHost } from '../../main/storage/host.ts'
import { MayNotMigrate } from '../../main/storage/migrate.ts'
import { reportViews, verifierOf } from '../../main/storage/roles.ts'
import { sheetOf } from '../attack/sheets.ts'
import type { Session } from '../../main/storage/session.ts'
import { kindsOf, tableOf } from '../../main/storage/tables.ts'
import { harmony as commandLine } from '../doors/terminal.ts'
import { emptyPlace } from '../world/stores.ts'

/** An installation as the handbook describes it: roles first, then the migrations by one of them, then the program by another. */
interface Estate {
  readonly folder: string
  readonly prefix: string
  as(role: 'app' | 'migrator' | 'report' | 'administrator'): string
  sql(role: 'app' | 'migrator' | 'report' | 'administrator', ...statements: readonly string[]): Promise<unknown[][]>
  end(): Promise<void>
}
async function estate(name: string): Promise<Estate> {
  const { place, drop } = await emptyPlace('postgres', name)
  const { url } = place as { url: string }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-roles-'))
  const prefix = `h${randomUUID().replaceAll('-', '').slice(0, 12)}`
  writeFileSync(path.join(folder, 'admin'), `${url}\n`, { mode: 0o600 })
  const as: Estate['as'] = (role) => (role === 'administrator' ? url : url.replace('postgres@', `${prefix}_${role}@`))
  return {
    folder,
    prefix,
    as,
    sql: async (role, ...statements) => {
      const client = new pg.Client({ connectionString: as(role) })
      await client.connect()
      try {
        let rows: unknown[][] = []
        for (const statement of statements) ({ rows } = await client.query({ text: statement, rowMode: 'array' }))
        return rows
      } finally {
        await client.end()
      }
    },
    end: async () => {
      await drop()
      const client = new pg.Client({ connectionString: `${url.slice(0, url.lastIndexOf('/'))}/postgres` })
      await client.connect()
      for (const end of ['app', 'migrator', 'report', 'owner']) await client.query(`drop role if exists ${prefix}_${end}`)
      await client.end()
      rmSync(folder, { recursive: true })
    },
  }
}
const rolesOf = (here: Estate) =>
  commandLine([
    'database',
    'roles',
    '--admin-file',
    path.join(here.folder, 'admin'),
    '--prefix',
    here.prefix,
    '--passwords',
    path.join(here.folder, 'passwords'),
  ])

describe('least privilege on PostgreSQL', () => {
  let here: Estate
  let harmony: Harmony
  const act = async (operation: string, input: unknown = {}, login?: string): Promise<any> => {
    const caller = (await harmony.localAdministrator(login))!
    const done = await harmony.run({ id: randomUUID(), operation, input, caller })
    if (!done.ok) throw new Error(`${operation} was refused: ${JSON.stringify(done.refusal)}`)
    return done.result
  }
  beforeAll(async () => {
    here = await estate('roles')
    const applied = await rolesOf(here)
    expect([applied.code, applied.errors]).toEqual([0, ''])
    // The program may not make tables, and says which role may.
    await expect(openHarmony({ databaseUrl: here.as('app') })).rejects.toThrow(MayNotMigrate)
    await (await openHarmony({ databaseUrl: here.as('migrator') })).close()
    harmony = await openHarmony({ databaseUrl: here.as('app'), dataDir: here.folder, shape: 'hub' })
    await act('demo.seed')
  }, 60_000)
  afterAll(async () => {
    await harmony?.close()
    await here?.end()
  })

  it('does the whole main job as a role that may read and write rows: import, bill, post, audit', async () => {
    expect(harmony.database.fenced).toBe(true)
    const sheet = sheetOf([{ Customer: 'Nobody Ltd', Product: 'NOTHING', Contract: 'X-1' }])
    const file = await harmony.files.put(sheet, 'a.csv', 'text/csv')
    expect((await act('imports.contracts', { file, entity: 'NLUK' })).rejected).toBe(1)
    const { run } = await act('billing.propose', { asOf: '2026-12-01' })
    const posted = await act('billing.post', { run })
    expect(posted.posted).toBeGreaterThan(10)
    expect((await act('audit.run')).ok).toBe(true)
    expect((await act('audit.replay')).ok).toBe(true)
  }, 60_000)

  it('takes somebody out of what never changes, by the one way that its owner gave it', async () => {
    const [{ id, name }] = (await act('customers.contacts', { search: 'Charlotte Vale', limit: 1 })).rows
    await act('opportunities.recordConsent', { contact: id, channel: 'mail', act: 'withdrawn', source: `Mail of ${name}` })
    const { id: erasure } = await act('privacy.propose', { person: 'contact', subject: id, cause: 'request' })
    const { pseudonym } = await act('privacy.decide', { erasure, approve: true }, 'it.admin')
    const said = await harmony.database.read(
      (session) =>
        session.rows(
          `select (select count(*) from calls where outcome like '%${name}%'), (select string_agg(distinct said_by, ',') from consent_events where contact = '${id}')`,
        ),
      'all',
    )
    expect(said).toEqual([['0', pseudonym]])
    expect((await act('audit.run')).ok).toBe(true)
    const changed = harmony.database.transact((session) => session.run(`update consent_events set said_by = 'Nobody'`), 'all')
    await expect(changed).rejects.toThrow('permission denied')
    // It opens no table that may be changed anyway, and none of another schema.
    const other = harmony.database.transact((session) => session.rows(`select harmony_redact('migrations', 'name', '0001-log', array['name'], array['x'])`), 'all') // prettier-ignore
    await expect(other).rejects.toThrow('is no table that never changes')
    const log = (table: string) => harmony.database.transact((session) => session.rows(`select harmony_redact_merged('${table}', '${id}', 1, array['outcome'], array['x'])`), 'all') // prettier-ignore
    await expect(log('calls')).rejects.toThrow('is no log of a bought company')
    expect(await log('merged_calls')).toHaveLength(1)
  }, 60_000)

  it('shows a query that forgot its WHERE the entities of its caller, and nothing where nobody said whose they are', async () => {
    const of = (within?: 'all' | readonly string[]) =>
      harmony.database.read(
        async (session) => (await session.rows('select distinct entity from invoices order by 1')).map(([entity]) => entity),
        within,
      )
    const all = await of('all')
    expect(all.length).toBeGreaterThan(2)
    expect([await of(['NLDE']), await of(['NLDE', 'NLUK']), await of([]), await of()]).toEqual([['NLDE'], ['NLDE', 'NLUK'], [], []])
    // Nothing of it stays with the connection, which another caller gets next.
    const left = await harmony.database.read((session) => session.rows(`select coalesce(current_setting('harmony.entities', true), '')`))
    expect(left).toEqual([['']])
    const moved = harmony.database.transact(
      (session) => session.run(`update contracts set entity = 'NLUK' where entity = 'NLDE'`),
      ['NLDE'],
    )
    await expect(moved).rejects.toThrow('row-level security')
    expect(await harmony.database.transact((session) => session.run(`delete from contracts where entity = 'NLUK'`), ['NLDE'])).toBe(0)
  })

  it('answers a person of one entity as it does without the fence, and refuses the same', async () => {
    const lena = (await harmony.localAdministrator('lena.brandt'))!
    expect(lena.entities).toEqual(['NLDE'])
    const mine = await act('contracts.list', { limit: 1000 }, 'lena.brandt')
    const everybodys = await act('contracts.list', { limit: 1000 })
    expect(mine.rows).toEqual(everybodys.rows.filter((row: { entity: string }) => row.entity === 'NLDE'))
    // A decision that writes over a row by its id alone, without looking: the row is not hidden away in silence, the call is refused.
    const all = (await harmony.localAdministrator())!
    const host = await openHost({
      database: harmony.database,
      modules,
      clock: { at: () => '2026-12-01T00:00:00.000Z' as Instant, zone: 'Europe/London' },
    })
    const [foreign] = await host.reader(all).list(contracts, { where: { field: 'entity', is: 'equal', value: 'NLUK' }, limit: 1 })
    const before = await harmony.happeningsSince(0)
    for (const change of [
      put(contracts, { ...foreign!, entity: 'NLDE' as NonNullable<typeof foreign>['entity'] }),
      remove(contracts, foreign!.id),
    ]) {
      const note = { id: randomUUID(), operation: 'contracts.probe', user: lena.user, input: '' }
      const slipped = await host.once(note, lena, async (tx) => (tx.apply([change]), { ok: true, result: null }))
      expect(slipped).toEqual({ ok: false, refusal: { refused: 'entity.forbidden', about: { entity: 'NLUK' } } })
    }
    await host.close()
    expect((await harmony.happeningsSince(0)).length).toBe(before.length)
  })

  it('looks beyond the entities of its caller only where a question is for the whole group, and for that question alone', async () => {
    const lena = (await harmony.localAdministrator('lena.brandt'))!
    const seen = await harmony.database.read(async (session) => {
      const all = (own: Session) => own.rows('select distinct entity from contracts order by 1')
      // Asked at once, as a decision does: none of the others gets through the gap.
      return Promise.all([
        all(session),
        fenceOpen(session, lena.entities, all),
        all(session),
        fenceOpen(session, lena.entities, all),
        all(session),
      ])
    }, lena.entities)
    expect(seen.map((rows) => rows.length > 1)).toEqual([false, true, false, true, false])
    const customer = (await act('contracts.list', { filter: { field: 'entity', is: 'equal', value: 'NLUK' }, limit: 1 })).rows[0].customer
    const host = await openHost({
      database: harmony.database,
      modules,
      clock: { at: () => '2026-12-01T00:00:00.000Z' as Instant, zone: 'Europe/London' },
    })
    const asked = (caller: typeof lena) => host.reader(caller).ask(exposureOf, { customer, entity: null, today: '2026-12-01' as Day })
    expect(await asked(lena)).toEqual(await asked({ ...lena, entities: 'all' }))
    await host.close()
  })

  it.each([
    ['make a table', 'create table harmony_probe (a int)'],
    ['make one in public', 'create table public.harmony_probe (a int)'],
    ['make a schema', 'create schema probe'],
    ['keep a table of its own', 'create temporary table probe (a int)'],
    ['empty a table', 'truncate contracts'],
    ['take the fence down', 'alter table contracts disable row level security'],
    ['unforce it', 'alter table contracts no force row level security'],
    ['drop its policy', 'drop policy own_entities on contracts'],
    ['step around it', 'set row_security = off; select * from contracts'],
    ['switch a trigger off', 'alter table calls disable trigger all'],
    ['switch all triggers off', `set session_replication_role = 'replica'`],
    ['change the log', `update calls set user_id = 'somebody else'`],
    ['delete from the log', 'delete from calls'],
    ['change what was logged', `update changes set digest = ''`],
    ['delete events', 'delete from events'],
    ['change a posted invoice', `update invoices set net = 0`],
    ['delete a posted invoice', 'delete from invoices'],
    ['delete a journal', 'delete from journals'],
    ['say that a migration has run', `insert into migrations (name, at) values ('9999', '')`],
    ['become the owner', `set role SELF_owner`],
    ['become the server', `set role postgres`],
    ['make a role', 'create role probe'],
    ['read a file of the server', `select pg_read_file('/etc/passwd')`],
    ['run a program on the server', `copy (select 1) to program 'true'`],
    ['read passwords of the server', 'select * from pg_authid'],
    ['make a function', `create function probe() returns int language sql as 'select 1'`],
  ])('lets the program not %s', async (_what, statement) => {
    const refused = here.sql('app', statement.replace('SELF', here.prefix))
    await expect(refused).rejects.toThrow(/permission denied|must be owner|row-level security|may not|cannot execute|must be superuser/)
  })

  it('shows reports the documented views and nothing else', async () => {
    const views = reportViews(modules).map(({ name }) => name.replaceAll('"', ''))
    const schema = `${here.prefix}_report`
    const [[count]] = (await here.sql('report', `select count(distinct entity) from ${schema}.invoices`)) as [[string]]
    expect(Number(count)).toBeGreaterThan(2)
    const seen = await here.sql(
      'report',
      `select table_name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    )
    expect(seen.flat()).toEqual(views.toSorted())
    for (const statement of [
      `select * from ${here.prefix}.invoices`,
      `select * from ${here.prefix}.passwords`,
      `select * from ${here.prefix}.calls`,
      `delete from ${schema}.invoices`,
      `create view v as select 1`,
    ])
      await expect(here.sql('report', statement)).rejects.toThrow(/permission denied|read-only|no schema/)
    const handbook = readFileSync(path.join('main', 'handbook', 'secure.md'), 'utf8')
    expect(views.filter((view) => !handbook.includes(`\`${view}\``))).toEqual([])
  })

  it('has every view in the hands of its owner, and a policy on every table with an entity', async () => {
    const owner = `${here.prefix}_owner`
    const catalog = (text: string) => here.sql('administrator', text)
    const ours = `('${here.prefix}', '${here.prefix}_report')`
    expect(await catalog(`select viewname from pg_views where schemaname in ${ours} and viewowner <> '${owner}'`)).toEqual([])
    expect((await catalog(`select viewname from pg_views where schemaname in ${ours}`)).length).toBe(reportViews(modules).length)
    expect(await catalog(`select tablename from pg_tables where schemaname in ${ours} and tableowner <> '${owner}'`)).toEqual([])
    const open =
      await catalog(`select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'entity' and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = '${here.prefix}'::regnamespace
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'))`)
    // Of these the core itself shows everybody all: what is agreed under a link is found by the link. A webhook is whose it is; its entity says what of.
    const known = new Set(kindsOf(modules).map((kind) => tableOf(kind, 'postgres').name.replaceAll('"', '')))
    expect(
      open
        .flat()
        .filter((name) => known.has(name as string))
        .toSorted(),
    ).toEqual(['clauses', 'signatures', 'signing_invitations', 'webhooks'])
    const [[fenced]] = (await catalog(
      `select count(*) from pg_class where relrowsecurity and relnamespace = '${here.prefix}'::regnamespace`,
    )) as [[string]]
    expect(Number(fenced)).toBe(fencedTables(modules).length)
    // A view of a superuser would step around the fence; one of the owner does not.
    await here.sql(
      'administrator',
      `create view ${here.prefix}.probe as select * from ${here.prefix}.contracts`,
      `grant select on ${here.prefix}.probe to ${here.prefix}_app`,
    )
    const through = async () => Number((await here.sql('app', `select count(*) from probe`))[0]![0])
    expect(await through()).toBeGreaterThan(0)
    await here.sql('administrator', `alter view ${here.prefix}.probe owner to ${owner}`)
    expect(await through()).toBe(0)
    await here.sql('administrator', `drop view ${here.prefix}.probe`)
  })

  it('says the same again, and puts tables that came later behind the fence', async () => {
    const passwords = ['app', 'migrator', 'report'].map((role) => path.join(here.folder, 'passwords', `${role}-password`))
    const before = passwords.map((file) => readFileSync(file, 'utf8'))
    expect(passwords.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
    await here.sql(
      'administrator',
      `drop policy own_entities on ${here.prefix}.contracts`,
      `alter table ${here.prefix}.contracts no force row level security`,
    )
    expect((await rolesOf(here)).code).toBe(0)
    expect(passwords.map((file) => readFileSync(file, 'utf8'))).toEqual(before)
    expect(await here.sql('app', 'select count(*) from contracts')).toEqual([['0']])
    const printed = await commandLine(['database', 'roles', '--prefix', here.prefix, '--name', 'a "quoted" name'])
    expect([printed.code, printed.output.includes('create policy own_entities'), printed.output.includes('"a ""quoted"" name"')]).toEqual([
      0,
      true,
      true,
    ])
    // A password never stands in it.
    const withPasswords = await commandLine(['database', 'roles', '--passwords', path.join(here.folder, 'passwords')])
    expect(before.some((password) => withPasswords.output.includes(password.trim()))).toBe(false)
    expect(withPasswords.output).toContain("password 'SCRAM-SHA-256$4096:")
  })
})

it('takes over what was made before there were roles', async () => {
  const here = await estate('takeover')
  const owned = await openHarmony({ databaseUrl: here.as('administrator'), dataDir: here.folder })
  const caller = (await owned.localAdministrator())!
  await owned.run({ id: 'a', operation: 'demo.seed', input: {}, caller })
  const seen = (await owned.run({ id: 'b', operation: 'contracts.list', input: { limit: 1000 }, caller })) as any
  expect(owned.database.fenced).toBe(false)
  await owned.close()
  expect((await rolesOf(here)).errors).toBe('')
  const harmony = await openHarmony({ databaseUrl: here.as('app'), dataDir: here.folder })
  expect(harmony.database.fenced).toBe(true)
  expect(await harmony.run({ id: 'c', operation: 'contracts.list', input: { limit: 1000 }, caller })).toEqual(seen)
  expect(await here.sql('administrator', `select count(*) from pg_tables where schemaname = 'public'`)).toEqual([['0']])
  await harmony.close()
  await here.end()
}, 60_000)

it('makes the verifier that PostgreSQL makes', async () => {
  // RFC 7677 has the exchange; this is the server's own for the same salt.
  expect(verifierOf('pencil-pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toMatch(
    /^SCRAM-SHA-256\$4096:W22ZaJ0SNY7soEsUEjb6gQ==\$[\w+/]{43}=:[\w+/]{43}=$/,
  )
  expect(() => verifierOf('short')).toThrow('12 or more')
  const database = await connect({ url: `${process.env['HARMONY_TEST_POSTGRES']}/postgres` })
  await database.close()
})

/** Settings that stay with a connection, and so with whoever gets it from the pool next. */
const staying = (text: string): string[] =>
  [
    ...text.matchAll(
      /[`'";]\s*(set\s+(?!local\b|transaction\b|constraints\b)(?:session\s+)?[a-z_.]+\s*(?:=|to\b)[^;`]*|reset\s+[a-z_.]+|discard\s+\w+)|set_config\([^()]*,\s*false\s*\)/gi,
    ),
  ].map(([found]) => found.slice(0, 60))
it('changes no setting that stays with a connection, but for those that every connection has from its beginning', () => {
  expect(
    ['"set app.org = 2"', "`select set_config('a.b', $1, false)`", "'; SET SESSION x TO y'", "'reset all_of_it'"].map(
      (text) => staying(text).length,
    ),
  ).toEqual([1, 1, 1, 1])
  expect(
    [
      '`update t set a = 1`',
      '`set local a.b = 1`',
      '`set transaction isolation level repeatable read`',
      "`select set_config('a.b', $1, true)`",
    ].flatMap(staying),
  ).toEqual([])
  const files = ['main', 'migrations'].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))),
  )
  const found = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => staying(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`))
  // How values are written, and what is read from flash: the same for everybody.
  const harmless = /: \W*set (datestyle|default_transaction_isolation|random_page_cost|bytea_output) = /
  expect([found.length > 2, found.filter((one) => !harmless.test(one))]).toEqual([true, []])
})
