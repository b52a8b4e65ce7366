// The words of letters about prices. English is the source; German has the same keys by type, so a missing word does not compile.
// Words in braces are filled in.

const english = {
  title: 'Price adjustment',
  reference: 'Our reference',
  written: 'Date',
  customerCode: 'Customer number',
  effective: 'New prices from',
  effectiveFirst: 'First new price from',
  salutation: 'Dear Sir or Madam,',
  intro: 'The contracts between us provide for a regular adjustment of prices. From {date} the following prices apply, each without tax.',
  introSeveral:
    'The contracts between us provide for a regular adjustment of prices. From the days stated below the following prices apply, each without tax.',
  description: 'Description',
  quantity: 'Quantity',
  oldPrice: 'Price so far ({currency})',
  newPrice: 'New price ({currency})',
  plainOldPrice: 'Price so far',
  plainNewPrice: 'New price',
  from: 'from {date}',
  contract: 'Contract {number}',
  poNumber: 'Your order {number}',
  perMonth: 'per month',
  perYear: 'per year',
  how: 'How the new prices come about',
  positions: 'Position {list}',
  positionsSeveral: 'Positions {list}',
  indexMoved: '{name} ({source}) stood at {base} in {baseMonth} and at {current} in {currentMonth}, a change of {change}.',
  marginAdded: 'The contract adds {percent}.',
  fixedRise: 'The contract provides for a rise of {percent}.',
  held: 'The rise is limited to {percent}.',
  least: 'The contract provides for {percent} at least.',
  together: 'Together that is {percent}.',
  rounded: 'Each price so far is raised by the unrounded change, and the new price is rounded once.',
  unchanged: 'Everything else that is agreed stays as it is. You need not do anything: your invoices show the new prices by themselves.',
  questions: 'If you have questions, please quote {number}.',
  closing: 'Yours faithfully,',
  machine: 'This letter was written by machine and is valid without a signature.',
  copy: 'The prices and the explanation of each',
} as const

export type LetterWord = keyof typeof english
export type LetterWords = Readonly<Record<LetterWord, string>>

const german: LetterWords = {
  title: 'Preisanpassung',
  reference: 'Unser Zeichen',
  written: 'Datum',
  customerCode: 'Kundennummer',
  effective: 'Neue Preise ab',
  effectiveFirst: 'Erstmals ab',
  salutation: 'Sehr geehrte Damen und Herren,',
  intro:
    'unsere Verträge sehen eine regelmäßige Anpassung der Preise vor. Ab dem {date} gelten die folgenden Preise, jeweils ohne Umsatzsteuer.',
  introSeveral:
    'unsere Verträge sehen eine regelmäßige Anpassung der Preise vor. Ab den unten genannten Tagen gelten die folgenden Preise, jeweils ohne Umsatzsteuer.',
  description: 'Bezeichnung',
  quantity: 'Menge',
  oldPrice: 'Bisher ({currency})',
  newPrice: 'Neu ({currency})',
  plainOldPrice: 'Bisher',
  plainNewPrice: 'Neu',
  from: 'ab {date}',
  contract: 'Vertrag {number}',
  poNumber: 'Ihre Bestellung {number}',
  perMonth: 'je Monat',
  perYear: 'je Jahr',
  how: 'So kommen die neuen Preise zustande',
  positions: 'Position {list}',
  positionsSeveral: 'Positionen {list}',
  indexMoved: '{name} ({source}) stand im {baseMonth} bei {base} und im {currentMonth} bei {current}, eine Änderung von {change}.',
  marginAdded: 'Der Vertrag fügt {percent} hinzu.',
  fixedRise: 'Der Vertrag sieht eine Erhöhung um {percent} vor.',
  held: 'Die Erhöhung ist auf {percent} begrenzt.',
  least: 'Der Vertrag sieht mindestens {percent} vor.',
  together: 'Zusammen sind das {percent}.',
  rounded: 'Jeder bisherige Preis wird um die ungerundete Änderung erhöht, der neue Preis einmal gerundet.',
  unchanged:
    'Alles andere, was vereinbart ist, bleibt, wie es ist. Sie müssen nichts tun: Ihre Rechnungen weisen die neuen Preise von selbst aus.',
  questions: 'Bei Fragen nennen Sie bitte {number}.',
  closing: 'Mit freundlichen Grüßen',
  machine: 'Dieses Schreiben wurde maschinell erstellt und ist ohne Unterschrift gültig.',
  copy: 'Die Preise und die Erklärung jedes einzelnen',
}

/** Its own language's words, else English ones. */
export const letterWords = (language: string): LetterWords => (language === 'de' || language.startsWith('de-') ? german : english)
