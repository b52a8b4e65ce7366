import { addDays, addMonths, monthOf, type Day } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, flag, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { boxesOf, formOf, unfilledOf } from './boxes.ts'
import { taxProfiles, usualProfile } from './profile.ts'
import { taxCategories } from './statute/row.ts'

/** Posted tax of a legal entity between two days, added up by what returns tell apart. */
export const taxSums = question(
  'tax.sums',
  shape({ entity: codeOf('entities'), from: aDay, to: aDay }),
  shape({
    side: choice('sale', 'purchase'),
    code: codeOf('taxCodes'),
    short: text,
    category: choice(...taxCategories),
    rate: aDecimal,
    partyCountry: maybe(text),
    registered: flag,
    credit: flag,
    writtenOff: flag,
    entityCurrency: aCurrency,
    base: minorIn('entityCurrency'),
    outputTax: minorIn('entityCurrency'),
    inputTax: minorIn('entityCurrency'),
    documents: count,
  }),
)
/** How far the tax accounts moved between two days: by lines that name a tax code, and by others (payments to the authority, adjustments). */
export const taxMovements = question(
  'tax.movements',
  shape({ entity: codeOf('entities'), from: aDay, to: aDay }),
  shape({ entityCurrency: aCurrency, owed: minorIn('entityCurrency'), owedByCode: minorIn('entityCurrency'), input: minorIn('entityCurrency'), inputByCode: minorIn('entityCurrency') }),
) // prettier-ignore

/** Months that end when the one that holds the day does, or a longer return of the calendar that it belongs to. */
export function returnPeriod(month: string, months: number): { readonly from: Day; readonly to: Day } | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return undefined
  const named = `${month}-01` as Day
  const from = addMonths(named, -((monthOf(named) - 1) % months))
  return { from, to: addDays(addMonths(from, months), -1) }
}

/** The figures of a tax return: box by box, with the codes whose documents are behind each, and whether they are what the tax accounts say. */
export const taxReturn = query({
  name: 'tax.return',
  zone: 'finance',
  permit: 'tax.read',
  input: shape({
    entity: codeOf('entities'),
    /** A month of the return, `2026-12`. */
    period: text,
    /** Months of the return; left out, as the entity files. */
    months: maybe(count),
  }),
  output: shape({
    entity: codeOf('entities'),
    country: text,
    /** The form that the boxes are of: a country, or `other`. */
    form: text,
    from: aDay,
    to: aDay,
    entityCurrency: aCurrency,
    boxes: many(
      shape({
        box: text,
        amount: minorIn('entityCurrency'),
        side: maybe(choice('sale', 'purchase')),
        codes: many(codeOf('taxCodes')),
      }),
    ),
    /** Boxes of the form that nothing here fills: they are said by hand, where there is anything to say. */
    unfilled: many(text),
    documents: count,
    /** Movement of the accounts for tax owed and input tax; `others`: without a tax code, such as what was paid to the authority. */
    accounts: shape({ owed: minorIn('entityCurrency'), input: minorIn('entityCurrency'), others: minorIn('entityCurrency') }),
    agrees: flag,
  }),
  refusals: ['tax.unknownEntity', 'tax.badPeriod', 'tax.badReturn'],
  ask: async ({ entity: code, period, months }, read) => {
    const entity = await read.get(entities, code)
    if (!entity) return refuse('tax.unknownEntity', { entity: code })
    const length = months ?? ((await read.get(taxProfiles, code)) ?? usualProfile).returnMonths
    if (![1, 3, 12].includes(length)) return refuse('tax.badReturn', { months: `${length}` })
    const span = returnPeriod(period, length)
    if (!span) return refuse('tax.badPeriod', { period })
    const sums = await read.ask(taxSums, { entity: code, ...span })
    const [moved] = await read.ask(taxMovements, { entity: code, ...span })
    const { owed = 0n, owedByCode = 0n, input = 0n, inputByCode = 0n } = moved ?? {}
    const total = (of: 'outputTax' | 'inputTax'): bigint => sums.reduce((all, sum) => all + sum[of], 0n)
    const boxes = boxesOf(entity.country, sums.map((sum) => ({ ...sum, rate: decimalText(sum.rate) })), span.to) // prettier-ignore
    return {
      entity: code,
      country: entity.country,
      form: formOf(entity.country).form,
      ...span,
      entityCurrency: entity.currency,
      boxes: boxes.map((box) => ({ ...box, codes: box.codes as (typeof sums)[number]['code'][] })),
      unfilled: unfilledOf(entity.country),
      documents: sums.reduce((all, sum) => all + sum.documents, 0),
      accounts: { owed, input, others: owed - owedByCode - (input - inputByCode) },
      agrees: total('outputTax') === owedByCode && total('inputTax') === inputByCode,
    }
  },
})
