/** What the screens of legal entities say beside the words of `core/entities`. */
export default {
  'entities.ui.new': 'New legal entity',
  'entities.ui.newLead': 'A company that sells and keeps books of its own.',
  'entities.ui.foundLead':
    'First the group that your legal entities belong to, and the currency that it consolidates in. One company alone is a group of one. Its chart of accounts comes with it.',
  'entities.ui.edit': 'Edit legal entity',
  'entities.ui.books': 'Books and numbers',
  'entities.ui.fiscalYear': 'Fiscal year starts in',
  'entities.ui.invoices': 'On its invoices',
} as const
