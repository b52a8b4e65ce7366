import type en from './words.en.ts'

export default {
  'ledger.ui.postedFor': 'Gebucht am {{day}} von {{entity}}',
  'ledger.ui.lines': 'Zeilen in drei Währungen',
  'ledger.ui.source': 'Kommt von',
  'ledger.ui.invoice': 'Die Rechnung',
  'ledger.ui.creditNote': 'Die Rechnungskorrektur',
  'ledger.ui.recognition': 'Abgegrenzte Erlöse',
  'ledger.ui.supplierInvoice': 'Eingangsrechnung',
  'ledger.ui.supplierCredit': 'Gutschrift des Lieferanten',
  'ledger.ui.manual': 'Manuelle Buchung',
  'ledger.ui.labour': 'Arbeitseintrag',
  'ledger.ui.intercompany': 'Arbeitseintrag',
  'ledger.ui.intercompanyInvoice': 'Rechnung im Konzern',
  'ledger.ui.fund': 'Bewegungen von Guthaben',
  'ledger.ui.reversal': 'Die Buchung, die sie zurücknimmt',
  'ledger.ui.reversed': 'Storniert durch {{number}}. Beide bleiben, wie sie sind; zusammen ergeben sie null.',
  'ledger.ui.sign': 'Soll steht ohne Zeichen, Haben mit Minus. Jede Spalte ergibt null.',
} satisfies { readonly [K in keyof typeof en]: string }
