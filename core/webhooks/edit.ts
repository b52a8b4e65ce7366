import { command, put, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { idOf, shape } from '../kernel/shape.ts'
import { act, found } from './access.ts'
import type { Told } from './catalogue.ts'
import { asked, askedFacts, askedRefusals, ownOf } from './subscribe.ts'
import { webhooks, type Webhook } from './webhook.ts'

/** Whoever saves a webhook owns it from then on: else somebody could send to an address of theirs what only another person may read. */
export const editWebhook = (known: () => readonly Told[]) =>
  command({
    name: 'webhooks.edit',
    ...act,
    input: shape({ webhook: idOf('webhooks'), ...asked }),
    output: webhooks.shape,
    refusals: [...askedRefusals, 'webhooks.unknown'],
    load: async (input, read, now) => ({ ...(await askedFacts(input, read, now)), webhook: await found(read, input.webhook) }),
    decide: ({ webhook: id, ...input }, facts, now) => {
      if (!facts.webhook) return refuse('webhooks.unknown', { webhook: id })
      const own = ownOf(input, facts, now, known())
      if (refused(own)) return own
      const saved: Webhook = { ...facts.webhook, ...own }
      return { result: saved, changes: [put(webhooks, saved), tell('webhooks.saved', { webhook: id, name: saved.name })] }
    },
  })
