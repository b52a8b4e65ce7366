// Office mode on a real PostgreSQL with TLS and passwords: what the test of the way says, which roles a desktop opens with, and where the password stays.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Harmony } from '../../main/compose.ts'
import type { OsStore } from '../../main/keys/key-file.ts'
import { openFront, type Front } from '../../main/office/front-door.ts'
import type { OfficeAddress } from '../../main/office/address.ts'
import { tryConnection, worstTried, type Tried } from '../../main/office/trying.ts'
import { holdFolder } from '../../main/sync/field-device.ts'
import { openLanguages } from '../../main/words.ts'
import { harmony as commandLine } from '../doors/terminal.ts'
import { authority, stranger } from '../storage/tls-certificates.ts'
import { companyServer, type Company } from '../world/office.ts'
import { serverVariable } from '../world/postgres.ts'

const words = openLanguages(undefined).words('en')
let company: Company
let folder: string
let theirs: string
let secrets: Company['secrets']
const sql: Company['sql'] = (...statements) => company.sql(...statements)
const inFile = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text, { mode: 0o600 })
  return join(folder, name)
}

beforeAll(async () => {
  company = await companyServer()
  ;({ folder, secrets } = company)
  theirs = inFile('theirs.pem', stranger)
}, 60_000)
afterAll(() => company?.end())

const address = (part: Partial<OfficeAddress> = {}): OfficeAddress => ({
  host: 'localhost',
  port: company.port,
  database: 'company',
  user: 'amelia.ford',
  tls: true,
  ca: authority,
  ...part,
})
const tried = (part: Partial<OfficeAddress> = {}, secret = secrets['amelia.ford']!, ca: string | null = authority) =>
  tryConnection({ address: address(part), password: secret, ca: ca ?? undefined, caFile: ca === null ? undefined : ca === authority ? company.authority : theirs, now: Date.now }) // prettier-ignore
/** How far the way is depends on the machine that this runs on. */
const findings = (all: readonly Tried[]): (string | null)[] => all.filter(({ step }) => step !== 'latency').map(({ finding }) => finding)
const lastOf = (all: readonly Tried[]): string | null => findings(all).findLast((finding) => finding !== null) ?? null

describe('the way to a company’s PostgreSQL', () => {
  it('is fine from its name to its clock for a person’s own role', async () => {
    const told: string[] = []
    const all = await tryConnection({ address: address(), password: secrets['amelia.ford']!, ca: authority, caFile: company.authority, now: Date.now }, ({ step }) => told.push(step)) // prettier-ignore
    expect(findings(all)).toEqual(['name.fine', 'port.fine', 'tls.fine', 'signIn.fine', 'database.fine', 'version.fine', 'rights.fine', 'schema.fine', 'fence.fine', 'clock.fine']) // prettier-ignore
    expect(told).toEqual(all.map(({ step }) => step))
    expect(all.find(({ step }) => step === 'tls')!.about).toMatchObject({ name: 'localhost', issuer: 'authority of tests (ours)' })
    expect(JSON.stringify(all)).not.toContain(secrets['amelia.ford'])
  })

  it.each([
    ['a port at which nobody listens', { part: { port: 1 } }, 'port.refused'],
    ['a certificate for another name', { part: { host: '127.0.0.1' } }, 'tls.wrongHost'],
    ['a database that is not there', { part: { database: 'nowhere' } }, 'database.unknown'],
    ['a wrong password', { secret: 'not this one at all' }, 'signIn.refused'],
    ['somebody else’s authority', { ca: stranger }, 'tls.untrusted'],
    ['no authority that is known here', { ca: null }, 'tls.untrusted'],
  ] as readonly [string, { part?: Partial<OfficeAddress>; secret?: string; ca?: string | null }, string][])(
    'ends at %s, and says so',
    async (_what, wish, finding) => {
      const all = await tried(wish.part, wish.secret, wish.ca)
      expect([lastOf(all), worstTried(all)]).toEqual([finding, 'fault'])
      // Nothing after it was looked at, and each says so.
      expect(all).toHaveLength(11)
      expect(all.at(-1)).toMatchObject({ step: 'latency', stands: 'skipped' })
    },
  )
  it('ends at a name that nobody knows, and at a server without encryption', async () => {
    expect((await tried({ host: 'nobody.invalid' }))[0]).toMatchObject({ step: 'name', stands: 'fault' })
    const plain = new URL(process.env[serverVariable]!)
    expect(lastOf(await tried({ port: Number(plain.port) }))).toBe('tls.none')
  })

  it.each([
    ['postgres', 'postgres', 'rights.superuser', 'fault'],
    ['harmony_migrator', 'migrator', 'rights.owner', 'fault'],
    ['harmony_report', 'report', 'rights.lacking', 'fault'],
    ['harmony_app', 'app', 'rights.shared', 'warning'],
  ])('says what the role %s could do', async (user, secret, finding, stands) => {
    const all = await tried({ user }, secrets[secret] ?? 'any')
    expect(all.find(({ step }) => step === 'rights')).toMatchObject({ finding, stands })
  })
  it.each([
    ['bypassrls', 'nobypassrls', 'rights.bypass'],
    ['createrole', 'nocreaterole', 'rights.creator'],
  ])('finds a person’s role that was given %s', async (more, less, finding) => {
    await sql(`alter role "amelia.ford" ${more}`)
    expect((await tried()).find(({ step }) => step === 'rights')?.finding).toBe(finding)
    await sql(`alter role "amelia.ford" ${less}`)
  })
  it('explains the skew of versions both ways', async () => {
    const schema = async () => (await tried()).find(({ step }) => step === 'schema')
    await sql(`insert into harmony.migrations values ('9999-later', '2030-01-01T00:00:00Z')`)
    expect(await schema()).toMatchObject({ finding: 'schema.newer', about: { last: '9999-later' } })
    await sql(`delete from harmony.migrations where name = '9999-later'`, `create table public.kept as select * from harmony.migrations`)
    await sql(`delete from harmony.migrations where name = (select max(name) from harmony.migrations)`)
    expect(await schema()).toMatchObject({ finding: 'schema.behind', about: { count: '1' } })
    await sql(`insert into harmony.migrations select * from public.kept on conflict do nothing`, `drop table public.kept`)
    expect(await schema()).toMatchObject({ finding: 'schema.fine' })
  })

  it('is told the same in a terminal, with a way out', async () => {
    const secret = inFile('amelia', `${secrets['amelia.ford']}\n`)
    const words = ['connect', '--test', '--database', `postgres://amelia.ford@localhost:${company.port}/company?sslmode=verify-full`, '--database-password-file', secret] // prettier-ignore
    const fine = await commandLine([...words, '--ca', company.authority, '--json'])
    expect([fine.errors, fine.code]).toEqual(['', 0])
    expect(findings(fine.json.result.steps)).toEqual(findings(await tried()))
    const foreign = await commandLine([...words, '--ca', theirs])
    expect(foreign.code).toBe(1)
    expect(foreign.output).toMatch(
      /✗ Encryption: The certificate for localhost is by authority of tests \(ours\), whom this computer does not trust/,
    )
    expect(foreign.output).toContain('Choose the file with your company’s authority (PEM)')
    expect(foreign.output + fine.output).not.toContain(secrets['amelia.ford'])
    expect((await commandLine(words.filter((word) => word !== '--test'))).code).toBe(2)
  })
})

describe('the desktop', () => {
  const store = (): OsStore & { name: string | null } => ({
    name: 'gnome_libsecret',
    backend() {
      return Promise.resolve(this.name)
    },
    close: (text) => Promise.resolve(Buffer.from([...text].reverse().join('')).toString('base64')),
    open: (closed) => Promise.resolve({ text: [...Buffer.from(closed, 'base64').toString()].reverse().join(''), again: false }),
  })
  const front = (place: string, keys: OsStore): Front =>
    openFront(place, { store: keys, hold: holdFolder, demo: () => Promise.reject(new Error('none here')) })
  const office = (one: Front) => one.state(words).office!
  const opened = async (one: Front): Promise<Harmony | undefined> => {
    const found = await Promise.race([one.opened, Promise.resolve(undefined)])
    return found && 'harmony' in found ? found.harmony : undefined
  }

  it('opens with a person’s own role alone, keeps the password where the system keeps secrets, and finds its way by itself from then on', async () => {
    const place = join(folder, 'desk')
    const keys = store()
    const first = front(place, keys)
    await first.begin()
    first.choose('office')
    // What could pass by every right in Harmony is no role for a desktop.
    for (const [user, secret] of [['postgres', 'any'], ['harmony_migrator', secrets['migrator']!]] as const) {
      await first.connect({ address: address({ user }), password: secret })
      expect([await opened(first), office(first).tried.find(({ step }) => step === 'rights')?.stands]).toEqual([undefined, 'fault'])
      expect(readdirSync(place).filter((name) => name.startsWith('harmony-connection'))).toEqual([])
    } // prettier-ignore
    await first.connect({ address: address(), password: secrets['amelia.ford']! })
    const harmony = (await opened(first))!
    expect(await harmony.installation()).toMatchObject({ shape: 'office', setUpNeeded: true })
    expect(harmony.database.fenced).toBe(true)
    await harmony.close()
    const files = readdirSync(place).map((name) => join(place, name)).filter((file) => statSync(file).isFile()) // prettier-ignore
    expect(files.map((file) => readFileSync(file, 'utf8')).join('')).not.toContain(secrets['amelia.ford'])
    expect(files.filter((file) => file.endsWith('.pem')).map((file) => readFileSync(file, 'utf8'))).toEqual([authority.trim()])

    const again = front(place, keys)
    await again.begin()
    await (await opened(again))!.close()

    // Another store than the one that closed it: the password is asked for, and nothing else.
    keys.name = 'kwallet6'
    const third = front(place, keys)
    await third.begin()
    expect([await opened(third), third.state(words).asks, office(third)]).toMatchObject([undefined, 'office', { user: 'amelia.ford', host: 'localhost', known: true, ca: { until: '2126-10-30' } }]) // prettier-ignore
    await third.connect({ address: {}, password: secrets['amelia.ford']! })
    await (await opened(third))!.close()
  })

  it('a role that was locked comes in no more', async () => {
    const locked = await commandLine(['database', 'person', 'amelia.ford', '--lock', '--admin-file', join(folder, 'admin')])
    expect(locked.code).toBe(0)
    expect(lastOf(await tried())).toBe('signIn.refused')
    expect((await commandLine(['database', 'person', 'Robert"; drop role x', '--name', 'x'])).code).toBe(2)
  })
})
