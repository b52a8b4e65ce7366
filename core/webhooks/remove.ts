import { clear, remove, tell, type Change } from '../kernel/operation.ts'
import type { Secret } from './access.ts'
import { webhookMessages, webhookPlaces, webhooks, webhookSecrets, type Webhook } from './webhook.ts'

/** A webhook goes with its secrets, its place and its messages. */
export const clearedAway = ({ id, name }: Webhook, secrets: readonly Secret[]): Change[] => [
  clear(webhookMessages, 'webhook', id),
  ...secrets.map((secret) => remove(webhookSecrets, secret.id)),
  remove(webhookPlaces, id),
  remove(webhooks, id),
  tell('webhooks.removed', { webhook: id, name }),
]
