import { command, put, tell, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, count, flag, idOf, shape, type Id } from '../kernel/shape.ts'
import { act, found, ofWebhook } from './access.ts'
import { wants, type Told } from './catalogue.ts'
import { lastBefore } from './questions.ts'
import { webhookMessages, webhookPlaces, type WebhookMessage } from './webhook.ts'

/** Messages that one call sends again. */
const portion = 1_000

/** As if it had never been tried. It keeps its id, by which the receiver knows what it has. */
const again = (message: WebhookMessage): WebhookMessage => ({ ...message, sending: 'waiting', attempts: 0, nextAt: null, endedAt: null, hub: null }) // prettier-ignore

/** Sends one message again, whether it was taken or not; one that waits for its next attempt is tried at once. */
export const replayMessage = command({
  name: 'webhooks.replay',
  ...act,
  input: shape({ message: idOf('webhookMessages') }),
  output: shape({ message: idOf('webhookMessages') }),
  refusals: ['webhooks.unknownMessage', 'webhooks.notActive'],
  load: async ({ message: id }, read) => {
    const message = await read.get(webhookMessages, id)
    return { message, webhook: message && (await found(read, message.webhook)) }
  },
  decide: ({ message: id }, { message, webhook }) => {
    if (!message || !webhook) return refuse('webhooks.unknownMessage', { message: id })
    if (webhook.state !== 'active') return refuse('webhooks.notActive', { name: webhook.name })
    return {
      result: { message: id },
      changes: [put(webhookMessages, again(message)), tell('webhooks.replayed', { webhook: webhook.id, name: webhook.name })],
    }
  },
})

const dead = (read: Read, webhook: string) =>
  read.list(webhookMessages, {
    where: { all: [{ field: 'webhook', is: 'equal', value: webhook }, { field: 'sending', is: 'equal', value: 'dead' }] },
    order: ['eventSeq', 'id'],
    limit: portion + 1,
  }) // prettier-ignore

/** Sends again what was given up, the oldest first, up to a thousand at a time. */
export const replayDead = command({
  name: 'webhooks.replayDead',
  ...act,
  input: ofWebhook,
  output: shape({ replayed: count, more: flag }),
  refusals: ['webhooks.unknown', 'webhooks.notActive'],
  load: async ({ webhook: id }, read) => ({ webhook: await found(read, id), messages: await dead(read, id) }),
  decide: ({ webhook: id }, { webhook, messages }) => {
    if (!webhook) return refuse('webhooks.unknown', { webhook: id })
    if (webhook.state !== 'active') return refuse('webhooks.notActive', { name: webhook.name })
    const sent = messages.slice(0, portion)
    return {
      result: { replayed: sent.length, more: messages.length > portion },
      changes: [
        ...sent.map((message) => put(webhookMessages, again(message))),
        ...(sent.length === 0 ? [] : [tell('webhooks.replayed', { webhook: id, name: webhook.name })]),
      ],
    }
  },
})

/** Tells everything since a moment again, from the log, also what was told and what was never: the receiver lost what it had, or was not there yet. */
export const replaySince = command({
  name: 'webhooks.replaySince',
  ...act,
  input: shape({ webhook: idOf('webhooks'), since: anInstant }),
  output: shape({ toldUntil: count }),
  refusals: ['webhooks.unknown', 'webhooks.notActive'],
  load: async ({ webhook: id, since }, read) => ({
    webhook: await found(read, id),
    place: await read.get(webhookPlaces, id),
    toldUntil: (await read.ask(lastBefore, { moment: since }))[0]!.toldUntil,
  }),
  decide: ({ webhook: id }, { webhook, place, toldUntil: before }) => {
    if (!webhook) return refuse('webhooks.unknown', { webhook: id })
    if (webhook.state !== 'active') return refuse('webhooks.notActive', { name: webhook.name })
    // What was not asked for yet is not skipped.
    const toldUntil = place ? Math.min(before, place.toldUntil) : before
    return {
      result: { toldUntil },
      changes: [
        put(webhookPlaces, { webhook: id, toldUntil, deliveredAt: place?.deliveredAt ?? null }),
        tell('webhooks.replayed', { webhook: id, name: webhook.name }),
      ],
    }
  },
})

/** Sends a sample, tried once: whether the receiver takes it stands in its messages a moment later. */
export const sendSample = (known: () => readonly Told[]) =>
  command({
    name: 'webhooks.sendSample',
    ...act,
    input: ofWebhook,
    output: shape({ message: idOf('webhookMessages') }),
    refusals: ['webhooks.unknown', 'webhooks.notActive'],
    load: ({ webhook }, read) => found(read, webhook),
    decide: ({ webhook: id }, webhook, now) => {
      if (!webhook) return refuse('webhooks.unknown', { webhook: id })
      if (webhook.state !== 'active') return refuse('webhooks.notActive', { name: webhook.name })
      const message = now.newId() as Id<'webhookMessages'>
      const event = known().find((one) => wants(webhook.events, one.event))?.event ?? webhook.events[0]!
      const row: WebhookMessage = {
        id: message, webhook: id, eventSeq: null, eventId: `evt_sample_${message}`, event, eventAt: now.at, sending: 'waiting', attempts: 0, madeAt: now.at,
        nextAt: null, lastAt: null, endedAt: null, status: null, fault: null, answer: null, tookMs: null, hub: null,
      } // prettier-ignore
      return { result: { message }, changes: [put(webhookMessages, row), tell('webhooks.sampleSent', { webhook: id, name: webhook.name })] }
    },
  })
