import { add, command, put, query, remove, tell, type Change, type Now } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aSession, anInstant, count, flag, idOf, longText, maybe, shape, text } from '../kernel/shape.ts'
import { credential, openSession } from './access.ts'
import { codeOfComputer, ownComputer } from './computer.ts'
import { ownSession, passwordCheck, sessionsOf } from './questions.ts'
import { beyondReach } from './reach.ts'
import {
  codeFault,
  confirmedFactor,
  judge,
  newFactorSecret,
  newRecoveryCodes,
  recoveryCodes,
  recoveryCodesOf,
  recoveryHash,
  secondFactors,
} from './second-factor.ts'
import { needsSecondFactor, readRules } from './sign-in-rules.ts'
import { passwords, sessions, users } from './user.ts'

type Held = readonly { readonly hash: string }[]
const without = (codes: Held): Change[] => codes.map(({ hash }) => remove(recoveryCodes, hash))
const given = (codes: string, user: string, now: Now): Change[] =>
  codes.split(' ').map((code) => add(recoveryCodes, { hash: recoveryHash(user, code, now), user: user as never, usedAt: null }))

/** How one's own second factor stands. */
export const secondFactor = query({
  name: 'people.secondFactor',
  zone: 'setup',
  permit: null,
  input: shape({}),
  output: shape({ confirmedAt: maybe(anInstant), codesLeft: count, required: flag }),
  ask: async (_input, read, { caller }) => {
    const user = await read.get(users, caller.user)
    if (!user) return { confirmedAt: null, codesLeft: 0, required: false }
    const factor = await confirmedFactor(read, user.id)
    const codes = await read.ask(recoveryCodesOf, { user: user.id })
    return {
      confirmedAt: factor?.confirmedAt ?? null,
      codesLeft: codes.filter(({ usedAt }) => usedAt === null).length,
      required: needsSecondFactor(await readRules(read), user),
    }
  },
})

/** A fresh secret for one's telephone. It counts once a code has confirmed it; until then nothing changes. Whoever has a password shows it. */
export const beginSecondFactor = command({
  name: 'people.beginSecondFactor',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ present: maybe(text) }),
  secrets: ['present'],
  output: shape({ secret: text, otpauth: text }),
  refusals: [
    'people.noUserOfItsOwn',
    'people.wrongCredentials',
    'people.tooManyAttempts',
    'people.secondFactorThere',
    'people.codesElsewhere',
  ],
  load: async ({ present }, read, now) => {
    const user = await read.get(users, now.caller.user)
    if (!user) return undefined
    const known = await read.get(passwords, user.id)
    const [check] = known ? await read.ask(passwordCheck, { login: user.login, password: present ?? '-', verifier: known.verifier }) : []
    const [fresh] = await read.ask(newFactorSecret, { user: user.id, login: user.login })
    const [own] = await read.ask(ownComputer, {})
    return { user, check, own: own!, fresh: fresh!, factor: await read.get(secondFactors, user.id) }
  },
  decide: (_input, facts) => {
    if (!facts) return refuse('people.noUserOfItsOwn')
    const { user, check, own, fresh, factor } = facts
    if (check && check.waitSeconds > 0) return refuse('people.tooManyAttempts', { seconds: String(check.waitSeconds) })
    if (check && !check.right) return refuse('people.wrongCredentials')
    if (factor?.confirmedAt) return refuse('people.secondFactorThere')
    if (fresh.kept === null) return refuse('people.codesElsewhere', { code: codeOfComputer(own.publicKey) })
    return {
      result: { secret: fresh.shown, otpauth: fresh.address },
      changes: [put(secondFactors, { user: user.id, secret: fresh.kept, madeAt: fresh.at, confirmedAt: null, lastStep: 0 })],
    }
  },
})

/** The first code shows that the telephone has the secret. Other browsers are signed out, this one gets a new session, and ten codes for a lost telephone are shown once. */
export const confirmSecondFactor = command({
  name: 'people.confirmSecondFactor',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ code: text }),
  secrets: ['code'],
  output: shape({ session: aSession, recoveryCodes: longText }),
  refusals: [
    'people.noUserOfItsOwn',
    'people.noSecondFactor',
    'people.secondFactorThere',
    'people.wrongCode',
    'people.tooManyAttempts',
    'people.codesElsewhere',
    'people.factorLost',
  ],
  load: async ({ code }, read, now) => {
    const user = await read.get(users, now.caller.user)
    if (!user) return undefined
    const factor = await read.get(secondFactors, user.id)
    if (!factor) return 'none' as const
    const judged = await judge(factor, code, read, now)
    const [codes] = await read.ask(newRecoveryCodes, {})
    const [own] = await read.ask(ownSession, {})
    const held = await read.ask(recoveryCodesOf, { user: user.id })
    const open = await read.ask(sessionsOf, { user: user.id })
    return { user, factor, judged, codes: codes!, own, held, open, fresh: await credential(read, 'session') }
  },
  decide: (_input, facts, now) => {
    if (!facts) return refuse('people.noUserOfItsOwn')
    if (facts === 'none') return refuse('people.noSecondFactor')
    const { user, factor, judged, codes, own, held, open, fresh } = facts
    if (factor.confirmedAt) return refuse('people.secondFactorThere')
    const fault = codeFault(judged)
    if (fault) return fault
    const session = own && openSession(user, fresh, now, 'code')
    return {
      result: { session: session?.grant ?? null, recoveryCodes: codes.sealed },
      changes: [
        put(secondFactors, { ...factor, confirmedAt: fresh.at, lastStep: judged.lastStep }),
        ...without(held),
        ...given(codes.codes, user.id, now),
        ...open.map(({ hash }) => remove(sessions, hash)),
        ...(session ? [session.change] : []),
        tell('people.secondFactorConfirmed', { user: user.id }),
      ],
    }
  },
})

/** Ten new codes for a lost telephone; the old ones are worth nothing from now on. */
export const renewRecoveryCodes = command({
  name: 'people.renewRecoveryCodes',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ code: text }),
  secrets: ['code'],
  output: shape({ recoveryCodes: longText }),
  refusals: ['people.noSecondFactor', 'people.wrongCode', 'people.tooManyAttempts', 'people.codesElsewhere', 'people.factorLost'],
  load: async ({ code }, read, now) => {
    const factor = await confirmedFactor(read, now.caller.user as never)
    if (!factor) return undefined
    const [codes] = await read.ask(newRecoveryCodes, {})
    return {
      factor,
      judged: await judge(factor, code, read, now),
      codes: codes!,
      held: await read.ask(recoveryCodesOf, { user: factor.user }),
    }
  },
  decide: (_input, facts, now) => {
    if (!facts) return refuse('people.noSecondFactor')
    const { factor, judged, codes, held } = facts
    const fault = codeFault(judged)
    if (fault) return fault
    const spent = judged.spent.does === 'put' && judged.spent.kind.record === 'secondFactors' ? [judged.spent] : []
    return {
      result: { recoveryCodes: codes.sealed },
      changes: [
        ...spent,
        ...without(held),
        ...given(codes.codes, factor.user, now),
        tell('people.recoveryCodesRenewed', { user: factor.user }),
      ],
    }
  },
})

/** Takes one's own second factor away, with a last code: for another telephone, or where none is required. */
export const removeSecondFactor = command({
  name: 'people.removeSecondFactor',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ code: text }),
  secrets: ['code'],
  output: shape({ user: idOf('users') }),
  refusals: ['people.noSecondFactor', 'people.wrongCode', 'people.tooManyAttempts', 'people.codesElsewhere', 'people.factorLost'],
  load: async ({ code }, read, now) => {
    const factor = await confirmedFactor(read, now.caller.user as never)
    if (!factor) return undefined
    return { judged: await judge(factor, code, read, now), factor, held: await read.ask(recoveryCodesOf, { user: factor.user }) }
  },
  decide: (_input, facts) => {
    if (!facts) return refuse('people.noSecondFactor')
    const { factor, judged, held } = facts
    const fault = codeFault(judged)
    if (fault) return fault
    const { user } = factor
    return {
      result: { user },
      changes: [remove(secondFactors, user), ...without(held), tell('people.secondFactorRemoved', { user })],
    }
  },
})

/** Somebody lost telephone and codes. They sign in by password alone then, so they are signed out everywhere, and the log says who did it and why. */
export const resetSecondFactor = command({
  name: 'people.resetSecondFactor',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users'), reason: text }),
  output: shape({ user: idOf('users') }),
  refusals: ['people.unknownUser', 'people.beyondReach', 'people.noSecondFactor'],
  load: async ({ user: id }, read) => ({
    user: await read.get(users, id),
    factor: await read.get(secondFactors, id),
    held: await read.ask(recoveryCodesOf, { user: id }),
    open: await read.ask(sessionsOf, { user: id }),
  }),
  decide: ({ user: id, reason }, { user, factor, held, open }, now) => {
    if (!user) return refuse('people.unknownUser', { user: id })
    const beyond = beyondReach(now, user.entities)
    if (beyond) return beyond
    if (!factor) return refuse('people.noSecondFactor')
    return {
      result: { user: id },
      changes: [
        remove(secondFactors, id),
        ...without(held),
        ...open.map(({ hash }) => remove(sessions, hash)),
        tell('people.secondFactorReset', { user: id, reason }),
      ],
    }
  },
})
