import { listing } from '../../../core/kernel/listing.ts'
import type { Manifest, OperationPlan, ViewPlan } from '../../../core/kernel/manifest.ts'
import { view, type View } from '../../../core/kernel/record.ts'
import {
  aCurrency, aDay, aDecimal, aFile, anInstant, choice, codeOf, count, flag, idOf, longText, many, maybe, minorIn, planOf, shape, someMoney, text, type Field,
} from '../../../core/kernel/shape.ts' // prettier-ignore
import kernelDe from '../../../core/kernel/words.de.ts'
import kernelEn from '../../../core/kernel/words.en.ts'
import { findAnything } from '../../../core/search/find.ts'
import { demoPeople, signInAs } from '../../../core/people/sign-in-as.ts'
import { savePreferences } from '../../../core/people/me.ts'
import { setUp } from '../../../core/people/set-up.ts'
import { signIn } from '../../../core/people/sign-in.ts'
import { signOut } from '../../../core/people/sign-out.ts'
import peopleDe from '../../../core/people/words.de.ts'
import peopleEn from '../../../core/people/words.en.ts'

// A made-up business that has one of everything a screen can draw: it tests the shell, not the business.
export const customerRows = view({
  view: 'customers',
  row: shape({
    id: idOf('customers'), code: maybe(codeOf('customers')), name: text, country: text, currency: aCurrency, contracts: count, poRequired: flag, email: maybe(text),
  }), // prettier-ignore
  key: 'id',
  search: ['name', 'code'],
  order: ['name'],
})
export const invoiceRows = view({
  view: 'invoices',
  row: shape({
    id: idOf('invoices'), number: text, state: choice('draft', 'posted', 'blocked', 'paid'), customer: idOf('customers'), customerName: text, entity: codeOf('entities'), issued: aDay, due: aDay,
    currency: aCurrency, net: minorIn('currency'), tax: minorIn('currency'), gross: minorIn('currency'), quantity: aDecimal, postedAt: maybe(anInstant), poNumber: maybe(text),
  }), // prettier-ignore
  key: 'id',
  search: ['number', 'customerName'],
  order: ['-issued', 'number'],
})
export const emptyRows = view({
  view: 'projects',
  row: shape({ id: idOf('projects'), name: text }),
  key: 'id',
  search: ['name'],
  order: ['name'],
})
const views: readonly View[] = [customerRows, invoiceRows, emptyRows] as never

interface Declared {
  readonly name: string
  readonly zone: 'sales' | 'operations' | 'finance' | 'setup'
  readonly permit: string | null
  readonly does: OperationPlan['does']
  readonly input: Field<unknown>
  readonly output: Field<unknown>
  readonly refusals?: readonly string[]
  readonly lists?: string
}
export const createCustomer = {
  name: 'customers.create', zone: 'sales', permit: 'customers.write', does: 'command',
  input: shape({
    name: text, code: maybe(codeOf('customers')), country: text, currency: aCurrency, kind: choice('company', 'person'), since: aDay, paymentDays: count, discount: maybe(aDecimal), poRequired: flag,
    parent: maybe(idOf('customers')), creditLimit: maybe(someMoney), address: many(text), bank: many(shape({ label: text, value: text })), signedAt: maybe(anInstant), contract: maybe(aFile), note: maybe(longText), password: maybe(text),
  }),
  output: shape({ id: idOf('customers') }),
  refusals: ['customers.nameTaken'],
} as const // prettier-ignore
const operations = [
  listing({ name: 'customers.list', zone: 'sales', permit: 'customers.read', view: customerRows }),
  listing({ name: 'invoices.list', zone: 'finance', permit: 'billing.read', view: invoiceRows }),
  listing({ name: 'projects.list', zone: 'operations', permit: 'projects.read', view: emptyRows }),
  createCustomer,
  { name: 'desk.tasks', zone: 'operations', permit: null, does: 'query', input: shape({}), output: many(shape({ task: text, count })) },
  findAnything, setUp, signIn, signInAs, demoPeople, signOut, savePreferences,
] as unknown as readonly Declared[] // prettier-ignore

const planned = (o: Declared): OperationPlan => ({
  name: o.name, does: o.does, zone: o.zone, permit: o.permit, offline: null, input: planOf(o.input), output: planOf(o.output), refusals: o.refusals ?? [], lists: o.lists ?? null,
}) // prettier-ignore

const en = {
  'search.find': 'Search', 'choice.kinds.customer': 'Customers',
  customers: 'Customers', 'customers.list': 'Customers', 'customers.create': 'Add customer', 'customers.nameTaken': 'There is already a customer called “{{name}}”. Nothing was added; open the existing one instead.',
  invoices: 'Invoices', 'invoices.list': 'Invoices', projects: 'Projects', 'billing.review': 'Charges to review', 'billing.approve': 'Runs to approve', 'imports.mend': 'Rejected rows', entities: 'Legal entities',
  'field.number': 'Number', 'field.state': 'State', 'choice.state.draft': 'Draft', 'choice.state.posted': 'Posted', 'choice.state.blocked': 'Blocked', 'choice.state.paid': 'Paid', 'field.customer': 'Customer',
  'field.customerName': 'Customer', 'field.entity': 'Legal entity', 'field.issued': 'Issued', 'field.due': 'Due', 'field.currency': 'Currency', 'field.net': 'Net', 'field.tax': 'Tax', 'field.gross': 'Gross',
  'field.quantity': 'Quantity', 'field.postedAt': 'Posted at', 'field.poNumber': 'PO number', 'field.country': 'Country', 'field.contracts': 'Contracts', 'field.poRequired': 'PO number required', 'field.kind': 'Kind',
  'choice.kind.company': 'Company', 'choice.kind.person': 'Person', 'field.since': 'Customer since', 'field.paymentDays': 'Days to pay', 'field.discount': 'Discount', 'field.parent': 'Belongs to', 'field.creditLimit': 'Credit limit',
  'field.address': 'Address', 'field.bank': 'Bank', 'field.value': 'Value', 'field.signedAt': 'Signed at', 'field.contract': 'Contract', 'field.note': 'Note', 'field.label': 'Label',
} // prettier-ignore
const de: Record<string, string> = {
  'search.find': 'Suchen', 'choice.kinds.customer': 'Kunden',
  customers: 'Kunden', 'customers.list': 'Kunden', 'customers.create': 'Kunden anlegen', 'customers.nameTaken': 'Es gibt schon einen Kunden „{{name}}“. Es wurde nichts angelegt; öffnen Sie den vorhandenen.',
  invoices: 'Rechnungen', 'invoices.list': 'Rechnungen', projects: 'Projekte', 'billing.review': 'Beträge zu prüfen', 'billing.approve': 'Läufe freizugeben', 'imports.mend': 'Abgewiesene Zeilen', entities: 'Gesellschaften',
  'field.number': 'Nummer', 'field.state': 'Zustand', 'choice.state.draft': 'Entwurf', 'choice.state.posted': 'Gebucht', 'choice.state.blocked': 'Gesperrt', 'choice.state.paid': 'Bezahlt', 'field.customer': 'Kunde',
  'field.customerName': 'Kunde', 'field.entity': 'Gesellschaft', 'field.issued': 'Ausgestellt', 'field.due': 'Fällig', 'field.currency': 'Währung', 'field.net': 'Netto', 'field.tax': 'Steuer', 'field.gross': 'Brutto',
  'field.quantity': 'Menge', 'field.postedAt': 'Gebucht am', 'field.poNumber': 'Bestellnummer', 'field.country': 'Land', 'field.contracts': 'Verträge', 'field.poRequired': 'Bestellnummer nötig', 'field.kind': 'Art',
  'choice.kind.company': 'Firma', 'choice.kind.person': 'Person', 'field.since': 'Kunde seit', 'field.paymentDays': 'Zahlungsziel in Tagen', 'field.discount': 'Rabatt', 'field.parent': 'Gehört zu', 'field.creditLimit': 'Kreditrahmen',
  'field.address': 'Anschrift', 'field.bank': 'Bank', 'field.value': 'Wert', 'field.signedAt': 'Unterschrieben am', 'field.contract': 'Vertrag', 'field.note': 'Notiz', 'field.label': 'Bezeichnung',
} // prettier-ignore
/** A pack that knows only a few words: the rest is English. */
const fr: Record<string, string> = { customers: 'Clients', invoices: 'Factures', 'app.tasks': 'Tâches', 'field.number': 'Numéro' }

export interface Person {
  readonly login: string
  readonly name: string
  readonly title: string
  readonly entities: readonly string[] | null
  readonly permits: readonly string[]
}
export const people: readonly Person[] = [
  { login: 'grace', name: 'Grace Patel', title: 'Group finance director', entities: null, permits: ['*'] },
  { login: 'jonas', name: 'Jonas Keller', title: 'Billing clerk', entities: ['NLDE'], permits: ['billing.*', 'customers.read'] },
  { login: 'asha', name: 'Asha Nair', title: 'Service lead', entities: ['NLIN'], permits: ['projects.read'] },
  { login: 'tom', name: 'Tom Archer', title: 'Account manager', entities: ['NLUK'], permits: ['customers.*'] },
]
const languages = [
  { code: 'en', name: 'English', complete: 100 },
  { code: 'de', name: 'Deutsch', complete: 100 },
  { code: 'fr', name: 'Français', complete: 2 },
]
const wordsOf: Readonly<Record<string, Record<string, string>>> = {
  en: { ...kernelEn, ...peopleEn, ...en },
  de: { ...kernelDe, ...peopleDe, ...de },
  fr: { ...kernelEn, ...peopleEn, ...en, ...fr },
}
export function manifestFor(
  language: string,
  person: Person | null,
  saved: { language: string | null; culture: string | null; theme: 'light' | 'dark' | 'system' | null },
  setUpNeeded: boolean,
): Manifest {
  const spoken = languages.some((l) => l.code === language) ? language : 'en'
  return {
    version: '0.1.0',
    language: spoken,
    languages,
    words: wordsOf[spoken]!,
    operations: operations.map(planned),
    views: views.map((v): ViewPlan => ({
      view: v.view,
      key: v.key,
      row: planOf(v.row),
      search: v.search,
      order: v.order,
      operation: `${v.view}.list`,
    })),
    tasks: [
      { name: 'billing.review', zone: 'finance', permit: 'billing.read', approval: false },
      { name: 'billing.approve', zone: 'finance', permit: 'billing.post', approval: true },
      { name: 'imports.mend', zone: 'sales', permit: 'customers.write', approval: false },
    ],
    caller: person && {
      user: `u-${person.login}`,
      login: person.login,
      name: person.name,
      title: person.title,
      permits: person.permits,
      entities: person.entities ?? 'all',
      ...saved,
    },
    installation: { shape: 'solo', demo: !setUpNeeded, clock: '2026-11-30T09:00:00.000Z', setUpNeeded, idleMinutes: 0 },
  }
}
