import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, anInstant, choice, count, idOf, longText, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { activities, visits, type Activity, type Visit } from './activity.ts'
import { callerAsOwner, isTime } from './rules.ts'
import { aboutWhom } from './save-activity.ts'

/** Puts a stop into the plan of a day (without an id), or changes one that is still planned. */
export const planVisit = command({
  name: 'opportunities.planVisit',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  edits: { of: visits, id: ({ id }) => id, merges: [['day', 'dueTime', 'rank'], ['owner'], ['purpose'], ['note'], ['contact']] },
  input: shape({
    id: maybe(idOf('visits')),
    day: aDay,
    /** Last of the day unless it is said. */
    rank: maybe(count),
    owner: maybe(idOf('users')),
    customer: maybe(idOf('customers')),
    lead: maybe(idOf('leads')),
    contact: maybe(idOf('contacts')),
    dueTime: maybe(text),
    purpose: maybe(text),
    note: maybe(longText),
  }),
  output: visits.shape,
  refusals: ['opportunities.unknownVisit', 'opportunities.visitOver', 'opportunities.nobodyToVisit', 'opportunities.badTime'],
  load: async ({ id, owner, day, customer, lead, contact }, read, now) => ({
    present: id === null ? undefined : await read.get(visits, id),
    whom: await aboutWhom(read, { customer, lead, contact, opportunity: null }),
    stops: await read.list(visits, {
      where: { all: [{ field: 'owner', is: 'equal', value: owner ?? now.caller.user }, { field: 'day', is: 'equal', value: day }] }, // prettier-ignore
      order: ['-rank'],
      limit: 1,
    }),
  }),
  decide: (input, { present, whom, stops }, now) => {
    if (input.id !== null && !present) return refuse('opportunities.unknownVisit', { visit: input.id })
    if (present && present.state !== 'planned') return refuse('opportunities.visitOver', { day: present.day })
    if (!whom?.isKnown) return refuse('opportunities.nobodyToVisit', { day: input.day })
    if (input.dueTime !== null && !isTime(input.dueTime)) return refuse('opportunities.badTime', { time: input.dueTime })
    const visit: Visit = {
      id: present?.id ?? (now.newId() as Id<'visits'>),
      owner: input.owner ?? present?.owner ?? callerAsOwner(now),
      day: input.day,
      rank: input.rank ?? (present?.day === input.day ? present.rank : (stops[0]?.rank ?? 0) + 1),
      customer: whom.about.customer,
      lead: input.lead,
      contact: input.contact,
      dueTime: input.dueTime,
      zone: whom.zone,
      purpose: input.purpose,
      note: input.note,
      state: 'planned',
      result: null,
      doneAt: null,
      createdAt: present?.createdAt ?? now.at,
      createdBy: present?.createdBy ?? now.caller.name,
    }
    return { result: visit, changes: [put(visits, visit), tell('opportunities.visitPlanned', { visit: visit.id, day: visit.day })] }
  },
})

/** Puts the stops of a day into another order: as they are named, from the first on. */
export const orderVisits = command({
  name: 'opportunities.orderVisits',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  input: shape({ visits: many(idOf('visits'), 100) }),
  output: shape({ visits: many(visits.shape) }),
  refusals: ['opportunities.unknownVisit', 'opportunities.severalDays'],
  load: ({ visits: ids }, read) => read.some(visits, ids),
  decide: ({ visits: ids }, found) => {
    const missing = ids.find((id) => !found.has(id))
    if (missing !== undefined) return refuse('opportunities.unknownVisit', { visit: missing })
    const stops = ids.map((id, i): Visit => ({ ...found.get(id)!, rank: i + 1 }))
    if (new Set(stops.map(({ owner, day }) => `${owner} ${day}`)).size > 1) return refuse('opportunities.severalDays')
    return {
      result: { visits: stops },
      changes: [...stops.map((stop) => put(visits, stop)), tell('opportunities.visitsOrdered', { day: stops[0]?.day ?? '' })],
    }
  },
})

/** A stop is over: it was made, nobody was there, or it is left out. What was made stands among the activities of whoever was visited. */
export const closeVisit = command({
  name: 'opportunities.closeVisit',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  input: shape({
    visit: idOf('visits'),
    state: choice('done', 'missed', 'dropped'),
    result: maybe(text),
    note: maybe(longText),
    doneAt: maybe(anInstant),
  }),
  output: visits.shape,
  refusals: ['opportunities.unknownVisit', 'opportunities.visitOver'],
  load: async ({ visit }, read) => {
    const present = await read.get(visits, visit)
    const whom = present && (await aboutWhom(read, { customer: present.customer, lead: present.lead, contact: present.contact, opportunity: null })) // prettier-ignore
    return { present, entity: whom?.entity ?? null }
  },
  decide: ({ visit: id, state, result, note, doneAt }, { present, entity }, now) => {
    const met = now.newId() as Id<'activities'>
    if (!present) return refuse('opportunities.unknownVisit', { visit: id })
    if (present.state !== 'planned') return refuse('opportunities.visitOver', { day: present.day })
    const at = state === 'dropped' ? null : (doneAt ?? now.at)
    const visit: Visit = { ...present, state, result, note: note ?? present.note, doneAt: at }
    const { customer, lead, contact, owner, zone, day, dueTime } = visit
    const meeting: Activity = {
      id: met,
      entity,
      kind: 'meeting',
      topic: visit.purpose ?? result ?? day,
      note: visit.note,
      owner,
      customer,
      contact,
      lead,
      opportunity: null,
      campaign: null,
      dueOn: day,
      dueTime,
      zone,
      dueAt: null,
      done: true,
      doneAt: at,
      doneBy: now.caller.name,
      result,
      createdAt: now.at,
      createdBy: now.caller.name,
    }
    return {
      result: visit,
      changes: [
        put(visits, visit),
        ...(state === 'done' ? [add(activities, meeting)] : []),
        tell('opportunities.visitClosed', {
          visit: id,
          state,
          ...(customer === null ? {} : { customer }),
          ...(lead === null ? {} : { lead }),
        }),
      ],
    }
  },
})
