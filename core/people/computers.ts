import { add, command, put, query, remove, tell, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, codeOf, count, flag, many, maybe, shape, text } from '../kernel/shape.ts'
import { codeOfComputer, computers, keyForgotten, keyWrapped, ownComputer } from './computer.ts'
import { beyondReach } from './reach.ts'
import { recoveryCodes, secondFactors } from './second-factor.ts'

const act = { zone: 'setup', permit: 'people.write', offline: 'never' } as const
const ofComputer = shape({ publicKey: codeOf('computers') })
/** More than any house has; whoever can write into the database could make up more. */
const most = 1_000
/** People whose second factor one call takes away. */
const mostFactors = 100_000
const isKey = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

/** Which computers check codes, and which ask to. */
export const listComputers = query({
  name: 'people.computers',
  zone: 'setup',
  permit: 'people.read',
  input: shape({}),
  output: shape({
    /** The one that answers. */
    code: text,
    holds: flag,
    computers: many(
      shape({
        publicKey: codeOf('computers'),
        code: text,
        name: text,
        askedAt: anInstant,
        admittedAt: maybe(anInstant),
        admittedBy: maybe(text),
        own: flag,
      }),
    ),
  }),
  ask: async (_input, read) => {
    const own = (await read.ask(ownComputer, {}))[0]!
    const all = await read.list(computers, { order: ['-askedAt'], limit: most })
    return {
      code: codeOfComputer(own.publicKey),
      holds: own.holds,
      computers: all.map(({ wrap: _wrap, ...one }) => ({
        ...one,
        code: codeOfComputer(one.publicKey),
        own: one.publicKey === own.publicKey,
      })),
    }
  },
})

/** A computer asks for the company's key; the host says so by itself when it first needs it. Nothing is given. */
export const presentComputer = command({
  name: 'people.presentComputer',
  ...act,
  input: shape({ publicKey: codeOf('computers'), name: text }),
  output: shape({ code: text }),
  refusals: ['people.notAKey', 'people.tooManyComputers'],
  load: async ({ publicKey }, read) => ({
    known: await read.get(computers, publicKey),
    all: await read.list(computers, { limit: most }),
  }),
  decide: ({ publicKey, name }, { known, all }, now) => {
    if (!isKey(publicKey)) return refuse('people.notAKey', { key: publicKey })
    const result = { code: codeOfComputer(publicKey) }
    if (known) return { result, changes: [] }
    if (all.length >= most) return refuse('people.tooManyComputers', { most: String(most) })
    return { result, changes: [add(computers, { publicKey, name, askedAt: now.at, admittedAt: null, admittedBy: null, wrap: null })] }
  },
})

/** Gives a computer the company's key, at one that has it. Whoever does this has compared the code with what the other computer shows. */
export const admitComputer = command({
  name: 'people.admitComputer',
  ...act,
  input: ofComputer,
  output: shape({ code: text }),
  refusals: ['people.unknownComputer', 'people.codesElsewhere', 'people.beyondReach'],
  load: async ({ publicKey }, read) => {
    const known = await read.get(computers, publicKey)
    return {
      known,
      own: (await read.ask(ownComputer, {}))[0]!,
      given: known && (await read.ask(keyWrapped, { publicKey }))[0],
    }
  },
  decide: ({ publicKey }, { known, own, given }, now) => {
    const beyond = beyondReach(now, null)
    if (beyond) return beyond
    const code = codeOfComputer(publicKey)
    if (!known) return refuse('people.unknownComputer', { code })
    if (!given) return refuse('people.codesElsewhere', { code: codeOfComputer(own.publicKey) })
    const admitted = { ...known, admittedAt: now.at, admittedBy: now.caller.name, wrap: given.wrap }
    return { result: { code }, changes: [put(computers, admitted), tell('people.computerAdmitted', { code, name: known.name })] }
  },
})

/** A computer that is given away or lost gets the key no more. */
export const removeComputer = command({
  name: 'people.removeComputer',
  ...act,
  input: ofComputer,
  output: shape({ code: text }),
  refusals: ['people.unknownComputer', 'people.beyondReach'],
  load: ({ publicKey }, read) => read.get(computers, publicKey),
  decide: ({ publicKey }, known, now) => {
    const beyond = beyondReach(now, null)
    if (beyond) return beyond
    const code = codeOfComputer(publicKey)
    if (!known) return refuse('people.unknownComputer', { code })
    return { result: { code }, changes: [remove(computers, publicKey), tell('people.computerRemoved', { code, name: known.name })] }
  },
})

const everything = async (read: Read) => ({
  all: await read.list(computers, { limit: most }),
  factors: await read.list(secondFactors, { limit: mostFactors }),
  codes: await read.list(recoveryCodes, { limit: mostFactors * 10 }),
  forgotten: await read.ask(keyForgotten, {}),
})

/** The company's key is lost, or in hands that it should not be in: a new one, and everybody sets up their second factor again. */
export const renewCompanyKey = command({
  name: 'people.renewCompanyKey',
  ...act,
  input: shape({ reason: text }),
  output: shape({ people: count }),
  refusals: ['people.beyondReach'],
  load: (_input, read) => everything(read),
  decide: ({ reason }, { all, factors, codes }, now) => {
    const beyond = beyondReach(now, null)
    if (beyond) return beyond
    return {
      result: { people: factors.length },
      changes: [
        ...all.map(({ publicKey }) => remove(computers, publicKey)),
        ...factors.map(({ user }) => remove(secondFactors, user)),
        ...codes.map(({ hash }) => remove(recoveryCodes, hash)),
        tell('people.companyKeyRenewed', { reason, people: String(factors.length) }),
      ],
    }
  },
})
