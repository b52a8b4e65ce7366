import type en from './words.en.ts'

export default {
  'pricing.ui.calculator': 'Preisrechner',
  'pricing.ui.lead':
    'Geben Sie eine Menge ein und sehen Sie ihren Preis und den Weg dorthin. Gerechnet wird wie in der Abrechnung; gespeichert wird nichts.',
  'pricing.ui.given': 'Menge und Preise',
  'pricing.ui.fromProduct': 'Preise eines Produkts',
  'pricing.ui.result': 'Ergebnis',
  'pricing.ui.noNumber': 'Keine Zahl',
  'pricing.ui.incomplete': 'Geben Sie die Menge und alle Preise ein, um den Betrag zu sehen.',
  'pricing.ui.open': 'ohne Grenze',
  'pricing.ui.addBand': 'Staffel hinzufügen',
  'pricing.ui.cell': '{{field}}, Staffel {{band}}',
  'pricing.ui.for': 'für eine Menge von {{quantity}}',
  'pricing.ui.forUnits': 'für {{quantity}} {{unit}}',
  'pricing.ui.freeStep': '{{free}} Einheiten sind frei; {{billable}} werden berechnet.',
  'pricing.ui.step.flat': 'Jede Einheit kostet gleich viel.',
  'pricing.ui.step.fillUp': 'Die Staffeln füllen sich nacheinander; jede Einheit kostet den Preis ihrer Staffel.',
  'pricing.ui.step.lookUp': 'Die ganze Menge fällt in eine Staffel, und jede Einheit kostet deren Preis.',
  'pricing.ui.step.package': 'Angebrochene Pakete werden ganz berechnet.',
  'pricing.ui.packages': 'Pakete',
  'pricing.ui.together': 'Zusammen',
  'pricing.ui.explained': '{{model}}: so wird gerechnet',
  'pricing.ui.note': 'Hinweis',
  'pricing.ui.cheaper': 'Nachgeschlagen kosten {{quantity}} weniger',
  'pricing.ui.rounded': '{{exact}} wird einmal kaufmännisch gerundet: {{amount}}.',
} satisfies { readonly [K in keyof typeof en]: string }
