import { record, type Row } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  anInstant,
  choice,
  codeOf,
  count,
  idOf,
  longText,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
  type Of,
} from '../kernel/shape.ts'
import { consentBases, consentChannels } from '../opportunities/consent.ts'

export const campaignStates = ['draft', 'running', 'paused', 'done'] as const
export const responses = ['interested', 'later', 'notInterested', 'unreachable', 'optOut'] as const

/** What is written or said in one language; `{{name}}` and its like stand for what is known of whoever gets it. */
export const campaignText = shape({ language: text, topic: text, message: longText })
/** One thing of the course: so many days after the start, by this channel. */
export const campaignStep = shape({ afterDays: count, channel: choice(...consentChannels), texts: many(campaignText, 20) })
/** Whom it is for: a filter over `campaigns.prospects`, and what only holds on some day. */
export const audience = shape({
  filter: maybe(someData),
  /** Only those with a contract term that ends within so many days of the start. */
  termEndsWithin: maybe(count),
})

/** An approach to many at once: whom, by what channel, in which words, in which steps, for how much. */
export const campaigns = record(
  'campaigns',
  shape({
    id: idOf('campaigns'),
    /** Who speaks. */
    entity: codeOf('entities'),
    name: text,
    channel: choice(...consentChannels),
    owner: maybe(idOf('users')),
    state: choice(...campaignStates),
    currency: aCurrency,
    budget: minorIn('currency'),
    /** What allows it: by `consent` only those are asked who gave it; those who opted out are never asked. */
    lawfulBasis: choice(...consentBases),
    audience,
    course: many(campaignStep, 20),
    startOn: maybe(aDay),
    startedAt: maybe(anInstant),
    startedBy: maybe(text),
    note: maybe(longText),
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: ['all'],
    personal: { keep: 'use', fields: { note: 'anyone.words' }, not: ['name', 'audience', 'course'] },
  },
)
export type Campaign = Row<typeof campaigns>
export type CampaignStep = Of<typeof campaignStep>

/** Somebody that a campaign is for. Whether the person is contacted is said by consent and address, at every look. */
export const campaignMembers = record(
  'campaignMembers',
  shape({
    id: idOf('campaignMembers'),
    campaign: idOf('campaigns'),
    entity: codeOf('entities'),
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    customer: maybe(idOf('customers')),
    name: text,
    /** As they were when the person was chosen. */
    email: maybe(text),
    phone: maybe(text),
    address: maybe(longText),
    language: text,
    chosenAt: anInstant,
    chosenBy: text,
    response: maybe(choice(...responses)),
    respondedAt: maybe(anInstant),
    note: maybe(text),
    /** The lead that a response made. */
    madeLead: maybe(idOf('leads')),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }, { of: 'lead' }],
    personal: {
      keep: 'use',
      fields: { name: 'person.name', email: 'person.email', phone: 'person.phone', address: 'person.address', note: 'person.words' },
    },
  },
)
export type Member = Row<typeof campaignMembers>

/** A message of one step to one member, in its words: waits until it is handed over to whatever sends it. Calls are activities instead. */
export const campaignSends = record(
  'campaignSends',
  shape({
    id: idOf('campaignSends'),
    campaign: idOf('campaigns'),
    member: idOf('campaignMembers'),
    entity: codeOf('entities'),
    /** Number of the step, from 1. */
    stepNumber: count,
    channel: choice(...consentChannels),
    dueOn: aDay,
    /** The e-mail address, or the postal one. */
    recipient: longText,
    language: text,
    topic: text,
    message: longText,
    handedOverAt: maybe(anInstant),
    handedOverBy: maybe(text),
  }),
  {
    key: 'id',
    entityField: 'entity',
    personal: { keep: 'use', fields: { recipient: 'person.contactAddress', topic: 'person.words', message: 'person.words' } },
  },
)
export type Send = Row<typeof campaignSends>

/** What was spent on a campaign, in its currency. Only ever added; a mistake is answered by its opposite. */
export const campaignCosts = record(
  'campaignCosts',
  shape({
    id: idOf('campaignCosts'),
    campaign: idOf('campaigns'),
    entity: codeOf('entities'),
    day: aDay,
    what: text,
    currency: aCurrency,
    amount: minorIn('currency'),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  { key: 'id', entityField: 'entity', immutable: true, personal: { keep: 'books', since: 'recordedAt' } },
)
