import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { many, shape } from '../kernel/shape.ts'
import { activityRows, consentRows, leadRows, opportunityRows, peopleHere, visitRows } from './reads.ts'

export const listLeads = listing({ name: 'opportunities.leads', zone: 'sales', permit: 'opportunities.read', view: leadRows })
export const listOpportunities = listing({ name: 'opportunities.list', zone: 'sales', permit: 'opportunities.read', view: opportunityRows })
export const listActivities = listing({ name: 'opportunities.activities', zone: 'sales', permit: 'opportunities.read', view: activityRows })
export const listVisits = listing({ name: 'opportunities.visits', zone: 'sales', permit: 'opportunities.read', view: visitRows })
export const listConsents = listing({ name: 'opportunities.consents', zone: 'sales', permit: 'opportunities.read', view: consentRows })

/** Who may be named as owner. */
export const listOwners = query({
  name: 'opportunities.owners',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape({}),
  output: shape({ owners: many(peopleHere.answers) }),
  ask: async (_input, read) => ({ owners: await read.ask(peopleHere, {}) }),
})
