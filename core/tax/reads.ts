import { view } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'
import { seriesDocuments } from '../entities/rules.ts'
import { authorities } from './profile.ts'
import { taxCategories } from './statute/row.ts'

export const taxRows = view({
  view: 'tax.list',
  row: shape({
    code: codeOf('taxCodes'),
    names: someData,
    country: text,
    rate: aDecimal,
    category: choice(...taxCategories),
    short: text,
    notes: someData,
    validFrom: aDay,
    validTo: maybe(aDay),
  }),
  key: 'code',
  search: ['code', 'names'],
  order: ['code'],
})

/** Rows of the decision table that the house added. */
export const taxRuleRows = view({
  view: 'tax.rules',
  row: shape({ rule: codeOf('taxRules'), country: text, validFrom: aDay, validTo: maybe(aDay), codes: someData, place: choice('seller', 'customer'), source: text }),
  key: 'rule',
  search: ['rule', 'source'],
  order: ['country', 'rule'],
}) // prettier-ignore

/** What authorities said of tax ids, newest first. */
export const taxCheckRows = view({
  view: 'tax.checks',
  row: shape({
    id: idOf('taxIdChecks'),
    taxId: text,
    country: text,
    authority: choice(...authorities),
    valid: flag,
    checkedOn: aDay,
    registeredTo: maybe(text),
    reference: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['taxId', 'registeredTo', 'reference'],
  order: ['-checkedOn', '-id'],
})

/**
 * Posted tax, one row for each document and code: what was sold, and what was bought. Amounts of credit notes are negative. In the entity's currency as the
 * return wants it: by the authority's rate where the entity states its tax so.
 */
export const taxLineRows = view({
  view: 'tax.lines',
  row: shape({
    id: text,
    side: choice('sale', 'purchase'),
    entity: codeOf('entities'),
    postedOn: aDay,
    document: choice(...seriesDocuments),
    number: text,
    /** Of a sale: the invoice or credit note. */
    invoice: maybe(idOf('invoices')),
    journal: idOf('journals'),
    party: maybe(text),
    partyCountry: maybe(text),
    partyTaxId: maybe(text),
    code: codeOf('taxCodes'),
    category: choice(...taxCategories),
    rate: aDecimal,
    currency: aCurrency,
    base: minorIn('currency'),
    tax: minorIn('currency'),
    entityCurrency: aCurrency,
    entityBase: minorIn('entityCurrency'),
    /** Owed to the tax authority. */
    outputTax: minorIn('entityCurrency'),
    /** To be had back from it. */
    inputTax: minorIn('entityCurrency'),
  }),
  key: 'id',
  search: ['number', 'party', 'partyTaxId', 'code'],
  order: ['-postedOn', 'number'],
  entityField: 'entity',
})

/** The EC sales list (Zusammenfassende Meldung): services and goods to businesses of other member states, by month and tax id. */
export const salesListRows = view({
  view: 'tax.salesList',
  row: shape({
    id: text,
    entity: codeOf('entities'),
    period: text,
    partyCountry: text,
    partyTaxId: maybe(text),
    party: text,
    supply: choice('service', 'goods'),
    documents: count,
    entityCurrency: aCurrency,
    entityBase: minorIn('entityCurrency'),
  }),
  key: 'id',
  search: ['party', 'partyTaxId'],
  order: ['-period', 'party'],
  entityField: 'entity',
})
