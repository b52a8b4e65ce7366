import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { documentsModule } from './module.ts'

export default {
  'module.documents': 'Documents',
  archivedDocuments: 'Archived documents',
  archivedStatements: 'Archived fund statements',
  'documents.fundStatement': 'Print a fund statement',
  'funds.unknown': 'There is no fund {{fund}} that you may see. Nothing was changed; choose one from the list.',
  'funds.endBeforeStart': 'The end {{end}} is before the start {{start}}. Nothing was worked out; give a later end.',
  'field.fund': 'Fund',
  'field.from': 'From',
  'field.to': 'To',
  'field.lastMovement': 'Last movement',
  'documents.read': 'See documents',
  'documents.print': 'Print',
  'documents.ofInvoice': 'Documents of an invoice',
  'documents.printRun': 'Print a billing run',
  'documents.unknownInvoice': 'There is no invoice {{invoice}}. Nothing was printed.',
  'einvoice.invalid':
    'The e-invoice of {{number}} is invalid and is not given out. {{rule}}: {{sentence}} Complete what is missing on the customer or the legal entity and prepare it again. All broken rules: {{rules}}.',
  'documents.unknownRun': 'There is no billing run {{run}}. Nothing was printed.',
  'documents.proForma': 'Pro forma invoice',
  'documents.unknownProposal': 'There is no proposed invoice {{invoice}}. Nothing was printed; what is posted is printed as an invoice.',
  'field.id': 'Id',
  'field.invoice': 'Invoice',
  'field.language': 'Language',
  'field.file': 'File',
  'field.archivedAt': 'Archived',
  'field.run': 'Billing run',
  'field.printed': 'Printed',
  'field.documents': 'Documents',
} satisfies WordsOf<typeof documentsModule> & MoreWords
