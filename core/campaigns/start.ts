import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { daysBetween } from '../kernel/day.ts'
import type { Filter } from '../kernel/filter.ts'
import { add, command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, count, idOf, maybe, shape, type Id, type Of } from '../kernel/shape.ts'
import { leads, type Lead } from '../opportunities/lead.ts'
import { meantOn, mostDays } from './audience.ts'
import { campaignMembers, campaigns, type Campaign, type Member } from './campaign.ts'
import { postalAddress, stepsFor, type Known } from './chosen.ts'
import { prospectRows } from './reads.ts'

export type Prospect = Of<typeof prospectRows.row>
/** Members that one campaign may begin with: they are frozen in one act. */
export const mostMembers = 5000
const page = 1000

/** Begins a campaign: whom its filter means at this moment becomes its members, whatever is edited later, and its steps become messages and calls. */
export const startCampaign = command({
  name: 'campaigns.start',
  zone: 'sales',
  permit: 'campaigns.write',
  offline: 'never',
  input: shape({
    campaign: idOf('campaigns'),
    /** First day of the course; the planned one, or today. */
    startOn: maybe(aDay),
  }),
  output: shape({ campaign: campaigns.shape, members: count, contacted: count }),
  refusals: [
    'campaigns.unknown',
    'campaigns.unknownEntity',
    'campaigns.notDraft',
    'campaigns.noSteps',
    'campaigns.nobody',
    'campaigns.tooMany',
    'campaigns.badStart',
  ],
  load: async ({ campaign: id }, read, now) => {
    const campaign = await read.get(campaigns, id)
    const entity = campaign && (await read.get(entities, campaign.entity))
    const added = campaign ? await read.list(campaignMembers, { where: { field: 'campaign', is: 'equal', value: id }, limit: mostMembers }) : [] // prettier-ignore
    const people = campaign?.state === 'draft' ? await everybody(read, campaign, added, now) : []
    const hosts = await read.some(customers, [...new Set(people.flatMap(({ customer }) => (customer === null ? [] : [customer])))])
    const known = await read.some(leads, people.flatMap(({ lead }) => (lead === null ? [] : [lead]))) // prettier-ignore
    return { campaign, entity, added, people, hosts, leads: known }
  },
  decide: ({ campaign: id, startOn }, { campaign, entity, added, people, hosts, leads: known }, now) => {
    if (!campaign) return refuse('campaigns.unknown', { campaign: id })
    if (!entity) return refuse('campaigns.unknownEntity', { entity: campaign.entity })
    if (campaign.state !== 'draft') return refuse('campaigns.notDraft', { name: campaign.name })
    if (campaign.course.length === 0) return refuse('campaigns.noSteps', { name: campaign.name })
    if (people.length > mostMembers) return refuse('campaigns.tooMany', { most: `${mostMembers}` })
    if (people.length + added.length === 0) return refuse('campaigns.nobody', { name: campaign.name })
    const first = startOn ?? campaign.startOn ?? now.today
    const away = daysBetween(now.today, first)
    if (away > mostDays || away < -mostDays) return refuse('campaigns.badStart', { day: first })
    const running: Campaign = { ...campaign, state: 'running', startOn: first, startedAt: now.at, startedBy: now.caller.name }
    const speaker = { entity, sender: now.caller.name }
    const has = new Map(added.map((member) => [member.contact ?? member.lead, member]))
    const chosen = people.map((person) => {
      const host = person.customer === null ? undefined : hosts.get(person.customer)
      const present = has.get(person.contact ?? person.lead)
      const member = present ?? memberOf(campaign, person, host, person.lead === null ? undefined : known.get(person.lead), now)
      const steps = stepsFor(running, first, member, factsOf(person, host, entity), speaker, now)
      return { changes: [...(present ? [] : [add(campaignMembers, member)]), ...steps], isContacted: steps.length > 0 }
    })
    const meantBefore = added.filter((member) => !people.some((person) => person.id === (member.contact ?? member.lead)))
    return {
      result: { campaign: running, members: people.length + meantBefore.length, contacted: chosen.filter((one) => one.isContacted).length },
      changes: [
        put(campaigns, running),
        ...chosen.flatMap((one) => one.changes),
        tell('campaigns.started', { campaign: id, name: campaign.name }),
      ],
    }
  },
})

/** Whom the filter means, and who was added by hand before. */
async function everybody(read: Read, campaign: Campaign, added: readonly Member[], now: Now): Promise<readonly Prospect[]> {
  const byHand = added.map((member) => (member.contact ?? member.lead) as string)
  const where: Filter = { any: [await meantOn(read, campaign.audience, now.today), { field: 'id', is: 'in', value: byHand }] }
  const people: Prospect[] = []
  for (;;) {
    const { rows, total } = await read.browse(prospectRows, { where, order: ['id'], limit: page, offset: people.length })
    people.push(...rows)
    if (rows.length === 0 || people.length >= total || people.length > mostMembers) return people
  }
}

export function memberOf(
  campaign: Pick<Campaign, 'id' | 'entity'>,
  person: Pick<Prospect, 'contact' | 'lead' | 'customer' | 'name' | 'email' | 'phone' | 'language'>,
  host: Row<typeof customers> | undefined,
  lead: Lead | undefined,
  now: Now,
): Member {
  return {
    id: now.newId() as Id<'campaignMembers'>,
    campaign: campaign.id,
    entity: campaign.entity,
    contact: person.contact,
    lead: person.lead,
    customer: person.customer,
    name: person.name,
    email: person.email,
    phone: person.phone,
    address:
      postalAddress(host, person.name) ?? (lead?.address ? [lead.company, lead.name, lead.address].filter(Boolean).join('\n') : null),
    language: person.language,
    chosenAt: now.at,
    chosenBy: now.caller.name,
    response: null,
    respondedAt: null,
    note: null,
    madeLead: null,
  }
}
const factsOf = (person: Prospect, host: Row<typeof customers> | undefined, entity: Row<typeof entities>): Known => ({
  title: person.title,
  company: person.customerName,
  zone: host?.zone ?? entity.zone,
  consent: { mail: person.mailConsent, phone: person.phoneConsent, post: person.postConsent },
})
