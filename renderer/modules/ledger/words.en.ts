/** What the screens of the ledger say beside the words of `core/ledger`. */
export default {
  'ledger.ui.postedFor': 'Posted on {{day}} by {{entity}}',
  'ledger.ui.lines': 'Lines in three currencies',
  'ledger.ui.source': 'Comes from',
  'ledger.ui.invoice': 'The invoice',
  'ledger.ui.creditNote': 'The credit note',
  'ledger.ui.recognition': 'Deferred revenue',
  'ledger.ui.supplierInvoice': 'Invoice of the supplier',
  'ledger.ui.supplierCredit': 'Credit of the supplier',
  'ledger.ui.manual': 'Journal by hand',
  'ledger.ui.labour': 'Entry of work',
  'ledger.ui.intercompany': 'Entry of work',
  'ledger.ui.intercompanyInvoice': 'Invoice within the group',
  'ledger.ui.fund': 'Movements of prepaid funds',
  'ledger.ui.reversal': 'The journal that it takes back',
  'ledger.ui.reversed': 'Taken back by {{number}}. Both stay as they are; together they come to nothing.',
  'ledger.ui.sign': 'Debits are plain, credits carry a minus. Each column comes to zero.',
} as const
