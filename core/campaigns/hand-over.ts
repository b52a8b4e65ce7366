import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { count, idOf, many, shape } from '../kernel/shape.ts'
import { campaigns, campaignSends } from './campaign.ts'
import { sendRows } from './reads.ts'

/** Messages that one call hands over. */
const mostMessages = 1000

/**
 * Hands the messages that are due to whatever sends them: answers them with recipients, subjects and texts, ready to be merged, and marks them, so that none goes
 * out twice. Harmony itself sends nothing. Whoever opted out since is left out.
 */
export const handOver = command({
  name: 'campaigns.handOver',
  zone: 'sales',
  permit: 'campaigns.write',
  offline: 'never',
  input: shape({ campaign: idOf('campaigns') }),
  output: shape({ handedOver: count, more: count, messages: many(campaignSends.shape) }),
  refusals: ['campaigns.unknown', 'campaigns.notRunning'],
  load: async ({ campaign: id }, read, now) => {
    const where = { all: [{ field: 'campaign', is: 'equal', value: id }, { field: 'sendState', is: 'equal', value: 'waiting' }, { field: 'dueOn', is: 'atMost', value: now.today }] } as const // prettier-ignore
    const due = await read.browse(sendRows, { where, order: ['dueOn', 'id'], limit: mostMessages })
    const sends = await read.some(campaignSends, due.rows.map((row) => row.id)) // prettier-ignore
    return { campaign: await read.get(campaigns, id), sends: [...sends.values()], total: due.total }
  },
  decide: ({ campaign: id }, { campaign, sends, total }, now) => {
    if (!campaign) return refuse('campaigns.unknown', { campaign: id })
    if (campaign.state !== 'running') return refuse('campaigns.notRunning', { name: campaign.name })
    const messages = sends.map((send) => ({ ...send, handedOverAt: now.at, handedOverBy: now.caller.name }))
    return {
      result: { handedOver: messages.length, more: total - messages.length, messages },
      changes: [
        ...messages.map((send) => put(campaignSends, send)),
        ...(messages.length === 0 ? [] : [tell('campaigns.handedOver', { campaign: id, messages: `${messages.length}` })]),
      ],
    }
  },
})
