import type { customers } from '../customers/customer.ts'
import type { entities } from '../entities/entity.ts'
import { addDays, momentIn, type Day } from '../kernel/day.ts'
import { add, type Change, type Now } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import type { Id } from '../kernel/shape.ts'
import { activities, type Activity } from '../opportunities/activity.ts'
import type { Channel } from '../opportunities/consent.ts'
import type { ConsentState } from '../opportunities/consenting.ts'
import { addressFor, whyNot } from './audience.ts'
import { campaignSends, type Campaign, type Member, type Send } from './campaign.ts'
import { filled, textFor } from './texts.ts'

/** What steps need to know of a member beside the row. */
export interface Known {
  readonly title: string | null
  readonly company: string | null
  readonly zone: string
  readonly consent: Readonly<Record<Channel, ConsentState>>
}
export interface Speaker {
  readonly entity: Pick<Row<typeof entities>, 'name'>
  /** Who is named as sender. */
  readonly sender: string
}

/** What the steps of a campaign come to for one member: messages that wait, calls on somebody's list. Nothing by a channel that does not reach the person. */
export function stepsFor(campaign: Campaign, startOn: Day, member: Member, known: Known, { entity, sender }: Speaker, now: Now): Change[] {
  return campaign.course.flatMap((step, i): Change[] => {
    const { channel, afterDays } = step
    if (whyNot(channel, campaign, member, known.consent[channel]) !== null) return []
    const text = textFor(step, member.language)
    const values = { name: member.name, title: known.title, company: known.company, email: member.email, sender, seller: entity.name }
    const [topic, message] = [filled(text.topic, values), filled(text.message, values)]
    const dueOn = addDays(startOn, afterDays)
    if (channel === 'phone') return [add(activities, callOf(campaign, member, known, { topic, message, dueOn }, now))]
    const send: Send = {
      id: now.newId() as Id<'campaignSends'>,
      campaign: campaign.id,
      member: member.id,
      entity: campaign.entity,
      stepNumber: i + 1,
      channel,
      dueOn,
      recipient: addressFor(channel, member)!,
      language: text.language,
      topic,
      message,
      handedOverAt: null,
      handedOverBy: null,
    }
    return [add(campaignSends, send)]
  })
}

const callOf = (
  campaign: Campaign,
  { customer, contact, lead }: Member,
  { zone }: Known,
  { topic, message, dueOn }: { readonly topic: string; readonly message: string; readonly dueOn: Day },
  now: Now,
): Activity => ({
  id: now.newId() as Id<'activities'>,
  entity: campaign.entity,
  kind: 'call',
  topic,
  note: message,
  owner: campaign.owner,
  customer,
  contact,
  lead,
  opportunity: null,
  campaign: campaign.id,
  dueOn,
  dueTime: null,
  zone,
  dueAt: momentIn(zone, dueOn) ?? null,
  done: false,
  doneAt: null,
  doneBy: null,
  result: null,
  createdAt: now.at,
  createdBy: now.caller.name,
})

/** Where post reaches a customer. */
export const postalAddress = (customer: Pick<Row<typeof customers>, 'name' | 'address'> | undefined, person: string): string | null =>
  customer && customer.address.length > 0 ? [customer.name, person, ...customer.address].join('\n') : null
