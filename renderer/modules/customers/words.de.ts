import type en from './words.en.ts'

export default {
  'customers.ui.new': 'Neuer Kunde',
  'customers.ui.create': 'Kunden anlegen',
  'customers.ui.created': 'Der Kunde ist angelegt. Legen Sie den ersten Vertrag an, wenn Sie so weit sind.',
  'customers.ui.edit': 'Kunden bearbeiten',
  'customers.ui.none': 'Noch keine Kunden',
  'customers.ui.noneLead': 'Kunden kommen mit ihren Verträgen als Tabelle oder werden einzeln angelegt.',
  'customers.ui.running_one': 'davon {{figure}} aktiv',
  'customers.ui.running_other': 'davon {{figure}} aktiv',
  'customers.ui.openIn': 'Offen in {{currency}}',
  'customers.ui.billedIn_one': 'von {{amount}} auf {{figure}} Rechnung',
  'customers.ui.billedIn_other': 'von {{amount}} auf {{figure}} Rechnungen',
  'customers.ui.noContracts': 'Noch kein Vertrag',
  'customers.ui.noInvoices': 'Noch keine Rechnung',
  'customers.ui.about': 'Über den Kunden',
  'customers.ui.noAddress': 'Noch nicht bekannt. Rechnungen tragen dann nur Name und Land.',
  'customers.ui.paid': 'Bezahlt',
  'customers.ui.overdue': 'Überfällig',
  'customers.ui.due': 'Offen',
} satisfies { readonly [K in keyof typeof en]: string }
