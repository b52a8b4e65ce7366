import type en from './words.en.ts'

export default {
  'intercompany.ui.lead': '{{provider}} an {{receiver}}, {{month}}. Kein Kunde sieht sie.',
  'intercompany.ui.charges': 'Was verrechnet wurde',
  'intercompany.ui.provider': 'In den Büchern von {{entity}}, die leistet',
  'intercompany.ui.receiver': 'In den Büchern von {{entity}}, die empfängt',
  'intercompany.ui.print': 'Drucken',
  'intercompany.ui.noneYet': 'Nicht erstellt',
  'intercompany.ui.prepare': 'Erstellen',
  'intercompany.ui.prepareAgain': 'Noch einmal erstellen',
  'intercompany.ui.file': 'E-Rechnung sichern',
  'intercompany.ui.report': 'Prüfbericht',
} satisfies { readonly [K in keyof typeof en]: string }
