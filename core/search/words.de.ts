import type en from './words.en.ts'

export default {
  'module.search': 'Suche',
  'search.find': 'Suchen',
  'choice.found.customer': 'Kunden',
  'choice.found.contact': 'Kontakte',
  'choice.found.contract': 'Verträge',
  'choice.found.line': 'Vertragspositionen',
  'choice.found.invoice': 'Rechnungen',
  'choice.found.creditNote': 'Gutschriften',
  'choice.found.product': 'Produkte',
  'choice.found.supplier': 'Lieferanten',
  'choice.found.fund': 'Guthaben',
  'choice.found.run': 'Abrechnungsläufe',
  'choice.found.journal': 'Journale',
  'choice.found.entity': 'Gesellschaften',
  'choice.found.taxCode': 'Steuerschlüssel',
  'choice.found.user': 'Benutzer',
} satisfies Record<keyof typeof en, string>
