import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { documentsModule } from './module.ts'

export default {
  'module.documents': 'Documents',
  archivedDocuments: 'Archived documents',
  'documents.read': 'See documents',
  'documents.print': 'Print',
  'documents.ofInvoice': 'Documents of an invoice',
  'documents.printRun': 'Print a billing run',
  'documents.unknownInvoice': 'There is no invoice {{invoice}}. Nothing was printed.',
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
