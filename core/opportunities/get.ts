import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { mostShown } from './get-lead.ts'
import { leads } from './lead.ts'
import { opportunities, opportunityStages } from './opportunity.ts'
import { activityRows, opportunityNames } from './reads.ts'
import { stagesOf } from './rules.ts'

/** An opportunity with whom it is about, where it came from and what was done for it. */
export const getOpportunity = query({
  name: 'opportunities.get',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape({ opportunity: idOf('opportunities') }),
  output: shape({
    opportunity: opportunities.shape,
    customer: customers.shape,
    contact: maybe(contacts.shape),
    lead: maybe(leads.shape),
    ownerName: maybe(text),
    campaignName: maybe(text),
    contractNumber: maybe(text),
    stages: many(opportunityStages.shape),
    activities: many(activityRows.row),
  }),
  refusals: ['opportunities.unknown'],
  ask: async ({ opportunity: id }, read) => {
    const opportunity = await read.get(opportunities, id)
    const customer = opportunity && (await read.get(customers, opportunity.customer))
    if (!opportunity || !customer) return refuse('opportunities.unknown', { opportunity: id })
    const [contact, lead, names, stages, shown] = await Promise.all([
      opportunity.contact === null ? undefined : read.get(contacts, opportunity.contact),
      opportunity.lead === null ? undefined : read.get(leads, opportunity.lead),
      read.ask(opportunityNames, { opportunity: id }),
      read.list(opportunityStages, { limit: 1000 }),
      read.browse(activityRows, { where: { field: 'opportunity', is: 'equal', value: id }, limit: mostShown }),
    ])
    return {
      opportunity,
      customer,
      contact: contact ?? null,
      lead: lead ?? null,
      ownerName: names[0]?.ownerName ?? null,
      campaignName: names[0]?.campaignName ?? null,
      contractNumber: names[0]?.contractNumber ?? null,
      stages: stagesOf(stages),
      activities: shown.rows,
    }
  },
})
