import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, anInstant, choice, flag, idOf, longText, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'
import { activities, activityKinds, type Activity } from './activity.ts'
import { leads } from './lead.ts'
import { opportunities } from './opportunity.ts'
import { callerAsOwner, dueAt, dueFaults } from './rules.ts'

/** Whom and what something is about; each leads to what stands behind it. */
export interface About {
  readonly customer: Id<'customers'> | null
  readonly contact: Id<'contacts'> | null
  readonly lead: Id<'leads'> | null
  readonly opportunity: Id<'opportunities'> | null
}
const wherePeopleKnowNothing = 'Europe/London'

/** What an activity or a visit is about, whole: an opportunity has a customer, a contact has one, a lead may. `undefined`: one of them is not there. */
export async function aboutWhom(read: Read, about: About, entity: Code<'entities'> | null = null) {
  const opportunity = about.opportunity === null ? null : await read.get(opportunities, about.opportunity)
  const lead = about.lead === null ? null : await read.get(leads, about.lead)
  const contact = about.contact === null ? null : await read.get(contacts, about.contact)
  if (opportunity === undefined || lead === undefined || contact === undefined) return undefined
  const id = about.customer ?? opportunity?.customer ?? contact?.customer ?? lead?.customer ?? null
  const customer = id === null ? null : await read.get(customers, id)
  if (customer === undefined) return undefined
  const seller = opportunity?.entity ?? lead?.entity ?? entity
  const house = customer === null && seller !== null ? await read.get(entities, seller) : undefined
  return {
    about: { ...about, customer: customer?.id ?? null },
    entity: opportunity?.entity ?? lead?.entity ?? null,
    zone: customer?.zone ?? house?.zone ?? wherePeopleKnowNothing,
    isKnown: opportunity !== null || lead !== null || customer !== null,
  }
}

/** Puts something down that was done or is to be done (without an id), or changes it. */
export const saveActivity = command({
  name: 'opportunities.saveActivity',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  edits: {
    of: activities,
    id: ({ id }) => id,
    merges: [['topic', 'kind'], ['note'], ['owner'], ['dueOn', 'dueTime'], ['contact'], ['result']],
  },
  input: shape({
    id: maybe(idOf('activities')),
    kind: choice(...activityKinds),
    topic: text,
    note: maybe(longText),
    owner: maybe(idOf('users')),
    customer: maybe(idOf('customers')),
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    opportunity: maybe(idOf('opportunities')),
    campaign: maybe(idOf('campaigns')),
    /** On the clocks of whom it is about. */
    dueOn: maybe(aDay),
    dueTime: maybe(text),
    /** It is behind us already. */
    alreadyDone: maybe(flag),
    result: maybe(text),
  }),
  output: activities.shape,
  refusals: ['opportunities.unknownActivity', 'opportunities.unknownSubject', ...dueFaults],
  load: async (input, read) => ({
    present: input.id === null ? undefined : await read.get(activities, input.id),
    whom: await aboutWhom(read, { customer: input.customer, contact: input.contact, lead: input.lead, opportunity: input.opportunity }),
  }),
  decide: ({ alreadyDone, ...input }, { present, whom }, now) => {
    if (input.id !== null && !present) return refuse('opportunities.unknownActivity', { activity: input.id })
    if (!whom) return refuse('opportunities.unknownSubject', { topic: input.topic })
    const moment = dueAt({ dueOn: input.dueOn, dueTime: input.dueTime, zone: whom.zone })
    if (refused(moment)) return moment
    const done = alreadyDone ?? present?.done ?? input.kind === 'memo'
    const activity: Activity = {
      ...input,
      ...whom.about,
      id: present?.id ?? (now.newId() as Id<'activities'>),
      createdAt: present?.createdAt ?? now.at,
      createdBy: present?.createdBy ?? now.caller.name,
      topic: input.topic.trim(),
      entity: whom.entity,
      zone: whom.zone,
      owner: input.owner ?? (present ? null : callerAsOwner(now)),
      dueAt: moment,
      ...doneOf(done, null, present, now),
    }
    return { result: activity, changes: [put(activities, activity), tell('opportunities.activitySaved', namesOf(activity))] }
  },
})

const doneOf = (done: boolean, at: Activity['doneAt'], present: Activity | undefined, now: Now) =>
  done
    ? { done, doneAt: at ?? present?.doneAt ?? now.at, doneBy: present?.doneBy ?? now.caller.name }
    : { done, doneAt: null, doneBy: null }

/** What an event says of an activity: of whom and what histories speak. */
export const namesOf = ({ id, customer, lead, opportunity }: Activity): Readonly<Record<string, string>> => ({
  activity: id,
  ...(customer === null ? {} : { customer }),
  ...(lead === null ? {} : { lead }),
  ...(opportunity === null ? {} : { opportunity }),
})

/** Something is done: what came of it, and since when. Said again, what came of it is said anew. */
export const finishActivity = command({
  name: 'opportunities.finishActivity',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  input: shape({
    activity: idOf('activities'),
    result: maybe(text),
    /** Now, unless it is said: what is done without a network is told later. */
    doneAt: maybe(anInstant),
    /** `false` takes it back. */
    done: maybe(flag),
  }),
  output: activities.shape,
  refusals: ['opportunities.unknownActivity'],
  load: ({ activity }, read) => read.get(activities, activity),
  decide: ({ activity: id, result, doneAt, done }, present, now) => {
    if (!present) return refuse('opportunities.unknownActivity', { activity: id })
    const finished: Activity = { ...present, ...doneOf(done ?? true, doneAt, present, now), result: result ?? present.result }
    return { result: finished, changes: [put(activities, finished), tell('opportunities.activityDone', namesOf(finished))] }
  },
})
