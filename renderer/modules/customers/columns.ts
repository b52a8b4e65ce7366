import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'customers.list': ['name', 'code', 'country', 'currency', 'contracts', 'paymentDays', 'email', 'phone'],
  'customers.contacts': ['name', 'title', 'customerName', 'email', 'phone', 'decides', 'getsInvoices', 'technical'],
}
