// The words of purchase orders. English is the source; German has the same keys by type, so a missing word does not compile.
// Words in braces are filled in.

const english = {
  title: 'Purchase order',
  titleChanged: 'Purchase order, change {change}',
  reference: 'Order number',
  ordered: 'Ordered on',
  supplierCode: 'Supplier',
  intro: 'Please deliver the following. Name our order number on your delivery note and your invoice.',
  introChanged: 'This takes the place of what we ordered from you under this number before.',
  position: 'Item',
  quantity: 'Quantity',
  price: 'Price ({currency})',
  amount: 'Amount ({currency})',
  total: 'Total, without tax',
  on: 'wanted on {date}',
  monthly: 'each month from {date}',
  everyMonths: 'every {months} months from {date}',
  until: 'until {date}',
  payment: 'Payment within {days} days of your invoice.',
  early: 'Within {days} days we take off {percent}.',
  closing: 'Kind regards',
  copy: 'The order as data',
} as const

export type OrderWord = keyof typeof english
export type PurchaseOrderWords = Readonly<Record<OrderWord, string>>

const german: PurchaseOrderWords = {
  title: 'Bestellung',
  titleChanged: 'Bestellung, Änderung {change}',
  reference: 'Bestellnummer',
  ordered: 'Bestellt am',
  supplierCode: 'Lieferant',
  intro: 'Bitte liefern Sie das Folgende. Nennen Sie unsere Bestellnummer auf Lieferschein und Rechnung.',
  introChanged: 'Dies ersetzt, was wir unter dieser Nummer bisher bei Ihnen bestellt haben.',
  position: 'Position',
  quantity: 'Menge',
  price: 'Preis ({currency})',
  amount: 'Betrag ({currency})',
  total: 'Summe ohne Steuer',
  on: 'gewünscht am {date}',
  monthly: 'jeden Monat ab {date}',
  everyMonths: 'alle {months} Monate ab {date}',
  until: 'bis {date}',
  payment: 'Zahlung innerhalb von {days} Tagen nach Ihrer Rechnung.',
  early: 'Innerhalb von {days} Tagen ziehen wir {percent} Skonto ab.',
  closing: 'Mit freundlichen Grüßen',
  copy: 'Die Bestellung als Daten',
}

export const purchaseOrderWords = (language: string): PurchaseOrderWords => (language.startsWith('de') ? german : english)
