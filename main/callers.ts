import type { Caller, Operation, Read } from '../core/kernel/operation.ts'
import type { CallerPlan } from '../core/kernel/manifest.ts'
import type { Row } from '../core/kernel/record.ts'
import { userByLogin } from '../core/people/access.ts'
import { dutiesOf, dutyRules, dutyRulesWith } from '../core/people/duty.ts'
import { expandPermits } from '../core/people/permits.ts'
import { givenBy, rightsOf, roleBounds, teams, type Rights } from '../core/people/role-bounds.ts'
import { limitsOf } from '../core/people/role-limits.ts'
import { needsSecondFactor, readRules } from '../core/people/sign-in-rules.ts'
import { roles, sessions, tokens, users } from '../core/people/user.ts'
import type { Joinable } from './transactions.ts'
import { binder } from './storage/session.ts'
import { sha256 } from './storage/log.ts'

/** A caller as the hosts know them: what the core needs, and where the call comes from. */
export interface HostCaller extends Caller {
  /** `null` for those who are nobody among the users: visitors, the machine's own administrator, the scheduler. */
  readonly profile: Omit<CallerPlan, 'permits' | 'entities' | 'user' | 'name' | 'mustEnrol'> | null
  /** A second factor is required of the person, and they have none yet: until then they may set it up, and nothing else. */
  readonly mustEnrol?: true
  /** Fingerprint of the session that the call came with. */
  readonly session: string | null
  /** Where the call comes from; failed sign-ins are counted by it. */
  readonly address: string
  /** What the person holds in their hands, such as `Firefox, Windows`. */
  readonly device: string
}
/** What a door knows of a call before anything else. */
export interface Origin {
  readonly address: string
  /** What the browser or the system speaks. */
  readonly language: string
  readonly device?: string
}
const usualDevice = 'Harmony'

/** Ids that no user ever has (UUIDs of the highest and the lowest kind). */
export const visitorId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
export const localId = '00000000-0000-0000-0000-000000000000'
export const schedulerId = '00000000-0000-0000-0000-000000000001'

export const isVisitor = (caller: Caller): boolean => caller.user === visitorId

const ofNobody = (
  user: string,
  name: string,
  permits: readonly string[],
  { address, language, device = usualDevice }: Origin,
): HostCaller => ({
  user,
  name,
  permits: new Set(permits),
  entities: 'all',
  language,
  profile: null,
  session: null,
  address,
  device,
})
export const visitor = (origin: Origin): HostCaller => ({ ...ofNobody(visitorId, 'Visitor', [], origin), entities: [] })
/** Somebody who may do nothing any more, but whose name stays with what was done. */
export const withoutPermits = (user: string): HostCaller => ({
  ...ofNobody(user, 'Former user', [], { address: 'device', language: 'en' }),
  entities: [],
})
/** Whoever may read the data folder may do everything in it. */
export const localAdministrator = (permits: readonly string[], origin: Origin): HostCaller =>
  ofNobody(localId, 'Local administrator', permits, origin)
export const scheduler = (permits: readonly string[]): HostCaller =>
  ofNobody(schedulerId, 'Scheduler', permits, { address: 'here', language: 'en' })

export const planOfCaller = (caller: HostCaller): CallerPlan => ({
  user: caller.user,
  login: caller.profile?.login ?? '',
  name: caller.name,
  title: caller.profile?.title ?? null,
  permits: [...caller.permits].sort(),
  entities: caller.entities,
  language: caller.profile?.language ?? null,
  culture: caller.profile?.culture ?? null,
  theme: caller.profile?.theme ?? null,
  ...(caller.mustEnrol ? { mustEnrol: true as const } : {}),
})

type User = Row<typeof users>
interface Person {
  readonly user: User
  readonly rights: Rights
  readonly more: Pick<Caller, 'bounds' | 'limits' | 'duties'>
  /** A second factor is required of them. */
  readonly needsFactor: boolean
}

/** Times of sessions, in milliseconds. */
export interface SessionTimes {
  readonly idle: number
  readonly longest: number
}
const minutes = 60_000
export const sessionTimes: SessionTimes = { idle: 30 * minutes, longest: 12 * 60 * minutes }
/** The demo company is left open on a desk for days. */
export const demoSessionTimes: SessionTimes = { idle: 7 * 24 * 60 * minutes, longest: 30 * 24 * 60 * minutes }
/** The organisation, or whoever set up this installation, may want an idle session to end sooner; never later. */
export const idleAtMost = (times: SessionTimes, most: number): SessionTimes =>
  most === 0 ? times : { ...times, idle: Math.min(times.idle, most * minutes) }
/** How exactly it is known when a session was last used. */
const touchEvery = minutes

export interface Callers {
  /** `look` does not count as using it. */
  ofSession(token: string, origin: Origin, how?: 'use' | 'look'): Promise<HostCaller | undefined>
  ofToken(token: string, origin: Origin): Promise<HostCaller | undefined>
  ofLogin(login: string, origin: Origin): Promise<HostCaller | undefined>
  ofUser(id: string, origin: Origin): Promise<HostCaller | undefined>
  /** Users, roles or their rights changed. */
  forget(): void
  /** Removes what expired; answers how many. */
  sweep(): Promise<number>
}

export interface CallersWorld {
  readonly database: Joinable
  /** Reads as the host itself. */
  readonly read: Read
  readonly permits: readonly string[]
  /** By name: what each of them takes. */
  readonly operations: ReadonlyMap<string, Pick<Operation, 'permit'>>
  readonly times: () => SessionTimes
  /** Milliseconds of the real clock: a demo's sessions end although its business clock stands still. */
  readonly clock: () => number
}

export function openCallers(world: CallersWorld): Callers {
  const { database, read, times, clock } = world
  const { callerOf, forget } = peopleOf(world)
  return {
    ofSession: async (token, origin, how = 'use') => {
      const hash = sha256(token)
      const session = await read.get(sessions, hash)
      if (!session) return undefined
      const now = clock()
      const seen = Date.parse(session.seenAt)
      if (now >= Date.parse(session.expiresAt) || now >= seen + times().idle) return undefined
      if (how === 'use' && now - seen >= touchEvery) touch(database, hash, now)
      return callerOf(session.user, hash, origin, { shown: session.shownBy })
    },
    ofToken: async (token, origin) => {
      const found = await read.get(tokens, sha256(token))
      if (!found || (found.expiresAt !== null && clock() >= Date.parse(found.expiresAt))) return undefined
      return callerOf(found.user, null, origin, { scopes: found.scopes })
    },
    ofLogin: async (login, origin) => {
      const user = await userByLogin(read, login)
      return user && callerOf(user.id, null, origin)
    },
    forget,
    ofUser: (id, origin) => callerOf(id, null, origin),
    sweep: () => {
      const b = binder(database.dialect)
      const now = clock()
      const expired = b.mark(new Date(now).toISOString(), 'timestamptz')
      const idle = b.mark(new Date(now - times().idle).toISOString(), 'timestamptz')
      return database.transact((session) =>
        session.run(`delete from sessions where expires_at <= ${expired} or seen_at <= ${idle}`, b.values),
      )
    },
  }
}

/** Notes that a session was used. Nobody waits for it: at worst a session ends a minute early. */
function touch(database: Joinable, hash: string, now: number): void {
  const b = binder(database.dialect)
  const at = b.mark(new Date(now).toISOString(), 'timestamptz')
  const sql = `update sessions set seen_at = ${at} where hash = ${b.mark(hash, 'text')}`
  database.transact((session) => session.run(sql, b.values)).catch(() => undefined)
}

/** What a credential says beside whose it is: what was shown for a session, what a token is for. */
interface How {
  readonly shown?: Row<typeof sessions>['shownBy']
  readonly scopes?: readonly string[] | null
}
/** A token has no right that its user has not, and none that its scopes do not name. */
function within(permits: ReadonlySet<string>, scopes: readonly string[] | null | undefined, known: readonly string[]): ReadonlySet<string> {
  if (!scopes) return permits
  const named = expandPermits(scopes, known)
  return new Set([...permits].filter((permit) => named.has(permit)))
}

/** Records by which rights are worked out. */
export const decidesRights = (record: string): boolean =>
  record === 'users' ||
  record === 'roles' ||
  record === 'signInRules' ||
  record === 'roleBounds' ||
  record === 'teams' ||
  record === 'dutyRules'

/** Users with their rights, read once and remembered until something changes. */
function peopleOf({ read, permits: known, operations }: CallersWorld) {
  const people = new Map<string, Promise<Person | undefined>>()
  const load = async (id: string): Promise<Person | undefined> => {
    const user = await read.get(users, id)
    if (!user?.active) return undefined
    const held = [...(await read.some(roles, user.roles)).values()]
    const bounds = [...(await read.some(roleBounds, user.roles)).values()]
    const rights = rightsOf(user, held, bounds, await read.list(teams, { limit: 1000 }), known)
    const opening = held.map((role) => {
      const given = givenBy(role, [], known)
      return { role: role.code as string, opens: (operation: string): boolean => given.has(operations.get(operation)?.permit ?? '') }
    })
    const limits = limitsOf(opening, bounds)
    const duties = dutiesOf(dutyRulesWith(await read.list(dutyRules, { limit: 1000 })))
    const more = {
      ...(rights.bounds ? { bounds: rights.bounds } : {}),
      ...(limits ? { limits } : {}),
      ...(duties.size > 0 ? { duties } : {}),
    }
    return { user, rights, more, needsFactor: needsSecondFactor(await readRules(read), user) }
  }
  const person = (id: string): Promise<Person | undefined> => {
    let found = people.get(id)
    if (!found) {
      found = load(id)
      people.set(id, found)
      // What could not be read now is read again the next time.
      found.catch(() => people.delete(id))
    }
    return found
  }
  return {
    forget: () => people.clear(),
    callerOf: async (id: string, session: string | null, origin: Origin, how: How = {}): Promise<HostCaller | undefined> => {
      const found = await person(id)
      if (!found) return undefined
      const mustEnrol = session !== null && found.needsFactor && how.shown !== 'code' && how.shown !== 'provider'
      const { login, title, language, culture, theme, name, entities } = found.user
      return {
        user: id,
        name,
        permits: mustEnrol ? new Set() : within(found.rights.permits, how.scopes, known),
        ...found.more,
        ...(mustEnrol ? { mustEnrol } : {}),
        entities: entities ?? 'all',
        language: language ?? origin.language,
        profile: { login, title, language, culture, theme },
        session,
        address: origin.address,
        device: origin.device ?? usualDevice,
      }
    },
  }
}
