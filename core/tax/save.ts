import { decimalText, exactly } from '../kernel/decimal.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { isTextByLanguage } from '../kernel/by-language.ts'
import { isCountry, meantCountry } from './countries.ts'
import { taxCodes } from './tax-code.ts'

/** Adds a tax code, or changes its names, legal sentences and days. Its rate stays for ever: a new rate is a new code, so that old documents keep theirs. */
export const saveTaxCode = command({
  name: 'tax.save',
  zone: 'finance',
  permit: 'tax.write',
  offline: 'never',
  input: taxCodes.shape,
  output: taxCodes.shape,
  refusals: ['tax.rateFixed', 'tax.badRate', 'tax.badCountry', 'tax.badTexts', 'tax.badDays', 'tax.shortTaken'],
  load: async (input, read) => ({
    present: await read.get(taxCodes, input.code),
    sameShort: await read.list(taxCodes, {
      where: { all: [{ field: 'country', is: 'equal', value: input.country }, { field: 'short', is: 'equal', value: input.short }] }, // prettier-ignore
      limit: 100,
    }),
  }),
  decide: (input, { present, sameShort }) => {
    const { code, short, country, rate, validFrom, validTo } = input
    const zeroRated = input.category !== 'S' && input.category !== 'L' && input.category !== 'AE'
    if (rate.lt(0) || rate.gt(exactly('100')) || (zeroRated && !rate.eq(0)))
      return refuse('tax.badRate', { rate: decimalText(rate), category: input.category })
    if (!isCountry(country)) return refuse('tax.badCountry', { country, meant: meantCountry[country] ?? 'GB, DE, IN' })
    if (validTo !== null && validTo < validFrom) return refuse('tax.badDays', { from: validFrom, to: validTo })
    if (!isTextByLanguage(input.names) || !isTextByLanguage(input.notes)) return refuse('tax.badTexts', { code })
    if (present && (!present.rate.eq(rate) || present.category !== input.category || present.country !== country))
      return refuse('tax.rateFixed', { code, rate: decimalText(present.rate) })
    const other = sameShort.find((c) => c.code !== code)
    if (other) return refuse('tax.shortTaken', { short, other: other.code })
    return { result: input, changes: [put(taxCodes, input), tell('tax.saved', { code })] }
  },
})
