/** What people fill in of a customer, in the order in which they know it. */
export const customerFields = [
  'name', 'code', 'country', 'currency', 'language', 'culture', 'zone', 'paymentDays', 'taxId', 'email', 'phone', 'poRequired', 'address', 'note',
] as const // prettier-ignore
