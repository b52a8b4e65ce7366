import { record, type Row } from '../kernel/record.ts'
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
  maybe,
  minorIn,
  shape,
  someData,
  text,
  type Code,
} from '../kernel/shape.ts'

export const outcomes = ['open', 'won', 'lost'] as const

/** A step on the way to an order, as data: a house that sells in other steps changes them. */
export const opportunityStages = record(
  'opportunityStages',
  shape({
    code: codeOf('opportunityStages'),
    /** Names by language. */
    names: someData,
    /** Place on the board, from the left. */
    rank: count,
    /** Per cent: the chance that what stands here is won, unless an opportunity says its own. */
    probability: count,
    outcome: choice(...outcomes),
    /** Takes no more opportunities, and shows those that it has. */
    active: flag,
  }),
  { key: 'code', devices: ['all'], personal: { keep: 'use', not: ['names'] } },
)
export type Stage = Row<typeof opportunityStages>

const stage = (code: string, en: string, de: string, rank: number, probability: number, outcome: Stage['outcome'] = 'open'): Stage => ({
  code: code as Code<'opportunityStages'>,
  names: { en, de },
  rank,
  probability,
  outcome,
  active: true,
})
/** The stages of a house that has not set its own. */
export const firstStages: readonly Stage[] = [
  stage('qualify', 'Qualify', 'Klären', 1, 10),
  stage('analyse', 'Analyse needs', 'Bedarf aufnehmen', 2, 25),
  stage('propose', 'Proposal', 'Angebot', 3, 50),
  stage('negotiate', 'Negotiation', 'Verhandlung', 4, 75),
  stage('won', 'Won', 'Gewonnen', 5, 100, 'won'),
  stage('lost', 'Lost', 'Verloren', 6, 0, 'lost'),
]

/** A sale that may come to be: what, when, for how much, and how likely. */
export const opportunities = record(
  'opportunities',
  shape({
    id: idOf('opportunities'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contact: maybe(idOf('contacts')),
    name: text,
    owner: maybe(idOf('users')),
    stage: codeOf('opportunityStages'),
    /** As its stage says. */
    outcome: choice(...outcomes),
    currency: aCurrency,
    /** What the whole of it would bring, over its term. */
    amount: minorIn('currency'),
    /** Per cent. */
    probability: count,
    /** The day on which the order is expected. */
    closeOn: aDay,
    /** How often that day was put off. */
    slips: count,
    nextStep: maybe(text),
    nextStepOn: maybe(aDay),
    campaign: maybe(idOf('campaigns')),
    lead: maybe(idOf('leads')),
    note: maybe(longText),
    lostReason: maybe(text),
    /** The day on which it was won or lost. */
    closedOn: maybe(aDay),
    /** What was sold, where it is known: what it earns is reckoned by it. */
    contract: maybe(idOf('contracts')),
    /** Since when it stands on its stage. */
    stageSince: anInstant,
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }, { user: 'owner' }],
    personal: { keep: 'use', fields: { name: 'anyone.words', nextStep: 'anyone.words', note: 'anyone.words', lostReason: 'anyone.words' } },
  },
)
export type Opportunity = Row<typeof opportunities>
