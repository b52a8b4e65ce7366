import type en from './words.en.ts'

export default {
  'closing.ui.lead':
    'Monate jeder Gesellschaft. Ein gesperrter Monat nimmt keine Buchung an; ihn wieder zu öffnen braucht zwei Personen. Wählen Sie einen Monat, um ihn zu schließen oder zu öffnen.',
  'closing.ui.checklistLead':
    'Was der Monat noch braucht, Gesellschaft für Gesellschaft. Wählen Sie einen Schritt, um dorthin zu gehen; sperren Sie den Monat, wenn nichts mehr blockiert.',
  'closing.ui.ready': 'Nichts blockiert',
  'closing.ui.notReady': 'Nicht bereit',
  'closing.ui.neverChecked': 'Die Bücher wurden nie geprüft',
  'closing.ui.checked': 'Zuletzt geprüft {{at}}',
  'closing.ui.rateMissing': 'Kein Kurs für {{pair}}',
  'closing.ui.step': 'Schritt',
  'closing.ui.standing': 'Steht',
  'closing.ui.about': 'Was wartet',
  'closing.ui.none': 'Es gibt keine Gesellschaft, die Sie sehen dürfen.',
  'closing.ui.choose': '{{entity}}, {{month}}: {{state}}',
  'closing.ui.goesOn': 'Läuft noch',
  'closing.ui.lock': 'Diesen Monat sperren',
  'closing.ui.softClose': 'Diesen Monat vorläufig schließen',
  'closing.ui.reopen': 'Diesen Monat wieder öffnen',
  'closing.ui.asked': 'Öffnung beantragt',
  'closing.ui.reopened': 'Wieder geöffnet',
  'closing.ui.means.open': 'In diesen Monat kann jeder buchen, der buchen darf.',
  'closing.ui.means.softClosed': 'In diesen Monat kann nur noch buchen, wer nachträglich buchen darf.',
  'closing.ui.means.locked': 'In diesen Monat kann niemand buchen. Wer ihn öffnet, nennt den Grund, und jemand anders stimmt zu.',
  'closing.ui.yours': 'Sie haben beantragt, diesen Monat zu öffnen. Jemand anders entscheidet.',
  'closing.ui.theirs': 'Jemand hat beantragt, diesen Monat wieder zu öffnen.',
  'closing.ui.agree': 'Zustimmen und öffnen',
  'closing.ui.decline': 'Gesperrt lassen',
} satisfies { readonly [K in keyof typeof en]: string }
