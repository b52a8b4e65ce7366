import type { MoreWords } from '../kernel/words.ts'

/** What documents in the books are called, wherever one is named. */
export default {
  'choice.document.invoice': 'Invoice',
  'choice.document.creditNote': 'Credit note',
  'choice.document.payment': 'Payment',
  'choice.document.manual': 'Manual journal',
  'choice.document.fund': 'Prepaid fund',
  'choice.document.recognition': 'Recognition',
  'choice.document.purchase': 'Purchase',
  'choice.document.reversal': 'Reversal',
  'choice.document.receipt': 'Receipt',
  'choice.document.refund': 'Refund',
  'choice.document.settlement': 'Settlement',
  'choice.document.writeOff': 'Write-off',
  'choice.document.revaluation': 'Revaluation',
  'choice.document.supplierInvoice': 'Supplier invoice',
  'choice.document.supplierCredit': 'Supplier credit note',
  'choice.document.labour': 'Own labour',
  'choice.document.intercompanyInvoice': 'Invoice within the group',
  'choice.document.intercompany': 'Intercompany charge',
  'choice.document.closing': 'Closing entry',
} satisfies MoreWords
