/** What people fill in of a supplier, in the order in which they know it. */
export const supplierFields = ['name', 'code', 'country', 'currency', 'paymentDays', 'taxId', 'note', 'active'] as const
/** What people fill in of a purchase. */
export const costFields = [
  'item', 'supplier', 'quantity', 'quantityRule', 'unitCost', 'currency', 'months', 'timing', 'start', 'end', 'termEnd', 'noticeDays', 'extensionMonths', 'agreedOn',
] as const // prettier-ignore
