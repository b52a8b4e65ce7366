import type { Received } from '../../core/sync/receive.ts'
import type { FeedRow } from '../storage/feed.ts'
import type { Names } from './replica.ts'

/** The messages between a device and its hub. All are JSON; every one carries or answers the hub's epoch. Source: `sync.md` 2.4. */

export interface Hello {
  readonly device: string
  readonly nonce: string
  /** The device's key under `helloText(nonce)`. */
  readonly signature: string
  readonly version: string
}
export const helloText = (nonce: string): string => `harmony-hello/1\n${nonce}\n`
export interface HelloReply {
  readonly token: string
  /** Milliseconds for which the token is good. */
  readonly tokenGood: number
  readonly epoch: number
  readonly time: string
  readonly state: 'active' | 'suspended'
  /** What the hub can decide: each queueable operation with the newest version of its input. */
  readonly accepts: Readonly<Record<string, number>>
  readonly limits: { readonly intents: number; readonly bytes: number; readonly page: number }
  /** From so many intents on the hub wants a push signed as a whole; absent: it is older than this word, and refuses a message that has such a signature. */
  readonly together?: number
  readonly grant: Grant
  /** Clock and demonstration of the hub's company, so that the device shows the same day. */
  readonly demo: boolean
  readonly clock: string | null
}
/** What a device may do without its hub, and until when that is certain. */
export interface Grant {
  readonly user: string
  readonly login: string
  /** Argon2id verifier of the person's password: who signs in without a network. */
  readonly verifier: string | null
  readonly until: string
  /** The hub's key under the canonical text of the rest. */
  readonly signature: string
  readonly key: string
}

export interface SentIntent {
  readonly body: string
  readonly signature: string
  /** The number that the hub gave it once: a restored hub gives it again. */
  readonly number?: string
}
export interface Push {
  readonly epoch: number
  /** The first of them follows something that is gone for good: the device was rolled back. */
  readonly hole?: boolean
  readonly intents: readonly SentIntent[]
  /** Of a device that hears of another timeline: papers with numbers, as the hub of before had sent them down. */
  readonly papers?: readonly Numbered[]
  /** The device's key under `batchText` of exactly these intents: one look for all of them. Where it is missing or wrong, each one's own signature is looked at. */
  readonly signature?: string
}
/** A document with a number that a device has read. */
export interface Numbered {
  readonly record: 'quotes' | 'orders' | 'invoices'
  readonly id: string
  readonly number: string
  /** Of an invoice or a credit note: its place in its series, and what somebody needs to find it. */
  readonly series?: string
  readonly sequence?: number
  readonly customer?: string
  readonly issued?: string
  readonly currency?: string
  readonly gross?: string
}
/** Papers that are said at once. */
export const papersAtOnce = 1_000
export type Result =
  | ({ readonly id: string } & Received)
  /** Put aside and not believed; the device keeps it and says so. */
  | { readonly id: string; readonly state: 'refused'; readonly code: string }
  /** What came before it is not here. */
  | { readonly id: string; readonly state: 'gap'; readonly previous: string | null }
  /** A newer program made it. */
  | { readonly id: string; readonly state: 'tooNew'; readonly operation: string }
export interface PushReply {
  readonly epoch: number
  readonly results: readonly Result[]
  /** Everything that the results did stands before this place of the feed. */
  readonly feedSeq: number
  readonly time: string
  /** Ids of the papers that it was told of and does not have under their numbers: it may lose what it was told as well, so the device keeps it. */
  readonly lost?: readonly string[]
  /** Nothing of what it was told of papers was taken, for the device's person may not act just now: it is told again. */
  readonly unheard?: true
}

export interface Pull {
  readonly epoch: number
  readonly since: number
  /** Fingerprint of the scope that the copy was made for. */
  readonly scope: string
  /** Fingerprint of the fields that the device knows the order of. */
  readonly schema: string
  readonly limit: number
  readonly unsent: number
  readonly oldest: string | null
  readonly version: string
  readonly skew: number | null
  /** Fingerprint of the copy, when nothing of the device's own lies over it. */
  readonly digest: string | null
}
export type PullReply =
  | {
      readonly epoch: number
      readonly from: number
      readonly next: number
      readonly more: boolean
      readonly rows: readonly FeedRow[]
      readonly names: Names | null
      readonly schema: string
      /** Is the copy the hub's? Only where a digest could be compared. */
      readonly inStep: boolean | null
      /** Everything before this place is in a verified backup. */
      readonly durable: number
      readonly time: string
    }
  | { readonly reset: 'epoch' | 'scope' | 'seal'; readonly epoch: number; readonly scope: string; readonly time: string }

/** Nothing new, nothing to compare, nothing that the device does not know: such an answer need not be sent in words. */
export const saysNothing = (asked: Pull, reply: PullReply): reply is Exclude<PullReply, { readonly reset: string }> =>
  !('reset' in reply) && !reply.more && reply.rows.length === 0 && reply.next === asked.since && reply.names === null && reply.inStep === null // prettier-ignore
/** The answer that was not sent in words. */
export const nothingNew = (asked: Pull, time: string, durable: number): PullReply => ({
  epoch: asked.epoch,
  from: asked.since,
  next: asked.since,
  more: false,
  rows: [],
  names: null,
  schema: asked.schema,
  inStep: null,
  durable,
  time,
})

export interface Load {
  /** Names this attempt; the answer says it back, so that one to another question is known as such, whatever stands on the way. */
  readonly asked: string
  /** Where the last portion ended; `null` at the beginning. */
  readonly cursor: string | null
  readonly limit: number
  /** Only what hangs on these customers. */
  readonly customers?: readonly string[]
}
export interface LoadReply {
  readonly asked: string
  readonly epoch: number
  /** Place of the feed when this portion was read. */
  readonly seq: number
  readonly scope: string
  readonly schema: string
  readonly names: Names
  readonly rows: readonly FeedRow[]
  readonly cursor: string | null
  /** Rows of the whole copy, for the progress; only with the first portion. */
  readonly total: number | null
}

/** Bytes of a part of a file; the last one has what is left. */
export const partBytes = 262_144
export interface BlobPart {
  /** From 0. */
  readonly part: number
  /** Bytes of the whole file. */
  readonly size: number
  /** SHA-256 of the part. */
  readonly sum: string
  readonly bytes: Uint8Array
}
/** What the hub has of a file. */
export interface BlobState {
  /** Of which file, so that an answer about another one is known as such, whatever stands on the way. `null`: the hub is older than this word. */
  readonly hash: string | null
  readonly epoch: number
  readonly complete: boolean
  readonly parts: number
  /** One bit a part, in hex. */
  readonly have: string
  /**
   * Where the feed ended when the file was whole, or later: a backup that reaches beyond it holds the file. `null`: it is not whole, or the hub is older than
   * this word.
   */
  readonly end: number | null
}

/** The hub says no to a device: by name, with nothing changed. `status` is HTTP's. */
export class SyncRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly about: Readonly<Record<string, string>>
  constructor(status: number, code: string, about: Readonly<Record<string, string>> = {}) {
    super(code)
    this.name = 'SyncRefusal'
    this.status = status
    this.code = code
    this.about = about
  }
}
