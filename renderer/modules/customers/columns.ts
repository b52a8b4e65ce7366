import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'customers.contacts': ['name', 'title', 'customerName', 'email', 'phone', 'decides', 'getsInvoices', 'technical'],
}
