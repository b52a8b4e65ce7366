/** What the screen of periods says beside the words of `core/closing`. */
export default {
  'closing.ui.lead':
    'Months of each legal entity. A locked month takes no posting; to open one again takes two people. Choose a month to close or open it.',
  'closing.ui.none': 'There is no legal entity that you may see.',
  'closing.ui.choose': '{{entity}}, {{month}}: {{state}}',
  'closing.ui.goesOn': 'Goes on',
  'closing.ui.lock': 'Lock this month',
  'closing.ui.softClose': 'Soft close this month',
  'closing.ui.reopen': 'Open this month again',
  'closing.ui.asked': 'Opening asked',
  'closing.ui.reopened': 'Opened again',
  'closing.ui.means.open': 'Everybody who may post can post into this month.',
  'closing.ui.means.softClosed': 'Only those who may post late can still post into this month.',
  'closing.ui.means.locked': 'Nobody can post into this month. Somebody who opens it says why, and somebody else agrees.',
  'closing.ui.yours': 'You asked to open this month. Somebody else decides.',
  'closing.ui.theirs': 'Somebody asked to open this month again.',
  'closing.ui.agree': 'Agree and open',
  'closing.ui.decline': 'Leave locked',
}
