import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { isCountry, meantCountry } from './countries.ts'
import { statuteRules } from './statute/statute.ts'
import { taxCodes } from './tax-code.ts'
import { taxRules } from './tax-rule.ts'

/** Adds a row of the house's own to the decision table, or changes one. What was decided before stays as it was: documents keep their codes and rates. */
export const saveTaxRule = command({
  name: 'tax.saveRule',
  zone: 'finance',
  permit: 'tax.write',
  offline: 'never',
  input: taxRules.shape,
  output: taxRules.shape,
  refusals: ['tax.badCountry', 'tax.ruleTaken', 'tax.emptyRule', 'tax.badDays', 'tax.unknownCode'],
  load: async ({ codes }, read) => read.some(taxCodes, codes),
  decide: (input, codes) => {
    const { rule, country, destinations, supplies, validFrom, validTo } = input
    if (!isCountry(country)) return refuse('tax.badCountry', { country, meant: meantCountry[country] ?? 'GB, DE, IN' })
    if (statuteRules.some((known) => known.rule === rule)) return refuse('tax.ruleTaken', { rule })
    if (destinations.length === 0 || supplies.length === 0 || input.codes.length === 0) return refuse('tax.emptyRule', { rule })
    if (validTo !== null && validTo < validFrom) return refuse('tax.badDays', { from: validFrom, to: validTo })
    const unknown = input.codes.find((code) => codes.get(code)?.country !== country)
    if (unknown !== undefined) return refuse('tax.unknownCode', { code: unknown, country })
    return { result: input, changes: [put(taxRules, input), tell('tax.ruleSaved', { rule })] }
  },
})
