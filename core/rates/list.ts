import { addDays } from '../kernel/day.ts'
import { ratioText } from '../kernel/decimal.ts'
import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, codeOf, count, flag, idOf, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { exchangeOn, rateFaults, recordersOf, searchedDays } from './exchange.ts'
import { policyFor, readPolicies } from './policy.ts'
import { publishedRates } from './published.ts'
import { aRateType } from './rate.ts'
import { importRows, overrideRows, rateRows } from './reads.ts'

export const listRates = listing({ name: 'rates.list', zone: 'finance', permit: 'rates.read', view: rateRows })
export const listOverrides = listing({ name: 'rates.overrides', zone: 'finance', permit: 'rates.read', view: overrideRows })
export const listImports = listing({ name: 'rates.imports', zone: 'finance', permit: 'rates.read', view: importRows })

/** The rate that applies between two currencies on a day, and the published ones that it rests on. */
export const findRate = query({
  name: 'rates.find',
  zone: 'finance',
  permit: 'rates.read',
  input: shape({
    from: aCurrency,
    to: aCurrency,
    day: aDay,
    /** Left out: as the legal entity converts. */
    type: maybe(aRateType),
    /** By the policy of a legal entity; left out: by that of the house. */
    entity: maybe(codeOf('entities')),
    source: maybe(text),
  }),
  output: shape({
    /** Decimal text of 12 places, for reading; amounts are computed on the exact fraction. */
    value: text,
    legs: many(
      shape({
        source: text,
        type: aRateType,
        day: aDay,
        base: aCurrency,
        quote: aCurrency,
        value: text,
        version: count,
        inverse: flag,
        override: maybe(idOf('rateOverrides')),
      }),
    ),
  }),
  refusals: rateFaults,
  ask: async ({ from, to, day, type, entity, source }, read) => {
    const policy = policyFor(await readPolicies(read), entity)
    const by = { source: source ?? policy.source, type: type ?? policy.type, maxAgeDays: policy.maxAgeDays }
    const oldest = addDays(day, -Math.max(searchedDays, by.maxAgeDays))
    const published = await read.ask(publishedRates, { sources: [by.source], oldest, day })
    const found = exchangeOn(published, day, { ...by, who: await recordersOf(read) }).cross(from, to)
    if (refused(found)) return found
    const legs = found.legs.map((leg) => ({ ...leg, override: (leg.override ?? null) as Id<'rateOverrides'> | null }))
    return { value: ratioText(found.value, 12), legs }
  },
})
