/** What people fill in of a customer, in the order in which they know it. */
export const customerFields = [
  'name', 'code', 'country', 'currency', 'language', 'culture', 'zone', 'paymentDays', 'taxId', 'region', 'email', 'phone', 'invoiceBy', 'territory', 'family', 'poRequired', 'consumer', 'address', 'note',
] as const // prettier-ignore

/** What each field wants, where its name alone does not say it. */
export const customerHints = [
  'country',
  'language',
  'culture',
  'zone',
  'paymentDays',
  'invoiceBy',
  'family',
  'taxId',
  'region',
  'consumer',
] as const
/** Which field a refusal speaks of. */
export const customerFaults = {
  'customers.badName': 'name', 'customers.nameTaken': 'name', 'customers.codeTaken': 'code', 'customers.badCountry': 'country', 'customers.badLanguage': 'language',
  'customers.badZone': 'zone', 'customers.badPaymentDays': 'paymentDays', 'customers.badEmail': 'email', 'customers.unknownTerritory': 'territory',
} as const // prettier-ignore
