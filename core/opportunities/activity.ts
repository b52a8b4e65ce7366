import { record, type Row } from '../kernel/record.ts'
import { aDay, anInstant, choice, codeOf, count, flag, idOf, longText, maybe, shape, text } from '../kernel/shape.ts'

export const activityKinds = ['call', 'mail', 'meeting', 'task', 'memo'] as const

/** Something that was done with somebody, or is to be done: on the telephone, by mail, face to face. */
export const activities = record(
  'activities',
  shape({
    id: idOf('activities'),
    /** Of what it is about; what is about a customer alone is everybody's. */
    entity: maybe(codeOf('entities')),
    kind: choice(...activityKinds),
    topic: text,
    note: maybe(longText),
    owner: maybe(idOf('users')),
    customer: maybe(idOf('customers')),
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    opportunity: maybe(idOf('opportunities')),
    campaign: maybe(idOf('campaigns')),
    /** The day and the hour (`14:30`) on the clocks of whom it is about. */
    dueOn: maybe(aDay),
    dueTime: maybe(text),
    /** IANA zone of those clocks. */
    zone: text,
    /** The same as a moment. */
    dueAt: maybe(anInstant),
    done: flag,
    doneAt: maybe(anInstant),
    doneBy: maybe(text),
    /** What came of it. */
    result: maybe(text),
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }, { user: 'owner' }, { of: 'lead' }, { of: 'opportunity' }],
    personal: { keep: 'use', fields: { topic: 'anyone.words', note: 'person.words', result: 'person.words' } },
  },
)
export type Activity = Row<typeof activities>

export const visitStates = ['planned', 'done', 'missed', 'dropped'] as const

/** A stop of a salesperson's day: whom to visit, in which order. The stops of one day are the plan of that day. */
export const visits = record(
  'visits',
  shape({
    id: idOf('visits'),
    owner: idOf('users'),
    day: aDay,
    /** Place in the order of the day. */
    rank: count,
    customer: maybe(idOf('customers')),
    lead: maybe(idOf('leads')),
    contact: maybe(idOf('contacts')),
    /** When one is expected, on the clocks there: `14:30`. */
    dueTime: maybe(text),
    zone: text,
    /** What for. */
    purpose: maybe(text),
    note: maybe(longText),
    state: choice(...visitStates),
    result: maybe(text),
    doneAt: maybe(anInstant),
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    devices: [{ user: 'owner' }],
    personal: { keep: 'use', fields: { purpose: 'anyone.words', note: 'person.words', result: 'person.words' } },
  },
)
export type Visit = Row<typeof visits>
