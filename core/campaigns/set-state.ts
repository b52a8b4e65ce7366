import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, idOf, shape } from '../kernel/shape.ts'
import { campaigns } from './campaign.ts'

/** Halts a campaign, lets it go on, or ends it. While it is halted or over no message is handed over. */
export const setCampaignState = command({
  name: 'campaigns.setState',
  zone: 'sales',
  permit: 'campaigns.write',
  offline: 'never',
  input: shape({ campaign: idOf('campaigns'), state: choice('running', 'paused', 'done') }),
  output: campaigns.shape,
  refusals: ['campaigns.unknown', 'campaigns.notStarted', 'campaigns.over'],
  load: ({ campaign }, read) => read.get(campaigns, campaign),
  decide: ({ campaign: id, state }, present) => {
    if (!present) return refuse('campaigns.unknown', { campaign: id })
    if (present.state === 'draft') return refuse('campaigns.notStarted', { name: present.name })
    if (present.state === state) return { result: present, changes: [] }
    if (present.state === 'done') return refuse('campaigns.over', { name: present.name })
    const campaign = { ...present, state }
    return { result: campaign, changes: [put(campaigns, campaign), tell('campaigns.stateSet', { campaign: id, state })] }
  },
})
