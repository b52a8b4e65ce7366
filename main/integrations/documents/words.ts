// The words printed on documents. English is the source; German has the same keys by type, so a missing word does not compile.
// A further language falls back to English word by word and may bring an overlay from its language pack.
// Words in braces are filled in: {amount}, {date}, {number}, {page}, {pages}, {currency}, {rate}, {base}.

const english = {
  invoice: 'Invoice',
  taxInvoice: 'Tax invoice',
  creditNote: 'Credit note',
  proForma: 'Pro forma invoice',
  proposal: 'Proposal',
  creditNumber: 'Credit note number',
  creditIssued: 'Date',
  corrects: 'For invoice',
  correctsOf: '{number} of {date}',
  reason: 'Reason',
  charged: 'less {amount} charged before',
  notPayable: 'This is not an invoice: it shows what will be billed and is not to be paid.',
  settled: 'The credit of {amount} is set off against what is open, or refunded.',
  invoiceNumber: 'Invoice number',
  issued: 'Invoice date',
  servicePeriod: 'Service period',
  customerCode: 'Customer number',
  buyerTaxId: 'Your VAT number',
  buyerGstin: 'Your GSTIN',
  poNumber: 'Your order number',
  amountDue: 'Amount due',
  amountInYourFavour: 'In your favour',
  due: 'Due {date}',
  description: 'Description',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  amount: 'Amount ({currency})',
  contract: 'Contract {number}',
  byBand: 'by band',
  net: 'Net total',
  taxOn: '{rate} on {base}',
  localTax: '{tax} in {currency}: {amounts}',
  localRate: '1 {base} = {value} {quote}, {source}, {date}',
  total: 'Total',
  vat: 'VAT',
  gst: 'GST',
  salesTax: 'Sales tax',
  tax: 'Tax',
  broughtForward: 'Brought forward',
  carriedForward: 'Carried forward',
  payment: 'Payment',
  pleasePay: 'Please pay {amount} by {date}, quoting {number}.',
  weDebit: 'We collect {amount} on {date} by direct debit, mandate {mandate}. There is nothing to transfer.',
  nothingToPay: 'There is nothing to pay on this invoice.',
  creditBalance: 'The balance of {amount} is in your favour and will be set off or refunded.',
  terms: 'Terms',
  reference: 'Reference',
  attachments: 'Attached inside this PDF',
  copy: 'Lines, taxes and the explanation of every amount',
  eInvoice: 'This invoice for machines (Factur-X, ZUGFeRD)',
  page: 'Page {page} of {pages}',
} as const

export type DocumentWord = keyof typeof english
export type DocumentWords = Readonly<Record<DocumentWord, string>>
/** What a language pack may bring for documents; the words it leaves out stay English. */
export type DocumentWordsOverlay = Partial<DocumentWords>

const german: DocumentWords = {
  invoice: 'Rechnung',
  taxInvoice: 'Rechnung (Tax Invoice)',
  creditNote: 'Rechnungskorrektur',
  proForma: 'Proforma-Rechnung',
  proposal: 'Vorschlag',
  creditNumber: 'Korrekturnummer',
  creditIssued: 'Datum',
  corrects: 'Zu Rechnung',
  correctsOf: '{number} vom {date}',
  reason: 'Grund',
  charged: 'abzüglich {amount} bereits berechnet',
  notPayable: 'Dies ist keine Rechnung: Sie zeigt, was berechnet wird, und ist nicht zu bezahlen.',
  settled: 'Der Betrag von {amount} wird mit offenen Rechnungen verrechnet oder erstattet.',
  invoiceNumber: 'Rechnungsnummer',
  issued: 'Rechnungsdatum',
  servicePeriod: 'Leistungszeitraum',
  customerCode: 'Kundennummer',
  buyerTaxId: 'Ihre USt-IdNr.',
  buyerGstin: 'Ihre GSTIN',
  poNumber: 'Ihre Bestellnummer',
  amountDue: 'Zahlbetrag',
  amountInYourFavour: 'Guthaben',
  due: 'Fällig am {date}',
  description: 'Bezeichnung',
  quantity: 'Menge',
  unitPrice: 'Einzelpreis',
  amount: 'Betrag ({currency})',
  contract: 'Vertrag {number}',
  byBand: 'gestaffelt',
  net: 'Summe netto',
  taxOn: '{rate} auf {base}',
  localTax: '{tax} in {currency}: {amounts}',
  localRate: '1 {base} = {value} {quote}, {source}, {date}',
  total: 'Gesamtbetrag',
  vat: 'USt.',
  gst: 'GST',
  salesTax: 'Sales Tax',
  tax: 'Steuer',
  broughtForward: 'Übertrag',
  carriedForward: 'Zwischensumme',
  payment: 'Zahlung',
  pleasePay: 'Bitte überweisen Sie {amount} bis zum {date} unter Angabe von {number}.',
  weDebit: 'Wir ziehen {amount} am {date} per Lastschrift ein, Mandat {mandate}. Bitte nicht überweisen.',
  nothingToPay: 'Aus dieser Rechnung ist nichts zu zahlen.',
  creditBalance: 'Der Saldo von {amount} besteht zu Ihren Gunsten und wird verrechnet oder erstattet.',
  terms: 'Zahlungsbedingungen',
  reference: 'Verwendungszweck',
  attachments: 'Anlagen in diesem PDF',
  copy: 'Positionen, Steuern und die Erklärung jedes Betrags',
  eInvoice: 'Diese Rechnung für Maschinen (ZUGFeRD, Factur-X)',
  page: 'Seite {page} von {pages}',
}

/** The words for a language: its own, else English, under the overlay of a language pack. Empty overlay words count as missing. */
export function documentWords(language: string, overlay: DocumentWordsOverlay = {}): DocumentWords {
  const own: DocumentWords = language === 'de' || language.startsWith('de-') ? german : english
  const words: Record<DocumentWord, string> = { ...own }
  for (const key of Object.keys(english) as DocumentWord[]) {
    const word = overlay[key]
    if (word) words[key] = word
  }
  return words
}

/** Fills the words in braces; a brace that has no value stays, so that a mistake in a pack is seen and harms nothing. */
export function fill(word: string, values: Record<string, string>): string {
  return word.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
