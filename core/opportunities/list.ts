import { listing } from '../kernel/listing.ts'
import { activityRows, consentRows, leadRows, opportunityRows, visitRows } from './reads.ts'

export const listLeads = listing({ name: 'opportunities.leads', zone: 'sales', permit: 'opportunities.read', view: leadRows })
export const listOpportunities = listing({ name: 'opportunities.list', zone: 'sales', permit: 'opportunities.read', view: opportunityRows })
export const listActivities = listing({ name: 'opportunities.activities', zone: 'sales', permit: 'opportunities.read', view: activityRows })
export const listVisits = listing({ name: 'opportunities.visits', zone: 'sales', permit: 'opportunities.read', view: visitRows })
export const listConsents = listing({ name: 'opportunities.consents', zone: 'sales', permit: 'opportunities.read', view: consentRows })
