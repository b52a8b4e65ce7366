import { add, command, put, query, remove, tell, type Change } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Answer } from '../kernel/record.ts'
import { longText, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'
import { credential, loginOf, openSession, userByLogin, type User } from './access.ts'
import { samePermits } from './built-in.ts'
import { loginForm, otherAdministrators } from './edit-user.ts'
import { identitiesOf, outsideIdentities, provenIdentity, type OutsideIdentity } from './outside-identity.ts'
import { ownSession, sessionsOf } from './questions.ts'
import { administratorRole } from './roles.ts'
import { readRules, type SignInRules } from './sign-in-rules.ts'
import { signedIn } from './sign-in.ts'
import { sessions, users } from './user.ts'

/** How visitors may sign in, beside a password: the name of the provider's machine. */
export const signInWays = query({
  name: 'people.signInWays',
  zone: 'setup',
  permit: 'public',
  input: shape({}),
  output: shape({ signInProvider: maybe(text) }),
  ask: async (_input, read) => {
    const { openidIssuer: issuer } = await readRules(read)
    return { signInProvider: issuer === null ? null : (/^https?:\/\/([^/:]+)/.exec(issuer)?.[1] ?? issuer) }
  },
})

type Identity = Answer<typeof provenIdentity>

/** The roles of a person by their groups: those that stand for a group come and go with it, the others are as they were. */
function rolesBy({ groupsClaim, groupRoles }: SignInRules, { groups }: Identity, held: readonly Code<'roles'>[]): readonly Code<'roles'>[] {
  if (groupsClaim === null || groups === null) return held
  const given = groupRoles.filter(({ outsideGroup }) => groups.includes(outsideGroup)).map(({ role }) => role)
  const mapped = new Set(groupRoles.map(({ role }) => role))
  return [...new Set([...held.filter((role) => !mapped.has(role)), ...given])]
}

/** Somebody for whom the provider has vouched. Nobody becomes a user by it, unless the rules say so. */
export const signInWith = command({
  name: 'people.signInWith',
  zone: 'setup',
  permit: 'public',
  offline: 'never',
  input: shape({ proof: longText }),
  secrets: ['proof'],
  output: signedIn,
  refusals: ['people.wrongProof', 'people.unknownHere', 'people.linkedElsewhere'],
  load: async ({ proof }, read, now) => {
    const [identity] = await read.ask(provenIdentity, { proof })
    const rules = await readRules(read)
    if (!identity || rules.openidIssuer !== identity.openidIssuer) return undefined
    const hash = now.digest(`${identity.openidIssuer}\n${identity.outsideSubject}`) as OutsideIdentity['hash']
    const linked = await read.get(outsideIdentities, hash)
    const user = linked ? await read.get(users, linked.user) : identity.login === null ? undefined : await userByLogin(read, identity.login)
    const others = user ? await read.ask(identitiesOf, { user: user.id }) : []
    return {
      identity,
      rules,
      hash,
      linked,
      user,
      // The person is somebody else there already.
      taken: !linked && others.some(({ openidIssuer }) => openidIssuer === identity.openidIssuer),
      administrators: user ? await otherAdministrators(read, user.id) : 0,
      open: user ? await read.ask(sessionsOf, { user: user.id }) : [],
      own: (await read.ask(ownSession, {}))[0],
      fresh: await credential(read, 'session'),
    }
  },
  decide: (_input, facts, now) => {
    if (!facts) return refuse('people.wrongProof')
    const { identity, rules, hash, linked, user: found, taken, administrators, open, own, fresh } = facts
    if (taken) return refuse('people.linkedElsewhere', { login: identity.login ?? '' })
    const user = found ?? newcomer(rules, identity, now.newId())
    if (!user?.active) return refuse('people.unknownHere', { login: identity.login ?? identity.outsideSubject })
    const mapped = rolesBy(rules, identity, user.roles)
    const locksOut = user.roles.includes(administratorRole) && !mapped.includes(administratorRole) && administrators === 0
    const signed: User = locksOut ? user : { ...user, roles: mapped }
    const changed = !samePermits(signed.roles, user.roles)
    const changes: Change[] = []
    if (!found) changes.push(add(users, signed), tell('people.userCreated', { user: user.id }))
    else if (changed) changes.push(put(users, signed), tell('people.userChanged', { user: user.id }))
    if (!linked)
      changes.push(
        add(outsideIdentities, {
          hash,
          user: user.id,
          openidIssuer: identity.openidIssuer,
          outsideSubject: identity.outsideSubject,
          linkedAt: identity.at,
        }),
        tell('people.identityLinked', { user: user.id, issuer: identity.openidIssuer }),
      )
    // A session that came along ends, and where rights changed all do.
    const ended = open.filter((session) => changed || session.hash === own?.hash).map((session) => remove(sessions, session.hash))
    const { grant, change } = openSession(signed, fresh, now, 'provider')
    return {
      result: { session: grant, user: user.id, name: user.name },
      changes: [...changes, ...ended, change, tell('people.signedIn', { user: user.id })],
    }
  },
})

function newcomer({ creates, newRoles }: SignInRules, { login, name, email }: Identity, id: string): User | undefined {
  if (!creates || login === null || !loginForm.test(loginOf(login))) return undefined
  return {
    id: id as Id<'users'>,
    login: loginOf(login),
    name: name ?? login,
    email,
    title: null,
    language: null,
    culture: null,
    theme: null,
    roles: newRoles,
    // Of nothing, until somebody says for whom they work.
    entities: [],
    territories: null,
    active: true,
  }
}
