import { addMilliseconds } from '../kernel/day.ts'
import { add, command, put, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, count, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { act, found, freshSecret, secretsOf, type Secret } from './access.ts'
import { webhookSecrets } from './webhook.ts'

/** Hours for which both secrets may sign. */
export const longestOverlap = 168
const hour = 3_600_000

/**
 * A new secret, once in the answer. The one before it signs beside it for some hours, so that the receiver changes over without missing anything; 0 ends
 * it at once: it is in wrong hands.
 */
export const rotateSecret = command({
  name: 'webhooks.rotateSecret',
  ...act,
  input: shape({ webhook: idOf('webhooks'), overlapHours: count }),
  output: shape({ secret: text, formerUntil: maybe(anInstant) }),
  refusals: ['webhooks.unknown', 'webhooks.overlap', 'webhooks.keyElsewhere'],
  load: async ({ webhook }, read) => ({
    webhook: await found(read, webhook),
    held: await secretsOf(read, webhook),
    fresh: await freshSecret(read, webhook),
  }),
  decide: ({ webhook: id, overlapHours }, { webhook, held, fresh }, now) => {
    if (!webhook) return refuse('webhooks.unknown', { webhook: id })
    if (overlapHours < 0 || overlapHours > longestOverlap) return refuse('webhooks.overlap', { most: `${longestOverlap}` })
    if (fresh.kept === null) return refuse('webhooks.keyElsewhere')
    const until = addMilliseconds(fresh.at, overlapHours * hour)
    const stays = (secret: Secret): boolean => overlapHours > 0 && (secret.validUntil === null || secret.validUntil > fresh.at)
    const ending = held.filter(stays).map((secret) => ({ ...secret, validUntil: secret.validUntil !== null && secret.validUntil < until ? secret.validUntil : until })) // prettier-ignore
    const row: Secret = { id: now.newId() as Id<'webhookSecrets'>, webhook: id, kept: fresh.kept, madeAt: fresh.at, validUntil: null }
    return {
      result: { secret: fresh.shown, formerUntil: ending.length === 0 ? null : until },
      changes: [
        ...held.filter((secret) => !stays(secret)).map((secret) => remove(webhookSecrets, secret.id)),
        ...ending.map((secret) => put(webhookSecrets, secret)),
        add(webhookSecrets, row),
        tell('webhooks.secretRotated', { webhook: id, name: webhook.name }),
      ],
    }
  },
})
