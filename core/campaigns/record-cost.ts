import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, minorIn, shape, text, aCurrency, type Id } from '../kernel/shape.ts'
import { campaignCosts, campaigns } from './campaign.ts'

/** Puts down what was spent on a campaign, in its currency; with a minus, what came back. */
export const recordCost = command({
  name: 'campaigns.recordCost',
  zone: 'sales',
  permit: 'campaigns.write',
  offline: 'queue',
  input: shape({ campaign: idOf('campaigns'), day: maybe(aDay), what: text, currency: aCurrency, amount: minorIn('currency') }),
  output: campaignCosts.shape,
  refusals: ['campaigns.unknown', 'campaigns.otherCurrency'],
  load: ({ campaign }, read) => read.get(campaigns, campaign),
  decide: ({ campaign: id, day, what, currency, amount }, campaign, now) => {
    if (!campaign) return refuse('campaigns.unknown', { campaign: id })
    if (currency !== campaign.currency) return refuse('campaigns.otherCurrency', { name: campaign.name, currency: campaign.currency })
    const cost = {
      id: now.newId() as Id<'campaignCosts'>,
      campaign: id,
      entity: campaign.entity,
      day: day ?? now.today,
      what,
      currency,
      amount,
      recordedAt: now.at,
      recordedBy: now.caller.name,
    }
    return { result: cost, changes: [add(campaignCosts, cost), tell('campaigns.costRecorded', { campaign: id })] }
  },
})
