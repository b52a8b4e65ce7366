import type en from './words.en.ts'

export default {
  'module.tax': 'Steuern',
  taxCodes: 'Steuerschlüssel',
  'tax.list': 'Steuerschlüssel',
  'tax.save': 'Steuerschlüssel speichern',
  'tax.read': 'Steuerschlüssel einsehen',
  'tax.write': 'Steuerschlüssel bearbeiten',
  'tax.rateFixed':
    '{{code}} steht für {{rate}} %: Satz, Kategorie und Land eines Schlüssels sind unveränderlich, weil Belege darauf beruhen. Es wurde nichts gespeichert; bitte einen neuen Schlüssel anlegen und ab Geltung des neuen Satzes verwenden.',
  'tax.badRate':
    'Ein Satz von {{rate}} % passt nicht zur Kategorie {{category}}. Es wurde nichts gespeichert; bitte 0 bis 100 % angeben, und 0, wo keine Steuer anfällt.',
  'tax.badCountry':
    '„{{country}}“ ist kein Ländercode. Es wurde nichts gespeichert; bitte zwei Großbuchstaben angeben, etwa GB, DE oder IN.',
  'tax.badTexts': 'Die Texte von {{code}} sind nicht lesbar. Es wurde nichts gespeichert; bitte je Sprache einen Text angeben.',
  'tax.shortTaken':
    'Der Kurzschlüssel {{short}} gehört in diesem Land zu {{other}}. Es wurde nichts gespeichert; bitte einen anderen wählen.',
  'field.code': 'Kürzel',
  'field.short': 'Kurzschlüssel',
  'field.country': 'Land',
  'field.rate': 'Satz',
  'field.category': 'Kategorie',
  'choice.category.S': 'Regelsatz oder ermäßigter Satz',
  'choice.category.Z': 'Nullsatz',
  'choice.category.E': 'Steuerbefreit',
  'choice.category.AE': 'Steuerschuldnerschaft des Leistungsempfängers',
  'choice.category.G': 'Ausfuhr',
  'choice.category.O': 'Nicht steuerbar',
  'choice.category.L': 'Bundes- oder Landessteuer',
  'field.names': 'Bezeichnungen',
  'field.notes': 'Hinweise auf Belegen',
  'field.validFrom': 'Gültig ab',
} satisfies Record<keyof typeof en, string>
