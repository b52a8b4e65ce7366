import { command, query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, choice, count, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** How a place stands in the synchronisation. All but `shape` is said on a device in the field alone. */
const standing = shape({
  shape: choice('solo', 'office', 'hub', 'field'),
  device: maybe(shape({ id: idOf('devices'), shortCode: text, user: idOf('users'), login: text })),
  /** Address of the hub. */
  hub: maybe(text),
  /** `connecting`: a round is being tried and nothing is known yet; `stopped`: the hub told the device to stop. */
  connection: maybe(choice('online', 'offline', 'connecting', 'stopped')),
  /** Since when the connection is so. */
  since: maybe(anInstant),
  /** What the round is doing, and how far it is: sending 3 of 12, loading 40,000 of 100,000. */
  doing: maybe(shape({ phase: choice('sending', 'loading', 'getting'), done: count, of: count })),
  nextTry: maybe(anInstant),
  /** Why what was captured is not taken; a word of this module. */
  held: maybe(text),
  /** Until when prices, terms and rights are certain without the hub. */
  leaseUntil: maybe(anInstant),
  /** After this moment nothing more can be captured until the hub was met. */
  captureUntil: maybe(anInstant),
  lastMet: maybe(anInstant),
  /** When the copy was last found to be exactly the hub's. */
  inStepAt: maybe(anInstant),
  /** Captured here and nowhere else yet, and when the oldest of it was. */
  unsent: count,
  oldest: maybe(anInstant),
  /** Arrived, and a person must decide. */
  needsYou: count,
  /** The hub's clock minus the device's, in seconds. */
  clockOffset: maybe(count),
})

/** Answered by the host, which alone knows the connection. */
export const placeStanding = question('sync.standing', shape({}), standing)
/** Answered by the host: starts a round. */
export const roundStart = question('sync.startRound', shape({}), shape({ started: flag }))

export const getStatus = query({
  name: 'sync.status',
  zone: 'sales',
  permit: null,
  input: shape({}),
  output: standing,
  ask: async (_input, read) => (await read.ask(placeStanding, {}))[0]!,
})

/** Lets the device meet its hub now instead of at the next minute. */
export const syncNow = command({
  name: 'sync.now',
  zone: 'sales',
  permit: null,
  offline: 'local',
  input: shape({}),
  output: shape({ started: flag }),
  refusals: ['sync.onlyInField'],
  load: async (_input, read) => (await read.ask(roundStart, {}))[0]!,
  decide: (_input, { started }) => (started ? { result: { started }, changes: [] } : refuse('sync.onlyInField')),
})
