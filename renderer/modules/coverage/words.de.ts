import type en from './words.en.ts'

export default {
  'coverage.ui.entityLead': 'Sie gilt für alle Verträge der Gesellschaft ohne eigene Deckungsleiter, und für Einträge ab jetzt.',
  'coverage.ui.ladderOf.entity': 'Für alle Verträge dieser Gesellschaft ohne eigene Deckungsleiter.',
  'coverage.ui.ladderOf.usual': 'Niemand hat eine festgelegt: Die übliche gilt für alle Verträge ohne eigene.',
  'coverage.ui.add': 'Regel hinzufügen',
  'coverage.ui.newRule': 'Neue Regel',
  'coverage.ui.up': 'Nach oben',
  'coverage.ui.remove': 'Entfernen',
  'coverage.ui.change': 'Ändern',
  'coverage.ui.holdsFor': 'Gilt für',
  'coverage.ui.everything': 'Alles',
  'coverage.ui.waiting': '{{count}} Einträge ließen sich nicht zuordnen',
  'coverage.ui.none': 'Noch ist nichts zugeordnet',
  'coverage.ui.noneLead': 'Zeiten, Auslagen und Störungen werden innerhalb einer Viertelstunde nach der Erfassung zugeordnet.',
  'coverage.ui.byHand': 'Dahinter steht kein Eintrag: es geschah von Hand oder durch eine Rechnung.',
  'coverage.ui.takenBack': 'Inzwischen zurückgenommen.',
  'coverage.ui.rehearsed': 'Von {{count}} Einträgen dieses Monats wären {{differing}} anders zugeordnet worden.',
  'coverage.ui.editLead':
    'Die erste Regel, die einen Eintrag nimmt, zählt; was sie übrig lässt, geht zur nächsten. Was zugeordnet ist, bleibt, wo es ist.',
} satisfies { readonly [K in keyof typeof en]: string }
