import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { matchName } from '../customers/rules.ts'
import { entities } from '../entities/entity.ts'
import { command, put, tell, type Now } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, idOf, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts'
import { leads, type Lead } from './lead.ts'
import { opportunities, opportunityStages, type Opportunity } from './opportunity.ts'
import { stagesOf } from './rules.ts'

type Customer = Row<typeof customers>
type Contact = Row<typeof contacts>
type Entity = Row<typeof entities>

/**
 * A lead becomes a customer, a contact and an opportunity in one act. Who is a customer already, by the lead's own word or by name, stays that customer; a
 * contact with the same e-mail address stays that contact.
 */
export const qualifyLead = command({
  name: 'opportunities.qualifyLead',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  input: shape({
    lead: idOf('leads'),
    /** What is to be sold. */
    name: text,
    /** The legal entity's own where nothing is said. */
    currency: maybe(aCurrency),
    amount: minorIn('currency'),
    closeOn: aDay,
    /** A customer there is already; without one the lead's own, or the one of the same name, or a new one. */
    customer: maybe(idOf('customers')),
    nextStep: maybe(text),
    nextStepOn: maybe(aDay),
  }),
  output: shape({ lead: leads.shape, customer: customers.shape, contact: contacts.shape, opportunity: opportunities.shape }),
  refusals: [
    'opportunities.unknownLead',
    'opportunities.leadClosed',
    'opportunities.unknownEntity',
    'opportunities.unknownCustomer',
    'opportunities.badAmount',
  ],
  load: async ({ lead: id, customer: named }, read) => {
    const lead = await read.get(leads, id)
    const wanted = named ?? lead?.customer ?? null
    const [twin] = lead && wanted === null ? await read.list(customers, { where: { field: 'matchName', is: 'equal', value: lead.matchName }, limit: 1 }) : [] // prettier-ignore
    const customer = wanted === null ? (twin ?? null) : await read.get(customers, wanted)
    const people = customer ? await read.list(contacts, { where: { field: 'customer', is: 'equal', value: customer.id }, limit: 1000 }) : []
    const entity = lead && (await read.get(entities, lead.entity))
    return { lead, customer, people, entity, stages: stagesOf(await read.list(opportunityStages, { limit: 1000 })) }
  },
  decide: (input, { lead, customer: known, people, entity, stages }, now) => {
    // The rows that matter first, so that a device and the hub give them the same ids whatever each of them finds.
    const ids = { opportunity: now.newId(), customer: now.newId(), contact: now.newId() }
    if (!lead) return refuse('opportunities.unknownLead', { lead: input.lead })
    if (lead.state === 'qualified') return refuse('opportunities.leadClosed', { name: lead.name })
    if (!entity) return refuse('opportunities.unknownEntity', { entity: lead.entity })
    if (known === undefined) return refuse('opportunities.unknownCustomer', { customer: input.customer ?? '' })
    if (input.amount < 0n) return refuse('opportunities.badAmount')
    const customer = known ?? newCustomer(ids.customer as Id<'customers'>, lead, entity)
    const met = people.find(({ id }) => id === lead.contact) ?? people.find((person) => isSamePerson(person, lead))
    const contact = met ?? newContact(ids.contact as Id<'contacts'>, customer, lead)
    const first = stages.find(({ outcome, active }) => outcome === 'open' && active)!
    const opportunity: Opportunity = {
      ...begun(now),
      id: ids.opportunity as Id<'opportunities'>,
      entity: lead.entity,
      customer: customer.id,
      contact: contact.id,
      name: input.name.trim(),
      owner: lead.owner,
      stage: first.code,
      outcome: 'open',
      currency: input.currency ?? entity.currency,
      amount: input.amount,
      probability: first.probability,
      closeOn: input.closeOn,
      nextStep: input.nextStep,
      nextStepOn: input.nextStepOn,
      campaign: lead.campaign,
      lead: lead.id,
      note: lead.note,
    }
    const qualified: Lead = {
      ...lead,
      state: 'qualified',
      reason: null,
      customer: customer.id,
      contact: contact.id,
      opportunity: opportunity.id,
    }
    return {
      result: { lead: qualified, customer, contact, opportunity },
      changes: [
        ...(known ? [] : [put(customers, customer)]),
        ...(met ? [] : [put(contacts, contact)]),
        put(opportunities, opportunity),
        put(leads, qualified),
        tell('opportunities.leadQualified', { lead: lead.id, customer: customer.id, opportunity: opportunity.id }),
      ],
    }
  },
})

/** What an opportunity begins with, whoever opens it. */
export const begun = (now: Now) =>
  ({
    slips: 0,
    lostReason: null,
    closedOn: null,
    contract: null,
    stageSince: now.at,
    createdAt: now.at,
    createdBy: now.caller.name,
  }) as const

const isSamePerson = (person: Contact, lead: Lead): boolean =>
  lead.email !== null && person.email !== null
    ? person.email.toLowerCase() === lead.email.toLowerCase()
    : matchName(person.name) === matchName(lead.name)

/** Where the lead says nothing, the legal entity's own country, language and terms hold. */
const newCustomer = (id: Id<'customers'>, lead: Lead, entity: Entity): Customer => ({
  id,
  code: null,
  name: (lead.company ?? lead.name).trim(),
  matchName: lead.matchName,
  country: lead.country ?? entity.country,
  currency: entity.currency,
  language: lead.language ?? entity.language,
  culture: entity.culture,
  zone: entity.zone,
  paymentDays: entity.paymentDays,
  taxId: null,
  email: lead.email,
  phone: lead.phone,
  address: lead.address === null ? [] : lead.address.split('\n').map((line) => line.trim()).filter((line) => line !== '').slice(0, 10), // prettier-ignore
  poRequired: false,
  note: null,
  family: null,
  invoiceBy: null,
  territory: lead.territory,
  region: null,
  consumer: null,
})
const newContact = (id: Id<'contacts'>, customer: Customer, lead: Lead): Contact => ({
  id,
  customer: customer.id,
  name: lead.name,
  title: lead.title,
  email: lead.email,
  phone: lead.phone,
  language: lead.language,
  getsInvoices: false,
  technical: false,
  decides: false,
  active: true,
  note: null,
})
