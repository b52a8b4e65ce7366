/** What the screens of consolidation say beside the words of `core/consolidation`. */
export default {
  'consolidation.ui.title': 'The group',
  'consolidation.ui.lead': 'All legal entities together, as new as the last posting. Choose an amount to see the journal lines behind it.',
  'consolidation.ui.balanced': 'Balanced',
  'consolidation.ui.unbalanced': 'Out of balance',
  'consolidation.ui.wholeGroup': 'The whole group',
  'consolidation.ui.shownIn': 'Shown in',
  'consolidation.ui.groupCurrency': 'Group currency',
  'consolidation.ui.nothing': 'Nothing is posted yet',
  'consolidation.ui.nothingLead': 'What legal entities post stands here at once. Choose another month, or post a billing run.',
  'consolidation.ui.since': 'since {{month}}',
  'consolidation.ui.margin': 'Margin',
  'consolidation.ui.recurring': 'Recurring share',
  'consolidation.ui.entities': 'Legal entities',
  'consolidation.ui.ownIncome': 'Income in its own currency',
  'consolidation.ui.profit': 'Profit and loss of the year so far',
  'consolidation.ui.balance': 'Balance sheet',
  'consolidation.ui.yearResult': 'Result of the year',
  'consolidation.ui.sign':
    'Amounts as they are posted: debits without a sign, credits with a minus. All lines together with the result come to nothing.',
}
