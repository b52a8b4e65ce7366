/** What the screens of journals by hand say beside the words of `core/adjustments`. */
export default {
  'adjustments.ui.lead': '{{entity}} · {{day}} · {{currency}}',
  'adjustments.ui.debit': 'Debit',
  'adjustments.ui.credit': 'Credit',
  'adjustments.ui.never': 'Not taken back',
  'adjustments.ui.once': 'Once',
  'adjustments.ui.journal': 'To the journal',
  'adjustments.ui.reversal': 'To the journal that takes it back',
  'adjustments.ui.first': 'The one that was agreed to',
  'adjustments.ui.agree': 'Agree and post',
  'adjustments.ui.decline': 'Decline',
  'adjustments.ui.withdraw': 'Take it back',
  'adjustments.ui.waits': 'It waits until somebody else agrees.',
}
