import { question, view } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  longText,
  many,
  maybe,
  minorIn,
  shape,
  text,
} from '../kernel/shape.ts'
import { activityKinds, visitStates } from './activity.ts'
import { consentBases, consentChannels } from './consent.ts'
import { leadSources, leadStates } from './lead.ts'
import { outcomes } from './opportunity.ts'

/** Leads, those that wait first. */
export const leadRows = view({
  view: 'opportunities.leads',
  row: shape({
    id: idOf('leads'),
    name: text,
    company: maybe(text),
    state: choice(...leadStates),
    source: choice(...leadSources),
    campaign: maybe(idOf('campaigns')),
    campaignName: maybe(text),
    owner: maybe(idOf('users')),
    ownerName: maybe(text),
    territory: maybe(codeOf('territories')),
    entity: codeOf('entities'),
    country: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    nextDue: maybe(aDay),
    reason: maybe(text),
    createdAt: anInstant,
  }),
  key: 'id',
  search: ['name', 'company', 'email', 'phone'],
  order: ['-createdAt'],
  entityField: 'entity',
})

/** Opportunities, the nearest to their close first. */
export const opportunityRows = view({
  view: 'opportunities.list',
  row: shape({
    id: idOf('opportunities'),
    name: text,
    customer: idOf('customers'),
    customerName: text,
    stage: codeOf('opportunityStages'),
    outcome: choice(...outcomes),
    currency: aCurrency,
    amount: minorIn('currency'),
    probability: count,
    /** Amount by probability. */
    weighted: minorIn('currency'),
    closeOn: aDay,
    slips: count,
    owner: maybe(idOf('users')),
    ownerName: maybe(text),
    nextStep: maybe(text),
    nextStepOn: maybe(aDay),
    campaign: maybe(idOf('campaigns')),
    campaignName: maybe(text),
    territory: maybe(codeOf('territories')),
    entity: codeOf('entities'),
    lostReason: maybe(text),
    closedOn: maybe(aDay),
    stageSince: anInstant,
    createdAt: anInstant,
  }),
  key: 'id',
  search: ['name', 'customerName', 'nextStep'],
  order: ['closeOn'],
  entityField: 'entity',
})

/** What was done and what is to be done, the latest first. */
export const activityRows = view({
  view: 'opportunities.activities',
  row: shape({
    id: idOf('activities'),
    kind: choice(...activityKinds),
    topic: text,
    dueOn: maybe(aDay),
    dueTime: maybe(text),
    zone: text,
    dueAt: maybe(anInstant),
    done: flag,
    doneAt: maybe(anInstant),
    result: maybe(text),
    owner: maybe(idOf('users')),
    ownerName: maybe(text),
    customer: maybe(idOf('customers')),
    customerName: maybe(text),
    contact: maybe(idOf('contacts')),
    contactName: maybe(text),
    phone: maybe(text),
    lead: maybe(idOf('leads')),
    leadName: maybe(text),
    opportunity: maybe(idOf('opportunities')),
    opportunityName: maybe(text),
    campaign: maybe(idOf('campaigns')),
    /** A campaign asks for it, but whom it is about has opted out of the channel since: it is not to be done. */
    optedOut: flag,
    note: maybe(longText),
    entity: maybe(codeOf('entities')),
    createdAt: anInstant,
    createdBy: text,
  }),
  key: 'id',
  search: ['topic', 'customerName', 'leadName', 'opportunityName', 'note'],
  order: ['-createdAt'],
  entityField: 'entity',
})

/** Stops of all plans, the youngest day first. */
export const visitRows = view({
  view: 'opportunities.visits',
  row: shape({
    id: idOf('visits'),
    day: aDay,
    rank: count,
    dueTime: maybe(text),
    zone: text,
    owner: idOf('users'),
    ownerName: maybe(text),
    customer: maybe(idOf('customers')),
    customerName: maybe(text),
    lead: maybe(idOf('leads')),
    leadName: maybe(text),
    contact: maybe(idOf('contacts')),
    contactName: maybe(text),
    phone: maybe(text),
    address: maybe(many(text)),
    purpose: maybe(text),
    note: maybe(longText),
    state: choice(...visitStates),
    result: maybe(text),
    doneAt: maybe(anInstant),
  }),
  key: 'id',
  search: ['customerName', 'leadName', 'purpose'],
  order: ['-day', 'rank'],
})

/** What people said of being written to and called. */
export const consentRows = view({
  view: 'opportunities.consents',
  row: shape({
    id: idOf('consentEvents'),
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    personName: maybe(text),
    customerName: maybe(text),
    channel: choice(...consentChannels),
    act: choice('given', 'withdrawn'),
    /** A withdrawal that was taken back, or a consent that one stands against, decides nothing. */
    stands: flag,
    lawfulBasis: maybe(choice(...consentBases)),
    source: text,
    evidence: maybe(text),
    saidBy: text,
    saidAt: anInstant,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['personName', 'customerName', 'source', 'saidBy'],
  order: ['-recordedAt'],
})

/** Everything that was said of a person and a channel: by the person, by the lead that became the contact, and withdrawals of the same address. */
export const consentSaid = question(
  'opportunities.consentSaid',
  shape({
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    mail: maybe(text),
    phone: maybe(text),
  }),
  shape({
    id: idOf('consentEvents'),
    channel: choice(...consentChannels),
    act: choice('given', 'withdrawn'),
    answers: maybe(idOf('consentEvents')),
    /** Said by the person, and not by somebody with the same address. */
    own: flag,
    source: text,
    saidBy: text,
    saidAt: anInstant,
    recordedAt: anInstant,
  }),
)

/** Who is known by this name or address already: leads, customers and contacts. */
export const twinsKnown = question(
  'opportunities.twinsKnown',
  shape({ matchName: text, email: maybe(text) }),
  shape({
    kind: choice('lead', 'customer', 'contact'),
    id: text,
    name: text,
    of: maybe(text),
    customer: maybe(idOf('customers')),
    by: choice('name', 'email'),
  }),
)

/** What is open, by the month in which it is to close: the amounts, and the amounts times their per cent, so that one division is left. */
export const forecastSums = question(
  'opportunities.forecastSums',
  shape({ entity: maybe(codeOf('entities')), owner: maybe(idOf('users')) }),
  shape({
    month: text,
    currency: aCurrency,
    outcome: choice('open', 'won'),
    opportunities: count,
    amount: minorIn('currency'),
    percentAmount: text,
  }),
)

/** Whose names stand beside a lead and an opportunity. */
export const leadNames = question(
  'opportunities.leadNames',
  shape({ lead: idOf('leads') }),
  shape({ ownerName: maybe(text), campaignName: maybe(text), customerName: maybe(text) }),
)
export const opportunityNames = question(
  'opportunities.opportunityNames',
  shape({ opportunity: idOf('opportunities') }),
  shape({ ownerName: maybe(text), campaignName: maybe(text), contractNumber: maybe(text) }),
)
/** Stages that have opportunities, with the outcome that these have. */
export const stagesInUse = question(
  'opportunities.stagesInUse',
  shape({}),
  shape({ stage: codeOf('opportunityStages'), outcome: choice(...outcomes), opportunities: count }),
)

/** People who may be named as owners: whoever works here. */
export const peopleHere = question('opportunities.peopleHere', shape({}), shape({ id: idOf('users'), name: text }))
