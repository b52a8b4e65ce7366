import type { MoreWords } from '../kernel/words.ts'

/** What documents in the books are called, wherever one is named. */
export default {
  'choice.document.invoice': 'Rechnung',
  'choice.document.creditNote': 'Rechnungskorrektur',
  'choice.document.payment': 'Zahlung',
  'choice.document.manual': 'Manuelle Buchung',
  'choice.document.fund': 'Guthaben',
  'choice.document.recognition': 'Abgrenzung',
  'choice.document.purchase': 'Einkauf',
  'choice.document.reversal': 'Storno',
  'choice.document.receipt': 'Zahlungseingang',
  'choice.document.refund': 'Erstattung',
  'choice.document.settlement': 'Ausgleich',
  'choice.document.writeOff': 'Ausbuchung',
  'choice.document.revaluation': 'Neubewertung',
  'choice.document.supplierInvoice': 'Eingangsrechnung',
  'choice.document.supplierCredit': 'Gutschrift des Lieferanten',
  'choice.document.labour': 'Eigenleistung',
  'choice.document.intercompanyInvoice': 'Rechnung im Konzern',
  'choice.document.intercompany': 'Konzernverrechnung',
  'choice.document.closing': 'Abschlussbuchung',
} satisfies MoreWords
