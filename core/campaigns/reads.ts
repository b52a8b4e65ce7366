import { question, view } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  longText,
  maybe,
  minorIn,
  shape,
  text,
} from '../kernel/shape.ts'
import { lineKinds } from '../contracts/contract.ts'
import { consentBases, consentChannels } from '../opportunities/consent.ts'
import { campaignStates, responses } from './campaign.ts'

export const campaignRows = view({
  view: 'campaigns.list',
  row: shape({
    id: idOf('campaigns'),
    name: text,
    channel: choice(...consentChannels),
    state: choice(...campaignStates),
    lawfulBasis: choice(...consentBases),
    entity: codeOf('entities'),
    startOn: maybe(aDay),
    currency: aCurrency,
    budget: minorIn('currency'),
    spent: minorIn('currency'),
    members: count,
    responses: count,
    leads: count,
    ownerName: maybe(text),
    createdAt: anInstant,
  }),
  key: 'id',
  search: ['name'],
  order: ['-createdAt'],
  entityField: 'entity',
})

const consentStates = ['none', 'given', 'withdrawn'] as const
/**
 * Everybody who could be approached, contacts of customers and leads alike, with what contracts and funds say of the customer: what audiences filter by.
 * Contract facts are those of the caller's legal entities.
 */
export const prospectRows = view({
  view: 'campaigns.prospects',
  row: shape({
    /** The contact's or the lead's. */
    id: text,
    personKind: choice('contact', 'lead'),
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    customer: maybe(idOf('customers')),
    name: text,
    title: maybe(text),
    customerName: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    hasAddress: flag,
    country: maybe(text),
    language: text,
    territory: maybe(codeOf('territories')),
    decides: flag,
    technical: flag,
    /** Codes, one after the other. */
    sellers: maybe(text),
    products: maybe(text),
    contracts: count,
    currency: maybe(aCurrency),
    /** What runs now in the customer's currency, at agreed or flat prices, or as it was charged last. */
    valuePerMonth: maybe(minorIn('currency')),
    /** Per cent of the last purchase that are left in the fund with the least. */
    fundLeft: maybe(count),
    /** The first term of running lines that ends, or ended. */
    termEnd: maybe(aDay),
    /** Pays more for what is used today than for a larger quantity. */
    onCliff: flag,
    openOpportunities: count,
    lastContact: maybe(anInstant),
    mailConsent: choice(...consentStates),
    phoneConsent: choice(...consentStates),
    postConsent: choice(...consentStates),
  }),
  key: 'id',
  search: ['name', 'customerName', 'email', 'products'],
  order: ['customerName', 'name'],
})

/** Customers with a running line, of the caller's legal entities, whose term ends on one of these days. */
export const termsEnding = question('campaigns.termsEnding', shape({ from: aDay, to: aDay }), shape({ customer: idOf('customers') }))

export const memberRows = view({
  view: 'campaigns.members',
  row: shape({
    id: idOf('campaignMembers'),
    campaign: idOf('campaigns'),
    campaignName: text,
    name: text,
    customer: maybe(idOf('customers')),
    customerName: maybe(text),
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    email: maybe(text),
    phone: maybe(text),
    language: text,
    /** Why the person is not contacted, as things stand now. */
    notContacted: maybe(choice('optedOut', 'noAddress', 'noConsent')),
    response: maybe(choice(...responses)),
    respondedAt: maybe(anInstant),
    madeLead: maybe(idOf('leads')),
    note: maybe(text),
    entity: codeOf('entities'),
    chosenAt: anInstant,
    chosenBy: text,
  }),
  key: 'id',
  search: ['name', 'customerName', 'email'],
  order: ['customerName', 'name'],
  entityField: 'entity',
})

export const sendRows = view({
  view: 'campaigns.sends',
  row: shape({
    id: idOf('campaignSends'),
    campaign: idOf('campaigns'),
    campaignName: text,
    dueOn: aDay,
    stepNumber: count,
    channel: choice(...consentChannels),
    sendState: choice('waiting', 'stopped', 'paused', 'handedOver'),
    notContacted: maybe(choice('optedOut', 'noAddress', 'noConsent')),
    member: idOf('campaignMembers'),
    name: text,
    customerName: maybe(text),
    recipient: longText,
    language: text,
    topic: text,
    message: longText,
    handedOverAt: maybe(anInstant),
    handedOverBy: maybe(text),
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['name', 'customerName', 'recipient', 'topic'],
  order: ['dueOn', 'customerName', 'name'],
  entityField: 'entity',
})

const ofCampaign = shape({ campaign: idOf('campaigns') })
/** How far a campaign came, in heads. */
export const resultCounts = question(
  'campaigns.resultCounts',
  ofCampaign,
  shape({
    members: count,
    contacted: count,
    responded: count,
    interested: count,
    leads: count,
    qualified: count,
    opportunities: count,
    /** Signed orders from quotes of these opportunities. */
    orders: count,
    won: count,
  }),
)
/** Opportunities of a campaign, by currency and outcome. */
export const resultAmounts = question(
  'campaigns.resultAmounts',
  ofCampaign,
  shape({ currency: aCurrency, outcome: choice('open', 'won', 'lost'), opportunities: count, amount: minorIn('currency') }),
)
/**
 * Lines of the contracts that came of a campaign: those that a won opportunity names, and where it names none those that the customer signed with its legal
 * entity since it was opened. A line that is only prepared brings nothing.
 */
export const resultLines = question(
  'campaigns.resultLines',
  ofCampaign,
  shape({
    contract: idOf('contracts'),
    contractNumber: text,
    customerName: text,
    kind: choice(...lineKinds),
    start: aDay,
    termEnd: maybe(aDay),
    currency: aCurrency,
    quantity: aDecimal,
    unitPrice: maybe(aDecimal),
    priceBasis: choice('month', 'year'),
  }),
)
/** What was invoiced of these contracts, and what of it is not earned yet. */
export const resultRevenue = question(
  'campaigns.resultRevenue',
  ofCampaign,
  shape({ currency: aCurrency, invoiced: minorIn('currency'), deferred: minorIn('currency') }),
)
export const resultCosts = question('campaigns.resultCosts', ofCampaign, shape({ currency: aCurrency, spent: minorIn('currency') }))
