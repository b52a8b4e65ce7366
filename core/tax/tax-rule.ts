import { record, type Row } from '../kernel/record.ts'
import { aDay, choice, codeOf, flag, many, maybe, shape, text } from '../kernel/shape.ts'
import { destinations, parties, supplyKinds, taxClasses, type TaxRule } from './statute/row.ts'

/** A row of a house's own for the decision table: asked before those of the law (tax/statute). What is left empty is not asked about. */
export const taxRules = record(
  'taxRules',
  shape({
    rule: codeOf('taxRules'),
    /** Country of the seller. */
    country: text,
    destinations: many(choice(...destinations)),
    buyer: maybe(choice(...parties)),
    taxIds: maybe(flag),
    supplies: many(choice(...supplyKinds)),
    taxClass: maybe(choice(...taxClasses)),
    sameState: maybe(flag),
    undertaking: maybe(flag),
    validFrom: aDay,
    validTo: maybe(aDay),
    codes: many(codeOf('taxCodes')),
    place: choice('seller', 'customer'),
    /** The law that it rests on, or whose advice. */
    source: text,
  }),
  { key: 'rule', devices: ['all'] },
)

/** Rows of the house in the order in which they are asked: newer ones first. */
export const ownRules = (rows: readonly Row<typeof taxRules>[]): readonly TaxRule[] =>
  [...rows].sort((a, b) => (a.validFrom === b.validFrom ? (a.rule < b.rule ? -1 : 1) : a.validFrom > b.validFrom ? -1 : 1))
