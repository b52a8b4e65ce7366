import { record, type Row } from '../kernel/record.ts'
import { anInstant, choice, codeOf, idOf, longText, maybe, shape, text } from '../kernel/shape.ts'

export const leadSources = ['web', 'event', 'referral', 'call', 'campaign', 'partner', 'visit', 'other'] as const
export const leadStates = ['new', 'working', 'qualified', 'discarded'] as const

/** Somebody who may buy one day: a person, mostly of a company that is no customer yet. */
export const leads = record(
  'leads',
  shape({
    id: idOf('leads'),
    /** The legal entity that would sell. */
    entity: codeOf('entities'),
    /** The person. */
    name: text,
    company: maybe(text),
    /** The company's name, or the person's, as customers' names are compared. */
    matchName: text,
    /** What the person is there. */
    title: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    address: maybe(longText),
    /** ISO 3166 alpha-2; without one the legal entity's. */
    country: maybe(text),
    language: maybe(text),
    source: choice(...leadSources),
    campaign: maybe(idOf('campaigns')),
    /** Who works on it; nobody yet where it is empty. */
    owner: maybe(idOf('users')),
    territory: maybe(codeOf('territories')),
    state: choice(...leadStates),
    /** Why it was discarded. */
    reason: maybe(text),
    note: maybe(longText),
    /** Of a customer that there is already, and what the lead became once it was qualified. */
    customer: maybe(idOf('customers')),
    contact: maybe(idOf('contacts')),
    opportunity: maybe(idOf('opportunities')),
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ user: 'owner' }, { territory: 'territory' }],
    personal: {
      keep: 'use',
      fields: {
        name: 'person.name',
        matchName: 'person.name',
        title: 'person.role',
        email: 'person.email',
        phone: 'person.phone',
        address: 'person.address',
        note: 'person.words',
        reason: 'person.words',
      },
      not: ['company'],
    },
  },
)
export type Lead = Row<typeof leads>
