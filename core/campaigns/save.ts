import { entities } from '../entities/entity.ts'
import { command, put, query, tell } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, idOf, longText, many, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts'
import { isLanguage } from '../customers/rules.ts'
import { consentBases, consentChannels } from '../opportunities/consent.ts'
import { callerAsOwner } from '../opportunities/rules.ts'
import { audience, campaigns, campaignStep, type Campaign, type CampaignStep } from './campaign.ts'
import { audienceFault, mostDays } from './audience.ts'
import { resultCosts } from './reads.ts'
import { strangePlaceholder } from './texts.ts'

export const stepFaults = [
  'campaigns.badDays',
  'campaigns.noText',
  'campaigns.textTwice',
  'campaigns.badLanguage',
  'campaigns.strangePlaceholder',
] as const
/** May these be the steps of a campaign? Each comes no sooner than the one before it, and says something. */
export function stepsFault(steps: readonly CampaignStep[]): Refusal<(typeof stepFaults)[number]> | undefined {
  for (const [i, { afterDays, texts }] of steps.entries()) {
    const step = `${i + 1}`
    if (afterDays < (steps[i - 1]?.afterDays ?? 0) || afterDays > mostDays)
      return refuse('campaigns.badDays', { step, days: `${afterDays}` })
    if (texts.length === 0) return refuse('campaigns.noText', { step })
    for (const [j, { language, topic, message }] of texts.entries()) {
      if (!isLanguage(language)) return refuse('campaigns.badLanguage', { language })
      if (texts.findIndex((text) => text.language === language) !== j) return refuse('campaigns.textTwice', { step, language })
      const strange = strangePlaceholder(`${topic} ${message}`)
      if (strange !== undefined) return refuse('campaigns.strangePlaceholder', { step, placeholder: strange })
    }
  }
  return undefined
}

/** Plans a campaign (without an id) or changes one. Whom it is for, what allows it and its steps stand still once it has begun. */
export const saveCampaign = command({
  name: 'campaigns.save',
  zone: 'sales',
  permit: 'campaigns.write',
  offline: 'queue',
  edits: { of: campaigns, id: ({ id }) => id, merges: [['name'], ['owner'], ['note']] },
  input: shape({
    id: maybe(idOf('campaigns')),
    entity: codeOf('entities'),
    name: text,
    channel: choice(...consentChannels),
    owner: maybe(idOf('users')),
    currency: aCurrency,
    budget: minorIn('currency'),
    lawfulBasis: choice(...consentBases),
    audience,
    course: many(campaignStep, 20),
    startOn: maybe(aDay),
    note: maybe(longText),
  }),
  output: campaigns.shape,
  refusals: [
    'campaigns.unknown',
    'campaigns.unknownEntity',
    'campaigns.badBudget',
    'campaigns.badAudience',
    'campaigns.begun',
    ...stepFaults,
  ],
  load: async ({ id, entity }, read) => ({
    present: id === null ? undefined : await read.get(campaigns, id),
    entity: await read.get(entities, entity),
  }),
  decide: (input, { present, entity }, now) => {
    const { id, ...said } = input
    if (id !== null && !present) return refuse('campaigns.unknown', { campaign: id })
    if (!entity) return refuse('campaigns.unknownEntity', { entity: input.entity })
    if (input.budget < 0n) return refuse('campaigns.badBudget')
    const wrong = audienceFault(input.audience)
    if (wrong !== undefined) return refuse('campaigns.badAudience', { wanted: wrong })
    const fault = stepsFault(input.course)
    if (fault) return fault
    const campaign: Campaign = {
      ...said,
      id: present?.id ?? (now.newId() as Id<'campaigns'>),
      name: said.name.trim(),
      owner: said.owner ?? present?.owner ?? callerAsOwner(now),
      state: present?.state ?? 'draft',
      startedAt: present?.startedAt ?? null,
      startedBy: present?.startedBy ?? null,
      createdAt: present?.createdAt ?? now.at,
      createdBy: present?.createdBy ?? now.caller.name,
    }
    if (present && present.state !== 'draft' && !isSamePlan(present, campaign)) return refuse('campaigns.begun', { name: present.name })
    return { result: campaign, changes: [put(campaigns, campaign), tell('campaigns.saved', { campaign: campaign.id })] }
  },
})

const planOf = ({ entity, channel, currency, lawfulBasis, audience: whom, course, startOn }: Campaign): string =>
  JSON.stringify([entity, channel, currency, lawfulBasis, whom, course, startOn])
const isSamePlan = (a: Campaign, b: Campaign): boolean => planOf(a) === planOf(b)

/** A campaign as it was planned, with what it cost so far. */
export const getCampaign = query({
  name: 'campaigns.get',
  zone: 'sales',
  permit: 'campaigns.read',
  input: shape({ campaign: idOf('campaigns') }),
  output: shape({ campaign: campaigns.shape, currency: aCurrency, spent: minorIn('currency') }),
  refusals: ['campaigns.unknown'],
  ask: async ({ campaign: id }, read) => {
    const campaign = await read.get(campaigns, id)
    if (!campaign) return refuse('campaigns.unknown', { campaign: id })
    const [cost] = await read.ask(resultCosts, { campaign: id })
    return { campaign, currency: campaign.currency, spent: cost?.spent ?? 0n }
  },
})
