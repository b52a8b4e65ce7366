import { question, view } from '../kernel/record.ts'
import { aCurrency, aDay, choice, codeOf, count, flag, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/** Customers with the number of their contracts. */
export const customerRows = view({
  view: 'customers.list',
  row: shape({
    id: idOf('customers'),
    code: maybe(codeOf('customers')),
    name: text,
    country: text,
    currency: aCurrency,
    contracts: count,
    paymentDays: count,
    culture: text,
    email: maybe(text),
    phone: maybe(text),
    taxId: maybe(text),
    poRequired: flag,
  }),
  key: 'id',
  search: ['code', 'name', 'email', 'taxId'],
  order: ['name'],
})

/** Parts of the market, with how many customers each has. */
export const territoryRows = view({
  view: 'customers.territories',
  row: shape({ code: codeOf('territories'), name: text, customers: count }),
  key: 'code',
  search: ['code', 'name'],
  order: ['name'],
})

/** The people at customers, those who left as well. */
export const contactRows = view({
  view: 'customers.contacts',
  row: shape({
    id: idOf('contacts'),
    name: text,
    title: maybe(text),
    customer: idOf('customers'),
    customerName: text,
    email: maybe(text),
    phone: maybe(text),
    language: maybe(text),
    getsInvoices: flag,
    technical: flag,
    decides: flag,
    active: flag,
    note: maybe(text),
  }),
  key: 'id',
  search: ['name', 'title', 'email', 'phone', 'customerName'],
  order: ['name'],
})

/** The contracts of a customer with the caller's legal entities. */
export const contractsOfCustomer = question(
  'customers.contracts',
  shape({ customer: idOf('customers') }),
  shape({
    id: idOf('contracts'),
    number: text,
    entity: codeOf('entities'),
    name: maybe(text),
    state: choice('draft', 'active', 'ended'),
    lineCount: count,
    start: maybe(aDay),
  }),
)

/** The last invoices to a customer, newest first. */
export const invoicesOfCustomer = question(
  'customers.invoices',
  shape({ customer: idOf('customers') }),
  shape({
    id: idOf('invoices'),
    number: text,
    entity: codeOf('entities'),
    issued: aDay,
    due: aDay,
    currency: aCurrency,
    gross: minorIn('currency'),
    open: minorIn('currency'),
  }),
)

/** What a customer still owes, by currency, with how many invoices there ever were. */
export const balanceOfCustomer = question(
  'customers.balance',
  shape({ customer: idOf('customers') }),
  shape({ currency: aCurrency, invoices: count, gross: minorIn('currency'), open: minorIn('currency') }),
)
