import { customerCarers } from '../customers/carers.ts'
import { customers, territoryMoves } from '../customers/customer.ts'
import { numberSeries } from '../entities/entity.ts'
import type { Day, Instant } from '../kernel/day.ts'
import { add, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { aboutOf } from './about.ts'
import { attentions, type Attention } from './attention.ts'
import type { IntentBatch } from './batch.ts'
import { because } from './reasons.ts'
import { briefOf } from './brief.ts'
import { commandOf, decided, lifted, momentOf, parsed, threeWays, type Commands, type Decided } from './deciding.ts'
import type { Device } from './device.ts'
import { intents, type Envelope, type Intent } from './intent.ts'
import { whole } from './said.ts'
import { clockOf, holds, type Clock, type Printed } from './rules.ts'

/** An intent as it came, its signature already checked. */
export interface Arrived {
  readonly envelope: Envelope
  readonly body: string
  readonly bodyHash: string
  readonly signature: string
  /** What it came with, where that was signed as a whole. */
  readonly sentWith?: IntentBatch['id']
  readonly device: Device
  readonly receivedAt: Instant
  /** The number that the hub had given it before it was restored from a backup. */
  readonly numberBefore?: string
  /** The same of papers by their ids, as other devices knew them; more than one where the hub was restored more than once. */
  readonly numbersOfPaper?: (paper: string) => readonly string[]
  /** Its device captured something else after the same one. */
  readonly forked?: boolean
  /** Stored without a decision, for this reason: it brought the hub down before, or its device may act no more. */
  readonly unread?: Refusal
}
/** What the device is told of an intent. */
export interface Received {
  readonly state: 'applied' | 'attention'
  readonly code: string | null
  readonly about: Readonly<Record<string, string>>
  readonly result: Wire
  readonly merged: readonly string[]
  readonly attention: string | null
}

interface Trouble {
  readonly refusal: Refusal
  readonly cause?: string
  readonly ways?: { readonly base: Printed; readonly theirs: Printed; readonly fields: readonly string[] }
}
interface Effect {
  /** How what was made is called from now on. */
  readonly result: Wire
  readonly changes: readonly Change[]
  readonly merged: readonly string[]
  /** Applied, but somebody ought to know. */
  readonly notes: readonly Refusal[]
}
const isTrouble = (of: Trouble | Effect): of is Trouble => 'refusal' in of

/**
 * Takes in what a device captured. Evidence always: the intent is stored whatever becomes of it. Effect where the rules allow it, decided by the very command
 * that the device ran; otherwise a person is asked. Nothing is ever refused away. Source: `sync.md` 0.2, 2.6, 2.9.
 */
export async function receive(operations: Commands, arrived: Arrived, read: Read, now: Now): Promise<Decision<Received>> {
  const { envelope, device, receivedAt } = arrived
  const before = envelope.previous === null ? undefined : await read.get(intents, envelope.previous)
  const clock = clockOf(envelope, receivedAt, before?.day ?? null)
  const moment = momentOf(now, envelope, clock.day, (paper) => arrived.numberBefore ?? arrived.numbersOfPaper?.(paper)[0])
  const outcome = await effectOf(operations, arrived, read, moment, clock.day)
  const trouble = isTrouble(outcome) ? outcome : undefined
  const changes: Change[] = trouble ? [] : [...(outcome as Effect).changes]
  const notes = [...(trouble ? [] : (outcome as Effect).notes), ...forkNote(arrived)]
  const opened: Attention[] = [
    ...(trouble ? [await attentionOf(arrived, operations, trouble, 'decide', read, now)] : []),
    ...(await Promise.all(notes.map((refusal) => attentionOf(arrived, operations, { refusal }, 'note', read, now)))),
  ]
  const received: Received = trouble
    ? {
        state: 'attention',
        code: trouble.refusal.refused,
        about: trouble.refusal.about,
        result: null,
        merged: [],
        attention: opened[0]!.id,
      }
    : {
        state: 'applied',
        code: null,
        about: {},
        result: (outcome as Effect).result,
        merged: (outcome as Effect).merged,
        attention: null,
      }
  const about = { intent: envelope.id, device: device.shortCode, operation: envelope.operation }
  changes.push(
    add(intents, intentOf(arrived, clock, received)),
    ...opened.map((attention) => add(attentions, attention)),
    trouble ? tell('sync.parked', about) : tell('sync.applied', about),
  )
  return { result: received, changes }
}

function intentOf(
  { envelope, body, bodyHash, signature, sentWith, receivedAt, device, numberBefore }: Arrived,
  { clock, skew, day }: Clock,
  received: Received,
): Intent {
  return {
    id: envelope.id as Id<'intents'>,
    device: device.id,
    previous: envelope.previous as Id<'intents'> | null,
    operation: envelope.operation,
    version: envelope.version,
    actor: envelope.actor as Id<'users'>,
    capturedAt: envelope.at as Instant,
    day,
    receivedAt,
    clock,
    skew,
    reference: envelope.reference,
    body,
    bodyHash,
    signature,
    sentWith: sentWith ?? null,
    state: received.state,
    code: received.code,
    // A number that was shown before the hub was restored is given again whenever a person decides.
    result: received.state === 'attention' && numberBefore !== undefined ? { number: numberBefore } : received.result,
    merged: received.merged,
  }
}

async function effectOf(operations: Commands, arrived: Arrived, read: Read, now: Now, _day: Day): Promise<Trouble | Effect> {
  const { envelope, unread } = arrived
  if (unread) return { refusal: unread }
  const command = commandOf(operations, envelope.operation)
  if (!command) return { refusal: because('sync.notQueued', { operation: envelope.operation }) }
  if (command.permit !== null && !now.caller.permits.has(command.permit))
    return { refusal: because('operation.forbidden', { permit: command.permit, operation: command.name }) }
  const waitsFor = await parkedBefore(envelope.after, read)
  if (waitsFor) return { refusal: because('sync.waits', { operation: waitsFor.operation }), cause: waitsFor.id }
  const raised = lifted(command, envelope.version, envelope.input)
  const wellFormed = parsed(command, raised)
  if (refused(wellFormed)) return { refusal: wellFormed }
  const ways = await threeWays(command, envelope, () => command.input.print(wellFormed.input), read)
  if (ways === 'gone')
    return { refusal: because('sync.gone', { operation: command.name }), ways: { base: envelope.saw!.was, theirs: {}, fields: [] } }
  if (ways && ways.conflicts.length > 0)
    return {
      refusal: because('sync.conflict', { fields: ways.conflicts.join(', ') }),
      ways: { base: envelope.saw!.was, theirs: ways.now, fields: ways.conflicts },
    }
  const input = ways ? parsed(command, ways.input) : wellFormed
  if (refused(input)) return { refusal: input }
  const outcome: Decided = await decided(command, input.input, envelope, read, now)
  if (refused(outcome)) return { refusal: outcome }
  const place = await placeOf(outcome.changes, arrived.device, read)
  if (place?.refused === 'sync.outsideTerritory') return { refusal: place }
  const result = briefOf(command.output, outcome.answer)
  const notes = [...(place ? [place] : []), ...leaseNote(envelope), ...numberNote(arrived, result, outcome.changes)]
  return { result, changes: outcome.changes, merged: ways && ways.theirs.length > 0 ? ways.mine : [], notes }
}

/** An earlier intent that this one builds on and that still waits for a person. */
async function parkedBefore(after: readonly string[], read: Read): Promise<Attention | undefined> {
  const parked = [...(await read.some(intents, after)).values()].filter((intent) => intent.state === 'attention').map(({ id }) => id)
  if (parked.length === 0) return undefined
  const found = await read.list(attentions, {
    where: {
      all: [
        { field: 'intent', is: 'in', value: parked.slice(0, 500) },
        { field: 'kind', is: 'equal', value: 'decide' },
      ],
    },
    limit: 500,
  })
  return found.find((attention) => attention.state !== 'resolved')
}

/** What was shown to people should not change: where it had to, somebody tells them. */
function numberNote({ numberBefore, numbersOfPaper }: Arrived, result: Wire, changes: readonly Change[]): Refusal[] {
  const { id, number } = (result ?? {}) as { readonly id?: Wire; readonly number?: Wire }
  if (typeof number !== 'string') return []
  const numbering = changes.some((change) => change.does === 'put' && change.kind.record === numberSeries.record)
  const shown = new Set([...(numberBefore === undefined ? [] : [numberBefore]), ...(numbering ? (numbersOfPaper?.(String(id)) ?? []) : [])])
  shown.delete(number)
  return shown.size > 0 ? [because('sync.renumbered', { before: [...shown].join(', '), number })] : []
}
/** Everything of both is taken in; but both count their papers on from the same number. */
const forkNote = ({ forked, device }: Arrived): Refusal[] =>
  forked ? [because('sync.forked', { device: device.name, code: device.shortCode })] : []
const leaseNote = ({ lease, at }: Envelope): Refusal[] =>
  lease !== null && at > lease ? [because('sync.leaseExpired', { until: lease })] : []

/**
 * Customers that a call touched must be the device's. One that was when the call was captured and has been given to somebody else since is told to them;
 * one that never was is not touched.
 */
async function placeOf(
  changes: readonly Change[],
  device: Device,
  read: Read,
): Promise<Refusal<'sync.outsideTerritory' | 'sync.scopeLost'> | undefined> {
  const named = new Set(changes.flatMap(customersIn))
  if (named.size === 0) return undefined
  const person = await read.get(users, device.user)
  const territories = person?.territories ?? null
  for (const [id, customer] of await read.some(customers, [...named])) {
    if (holds(territories, customer.territory)) continue
    const moves = await read.list(territoryMoves, { where: { field: 'customer', is: 'equal', value: id }, limit: 100 })
    const had = moves.some((move) => holds(territories, move.formerTerritory))
    return because(had ? 'sync.scopeLost' : 'sync.outsideTerritory', { customer: customer.name, territory: customer.territory ?? '' })
  }
  return undefined
}
function customersIn(change: Change): string[] {
  if (change.does !== 'add' && change.does !== 'put') return []
  if (change.kind.record === 'customers') return change.does === 'put' ? [change.row['id'] as string] : []
  return (change.kind.devices ?? []).flatMap((scope) => {
    const id = typeof scope === 'object' && 'customer' in scope ? (change.row[scope.customer] as string | null) : null
    return id === null ? [] : [id]
  })
}

async function attentionOf(
  arrived: Arrived,
  operations: Commands,
  trouble: Trouble,
  kind: Attention['kind'],
  read: Read,
  now: Now,
): Promise<Attention> {
  const { envelope, device, receivedAt } = arrived
  const { record, subject, customer } = await aboutOf(operations, envelope, read)
  // What it is about may not be here yet: then it is what that which it waits for is about.
  const heir = customer && trouble.refusal.refused === 'sync.scopeLost' ? await heirOf(customer, envelope.actor, read) : null
  const cause = customer || trouble.cause === undefined ? undefined : await read.get(attentions, trouble.cause)
  return {
    id: now.newId() as Id<'attentions'>,
    kind,
    intent: envelope.id as Id<'intents'>,
    device: device.id,
    user: envelope.actor as Id<'users'>,
    operation: envelope.operation,
    code: trouble.refusal.refused,
    about: trouble.refusal.about,
    record,
    subject,
    matter: customer?.name ?? cause?.matter ?? envelope.reference,
    customer: customer?.id ?? cause?.customer ?? null,
    entity: null,
    mine: wholly(operations, envelope),
    original: trouble.ways?.base ?? {},
    theirs: trouble.ways?.theirs ?? {},
    fields: trouble.ways?.fields ?? [],
    cause: (trouble.cause ?? null) as Id<'attentions'> | null,
    state: 'open',
    openedAt: receivedAt,
    assignee: heir,
    resolution: null,
    resolvedAt: null,
    resolvedBy: null,
    note: null,
  }
}

/** Who is told of what arrived for a customer that went to them: who looks after it by name, else the first whose territory has it now. */
async function heirOf(
  { id, territory }: { readonly id: string; readonly territory: string | null },
  actor: string,
  read: Read,
): Promise<Id<'users'> | null> {
  const carers = await read.list(customerCarers, {
    where: { field: 'customer', is: 'equal', value: id },
    order: ['assignedAt'],
    limit: 100,
  })
  const ids = carers.map(({ user }) => user)
  const named = [...(await read.some(users, ids)).values()]
  const there = await read.list(users, { where: { field: 'active', is: 'equal', value: true }, order: ['login'], limit: 1000 })
  const ofTerritory = there.filter(({ territories }) => territory !== null && (territories?.includes(territory as never) ?? false))
  return [...named, ...ofTerritory].find((user) => user.active && user.id !== actor)?.id ?? null
}

/** What was said, with what was left unsaid named too: people compare it field by field. */
function wholly(operations: Commands, { operation, input }: Envelope): Wire {
  const command = commandOf(operations, operation)
  return command ? whole(command.input, input) : input
}
