import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { documentsModule } from './module.ts'

export default {
  'module.documents': 'Dokumente',
  archivedDocuments: 'Archivierte Dokumente',
  archivedStatements: 'Archivierte Kontoauszüge',
  'documents.fundStatement': 'Kontoauszug drucken',
  'funds.unknown': 'Ein Guthaben {{fund}}, das Sie einsehen dürfen, gibt es nicht. Es wurde nichts geändert; bitte aus der Liste wählen.',
  'funds.endBeforeStart': 'Das Ende {{end}} liegt vor dem Beginn {{start}}. Es wurde nichts berechnet; bitte ein späteres Ende angeben.',
  'field.fund': 'Guthaben',
  'field.from': 'Von',
  'field.to': 'Bis',
  'field.lastMovement': 'Letzte Bewegung',
  'documents.read': 'Dokumente sehen',
  'documents.print': 'Drucken',
  'documents.ofInvoice': 'Dokumente einer Rechnung',
  'documents.printRun': 'Abrechnungslauf drucken',
  'documents.unknownInvoice': 'Die Rechnung {{invoice}} gibt es nicht. Es wurde nichts gedruckt.',
  'einvoice.invalid':
    'Die E-Rechnung zu {{number}} ist ungültig und wird nicht ausgegeben. {{rule}}: {{sentence}} Bitte beim Kunden oder bei der Gesellschaft ergänzen, was fehlt, und erneut erstellen. Alle verletzten Regeln: {{rules}}.',
  'documents.unknownRun': 'Den Abrechnungslauf {{run}} gibt es nicht. Es wurde nichts gedruckt.',
  'documents.proForma': 'Proforma-Rechnung',
  'documents.unknownProposal':
    'Die vorgeschlagene Rechnung {{invoice}} gibt es nicht. Es wurde nichts gedruckt; was gebucht ist, wird als Rechnung gedruckt.',
  'field.id': 'Kennung',
  'field.invoice': 'Rechnung',
  'field.language': 'Sprache',
  'field.file': 'Datei',
  'field.archivedAt': 'Archiviert',
  'field.run': 'Abrechnungslauf',
  'field.printed': 'Gedruckt',
  'field.documents': 'Dokumente',
} satisfies WordsOf<typeof documentsModule> & MoreWords
