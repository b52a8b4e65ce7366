/** What the fund screens say beside the words of `core/funds`. */
export default {
  'funds.ui.none': 'No funds yet',
  'funds.ui.noneLead': 'A fund opens by itself when a prepaid line is invoiced, or by hand under a contract.',
  'funds.ui.topUpDue': 'Top up by {{quantity}}',
  'funds.ui.topUp': 'Top up',
  'funds.ui.draw': 'Draw',
  'funds.ui.overdrawn': 'Overdrawn by {{quantity}}',
  'funds.ui.released': 'Earned',
  'funds.ui.thisMonth': 'this month',
  'funds.ui.burn': '{{quantity}} in 30 days',
  'funds.ui.left': '{{left}} left, the last purchase brought {{of}}',
  'funds.ui.nothingMoved': 'Nothing has moved yet',
  'funds.ui.terms': 'Terms',
  'funds.ui.forEver': 'For ever',
  'funds.ui.paper': 'Print as PDF',
  'funds.ui.paidHint': 'What was paid outside of Harmony. A purchase that is to be invoiced is a top-up.',
  'funds.ui.topUpHint': 'It becomes a line of the contract at the price of the last purchase, and the next billing run bills it.',
} as const
