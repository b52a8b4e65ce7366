/** What people fill in of a lead, in the order in which they learn it. */
export const leadFields = [
  'name',
  'company',
  'title',
  'email',
  'phone',
  'entity',
  'source',
  'territory',
  'country',
  'language',
  'address',
  'note',
] as const
export const leadFaults = {
  'opportunities.badName': 'name', 'opportunities.badEmail': 'email', 'opportunities.badCountry': 'country', 'opportunities.badLanguage': 'language',
  'opportunities.unknownTerritory': 'territory', 'opportunities.unknownEntity': 'entity',
} as const // prettier-ignore
export const saleFields = [
  'name',
  'customer',
  'contact',
  'entity',
  'currency',
  'amount',
  'probability',
  'closeOn',
  'nextStep',
  'nextStepOn',
  'note',
] as const
export const saleFaults = {
  'opportunities.badAmount': 'amount', 'opportunities.badProbability': 'probability', 'opportunities.contactOfAnother': 'contact', 'opportunities.unknownCustomer': 'customer',
} as const // prettier-ignore
export const activityFields = ['kind', 'topic', 'dueOn', 'dueTime', 'note'] as const
