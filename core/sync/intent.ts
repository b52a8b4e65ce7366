import { record, type Row } from '../kernel/record.ts'
import { aDay, anInstant, choice, count, idOf, longText, maybe, shape, someData, text, type Wire } from '../kernel/shape.ts'

/**
 * What somebody did on a device, as it is signed there and sent: the call with its input, what it rested on, and the circumstances. It never changes;
 * the hub decides it again. Source: `sync.md` 2.2.
 */
export interface Envelope {
  /** Layout of the envelope. */
  readonly v: 1
  readonly id: string
  readonly device: string
  /** The intent before it on the same device: the links of a chain. */
  readonly previous: string | null
  readonly operation: string
  /** Version of the operation's input. */
  readonly version: number
  /** Of something new without what is absent (`said.ts`); of an edit whole, for its fields are compared one by one. */
  readonly input: Wire
  readonly actor: string
  /** Of a command that edits a row: the row, and the input's fields as the person saw them before. */
  readonly saw?: { readonly record: string; readonly id: string; readonly was: { readonly [field: string]: Wire } }
  /** Earlier intents that made what this one changes or needs: where one of them waits for a decision, so does this one. */
  readonly after: readonly string[]
  /** The reference that paper made with it carries. */
  readonly reference: string | null
  /** Answers of witnessed questions, in the order in which they were asked. */
  readonly witness: readonly { readonly question: string; readonly asks: Wire; readonly answers: readonly Wire[] }[]
  /** Moment of the device's clock, and its zone. It decides nothing; it is evidence. */
  readonly at: string
  readonly zone: string
  /** Milliseconds since the device's start, which no clock setting moves, and which start it was. */
  readonly monotonic: number
  readonly boot: string
  /** Hub's clock minus the device's when they last met, in milliseconds, and how long ago that was in seconds. */
  readonly offset: number | null
  readonly offsetAge: number | null
  /** Until when the device's prices, terms and rights were good (see grants). */
  readonly lease: string | null
}

export const clockNotes = ['fine', 'skewed', 'unknown'] as const

/** What arrived from a device, with what the hub made of it. Evidence: only ever added, whatever the rules say of it. */
export const intents = record(
  'intents',
  shape({
    id: idOf('intents'),
    device: idOf('devices'),
    previous: maybe(idOf('intents')),
    operation: text,
    version: count,
    actor: idOf('users'),
    /** The device's clock. */
    capturedAt: anInstant,
    /** The day it counts for: the device's clock put right as far as it can be, never before the intent before it and never after its arrival. */
    day: aDay,
    receivedAt: anInstant,
    clock: choice(...clockNotes),
    /** How far the device's clock was ahead (+) or behind (-), in seconds, where that is known. */
    skew: maybe(count),
    reference: maybe(text),
    /** The envelope, byte for byte as the device signed it. */
    body: longText,
    bodyHash: text,
    signature: text,
    /** What it came with, where the device signed that as a whole; else its own signature was looked at. */
    sentWith: maybe(idOf('intentBatches')),
    state: choice('applied', 'attention'),
    /** Why somebody must look at it. */
    code: maybe(text),
    result: someData,
    /** Fields that were merged with what others changed meanwhile. */
    merged: someData,
  }),
  {
    key: 'id',
    immutable: true,
    personal: { keep: 'use', since: 'receivedAt', fields: { body: 'anyone.data', result: 'anyone.data', merged: 'anyone.data' } },
  },
)
export type Intent = Row<typeof intents>
