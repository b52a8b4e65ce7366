import type en from './words.en.ts'

export default {
  'recurring.ui.title': 'Wiederkehrender Umsatz',
  'recurring.ui.lead':
    'Was Verträge jeden Monat bringen, und was es bewegt hat. Wählen Sie einen Betrag, um die Vertragspositionen dahinter zu sehen; sie ergeben ihn auf den Cent.',
  'recurring.ui.fromMonth': 'Von Monat',
  'recurring.ui.toMonth': 'Bis Monat',
  'recurring.ui.wholeGroup': 'Der ganze Konzern',
  'recurring.ui.measured': 'Mit Verbrauch zu vereinbarten Mengen',
  'recurring.ui.all': 'Alles zeigen',
  'recurring.ui.nothing': 'In diesen Monaten läuft nichts',
  'recurring.ui.nothingLead':
    'Hier stehen Positionen laufender Verträge, die Zeitraum für Zeitraum berechnet werden. Wählen Sie andere Monate, oder setzen Sie einen Vertrag in Kraft.',
  'recurring.ui.monthly': 'Im Monat',
  'recurring.ui.yearly': 'Im Jahr',
  'recurring.ui.timesTwelve': 'zwölf dieser Monate',
  'recurring.ui.inAll': 'in allen diesen Monaten',
  'recurring.ui.lost': 'Verloren und weniger',
  'recurring.ui.unpriced': '{{count}} Positionen bringen hier nichts: Ihr Produkt hat keinen Preis in ihrer Währung.',
  'recurring.ui.bridge': 'Von {{from}} bis {{to}}',
  'recurring.ui.byMonth': 'Monat für Monat',
  'recurring.ui.parts': 'Nach Teilen',
  'recurring.ui.others': '{{count}} weitere',
  'recurring.ui.chart': 'Wiederkehrender Umsatz im Monat, von {{before}} im {{from}} bis {{value}} im {{to}}.',
  'recurring.ui.behind': 'Wiederkehrender Umsatz: {{step}}',
  'recurring.ui.back': 'Zurück zur Brücke',
  'recurring.ui.noLines': 'Dahinter steht keine Position',
  'recurring.ui.noLinesLead': 'Der Betrag ist in diesen Monaten null.',
  'recurring.ui.shown': 'Die {{shown}} größten von {{count}} Positionen.',
} satisfies { readonly [K in keyof typeof en]: string }
