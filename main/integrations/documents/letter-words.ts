// The words of letters about prices. English is the source; German has the same keys by type, so a missing word does not compile.
// Words in braces are filled in.

const english = {
  title: 'Price adjustment',
  reference: 'Our reference',
  written: 'Date',
  customerCode: 'Customer number',
  effective: 'New prices from',
  effectiveFirst: 'New prices first from',
  salutation: 'Dear Sir or Madam,',
  intro: 'Our agreement provides for prices to follow what is agreed with you. From {date} the following prices apply, without tax.',
  introSeveral:
    'Our agreement provides for prices to follow what is agreed with you. From the days that are stated below the following prices apply, without tax.',
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
  indexMoved: '{name} ({source}) stood at {base} in {baseMonth} and at {current} in {currentMonth}: {change}.',
  marginAdded: 'The contract adds {percent}.',
  fixedRise: 'The contract provides for {percent}.',
  held: 'The rise is limited to {percent}.',
  least: 'The contract provides for {percent} at least.',
  together: 'Together that is {percent}.',
  rounded: 'The price so far is multiplied by it and rounded once.',
  unchanged: 'Everything else that is agreed stays as it is. You need not do anything: your invoices show the new prices by themselves.',
  questions: 'If you have questions, please quote {number}.',
  closing: 'Yours faithfully',
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
  effectiveFirst: 'Neue Preise erstmals ab',
  salutation: 'Sehr geehrte Damen und Herren,',
  intro:
    'unser Vertrag sieht vor, dass die Preise angepasst werden, wie es mit Ihnen vereinbart ist. Ab dem {date} gelten die folgenden Preise ohne Umsatzsteuer.',
  introSeveral:
    'unser Vertrag sieht vor, dass die Preise angepasst werden, wie es mit Ihnen vereinbart ist. Ab den genannten Tagen gelten die folgenden Preise ohne Umsatzsteuer.',
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
  indexMoved: '{name} ({source}) stand im {baseMonth} bei {base} und im {currentMonth} bei {current}: {change}.',
  marginAdded: 'Der Vertrag fügt {percent} hinzu.',
  fixedRise: 'Der Vertrag sieht {percent} vor.',
  held: 'Die Erhöhung ist auf {percent} begrenzt.',
  least: 'Der Vertrag sieht mindestens {percent} vor.',
  together: 'Zusammen sind das {percent}.',
  rounded: 'Der bisherige Preis wird damit multipliziert und einmal gerundet.',
  unchanged:
    'Alles andere, was vereinbart ist, bleibt, wie es ist. Sie müssen nichts tun: Ihre Rechnungen weisen die neuen Preise von selbst aus.',
  questions: 'Bei Fragen nennen Sie bitte {number}.',
  closing: 'Mit freundlichen Grüßen',
  machine: 'Dieses Schreiben wurde maschinell erstellt und ist ohne Unterschrift gültig.',
  copy: 'Die Preise und die Erklärung jedes einzelnen',
}

/** Its own language's words, else English ones. */
export const letterWords = (language: string): LetterWords => (language === 'de' || language.startsWith('de-') ? german : english)
