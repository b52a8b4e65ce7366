import { record } from '../kernel/record.ts'
import { aDay, aDecimal, choice, codeOf, shape, someData, text } from '../kernel/shape.ts'

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
    /** Category of EN 16931: S standard, Z zero, E exempt, AE reverse charge, G export, O outside scope; L for India's central and state taxes. */
    category: choice('S', 'Z', 'E', 'AE', 'G', 'O', 'L'),
    names: someData,
    /** Sentence that the law wants on the document, by language; empty where none. */
    notes: someData,
    validFrom: aDay,
  }),
  { key: 'code', devices: ['all'] },
)
