import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { searchModule } from './module.ts'

export default {
  'module.search': 'Search',
  'search.find': 'Search',
  'choice.found.customer': 'Customers',
  'choice.found.contact': 'Contacts',
  'choice.found.contract': 'Contracts',
  'choice.found.line': 'Contract lines',
  'choice.found.invoice': 'Invoices',
  'choice.found.creditNote': 'Credit notes',
  'choice.found.product': 'Products',
  'choice.found.supplier': 'Suppliers',
  'choice.found.fund': 'Funds',
  'choice.found.run': 'Billing runs',
  'choice.found.journal': 'Journals',
  'choice.found.entity': 'Legal entities',
  'choice.found.taxCode': 'Tax codes',
  'choice.found.user': 'Users',
} satisfies WordsOf<typeof searchModule> & MoreWords
