import { command, put, query, tell, type Read } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, codeOf, flag, many, maybe, shape, text, type Code } from '../kernel/shape.ts'
import { roles, type users } from './user.ts'

const providerFields = {
  /** Address of the OpenID provider; empty: nobody signs in by one. */
  openidIssuer: maybe(text),
  clientId: maybe(text),
  /** What of the provider's word is the login here. An e-mail counts only where the provider has verified it. */
  claim: choice('email', 'preferred_username', 'sub'),
  /** Whether somebody whom nobody here knows becomes a user, and with which roles. Never unless it is said. */
  creates: flag,
  newRoles: many(codeOf('roles'), 20),
  /** The claim that lists a person's groups, and which role a group stands for. Left out: roles are given here alone. */
  groupsClaim: maybe(text),
  groupRoles: many(shape({ outsideGroup: text, role: codeOf('roles') }), 200),
} as const

/** How people sign in here: one row. */
export const signInRules = record(
  'signInRules',
  shape({
    code: codeOf('signInRules'),
    /** Who needs a second factor: nobody, whoever has one of the roles, everybody. */
    secondFactor: choice('optional', 'roles', 'all'),
    roles: many(codeOf('roles'), 100),
    ...providerFields,
  }),
  { key: 'code', personal: { keep: 'use', not: ['groupRoles'] } },
)
export type SignInRules = Row<typeof signInRules>
const theOne = 'rules' as Code<'signInRules'>

export const usualRules: SignInRules = {
  code: theOne,
  secondFactor: 'optional',
  roles: [],
  openidIssuer: null,
  clientId: null,
  claim: 'email',
  creates: false,
  newRoles: [],
  groupsClaim: null,
  groupRoles: [],
}
export const readRules = async (read: Read): Promise<SignInRules> => (await read.get(signInRules, theOne)) ?? usualRules

export const needsSecondFactor = (rules: SignInRules, user: Pick<Row<typeof users>, 'roles'>): boolean =>
  rules.secondFactor === 'all' || (rules.secondFactor === 'roles' && user.roles.some((role) => rules.roles.includes(role)))

/** What somebody may do who must set up a second factor first. */
export const beforeEnrolment: ReadonlySet<string> = new Set([
  'people.me',
  'people.signOut',
  'people.savePreferences',
  'people.changePassword',
  'people.secondFactor',
  'people.beginSecondFactor',
  'people.confirmSecondFactor',
])

const { code: _code, ...fields } = signInRules.shape.fields

export const getSignInRules = query({
  name: 'people.signInRules',
  zone: 'setup',
  permit: 'people.read',
  input: shape({}),
  output: shape(fields),
  ask: (_input, read) => readRules(read),
})

/** An address that nobody listens to on its way: of this very machine it may be plain. */
const believable = /^(https:\/\/[^\s/?#@]+(\/[^\s?#]*)?|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/[^\s?#]*)?)$/

export const saveSignInRules = command({
  name: 'people.saveSignInRules',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape(fields),
  output: shape(fields),
  refusals: ['people.unknownRole', 'people.badIssuer', 'people.beyondReach'],
  load: async ({ roles: required, newRoles, groupRoles }, read) => ({
    before: await read.get(signInRules, theOne),
    known: await read.some(roles, [...required, ...newRoles, ...groupRoles.map(({ role }) => role)]),
  }),
  decide: (input, { known }, { caller }) => {
    // They hold for the people of all legal entities.
    if (caller.entities !== 'all') return refuse('people.beyondReach', { entity: '*' })
    const wanted = [...input.roles, ...input.newRoles, ...input.groupRoles.map(({ role }) => role)]
    const unknown = wanted.find((role) => !known.has(role))
    if (unknown !== undefined) return refuse('people.unknownRole', { role: unknown })
    if (input.openidIssuer !== null && (!believable.test(input.openidIssuer) || input.clientId === null))
      return refuse('people.badIssuer', { issuer: input.openidIssuer })
    return { result: input, changes: [put(signInRules, { ...input, code: theOne }), tell('people.signInRulesSaved', {})] }
  },
})
