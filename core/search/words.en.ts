import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { searchModule } from './module.ts'

export default {
  'module.search': 'Search',
  'search.find': 'Search',
  'field.text': 'Text',
  'choice.kinds.customer': 'Customers',
  'choice.kinds.contact': 'Contacts',
  'choice.kinds.lead': 'Leads',
  'choice.kinds.opportunity': 'Opportunities',
  'choice.kinds.quote': 'Quotes',
  'choice.kinds.order': 'Orders',
  'choice.kinds.contract': 'Contracts',
  'choice.kinds.line': 'Contract lines',
  'choice.kinds.invoice': 'Invoices',
  'choice.kinds.creditNote': 'Credit notes',
  'choice.kinds.product': 'Products',
  'choice.kinds.supplier': 'Suppliers',
  'choice.kinds.fund': 'Funds',
  'choice.kinds.run': 'Billing runs',
  'choice.kinds.journal': 'Journals',
  'choice.kinds.entity': 'Legal entities',
  'choice.kinds.taxCode': 'Tax codes',
  'choice.kinds.user': 'Users',
} satisfies WordsOf<typeof searchModule> & MoreWords
