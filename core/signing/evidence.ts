import type { Instant } from '../kernel/day.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { aFile, anInstant, choice, longText, maybe, shape, text, type Value, type Wire } from '../kernel/shape.ts'
import { canonicalJson, withoutNothing } from './canonical.ts'
import { somePayload } from './payload.ts'
import { methods } from './signature.ts'

/** What a command that takes a signature has in its input, made on the screen where it was given. */
export const aSigning = shape({
  payload: somePayload,
  /** The printed document that was looked at, and the SHA-256 of what the screen showed. */
  document: aFile,
  viewed: text,
  signer: text,
  role: maybe(text),
  email: maybe(text),
  place: maybe(text),
  method: choice(...methods),
  /** The drawn line: an SVG path of whole numbers within 500 by 200, at most 20 KiB. */
  image: maybe(longText),
  viewedAt: anInstant,
  consentedAt: anInstant,
  signedAt: anInstant,
})
export type Signing = Value<typeof aSigning>

export const evidenceFaults = ['signing.notViewed', 'signing.viewedLater', 'signing.badImage', 'signing.noClause'] as const
export type EvidenceFault = (typeof evidenceFaults)[number]

/** Characters of a drawn signature. */
const longestImage = 20 * 1024
/** Move, line, quadratic and cubic curves between whole numbers: nothing that could be anything but a line. */
const aPath = /^M ?\d{1,4}[ ,]\d{1,4}(?: ?[MLQC] ?\d{1,4}[ ,]\d{1,4}(?:[ ,]\d{1,4}[ ,]\d{1,4}){0,2})*$/

/** Why this is no evidence; prices, credit and limits are never among the reasons. */
export function evidenceFault(signing: Signing): Refusal<EvidenceFault> | undefined {
  const { document, viewed, viewedAt, consentedAt, signedAt, image, method, payload } = signing
  if (viewed !== document.hash) return refuse('signing.notViewed', { document: document.hash.slice(0, 16), viewed: viewed.slice(0, 16) })
  if (viewedAt > consentedAt || consentedAt > signedAt) return refuse('signing.viewedLater', { viewed: viewedAt, signed: signedAt })
  // Who signs by a link may have no pen at hand: their name and their consent stand for it.
  if (image === null ? method === 'pen' : image.length > longestImage || !aPath.test(image)) return refuse('signing.badImage', { method })
  if (payload.clauses.length === 0) return refuse('signing.noClause')
  return undefined
}

/** What is sealed: all that matters of a signature, as plain data. */
export interface Statement {
  readonly document: string
  readonly payload: string
  readonly clauses: readonly string[]
  readonly consent: string
  readonly signer: string
  readonly role: string | null
  readonly email: string | null
  readonly place: string | null
  readonly method: string
  /** SHA-256 of the drawn line. */
  readonly image: string | null
  readonly viewedAt: Instant
  readonly consentedAt: Instant
  readonly signedAt: Instant
}
export const statementWire = (statement: Statement): Wire =>
  withoutNothing({ format: 'harmony-signature/1', ...statement } as unknown as Wire)
/** The text whose SHA-256 is sealed. */
export const statementText = (statement: Statement): string => canonicalJson(statementWire(statement))

/** What a hub seals when evidence reaches it: the link of the evidence and when that was. */
export const receiptText = (link: string, receivedAt: Instant): string =>
  canonicalJson({ format: 'harmony-countersignature/1', link, receivedAt })
