import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { add, command, tell, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, idOf, maybe, shape } from '../kernel/shape.ts'
import { consentOf } from '../opportunities/consent-of.ts'
import type { Channel } from '../opportunities/consent.ts'
import type { ConsentState } from '../opportunities/consenting.ts'
import { leads } from '../opportunities/lead.ts'
import { reasons, whyNot } from './audience.ts'
import { campaignMembers, campaigns } from './campaign.ts'
import { stepsFor } from './chosen.ts'
import { memberOf } from './start.ts'

/**
 * Adds one person by hand, wherever one is. Who has opted out, here or elsewhere and seen or not, becomes a member that says so and is not contacted; who is one
 * already stays the one. Messages and calls are the hub's to make.
 */
export const addMember = command({
  name: 'campaigns.addMember',
  zone: 'sales',
  permit: 'campaigns.write',
  offline: 'queue',
  input: shape({ campaign: idOf('campaigns'), contact: maybe(idOf('contacts')), lead: maybe(idOf('leads')) }),
  output: shape({ member: campaignMembers.shape, notContacted: maybe(choice(...reasons)) }),
  refusals: ['campaigns.unknown', 'campaigns.unknownEntity', 'campaigns.unknownPerson', 'campaigns.over'],
  load: async ({ campaign: id, contact: contactId, lead: leadId }, read) => {
    const campaign = await read.get(campaigns, id)
    const entity = campaign && (await read.get(entities, campaign.entity))
    const contact = contactId === null ? undefined : await read.get(contacts, contactId)
    const lead = leadId === null ? undefined : await read.get(leads, leadId)
    const host = contact
      ? await read.get(customers, contact.customer)
      : lead?.customer
        ? await read.get(customers, lead.customer)
        : undefined
    const [present] = await read.list(campaignMembers, {
      where: { all: [{ field: 'campaign', is: 'equal', value: id }, contactId === null ? { field: 'lead', is: 'equal', value: leadId } : { field: 'contact', is: 'equal', value: contactId }] },
      limit: 1,
    }) // prettier-ignore
    const who = contact ?? lead
    const person = { contact: contactId ?? lead?.contact ?? null, lead: leadId, email: who?.email ?? null, phone: who?.phone ?? null }
    return { campaign, entity, contact, lead, host, present, consent: await consentsOf(read, person) }
  },
  decide: (input, { campaign, entity, contact, lead, host, present, consent }, now) => {
    const who = contact ?? lead
    if (!campaign) return refuse('campaigns.unknown', { campaign: input.campaign })
    if (!entity) return refuse('campaigns.unknownEntity', { entity: campaign.entity })
    if (!who || (input.contact === null) === (input.lead === null))
      return refuse('campaigns.unknownPerson', { person: input.contact ?? input.lead ?? '' })
    if (campaign.state === 'done') return refuse('campaigns.over', { name: campaign.name })
    const member = present ?? memberOf(campaign, {
      contact: input.contact,
      lead: input.lead,
      customer: host?.id ?? null,
      name: who.name,
      email: who.email,
      phone: who.phone,
      language: who.language ?? host?.language ?? entity.language,
    }, host, lead, now) // prettier-ignore
    const result = { member, notContacted: whyNot(campaign.channel, campaign, member, consent[campaign.channel]) }
    if (present) return { result, changes: [] }
    const known = { title: who.title, company: host?.name ?? lead?.company ?? null, zone: host?.zone ?? entity.zone, consent }
    const steps = now.authority && campaign.state !== 'draft' ? stepsFor(campaign, now.today, member, known, { entity, sender: campaign.startedBy ?? now.caller.name }, now) : [] // prettier-ignore
    return {
      result,
      changes: [add(campaignMembers, member), ...steps, tell('campaigns.memberAdded', { campaign: campaign.id, member: member.id })],
    }
  },
})

export async function consentsOf(read: Read, person: Parameters<typeof consentOf>[1]): Promise<Record<Channel, ConsentState>> {
  const found = await consentOf(read, person)
  const of = (channel: Channel): ConsentState => found.find((one) => one.channel === channel)!.consent
  return { mail: of('mail'), phone: of('phone'), post: of('post') }
}
