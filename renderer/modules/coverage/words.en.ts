/** What the coverage screens say beside the words of `core/coverage`. */
export default {
  'coverage.ui.entityLead':
    'It holds for every contract of the legal entity that has no ladder of its own, for entries that land from now on.',
  'coverage.ui.ladderOf.entity': 'For every contract of this legal entity that has no ladder of its own.',
  'coverage.ui.ladderOf.usual': 'Nobody has set one: the usual ladder holds for every contract that has none of its own.',
  'coverage.ui.add': 'Add a rule',
  'coverage.ui.newRule': 'New rule',
  'coverage.ui.up': 'Move up',
  'coverage.ui.remove': 'Remove',
  'coverage.ui.change': 'Change',
  'coverage.ui.holdsFor': 'Holds for',
  'coverage.ui.everything': 'Everything',
  'coverage.ui.waiting': '{{count}} entries could not land',
  'coverage.ui.none': 'Nothing has landed yet',
  'coverage.ui.noneLead': 'Time, expenses and incidents land within a quarter of an hour after they were recorded.',
  'coverage.ui.byHand': 'No entry stands behind this: it was done by hand, or by an invoice.',
  'coverage.ui.takenBack': 'It was taken back since.',
  'coverage.ui.rehearsed': 'Of {{count}} entries of this month, {{differing}} would have landed elsewhere.',
  'coverage.ui.editLead':
    'The first rule that takes an entry counts; what it leaves goes on to the next one. What has landed stays where it is.',
} as const
