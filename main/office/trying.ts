import { stepOf, triedFindings, trySteps, type TriedFinding, type TriedStands, type TryStep } from '../../core/support/trying.ts'
import { connect, databaseCode, type Database } from '../storage/connect.ts'
import { lookAt, type StoreLook } from '../storage/look.ts'
import { lookAtRole, type RoleLook } from '../storage/role-look.ts'
import { authoritiesIn, urlOf, type OfficeAddress } from './address.ts'
import { encrypted, knock, nameOf, type Encrypted, type SeenCertificate } from './reaching.ts'

/** One step of the test. Skipped: something before it does not work. */
export interface Tried {
  readonly step: TryStep
  readonly stands: TriedStands
  readonly finding: TriedFinding | null
  readonly about: Readonly<Record<string, string>>
}
export interface Wish {
  readonly address: OfficeAddress
  readonly password: string
  /** A file with the certificates of `address.ca`, or one that a command names: the driver takes no other. */
  readonly caFile: string | undefined
  /** Its text. */
  readonly ca: string | undefined
  /** Milliseconds of this machine's clock. */
  readonly now: () => number
}

/** Milliseconds that a server may take to answer at all. */
const patience = 8_000
/** The oldest PostgreSQL that Harmony is tested with. */
const leastServer = 14
/** Days before the end of a certificate at which IT should renew it. */
const certificateDays = 21
/** Seconds that two clocks may differ. */
const [clockApart, clockWrong] = [30, 300]
/** Milliseconds there and back above which a desktop that asks many times feels slow. */
const slow = 30
/** Times that the way is measured; the middle one counts. */
const rounds = 5

type Finding = readonly [TriedFinding, Readonly<Record<string, string>>]

/** Goes the way to a database step by step and tells of each what it found, as soon as it is known. Changes nothing, and sends a password only to a server that is believed. */
export async function tryConnection(wish: Wish, told: (one: Tried) => void = () => undefined): Promise<readonly Tried[]> {
  const done: Tried[] = []
  const tell = (step: TryStep, stands: TriedStands, finding: TriedFinding | null, about: Readonly<Record<string, string>>): void => {
    const one = { step, stands, finding, about }
    done.push(one)
    told(one)
  }
  for await (const [finding, about] of found(wish)) {
    tell(stepOf(finding), triedFindings[finding], finding, about)
  }
  for (const step of trySteps) if (!done.some((one) => one.step === step)) tell(step, 'skipped', null, {})
  return done
}
export const worstTried = (tried: readonly Tried[]): 'fine' | 'warning' | 'fault' =>
  tried.some(({ stands }) => stands === 'fault') ? 'fault' : tried.some(({ stands }) => stands === 'warning') ? 'warning' : 'fine'

async function* found(wish: Wish): AsyncGenerator<Finding> {
  const { host, port } = wish.address
  const named = await nameOf(host)
  if (!('address' in named)) return yield [named.unknown ? 'name.unknown' : 'name.silent', { host, why: named.why }]
  yield ['name.fine', { host, address: named.address }]
  const knocked = await knock(named.address, port, patience)
  const where = { host, port: String(port) }
  if (!('socket' in knocked)) {
    const finding = knocked.refused ? 'port.refused' : knocked.late ? 'port.silent' : 'port.unreachable'
    return yield [finding, { ...where, seconds: String(patience / 1000), why: knocked.why }]
  }
  yield ['port.fine', where]
  try {
    const line = await tlsFound(wish, knocked.socket)
    yield line
    if (triedFindings[line[0]] === 'fault') return
  } finally {
    knocked.socket.destroy()
  }
  yield* signedIn(wish)
}

async function tlsFound({ address, ca, now }: Wish, socket: Parameters<typeof encrypted>[0]): Promise<Finding> {
  const { host } = address
  if (!address.tls) return ['tls.here', {}]
  if (ca !== undefined && !authoritiesIn(ca)) return ['tls.authority', { why: 'PEM' }]
  return judged(await encrypted(socket, host, ca, patience), host, now())
}

const untrusted = /UNABLE_TO|SELF_SIGNED|CERT_SIGNATURE|CERT_REVOKED|INVALID_CA|CERT_UNTRUSTED|CERT_REJECTED/
function judged(line: Encrypted, host: string, now: number): Finding {
  if ('offers' in line) return ['tls.none', { host }]
  const shown: SeenCertificate = line.certificate ?? { name: '–', issuer: '–', from: '–', until: '–' }
  const about = { host, ...shown }
  if ('protocol' in line) {
    const days = Math.floor((Date.parse(shown.until) - now) / 86_400_000)
    return days < certificateDays ? ['tls.ending', { ...about, days: String(days) }] : ['tls.fine', { ...about, protocol: line.protocol }]
  }
  if (line.code === 'ERR_TLS_CERT_ALTNAME_INVALID') return ['tls.wrongHost', about]
  if (line.code === 'CERT_HAS_EXPIRED' || line.code === 'CERT_NOT_YET_VALID') return ['tls.expired', about]
  return untrusted.test(line.code) ? ['tls.untrusted', about] : ['tls.broken', { host, why: line.why }]
}

async function* signedIn(wish: Wish): AsyncGenerator<Finding> {
  const { user, database } = wish.address
  const about = { user, database }
  const opened = await connect({ url: urlOf(wish.address, wish.password, wish.caFile), connections: 1 }).catch((error: unknown) => ({ error }))
  if ('error' in opened) return yield* notOpened(opened.error, wish)
  try {
    yield ['signIn.fine', about]
    yield ['database.fine', about]
    yield* lookedAt(opened, wish)
  } finally {
    await opened.close()
  }
} // prettier-ignore

/** PostgreSQL says by a code why nobody came in (its manual, appendix A); the database is looked for after the password was believed. */
function* notOpened(error: unknown, { address: { user, database }, password }: Wish): Generator<Finding> {
  const about = { user, database }
  const code = databaseCode(error)
  const text = error instanceof Error ? error.message : String(error)
  if (code === '3D000' || (code === '42501' && /database/.test(text))) {
    yield ['signIn.fine', about]
    return yield [code === '3D000' ? 'database.unknown' : 'database.forbidden', about]
  }
  if (code === '28P01' || /password must be a string|no password/i.test(text)) return yield ['signIn.refused', about]
  if (code === '28000') return yield [/pg_hba/.test(text) ? 'signIn.notAdmitted' : 'signIn.refused', about]
  if (code === '53300') return yield ['signIn.full', about]
  const why = password === '' ? text : text.replaceAll(password, '…')
  yield ['signIn.broken', { ...about, why: why.split('\n')[0]!.slice(0, 200) }]
}

async function* lookedAt(database: Database, { address: { user }, now }: Wish): AsyncGenerator<Finding> {
  const [[version] = []] = await database.read((session) => session.rows(`select current_setting('server_version')`))
  const old = Number.parseInt(String(version), 10) < leastServer
  yield [old ? 'version.old' : 'version.fine', { version: String(version).split(' ')[0]!, needed: String(leastServer) }]
  const role = await database.read((session) => lookAtRole(session))
  const rights = rightsOf(role)
  yield [rights, { user: role.user, tables: role.lacking.slice(0, 5).join(', ') }]
  // What it may not read it cannot be asked for.
  if (rights === 'rights.lacking') return
  const look = await lookAt(database)
  const asked = now()
  yield schemaOf(look, user)
  if (role.there) yield [role.fenced ? 'fence.fine' : 'fence.none', {}]
  const seconds = Math.round(Math.abs(asked - (look.clock ?? asked)) / 1000)
  yield [seconds >= clockWrong ? 'clock.wrong' : seconds >= clockApart ? 'clock.apart' : 'clock.fine', { seconds: String(seconds) }]
  const milliseconds = await roundTrip(database)
  yield [milliseconds > slow ? 'latency.slow' : 'latency.fine', { milliseconds: String(milliseconds) }]
}

/** The most that the role could do decides: with what no person's role has, Harmony opens on no desktop. */
function rightsOf(role: RoleLook): TriedFinding {
  if (role.superuser) return 'rights.superuser'
  if (role.bypasses) return 'rights.bypass'
  if (role.changesTables) return 'rights.owner'
  if (role.makesRoles) return 'rights.creator'
  if (role.lacking.length > 0) return 'rights.lacking'
  if (!role.there) return 'rights.unknown'
  return role.shared ? 'rights.shared' : 'rights.fine'
}

function schemaOf(look: StoreLook, user: string): Finding {
  if (look.stranger !== null) return ['schema.newer', { last: look.stranger }]
  if (look.last === null) return ['schema.none', { user }]
  return look.missing > 0 ? ['schema.behind', { count: String(look.missing) }] : ['schema.fine', { last: look.last }]
}

async function roundTrip(database: Database): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await database.read((session) => session.rows('select 1'))
    times.push(performance.now() - began)
  }
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!)
}
