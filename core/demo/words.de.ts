import type en from './words.en.ts'

export default {
  'module.demo': 'Demofirma',
  settings: 'Einstellungen der Installation',
  'field.key': 'Einstellung',
  'field.value': 'Wert',
  'demo.seed': 'Demofirma anlegen',
  'demo.notEmpty': 'Hier gibt es bereits {{entity}}. Es wurde nichts geändert; bitte die Demofirma in einer leeren Installation anlegen.',
  'field.empty': 'Ohne Kunden und Verträge',
  'field.entities': 'Gesellschaften',
  'field.people': 'Personen',
  'field.products': 'Produkte',
  'field.rates': 'Wechselkurse',
  'field.customers': 'Kunden',
  'field.contracts': 'Verträge',
  'field.lines': 'Positionen',
} satisfies Record<keyof typeof en, string>
