import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { demoModule } from './module.ts'

export default {
  'module.demo': 'Demo company',
  settings: 'Settings of the installation',
  'field.key': 'Setting',
  'field.value': 'Value',
  'demo.seed': 'Found the demo company',
  'demo.notEmpty': '{{entity}} is at home here already. Nothing was changed; found the demo company in an empty installation.',
  'field.empty': 'Without customers and contracts',
  'field.entities': 'Legal entities',
  'field.people': 'People',
  'field.products': 'Products',
  'field.rates': 'Exchange rates',
  'field.customers': 'Customers',
  'field.contracts': 'Contracts',
  'field.lines': 'Lines',
} satisfies WordsOf<typeof demoModule> & MoreWords
