import type en from './words.en.ts'

export default {
  'funds.ui.unit.token': 'Token',
  'funds.ui.unit.hours': 'Stunden',
  'funds.ui.none': 'Noch keine Guthaben',
  'funds.ui.noneLead':
    'Ein Guthaben entsteht von selbst, wenn eine Vorauszahlungsposition abgerechnet wird, oder von Hand unter einem Vertrag.',
  'funds.ui.topUpDue': 'Um {{quantity}} auffüllen',
  'funds.ui.topUp': 'Auffüllen',
  'funds.ui.draw': 'Entnehmen',
  'funds.ui.overdrawn': 'Um {{quantity}} überzogen',
  'funds.ui.released': 'Verdient',
  'funds.ui.thisMonth': 'in diesem Monat',
  'funds.ui.burn': '{{quantity}} in 30 Tagen',
  'funds.ui.left': '{{left}} übrig, der letzte Kauf brachte {{of}}',
  'funds.ui.nothingMoved': 'Noch hat sich nichts bewegt',
  'funds.ui.terms': 'Vereinbart',
  'funds.ui.forEver': 'Unbegrenzt',
  'funds.ui.paper': 'Als PDF drucken',
  'funds.ui.paidHint': 'Was außerhalb von Harmony bezahlt wurde. Ein Kauf, der berechnet werden soll, ist ein Auffüllen.',
  'funds.ui.topUpHint': 'Es wird eine Position des Vertrags zum Preis des letzten Kaufs, und der nächste Abrechnungslauf berechnet sie.',
  'funds.ui.due.lapses': 'Guthaben verfällt',
} satisfies { readonly [K in keyof typeof en]: string }
