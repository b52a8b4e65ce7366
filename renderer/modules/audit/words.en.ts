/** What the books check's screen says beside the words of `core/audit`. */
export default {
  'audit.ui.lead':
    'What must always hold of the books. Checking changes nothing; it reads everything and names the record that breaks a rule.',
  'audit.ui.now': 'Check now',
  'audit.ui.inOrder': 'The books are in order',
  'audit.ui.broken_one': 'One rule is broken',
  'audit.ui.broken_other': '{{count}} rules are broken',
  'audit.ui.never': 'Not checked yet',
  'audit.ui.neverLead': 'Check the books for the first time: every rule is proved on every record.',
  'audit.ui.proved': '{{count}} rules checked on {{records}}, {{at}}.',
  'audit.ui.provedBy': '{{count}} rules checked on {{records}}, {{at}}, by {{by}}.',
  'audit.ui.records_one': '{{figure}} record',
  'audit.ui.records_other': '{{figure}} records',
  'audit.ui.holds': 'Holds',
  'audit.ui.isBroken': 'Broken',
  'audit.ui.expected': 'Expected',
  'audit.ui.found': 'Found',
  'audit.ui.open': 'Open the record',
} as const
