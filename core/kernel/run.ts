import { acting } from './acting.ts'
import type { Call, Caller, Change, Decision, JobState, Now, Operation, Outcome, Plain, Progress, Read } from './operation.ts'
import { refuse, refused, type Refusal } from './refusal.ts'
import { hiddenQuestion, seenBy } from './sensitive.ts'
import { Malformed, type Field, type Wire } from './shape.ts'
import { atWalls } from './wall.ts'

/** What the log keeps of a call. The input itself may hold secrets, so only its fingerprint is stored. */
export interface CallNote {
  readonly id: string
  readonly operation: string
  readonly user: string
  /** Canonical text of the input; the host stores its SHA-256. */
  readonly input: string
  /** That SHA-256, where somebody has worked it out already. */
  readonly inputHash?: string
}
export interface Transaction {
  readonly read: Read
  /** The moment of this call: its ids, and on a device its reference, belong to it. */
  readonly now: Now
  /** Buffers changes; they are written in one flush, at the latest when the transaction commits. */
  apply(changes: readonly Change[]): void
}
/** Where a call meets the world. Implemented by `main/storage/host`. */
export interface Host {
  /** Reads outside any transaction, within the caller's legal entities. */
  reader(caller: Caller): Read
  now(caller: Caller): Now
  /**
   * Stands for a secret where calls are compared, so that another secret is another call. Made with a key that nobody keeps: what is written says nothing
   * of the secret, and a call that is repeated after a restart is refused as another one.
   */
  cover(secret: string): string
  /**
   * Runs the body in one transaction and writes the log. The same call id never acts twice: it answers what it answered; with another input it is refused.
   * A lost race decides again, so the body must be repeatable.
   */
  once(note: CallNote, caller: Caller, body: (tx: Transaction) => Promise<Outcome>): Promise<Outcome>
  /** Many calls in one transaction and one flush; each decided on what the ones before it changed. */
  onceEach(notes: readonly CallNote[], caller: Caller, body: (tx: Transaction, index: number) => Promise<Outcome>): Promise<Outcome[]>
}
export interface RunOptions {
  readonly rehearse?: boolean
  readonly progress?: (progress: Progress, subject: string) => void
  /** Asked between the portions of long work: `true` stops at a safe point. */
  readonly stopped?: () => boolean
}

/** Refusals that any operation may answer with, whatever its module. */
export const kernelRefusals = [
  'operation.unknown', 'operation.forbidden', 'field.forbidden', 'entity.forbidden', 'record.beyondReach', 'record.taken', 'limit.exceeded', 'duties.together', 'call.reused', 'job.stopped', 'key.elsewhere', 'key.lost', 'input.malformed', 'input.invalidNumber', 'input.invalidDay',
  'input.invalidInstant', 'input.unknownCurrency', 'input.tooLong', 'input.empty',
] as const // prettier-ignore

const no = (refusal: Refusal): Outcome => ({ ok: false, refusal })

type Prepared = { readonly operation: Operation; readonly input: Plain } | Outcome

function prepare(operations: ReadonlyMap<string, Operation>, call: Call): Prepared {
  const operation = operations.get(call.operation)
  if (!operation) return no(refuse('operation.unknown', { operation: call.operation.slice(0, 100) }))
  if (operation.permit !== null && operation.permit !== 'public' && !call.caller.permits.has(operation.permit))
    return no(refuse('operation.forbidden', { permit: operation.permit, operation: operation.name }))
  try {
    const input = operation.input.parse(call.input, 'input') as Plain
    const hidden = hiddenQuestion(operation, input, call.caller.permits)
    return hidden ? no(hidden) : { operation, input }
  } catch (error) {
    if (error instanceof Malformed) return no(refuse(error.code, { at: error.at, wanted: error.wanted, value: error.value }))
    throw error
  }
}
const isOutcome = (p: Prepared): p is Outcome => 'ok' in p

/** What the caller may see of an outcome. The log keeps all of it: the same call by the same person may be answered with other rights another day. */
const seen = (operation: Operation | undefined, outcome: Outcome, { permits }: Caller): Outcome =>
  outcome.ok && operation ? { ok: true, result: seenBy(operation.output as Field<unknown>, outcome.result, permits) } : outcome

/** The only path from any door to any rule: validate, authorise, open the transaction, decide, apply, log, remember; and show what the caller may see. */
export async function run(
  operations: ReadonlyMap<string, Operation>,
  call: Call,
  host: () => Host,
  options: RunOptions = {},
): Promise<Outcome> {
  const operation = operations.get(call.operation)
  const bounded = operation ? { ...call, caller: acting(call.caller, operation) } : call
  return seen(operation, await answered(operations, bounded, host, options), call.caller)
}

async function answered(operations: ReadonlyMap<string, Operation>, call: Call, host: () => Host, options: RunOptions): Promise<Outcome> {
  const prepared = prepare(operations, call)
  if (isOutcome(prepared)) return prepared
  const { operation, input } = prepared
  if (operation.does === 'calculate') {
    const answer = operation.work(input) as unknown
    return refused(answer) ? no(answer) : { ok: true, result: operation.output.print(answer) }
  }
  const world = host()
  if (operation.does === 'query') {
    const answer = (await operation.ask(input, world.reader(call.caller), world.now(call.caller))) as unknown
    return refused(answer) ? no(answer) : { ok: true, result: operation.output.print(answer) }
  }
  if (operation.does === 'job') return runJob(operation, call, input, world, options)
  const decide = async (read: Read, now: Now): Promise<Decision<unknown> | Refusal> =>
    behindWalls(operation, operation.decide(input, await operation.load(input, read, now), now), read, now)
  if (options.rehearse) {
    const dry = await decide(world.reader(call.caller), world.now(call.caller))
    return refused(dry) ? no(dry) : { ok: true, result: operation.output.print(dry.result) }
  }
  return world.once(noteOf(operation, call, input, world), call.caller, async (tx) => {
    const decision = await decide(tx.read, tx.now)
    if (refused(decision)) return no(decision)
    tx.apply(decision.changes)
    return { ok: true, result: operation.output.print(decision.result) }
  })
}

/** What was decided, unless it runs into a wall. */
const behindWalls = async <T>(
  operation: Operation,
  decision: Decision<T> | Refusal,
  read: Read,
  now: Now,
): Promise<Decision<T> | Refusal> => (refused(decision) ? decision : ((await atWalls(operation, decision.changes, read, now)) ?? decision))

/**
 * What the log keeps of a call; of a password not even a fingerprint. A covered secret is known again by this process alone, so what was not given
 * is not covered: every hub knows such a call when it is repeated.
 */
function noteOf(operation: Operation, call: Call, input: Plain, world: Host): CallNote {
  const printed = operation.input.print(input) as { readonly [name: string]: Wire }
  const shown = { ...printed }
  for (const name of operation.secrets ?? []) if ((printed[name] ?? null) !== null) shown[name] = world.cover(JSON.stringify(printed[name]))
  return { id: call.id, operation: operation.name, user: call.caller.user, input: JSON.stringify([operation.name, shown]) }
}

type JobOperation = Extract<Operation, { does: 'job' }>
const stateWire = (state: JobState): Wire => ({
  subject: state.subject,
  marker: state.marker,
  phase: state.progress.phase,
  done: state.progress.done,
  of: state.progress.of,
})
const stateOf = (wire: Wire): JobState => {
  const { subject, marker, phase, done, of } = wire as { subject: string; marker: string; phase: string; done: number; of: number }
  return { subject, marker, progress: { phase, done, of } }
}

async function runJob(operation: JobOperation, call: Call, input: Plain, world: Host, options: RunOptions): Promise<Outcome> {
  const portion = async (note: CallNote, decide: (read: Read, now: Now) => Promise<Decision<JobState> | Refusal>): Promise<Outcome> =>
    world.once(note, call.caller, async (tx) => {
      const decision = await behindWalls(operation, await decide(tx.read, tx.now), tx.read, tx.now)
      if (refused(decision)) return no(decision)
      tx.apply(decision.changes)
      return { ok: true, result: stateWire(decision.result) }
    })
  if (options.rehearse) {
    const now = world.now(call.caller)
    const dry = operation.begin.decide(input, await operation.begin.load(input, world.reader(call.caller), now), now)
    return refused(dry) ? no(dry) : { ok: true, result: stateWire(dry.result) }
  }
  let outcome = await portion(noteOf(operation, call, input, world), async (read, now) =>
    operation.begin.decide(input, await operation.begin.load(input, read, now), now),
  )
  while (outcome.ok) {
    const state = stateOf(outcome.result)
    options.progress?.(state.progress, state.subject)
    if (state.marker === '')
      return {
        ok: true,
        result: operation.output.print(await operation.finish(state.subject, world.reader(call.caller), world.now(call.caller))),
      }
    if (options.stopped?.()) return no(refuse('job.stopped', { subject: state.subject }))
    const note = {
      id: `${operation.name}:${state.subject}:${state.marker}`,
      operation: operation.name,
      user: call.caller.user,
      input: state.marker,
    }
    outcome = await portion(note, async (read, now) => operation.step.decide(state, await operation.step.load(state, read, now), now))
  }
  return outcome
}

/** Many calls in one transaction; queries, calculators and long work run on their own. A refusal stands for its own call alone. */
export async function runEach(operations: ReadonlyMap<string, Operation>, calls: readonly Call[], host: () => Host): Promise<Outcome[]> {
  const prepared = calls.map((call) => prepare(operations, call))
  const together = prepared.every((p) => isOutcome(p) || p.operation.does === 'command')
  const caller = calls[0]?.caller
  // Whose rights do not reach everything is another caller with each operation.
  if (!caller || !together || caller.bounds || calls.some((call) => call.caller !== caller)) {
    const outcomes: Outcome[] = []
    for (const call of calls) outcomes.push(await run(operations, call, host))
    return outcomes
  }
  const outcomes: (Outcome | undefined)[] = prepared.map((p) => (isOutcome(p) ? p : undefined))
  const open = prepared.flatMap((p, index) => (isOutcome(p) ? [] : [{ ...p, index, call: calls[index]! }]))
  if (open.length === 0) return outcomes as Outcome[]
  const world = host()
  const decided = await world.onceEach(
    open.map((o) => noteOf(o.operation, o.call, o.input, world)),
    caller,
    async (tx, i) => {
      const { operation, input } = open[i]!
      if (operation.does !== 'command') throw new Error('bug: expected a command')
      const decided = operation.decide(input, await operation.load(input, tx.read, tx.now), tx.now) as Decision<unknown> | Refusal
      const decision = await behindWalls(operation, decided, tx.read, tx.now)
      if (refused(decision)) return no(decision)
      tx.apply(decision.changes)
      return { ok: true, result: operation.output.print(decision.result) }
    },
  )
  open.forEach((o, i) => {
    outcomes[o.index] = seen(o.operation, decided[i]!, caller)
  })
  return outcomes as Outcome[]
}
