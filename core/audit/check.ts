import { add, command, query, tell, type Caller, type Read } from '../kernel/operation.ts'
import { anInstant, choice, flag, idOf, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { checkAll, checkNames, type CheckResult } from './checks.ts'
import { audits, checkResult } from './result.ts'

/** Whether the books hold concerns everybody; the record that breaks them, and its amounts, may be another legal entity's. */
const shownTo = ({ entities }: Pick<Caller, 'entities'>, checks: readonly CheckResult[]): readonly CheckResult[] =>
  entities === 'all' ? checks : checks.map((check) => ({ ...check, fault: null }))

/** Checks the invariants now and writes nothing. */
export const checkBooks = query({
  name: 'audit.check',
  zone: 'finance',
  permit: 'audit.run',
  input: shape({ checks: maybe(many(choice(...checkNames))) }),
  output: shape({ ok: flag, at: anInstant, checks: many(checkResult) }),
  ask: async (input, read, now) => {
    const checks = await checkAll(read, now, input.checks ?? checkNames)
    return { ok: checks.every((c) => c.ok), at: now.at, checks: shownTo(now.caller, checks) }
  },
})

/** Replays the trace of every charge: the stored amount must come out. */
export const replayCharges = query({
  name: 'audit.replay',
  zone: 'finance',
  permit: 'audit.run',
  input: shape({}),
  output: shape({ ok: flag, at: anInstant, checks: many(checkResult) }),
  ask: async (_input, read, now) => {
    const checks = await checkAll(read, now, ['audit.tracesReplay'])
    return { ok: checks.every((c) => c.ok), at: now.at, checks: shownTo(now.caller, checks) }
  },
})

/** Checks the invariants and remembers what was found: the light in the finance zone. */
export const runAudit = command({
  name: 'audit.run',
  zone: 'finance',
  permit: 'audit.run',
  offline: 'never',
  input: shape({}),
  output: audits.shape,
  refusals: [],
  load: (_input, read, now) => checkAll(read, now),
  decide: (_input, checks, now) => {
    const audit = { id: now.newId() as Id<'audits'>, at: now.at, by: now.caller.name, ok: checks.every((c) => c.ok), checks }
    const shown = { ...audit, checks: shownTo(now.caller, checks) }
    return { result: shown, changes: [add(audits, audit), tell('audit.finished', { audit: audit.id, ok: `${audit.ok}` })] }
  },
})

const latest = async (read: Read) => (await read.list(audits, { order: ['-at', '-id'], limit: 1 }))[0]

/** What the latest audit found; nothing when none has run. */
export const auditLight = query({
  name: 'audit.light',
  zone: 'finance',
  permit: 'audit.read',
  input: shape({}),
  output: shape({ id: maybe(idOf('audits')), at: maybe(anInstant), by: maybe(text), ok: maybe(flag), checks: many(checkResult) }),
  ask: async (_input, read, now) => {
    const last = await latest(read)
    return last
      ? { id: last.id, at: last.at, by: last.by, ok: last.ok, checks: shownTo(now.caller, last.checks) }
      : { id: null, at: null, by: null, ok: null, checks: [] }
  },
})
export const brokenBooks = async (read: Read): Promise<number> => (await latest(read))?.checks.filter((c) => !c.ok).length ?? 0
