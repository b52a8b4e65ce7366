/** What the screen of exchange rates says beside the words of `core/rates`. */
export default {
  'rates.ui.none': 'No exchange rate yet',
  'rates.ui.noneLead': 'Invoices in a foreign currency need the spot rate of their day. Record the first one.',
  'rates.ui.valueHint': 'What one unit of the base currency is worth in the other one.',
} as const
