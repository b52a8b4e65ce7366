/** What the screens of personal data say beside the words of `core/privacy`. */
export default {
  'privacy.ui.entries': 'Entries of the log',
  'privacy.ui.shared': 'Somebody else is known by this too, so it stays where it stands by itself: {{words}}.',
  'privacy.ui.nothing': 'Nothing is kept of this person.',
  'privacy.ui.why': 'Why, and until when',
  'privacy.ui.whileRuns': '{{what}}: as long as the contract runs',
  'privacy.ui.keptUntil': '{{what}}: until {{until}}',
  'privacy.ui.erased': 'Erased. What had to stay is under the pseudonym {{pseudonym}}.',
  'privacy.ui.proposed': 'An erasure is proposed and waits for a second person.',
  'privacy.ui.open': 'Look at it',
  'privacy.ui.asked': 'The erasure is proposed. A second person has to agree.',
  'privacy.ui.hintNote': 'How and when they asked, such as the number of a letter. Never what they are called.',
  'privacy.ui.hintAnswer': 'The reason, as the person will read it.',
  'privacy.ui.own': 'You proposed this yourself: somebody else has to look at it and agree. Until then you can take it back.',
  'privacy.ui.takeBack': 'Take back',
  'privacy.ui.erase': 'Erase',
  'privacy.ui.decline': 'Decline',
  'privacy.ui.sure':
    'What nothing keeps goes at once and cannot be brought back. Devices drop it when they next meet the hub; backups keep it until they are rotated out.',
  'privacy.ui.kept': 'What had to stay',
  'privacy.ui.nothingKept': 'Nothing had to stay.',
  'privacy.ui.retentionLead': 'From the end of the calendar year. The law is the least; you may keep longer where you have a reason.',
  'privacy.ui.noEntity': 'There is no legal entity yet',
  'privacy.ui.lawUnknown':
    'Harmony does not know the law of this country and keeps everything for ten years. Ask your adviser and set the periods.',
  'privacy.ui.change': 'Change',
  'privacy.ui.saved': 'The period is saved.',
} as const
