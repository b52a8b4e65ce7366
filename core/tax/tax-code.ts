import { record } from '../kernel/record.ts'
import { aDay, aDecimal, choice, codeOf, maybe, shape, someData, text } from '../kernel/shape.ts'
import { taxCategories } from './statute/row.ts'

/** A rate of tax and the legal reason for it. */
export const taxCodes = record(
  'taxCodes',
  shape({
    /** With the country in front: `UK-S20`. */
    code: codeOf('taxCodes'),
    /** As totals report it: `S20`. */
    short: text,
    country: text,
    /** Per cent. */
    rate: aDecimal,
    /** Category of EN 16931: S standard, Z zero, E exempt, AE reverse charge, K goods within the union, G export, O outside scope; L for India's central and state taxes. */
    category: choice(...taxCategories),
    names: someData,
    /** Sentence that the law wants on the document, by language; empty where none. */
    notes: someData,
    validFrom: aDay,
    /** Last day on which it may be used; `null`: for ever. When it applies within these days is said by the decision table. */
    validTo: maybe(aDay),
  }),
  { key: 'code', devices: ['all'], personal: { keep: 'use', not: ['names', 'notes'] } },
)
