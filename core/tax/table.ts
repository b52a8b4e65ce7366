import { query } from '../kernel/operation.ts'
import { aDay, aDecimal, choice, flag, many, maybe, shape, text } from '../kernel/shape.ts'
import { knownCodes } from './preview.ts'
import { statuteRules } from './statute/statute.ts'
import { destinations, parties, supplyKinds, taxCategories, taxClasses } from './statute/row.ts'
import { taxCodes } from './tax-code.ts'
import { ownRules, taxRules } from './tax-rule.ts'

/** The whole decision table of a country in the order in which it is asked: the house's rows, then the law's. */
export const taxTable = query({
  name: 'tax.table',
  zone: 'finance',
  permit: 'tax.read',
  input: shape({
    country: text,
    /** Only what applies on this day; left out, everything that ever did. */
    on: maybe(aDay),
  }),
  output: shape({
    country: text,
    rows: many(
      shape({
        rule: text,
        /** Added by the house. */
        ofHouse: flag,
        destinations: many(choice(...destinations)),
        buyer: maybe(choice(...parties)),
        taxIds: maybe(flag),
        supplies: many(choice(...supplyKinds)),
        taxClass: maybe(choice(...taxClasses)),
        sameState: maybe(flag),
        undertaking: maybe(flag),
        validFrom: aDay,
        validTo: maybe(aDay),
        codes: many(shape({ code: text, rate: aDecimal, category: choice(...taxCategories) })),
        place: choice('seller', 'customer'),
        source: text,
      }),
    ),
  }),
  ask: async ({ country, on }, read) => {
    const own = ownRules(await read.list(taxRules, { where: { field: 'country', is: 'equal', value: country }, limit: 10_000 }))
    const codes = knownCodes(await read.list(taxCodes, { limit: 10_000 }))
    const all = [...own, ...statuteRules.filter((rule) => rule.country === country)]
    const wanted = all.filter((rule) => on === null || (rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo)))
    return {
      country,
      rows: wanted.map(({ country: _country, ...rule }) => ({
        ...rule,
        ofHouse: own.some((mine) => mine.rule === rule.rule),
        codes: rule.codes.flatMap((code) => {
          const known = codes.get(code)
          return known ? [{ code, rate: known.rate, category: known.category }] : []
        }),
      })),
    }
  },
})
