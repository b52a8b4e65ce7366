import { entities } from '../entities/entity.ts'
import { customers, territories } from '../customers/customer.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, codeOf, idOf, longText, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { leads, leadSources, type Lead } from './lead.ts'
import { callerAsOwner, leadFault, leadFaults, leadMatchName } from './rules.ts'

/** Takes somebody in as a lead (without an id) or changes one. Who is known already may come again: `opportunities.twins` says so before. */
export const saveLead = command({
  name: 'opportunities.saveLead',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  edits: {
    of: leads,
    id: ({ id }) => id,
    merges: [
      ['name', 'company'], ['title'], ['email'], ['phone'], ['address', 'country'], ['language'], ['source', 'campaign'], ['owner'], ['territory'], ['note'], ['customer', 'contact'],
    ], // prettier-ignore
  },
  input: shape({
    id: maybe(idOf('leads')),
    entity: codeOf('entities'),
    name: text,
    company: maybe(text),
    title: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    address: maybe(longText),
    country: maybe(text),
    language: maybe(text),
    source: choice(...leadSources),
    campaign: maybe(idOf('campaigns')),
    owner: maybe(idOf('users')),
    territory: maybe(codeOf('territories')),
    note: maybe(longText),
    customer: maybe(idOf('customers')),
    contact: maybe(idOf('contacts')),
  }),
  output: leads.shape,
  refusals: [
    'opportunities.unknownLead',
    'opportunities.unknownEntity',
    'opportunities.unknownCustomer',
    'opportunities.unknownTerritory',
    'opportunities.leadClosed',
    ...leadFaults,
  ],
  load: async ({ id, entity, customer, territory }, read) => ({
    present: id === null ? undefined : await read.get(leads, id),
    entity: await read.get(entities, entity),
    customer: customer === null ? null : await read.get(customers, customer),
    territory: territory === null ? null : await read.get(territories, territory),
  }),
  decide: (input, { present, entity, customer, territory }, now) => {
    if (input.id !== null && !present) return refuse('opportunities.unknownLead', { lead: input.id })
    if (present?.state === 'qualified') return refuse('opportunities.leadClosed', { name: present.name })
    if (!entity) return refuse('opportunities.unknownEntity', { entity: input.entity })
    if (customer === undefined) return refuse('opportunities.unknownCustomer', { customer: input.customer ?? '' })
    if (territory === undefined) return refuse('opportunities.unknownTerritory', { territory: input.territory ?? '' })
    const fault = leadFault(input)
    if (fault) return fault
    const { id, ...said } = input
    const lead: Lead = {
      ...(present ?? {
        id: id ?? (now.newId() as Id<'leads'>),
        state: 'new',
        reason: null,
        opportunity: null,
        createdAt: now.at,
        createdBy: now.caller.name,
      }),
      ...said,
      name: said.name.trim(),
      owner: said.owner ?? (present ? null : callerAsOwner(now)),
      territory: said.territory ?? customer?.territory ?? null,
      matchName: leadMatchName(said),
    }
    return { result: lead, changes: [put(leads, lead), tell('opportunities.leadSaved', { lead: lead.id })] }
  },
})
