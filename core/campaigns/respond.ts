import { customers } from '../customers/customer.ts'
import { add, command, put, tell, type Change, type Now } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, choice, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { consentChannels, consentEvents, type Channel, type ConsentEvent } from '../opportunities/consent.ts'
import { comparedAddress } from '../opportunities/consenting.ts'
import { leads, type Lead } from '../opportunities/lead.ts'
import { callerAsOwner, leadMatchName } from '../opportunities/rules.ts'
import { campaignMembers, campaigns, responses, type Campaign, type Member } from './campaign.ts'

/**
 * What a member answered. Who is interested becomes a lead of the campaign; who wants to hear no more has opted out of every channel, for every campaign and for
 * good.
 */
export const respond = command({
  name: 'campaigns.respond',
  zone: 'sales',
  permit: 'campaigns.write',
  offline: 'queue',
  edits: { of: campaignMembers, id: ({ member }) => member },
  input: shape({
    member: idOf('campaignMembers'),
    response: choice(...responses),
    note: maybe(text),
    /** Now, unless it is said. */
    respondedAt: maybe(anInstant),
  }),
  output: shape({ member: campaignMembers.shape, lead: maybe(leads.shape) }),
  refusals: ['campaigns.unknownMember'],
  load: async ({ member: id }, read) => {
    const member = await read.get(campaignMembers, id)
    const campaign = member && (await read.get(campaigns, member.campaign))
    const known = member?.madeLead ?? member?.lead ?? null
    const lead = known === null ? undefined : await read.get(leads, known)
    const host = member?.customer ? await read.get(customers, member.customer) : undefined
    return { member, campaign, lead, host }
  },
  decide: (input, { member, campaign, lead, host }, now) => {
    // Ids of the rows that may come of it first, so that a device and the hub give the same ones.
    const ids = { lead: now.newId() as Id<'leads'>, events: consentChannels.map(() => now.newId() as Id<'consentEvents'>) }
    if (!member || !campaign) return refuse('campaigns.unknownMember', { member: input.member })
    const at = input.respondedAt ?? now.at
    const interested = input.response === 'interested' ? interestOf(ids.lead, member, campaign, lead, host, input.note, now) : undefined
    const answered: Member = {
      ...member,
      response: input.response,
      respondedAt: at,
      note: input.note ?? member.note,
      madeLead: interested && member.lead === null ? interested.id : member.madeLead,
    }
    const changes: Change[] = [put(campaignMembers, answered)]
    if (interested) changes.push(put(leads, interested))
    if (input.response === 'optOut') {
      // By what they were asked first, as the first id has ever been; then by the others.
      const channels = [campaign.channel, ...consentChannels.filter((channel) => channel !== campaign.channel)]
      changes.push(
        ...channels.map((channel, i) => add(consentEvents, optOut(ids.events[i]!, channel, member, campaign, input.note, at, now))),
      )
    }
    return {
      result: { member: answered, lead: interested ?? null },
      changes: [...changes, tell('campaigns.responded', { campaign: campaign.id, member: member.id, response: input.response })],
    }
  },
})

/** The lead that there is already, taken up again; or a new one of the contact's. */
function interestOf(
  id: Id<'leads'>,
  member: Member,
  campaign: Campaign,
  lead: Lead | undefined,
  host: Row<typeof customers> | undefined,
  note: string | null,
  now: Now,
): Lead {
  if (lead) {
    const taken = lead.state === 'qualified' ? lead.state : 'working'
    return { ...lead, campaign: lead.campaign ?? campaign.id, state: taken, reason: null, owner: lead.owner ?? campaign.owner }
  }
  const who = { name: member.name, company: host?.name ?? null }
  return {
    id,
    entity: campaign.entity,
    ...who,
    matchName: leadMatchName(who),
    title: null,
    email: member.email,
    phone: member.phone,
    address: member.address,
    country: host?.country ?? null,
    language: member.language,
    source: 'campaign',
    campaign: campaign.id,
    owner: campaign.owner ?? callerAsOwner(now),
    territory: host?.territory ?? null,
    state: 'new',
    reason: null,
    note,
    customer: member.customer,
    contact: member.contact,
    opportunity: null,
    createdAt: now.at,
    createdBy: now.caller.name,
  }
}

const optOut = (
  id: Id<'consentEvents'>,
  channel: Channel,
  member: Member,
  campaign: Campaign,
  note: string | null,
  at: ConsentEvent['saidAt'],
  now: Now,
): ConsentEvent => ({
  id,
  contact: member.contact,
  lead: member.lead,
  customer: member.customer,
  channel,
  address: comparedAddress(channel, member),
  act: 'withdrawn',
  lawfulBasis: null,
  source: campaign.name,
  evidence: note,
  answers: null,
  saidBy: member.name,
  saidAt: at,
  recordedAt: now.at,
  recordedBy: now.caller.name,
})
