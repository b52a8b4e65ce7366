import { listing } from '../kernel/listing.ts'
import { query, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, flag, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { found, look, ofWebhook, secretsOf } from './access.ts'
import { mayHear, type Told } from './catalogue.ts'
import type { Readers } from './message.ts'
import { sampleOf, type Sampled } from './sample.ts'
import { messageRows, webhookPlaces, webhookRows, webhooks } from './webhook.ts'

export const listWebhooks = listing({ name: 'webhooks.list', ...look, view: webhookRows })
export const listMessages = listing({ name: 'webhooks.messages', ...look, view: messageRows })

/** One webhook, whose it is, and since when and until when its secrets sign. The secrets themselves nobody reads any more. */
export const getWebhook = query({
  name: 'webhooks.get',
  ...look,
  input: ofWebhook,
  output: shape({
    webhook: webhooks.shape,
    ownerName: text,
    ownerActive: flag,
    secrets: many(shape({ madeAt: anInstant, validUntil: maybe(anInstant) })),
    deliveredAt: maybe(anInstant),
  }),
  refusals: ['webhooks.unknown'],
  ask: async ({ webhook: id }, read: Read) => {
    const webhook = await found(read, id)
    if (!webhook) return refuse('webhooks.unknown', { webhook: id })
    const owner = await read.get(users, webhook.owner)
    return {
      webhook,
      ownerName: owner?.name ?? webhook.owner,
      ownerActive: owner?.active ?? false,
      secrets: (await secretsOf(read, id)).map(({ madeAt, validUntil }) => ({ madeAt, validUntil })),
      deliveredAt: (await read.get(webhookPlaces, id))?.deliveredAt ?? null,
    }
  },
})

/** What can be asked for: every event by name, and whether the caller would be told of it. */
export const listEvents = (known: () => readonly Told[]) =>
  query({
    name: 'webhooks.events',
    zone: 'setup',
    permit: null,
    input: shape({}),
    output: shape({ events: many(shape({ event: text, right: maybe(text), audible: flag })) }),
    ask: async (_input, _read, { caller }) => ({
      events: known().map((one) => ({
        event: one.event,
        right: one.permit,
        audible: mayHear(one, caller.permits, one.permit === null ? [] : [one.permit]),
      })),
    }),
  })

/** What a message of an event looks like, for whoever writes the receiver. */
export const readSample = (known: () => readonly Told[], readers: () => Readers, sampled: () => Sampled) =>
  query({
    name: 'webhooks.sample',
    zone: 'setup',
    permit: null,
    input: shape({ event: text }),
    output: shape({ content: someData }),
    refusals: ['webhooks.unknownEvent'],
    ask: async ({ event }, _read, { at }) =>
      known().some((one) => one.event === event)
        ? { content: sampleOf({ event, eventId: 'evt_sample', at }, sampled(), readers()) }
        : refuse('webhooks.unknownEvent', { event }),
  })
