import { record, view, type Row } from '../kernel/record.ts'
import { anInstant, choice, codeOf, count, flag, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'

export const webhookStates = ['active', 'paused', 'dead'] as const
/**
 * Who or what stopped it: a person; a receiver that has taken nothing for days; one that says it is no more (410); an owner who is no user any more; a secret
 * that no key here opens.
 */
export const stops = ['person', 'failing', 'gone', 'noOwner', 'secretLost'] as const
export type Stop = (typeof stops)[number]

const fields = {
  id: idOf('webhooks'),
  name: text,
  /** It tells what this person may read, and nothing else. Whoever changes where it goes or what it tells becomes its owner. */
  owner: idOf('users'),
  url: text,
  /** Names of events, `billing.*` for those of a module, `*` for all. */
  events: many(text, 500),
  /** Only events of this legal entity. */
  entity: maybe(codeOf('entities')),
  /** One after the other: an event that is not taken holds up those after it, until it is given up. */
  inOrder: flag,
  /** The rights to read that the owner had when they said so: a token that may do little makes no webhook that tells more. */
  rights: many(text, 500),
  state: choice(...webhookStates),
  stoppedBy: maybe(choice(...stops)),
  stateSince: anInstant,
  createdAt: anInstant,
} as const
/** Somebody elsewhere wants to be told what happens. */
export const webhooks = record('webhooks', shape(fields), {
  key: 'id',
  personal: { keep: 'use', since: 'createdAt', fields: { url: 'user.trace' }, not: ['name'] },
})
export type Webhook = Row<typeof webhooks>

/** What messages are signed with, closed with a key that does not lie in the database. While one takes the place of another, both sign. */
export const webhookSecrets = record(
  'webhookSecrets',
  shape({
    id: idOf('webhookSecrets'),
    webhook: idOf('webhooks'),
    kept: text,
    madeAt: anInstant,
    /** The moment from which it signs no more. */
    validUntil: maybe(anInstant),
  }),
  { key: 'id', secret: true },
)

/** How far a webhook was told. The host moves it on as it writes messages, so no digest of it is kept. */
export const webhookPlaces = record(
  'webhookPlaces',
  shape({
    webhook: idOf('webhooks'),
    /** Number of the last event in the log for which it was asked whether the webhook wants it. */
    toldUntil: count,
    deliveredAt: maybe(anInstant),
  }),
  { key: 'webhook', secret: true },
)

/** What becomes of a message: not tried yet; taken with an answer of 200 to 299; not taken, and tried again; given up. */
export const sendings = ['waiting', 'delivered', 'failed', 'dead'] as const
const messageFields = {
  id: idOf('webhookMessages'),
  webhook: idOf('webhooks'),
  /** Number of the event in the log; nothing for a sample. */
  eventSeq: maybe(count),
  /** Says which event it is, the same in every attempt and to every receiver: by it a receiver knows what it has already. */
  eventId: text,
  event: text,
  eventAt: anInstant,
  sending: choice(...sendings),
  attempts: count,
  madeAt: anInstant,
  nextAt: maybe(anInstant),
  lastAt: maybe(anInstant),
  endedAt: maybe(anInstant),
  /** Of the last answer (HTTP). */
  status: maybe(count),
  /** Why there was none, or none that counts. */
  fault: maybe(text),
  /** The beginning of the last answer. */
  answer: maybe(longText),
  /** Milliseconds that the last attempt took. */
  tookMs: maybe(count),
  /** The hub that is trying. */
  hub: maybe(text),
} as const
/** One event for one webhook. The host writes them and what came of them; the log of what happened is the event's own. */
export const webhookMessages = record('webhookMessages', shape(messageFields), {
  key: 'id',
  partOf: 'webhooks',
  personal: { keep: 'use', since: 'madeAt', not: ['answer'] },
})
export type WebhookMessage = Row<typeof webhookMessages>

export const webhookRows = view({
  view: 'webhooks.list',
  row: shape({
    id: fields.id,
    name: fields.name,
    url: fields.url,
    state: fields.state,
    stoppedBy: fields.stoppedBy,
    stateSince: fields.stateSince,
    ownerName: text,
    owner: fields.owner,
    entity: fields.entity,
    inOrder: fields.inOrder,
    /** Messages that wait, that were not taken yet, and that were given up. */
    waiting: count,
    failing: count,
    givenUp: count,
    deliveredAt: maybe(anInstant),
    createdAt: fields.createdAt,
  }),
  key: 'id',
  order: ['name'],
  search: ['name', 'url', 'ownerName'],
})

export const messageRows = view({
  view: 'webhooks.messages',
  row: shape({
    id: messageFields.id,
    webhook: messageFields.webhook,
    webhookName: text,
    eventSeq: messageFields.eventSeq,
    event: messageFields.event,
    eventAt: messageFields.eventAt,
    sending: messageFields.sending,
    attempts: messageFields.attempts,
    status: messageFields.status,
    fault: messageFields.fault,
    tookMs: messageFields.tookMs,
    lastAt: messageFields.lastAt,
    nextAt: messageFields.nextAt,
    endedAt: messageFields.endedAt,
    eventId: messageFields.eventId,
    answer: messageFields.answer,
  }),
  key: 'id',
  order: ['-eventAt', '-eventSeq'],
  search: ['event', 'eventId', 'webhookName'],
})
