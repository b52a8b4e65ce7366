import type en from './words.en.ts'

export default {
  'transfer.ui.lead': 'Was Arbeit der Gesellschaft mit dem Auftrag, der leistenden und dem Konzern bringt. Kunden sehen nichts davon.',
  'transfer.ui.none': 'In dieser Zeit wurde keine Arbeit verrechnet',
  'transfer.ui.noneLead': 'Verrechnen Sie die Arbeit eines Monats, dann stehen ihre Margen hier.',
  'transfer.ui.own': '{{entity}} mit eigenen Leuten',
  'transfer.ui.between': '{{provider}} für {{receiver}}',
  'transfer.ui.about': 'Einträge: {{entries}} · Stunden: {{hours}}',
  'transfer.ui.price': 'verrechnet {{amount}}',
  'transfer.ui.line': 'Was',
  'transfer.ui.ownCurrency': 'Eigene Währung',
  'transfer.ui.invoiced': 'Kunden berechnet',
  'transfer.ui.charged': 'Verrechnet von {{provider}}',
  'transfer.ui.receiverMargin': 'Marge von {{receiver}}',
  'transfer.ui.paid': '{{receiver}} verrechnet',
  'transfer.ui.cost': 'Wahre Kosten',
  'transfer.ui.providerMargin': 'Marge von {{provider}}',
  'transfer.ui.groupMargin': 'Marge des Konzerns',
  'transfer.ui.withdraw': 'Ablehnen',
} satisfies { readonly [K in keyof typeof en]: string }
