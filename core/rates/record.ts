import { decimalText, exactly } from '../kernel/decimal.ts'
import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, flag, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { aRateType, rates } from './rate.ts'

/** Per cent that a rate may move from the one before it without being asked about. */
const usualMove = exactly('20')

/** Publishes a rate. A rate that is already there is not changed: the new one becomes its next version, and what was posted keeps the old. */
export const recordRate = command({
  name: 'rates.record',
  zone: 'finance',
  permit: 'rates.write',
  offline: 'never',
  input: shape({
    source: text,
    type: aRateType,
    base: aCurrency,
    quote: aCurrency,
    day: aDay,
    value: aDecimal,
    /** The person has seen that the rate is unusual and means it. */
    confirmed: maybe(flag),
  }),
  output: rates.shape,
  refusals: ['rates.samePair', 'rates.notPositive', 'rates.otherWayRound', 'rates.unchanged', 'rates.unusual', 'rates.comesByFile'],
  load: async ({ source, type, base, quote, day }, read) => {
    const same = (from: string, to: string) => [
      { field: 'source', is: 'equal', value: source } as const,
      { field: 'type', is: 'equal', value: type } as const,
      { field: 'base', is: 'equal', value: from } as const,
      { field: 'quote', is: 'equal', value: to } as const,
    ]
    const before = [...same(base, quote), { field: 'day', is: 'atMost', value: day } as const]
    const [latest] = await read.list(rates, { where: { all: before }, order: ['-day', '-version'], limit: 1 })
    const [inverse] = await read.list(rates, { where: { all: same(quote, base) }, limit: 1 })
    const filed = [{ field: 'source', is: 'equal', value: source } as const, { field: 'import', is: 'filled' } as const]
    const [imported] = await read.list(rates, { where: { all: filed }, limit: 1 })
    return { latest, inverse, imported }
  },
  decide: (input, { latest, inverse, imported }, now) => {
    const { source, type, base, quote, day, value, confirmed } = input
    if (base === quote) return refuse('rates.samePair', { currency: base })
    if (value.lte(0)) return refuse('rates.notPositive', { value: decimalText(value) })
    // What a source publishes is in its files; by hand it takes two people.
    if (imported && type === imported.type) return refuse('rates.comesByFile', { source })
    if (inverse) return refuse('rates.otherWayRound', { base, quote, source })
    const version = latest?.day === day ? latest.version + 1 : 1
    if (latest?.day === day && latest.value.eq(value)) return refuse('rates.unchanged', { base, quote, day, value: decimalText(value) })
    if (latest && !confirmed && value.minus(latest.value).abs().times(100).gt(latest.value.times(usualMove)))
      return refuse('rates.unusual', { value: decimalText(value), before: decimalText(latest.value), published: latest.day, base, quote })
    const row: Row<typeof rates> = { id: now.newId() as Id<'rates'>, source, type, base, quote, day, value, version, fetchedAt: now.at, import: null, override: null } // prettier-ignore
    return { result: row, changes: [add(rates, row), tell('rates.recorded', { base, quote, day })] }
  },
})
