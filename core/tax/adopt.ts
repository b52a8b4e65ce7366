import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, count, many, shape, text } from '../kernel/shape.ts'
import type { Row } from '../kernel/record.ts'
import { isCountry, meantCountry } from './countries.ts'
import { statuteCodes } from './statute/statute.ts'
import { taxCodes } from './tax-code.ts'

/** Takes the tax codes that a country's law knows into the house's list, as far as it lacks them. Codes that are there stay as they are. */
export const adoptTaxCodes = command({
  name: 'tax.adopt',
  zone: 'finance',
  permit: 'tax.write',
  offline: 'never',
  input: shape({ country: text }),
  output: shape({ country: text, added: count, codes: many(codeOf('taxCodes')) }),
  refusals: ['tax.badCountry', 'tax.countryUnknown'],
  load: async ({ country }, read) => read.list(taxCodes, { where: { field: 'country', is: 'equal', value: country }, limit: 10_000 }),
  decide: ({ country }, present) => {
    if (!isCountry(country)) return refuse('tax.badCountry', { country, meant: meantCountry[country] ?? 'GB, DE, IN' })
    const law = statuteCodes.filter((code) => code.country === country)
    if (law.length === 0) return refuse('tax.countryUnknown', { country })
    const missing = law.filter(({ code, short }) => !present.some((known) => known.code === code || known.short === short))
    const rows = missing.map((code): Row<typeof taxCodes> => ({ ...code, code: code.code as Row<typeof taxCodes>['code'] }))
    return {
      result: { country, added: rows.length, codes: rows.map((row) => row.code) },
      changes: [...rows.map((row) => add(taxCodes, row)), ...rows.map(({ code }) => tell('tax.saved', { code }))],
    }
  },
})
