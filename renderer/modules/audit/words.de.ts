import type en from './words.en.ts'

export default {
  'audit.ui.lead':
    'Was für die Bücher immer gelten muss. Die Prüfung ändert nichts; sie liest alles und nennt den Datensatz, der eine Regel verletzt.',
  'audit.ui.now': 'Jetzt prüfen',
  'audit.ui.inOrder': 'Die Bücher sind in Ordnung',
  'audit.ui.broken_one': 'Eine Regel ist verletzt',
  'audit.ui.broken_other': '{{count}} Regeln sind verletzt',
  'audit.ui.never': 'Noch nicht geprüft',
  'audit.ui.neverLead': 'Prüfen Sie die Bücher zum ersten Mal: Jede Regel wird an jedem Datensatz bewiesen.',
  'audit.ui.proved': '{{count}} Regeln geprüft, {{records}} gelesen, {{at}}.',
  'audit.ui.provedBy': '{{count}} Regeln geprüft, {{records}} gelesen, {{at}}, von {{by}}.',
  'audit.ui.records_one': '{{figure}} Datensatz',
  'audit.ui.records_other': '{{figure}} Datensätze',
  'audit.ui.holds': 'Gilt',
  'audit.ui.isBroken': 'Verletzt',
  'audit.ui.expected': 'Erwartet',
  'audit.ui.found': 'Gefunden',
  'audit.ui.open': 'Datensatz öffnen',
} satisfies { readonly [K in keyof typeof en]: string }
