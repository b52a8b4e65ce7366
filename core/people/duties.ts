import { command, put, query, remove, tell, type Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { anInstant, choice, codeOf, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { dutyRules, dutyRulesWith, firstDutyRules, togetherIn, type DutyRule, type Together } from './duty.ts'
import { knownPermits, operationPermits, rowsDoneBoth } from './questions.ts'
import { rightsOf, roleBounds } from './role-bounds.ts'
import { administratorRole } from './roles.ts'
import { roles, users } from './user.ts'

const most = 1000
export const readDutyRules = async (read: Read): Promise<readonly DutyRule[]> => dutyRulesWith(await read.list(dutyRules, { limit: most }))
const permitsByOperation = async (read: Read): Promise<ReadonlyMap<string, string>> =>
  new Map((await read.ask(operationPermits, {})).map(({ operation, permit }) => [operation, permit]))

export const listDutyRules = query({
  name: 'people.dutyRules',
  zone: 'setup',
  permit: 'people.read',
  input: shape({}),
  output: shape({ rules: many(shape({ ...dutyRules.shape.fields, /** The product's own. */ builtIn: flag })) }),
  ask: async (_input, read) => ({
    rules: (await readDutyRules(read)).map((rule) => ({ ...rule, builtIn: firstDutyRules.some(({ code }) => code === rule.code) })),
  }),
})

/** Changes what a rule of the product does, or makes one of the house. The halves of the product's own rules stay what they are. */
export const saveDutyRule = command({
  name: 'people.saveDutyRule',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: dutyRules.shape,
  output: dutyRules.shape,
  refusals: ['people.unknownOperation', 'people.halfRule'],
  load: async ({ code }, read) => ({ rule: await read.get(dutyRules, code), takes: await permitsByOperation(read) }),
  decide: (input, { takes }) => {
    const own = firstDutyRules.find(({ code }) => code === input.code)
    const saved = own ? { ...own, effect: input.effect } : input
    const unknown = [...saved.one, ...saved.other].find((name) => !takes.has(name))
    if (unknown !== undefined) return refuse('people.unknownOperation', { operation: unknown })
    if (saved.one.length === 0 || saved.other.length === 0) return refuse('people.halfRule', { rule: saved.code })
    return { result: saved, changes: [put(dutyRules, saved), tell('people.dutyRuleSaved', { rule: saved.code })] }
  },
})
export const removeDutyRule = command({
  name: 'people.removeDutyRule',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ rule: codeOf('dutyRules') }),
  output: shape({ rule: codeOf('dutyRules') }),
  refusals: ['people.unknownRule'],
  load: ({ rule }, read) => read.get(dutyRules, rule),
  decide: ({ rule }, found) => {
    if (!found) return refuse('people.unknownRule', { rule })
    return { result: { rule }, changes: [remove(dutyRules, rule), tell('people.dutyRuleRemoved', { rule })] }
  },
})

const conflict = shape({
  rule: codeOf('dutyRules'),
  name: maybe(text),
  effect: choice('tell', 'refuse'),
  user: idOf('users'),
  userName: text,
  /** Roles that give it; `administrator` is allowed everything, and is named all the same. */
  roles: many(text),
  one: many(text),
  other: many(text),
})
const done = shape({ rule: codeOf('dutyRules'), name: maybe(text), user: idOf('users'), userName: text, record: text, row: text, one: text, other: text, doneAt: anInstant }) // prettier-ignore

/** Who may do both halves of a rule today, and who has done both for one row. */
export const dutyReport = query({
  name: 'people.dutyReport',
  zone: 'setup',
  permit: 'people.read',
  input: shape({}),
  output: shape({ conflicts: many(conflict), doneBoth: many(done) }),
  ask: async (_input, read) => {
    const [rules, takes, known] = await Promise.all([readDutyRules(read), permitsByOperation(read), read.ask(knownPermits, {})])
    const permits = known.map(({ permit }) => permit)
    const [all, bounds, people] = await Promise.all([
      read.list(roles, { limit: most }),
      read.list(roleBounds, { limit: most }),
      read.list(users, { where: { field: 'active', is: 'equal', value: true }, order: ['name'], limit: most }),
    ])
    const conflicts = people.flatMap((user) => {
      const held = all.filter(({ code }) => user.roles.includes(code))
      return togetherIn(rules, rightsOf(user, held, bounds, [], permits).permits, takes).map(({ rule, one, other }) => ({
        rule: rule.code,
        name: rule.name,
        effect: rule.effect as 'tell' | 'refuse',
        user: user.id,
        userName: user.name,
        roles: held.filter((role) => [...one, ...other].some((name) => rightsOf(user, [role], bounds, [], permits).permits.has(takes.get(name) ?? ''))).map(({ name }) => name),
        one,
        other,
      }))
    })
    return { conflicts, doneBoth: (await Promise.all(rules.map((rule) => doneBoth(read, rule)))).flat() }
  },
}) // prettier-ignore

/** Rules of which somebody with these roles would have both halves: asked before roles are given. */
export const rolesTogether = query({
  name: 'people.rolesTogether',
  zone: 'setup',
  permit: 'people.read',
  input: shape({ roles: many(codeOf('roles'), 20) }),
  output: shape({
    conflicts: many(
      shape({ rule: codeOf('dutyRules'), name: maybe(text), effect: choice('tell', 'refuse'), one: many(text), other: many(text) }),
    ),
  }),
  ask: async ({ roles: wanted }, read) => {
    const held = [...(await read.some(roles, wanted)).values()]
    const together = await bothHalves(read, held, await readDutyRules(read))
    return {
      conflicts: together.map(({ rule, one, other }) => ({
        rule: rule.code, name: rule.name, effect: rule.effect as 'tell' | 'refuse', one: [...one], other: [...other],
      })),
    } // prettier-ignore
  },
})

async function doneBoth(read: Read, { code, name, one, other, tiedBy: link, effect }: DutyRule) {
  if (link === null || effect === 'off') return []
  const found: readonly Answer<typeof rowsDoneBoth>[] = await read.ask(rowsDoneBoth, { record: link, one, other, limit: 100 })
  return found.map((row) => ({ rule: code, name, user: row.user, userName: row.userName, record: link, row: row.row, one: row.one, other: row.other, doneAt: row.doneAt })) // prettier-ignore
}

interface HeldRole {
  readonly code: string
  readonly permits: readonly string[]
}
/** A rule that refuses, of which these roles together would give both halves. Administrators must keep everything, so no rule holds for them. */
export async function refusedTogether(read: Read, held: readonly HeldRole[]): Promise<Refusal<'people.dutiesTogether'> | undefined> {
  if (held.some(({ code }) => code === administratorRole)) return undefined
  const rules = (await readDutyRules(read)).filter(({ effect }) => effect === 'refuse')
  const [found] = rules.length === 0 ? [] : await bothHalves(read, held, rules)
  return found && refuse('people.dutiesTogether', { rule: found.rule.name ?? found.rule.code })
}

async function bothHalves(read: Read, held: readonly HeldRole[], rules: readonly DutyRule[]): Promise<readonly Together[]> {
  const permits = (await read.ask(knownPermits, {})).map(({ permit }) => permit)
  const bounds = [...(await read.some(roleBounds, held.map(({ code }) => code))).values()] // prettier-ignore
  const rights = rightsOf({ id: '' as never, territories: null }, held as never, bounds, [], permits)
  return togetherIn(rules, rights.permits, await permitsByOperation(read))
}
