import type en from './words.en.ts'

export default {
  'module.search': 'Suche',
  'search.find': 'Suchen',
  'field.text': 'Text',
  'choice.kinds.customer': 'Kunden',
  'choice.kinds.contact': 'Kontakte',
  'choice.kinds.lead': 'Interessenten',
  'choice.kinds.opportunity': 'Verkaufschancen',
  'choice.kinds.contract': 'Verträge',
  'choice.kinds.line': 'Vertragspositionen',
  'choice.kinds.invoice': 'Rechnungen',
  'choice.kinds.creditNote': 'Gutschriften',
  'choice.kinds.product': 'Produkte',
  'choice.kinds.supplier': 'Lieferanten',
  'choice.kinds.fund': 'Guthaben',
  'choice.kinds.run': 'Abrechnungsläufe',
  'choice.kinds.journal': 'Buchungen',
  'choice.kinds.entity': 'Gesellschaften',
  'choice.kinds.taxCode': 'Steuerschlüssel',
  'choice.kinds.user': 'Benutzer',
} satisfies Record<keyof typeof en, string>
