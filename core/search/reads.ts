import { question } from '../kernel/record.ts'
import { aCurrency, aDay, count, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'

/** What stands on a line of the results, the same for every kind. */
const hit = {
  id: text,
  /** The id or code of the record whose screen shows it: a line is shown by its contract. */
  opens: text,
  title: text,
  subtitle: maybe(text),
  currency: maybe(aCurrency),
  amount: maybe(minorIn('currency')),
  day: maybe(aDay),
  /** 0 the number or name itself, 1 begins so, 2 a word of it begins so, 3 it occurs. */
  rank: count,
}
/** `words` each occur somewhere; `text` is the whole, by which what is found is ranked. */
const asked = { text, words: many(text), limit: count }
const minors = many(minorIn('currency'))

const looksFor = <const Name extends string>(name: Name) => question(name, shape(asked), shape(hit))

export const customersFound = looksFor('search.customers')
export const contactsFound = looksFor('search.contacts')
export const contractsFound = looksFor('search.contracts')
export const linesFound = looksFor('search.lines')
/** Invoices and credit notes, by number and purchase order. */
export const invoicesFound = question('search.invoices', shape(asked), shape({ ...hit, kind: text }))
/** The same by what they come to, gross or net, and by what is open of them. */
export const amountsFound = question(
  'search.amounts',
  shape({ whole: minors, hundredths: minors, thousandths: minors, limit: count }),
  shape({ ...hit, kind: text }),
)
export const productsFound = question('search.products', shape(asked), shape({ ...hit, names: someData }))
export const suppliersFound = looksFor('search.suppliers')
export const fundsFound = looksFor('search.funds')
export const journalsFound = looksFor('search.journals')
export const runsFound = looksFor('search.runs')
export const entitiesFound = looksFor('search.entities')
export const taxCodesFound = looksFor('search.taxCodes')
export const leadsFound = looksFor('search.leads')
export const opportunitiesFound = looksFor('search.opportunities')
export const quotesFound = looksFor('search.quotes')
export const ordersFound = looksFor('search.orders')
export const usersFound = looksFor('search.users')
