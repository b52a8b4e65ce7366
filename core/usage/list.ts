import { listing } from '../kernel/listing.ts'
import { incidentPriceRows, incidentRows, usageRows } from './reads.ts'

export const listUsage = listing({ name: 'usage.list', zone: 'operations', permit: 'usage.read', view: usageRows })
export const listIncidents = listing({ name: 'usage.incidents', zone: 'operations', permit: 'usage.read', view: incidentRows })
export const listIncidentPrices = listing({
  name: 'usage.incidentPrices',
  zone: 'operations',
  permit: 'usage.read',
  view: incidentPriceRows,
})
