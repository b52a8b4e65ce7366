import { command, put, tell, type Change } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, flag, idOf, shape } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { act, lastTold, found, ofWebhook } from './access.ts'
import { stops, webhookPlaces, webhooks, type Webhook } from './webhook.ts'

/** Tells nothing for a while. The log keeps what happens, so nothing is lost by it. */
export const pauseWebhook = command({
  name: 'webhooks.pause',
  ...act,
  input: ofWebhook,
  output: webhooks.shape,
  refusals: ['webhooks.unknown', 'webhooks.notActive'],
  load: ({ webhook }, read) => found(read, webhook),
  decide: ({ webhook: id }, webhook, now) => {
    if (!webhook) return refuse('webhooks.unknown', { webhook: id })
    if (webhook.state !== 'active') return refuse('webhooks.notActive', { name: webhook.name })
    const paused: Webhook = { ...webhook, state: 'paused', stoppedBy: 'person', stateSince: now.at }
    return { result: paused, changes: [put(webhooks, paused), tell('webhooks.paused', { webhook: id, name: webhook.name })] }
  },
})

/** Goes on where it stopped, or from now on: then what happened meanwhile is not told. */
export const resumeWebhook = command({
  name: 'webhooks.resume',
  ...act,
  input: shape({ webhook: idOf('webhooks'), fromNow: flag }),
  output: webhooks.shape,
  refusals: ['webhooks.unknown', 'webhooks.alreadyActive', 'webhooks.ownerGone'],
  load: async ({ webhook: id }, read) => {
    const webhook = await found(read, id)
    return {
      webhook,
      owner: webhook && (await read.get(users, webhook.owner)),
      place: await read.get(webhookPlaces, id),
      toldUntil: await lastTold(read),
    }
  },
  decide: ({ webhook: id, fromNow }, { webhook, owner, place, toldUntil }, now) => {
    if (!webhook) return refuse('webhooks.unknown', { webhook: id })
    if (webhook.state === 'active') return refuse('webhooks.alreadyActive', { name: webhook.name })
    if (!owner?.active) return refuse('webhooks.ownerGone', { name: webhook.name })
    const active: Webhook = { ...webhook, state: 'active', stoppedBy: null, stateSince: now.at }
    const changes: Change[] = [put(webhooks, active), tell('webhooks.resumed', { webhook: id, name: webhook.name })]
    if (fromNow) changes.push(put(webhookPlaces, { webhook: id, deliveredAt: place?.deliveredAt ?? null, toldUntil }))
    return { result: active, changes }
  },
})

/** The host found a reason to tell no more. One that stopped already stays as it is. */
export const stopWebhook = command({
  name: 'webhooks.stop',
  ...act,
  input: shape({ webhook: idOf('webhooks'), stoppedBy: choice(...stops) }),
  output: shape({ webhook: idOf('webhooks'), stopped: flag }),
  refusals: ['webhooks.unknown'],
  load: ({ webhook }, read) => found(read, webhook),
  decide: ({ webhook: id, stoppedBy }, webhook, now) => {
    if (!webhook) return refuse('webhooks.unknown', { webhook: id })
    if (webhook.state !== 'active') return { result: { webhook: id, stopped: false }, changes: [] }
    const stopped: Webhook = { ...webhook, state: stoppedBy === 'gone' ? 'dead' : 'paused', stoppedBy, stateSince: now.at }
    const told = tell('webhooks.stopped', { webhook: id, name: webhook.name, stoppedBy })
    return { result: { webhook: id, stopped: true }, changes: [put(webhooks, stopped), told] }
  },
})
