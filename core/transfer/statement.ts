import { entities } from '../entities/entity.ts'
import { addMonths, day, type Day } from '../kernel/day.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, choice, codeOf, count, many, minorIn, shape, text } from '../kernel/shape.ts'
import { aStatementLine, statementLines } from './facts.ts'

/** The first day of a month such as `2026-11`, and the first one behind it. */
export function daysOf(month: string): { readonly from: Day; readonly to: Day } | null {
  const from = /^\d{4}-\d{2}$/.test(month) ? day(`${month}-01`) : null
  return from ? { from, to: addMonths(from, 1) } : null
}

/** What one entity charged another in a month, line by line, and what of it is open, disputed or settled. */
export const readStatement = query({
  name: 'transfer.statement',
  zone: 'finance',
  permit: 'transfer.read',
  input: shape({ provider: codeOf('entities'), receiver: codeOf('entities'), /** `2026-11`. */ month: text }),
  output: shape({
    lines: many(shape({ ...aStatementLine, settlementState: choice('open', 'disputed', 'settled') })),
    totals: many(
      shape({
        currency: aCurrency,
        charges: count,
        price: minorIn('currency'),
        /** Not settled yet, and the part of it that is disputed. */
        open: minorIn('currency'),
        disputed: minorIn('currency'),
      }),
    ),
  }),
  refusals: ['transfer.badMonth', 'transfer.unknownEntity'],
  ask: async ({ provider, receiver, month }, read) => {
    const days = daysOf(month)
    if (!days) return refuse('transfer.badMonth', { from: month, to: month })
    // One of the two is enough to see what stands between them.
    const known = await read.some(entities, [provider, receiver])
    if (known.size === 0) return refuse('transfer.unknownEntity', { entity: provider })
    const found = await read.ask(statementLines, { provider, receiver, ...days })
    const lines = found.map((line) => ({
      ...line,
      settlementState: line.open === 0n ? ('settled' as const) : line.onHold === null ? ('open' as const) : ('disputed' as const),
    }))
    const currencies = [...new Set(lines.map((line) => line.currency))].sort()
    return {
      lines,
      totals: currencies.map((currency) => {
        const own = lines.filter((line) => line.currency === currency)
        const disputed = own.filter((line) => line.settlementState === 'disputed')
        const sum = (of: typeof own, field: 'price' | 'open'): bigint => of.reduce((all, line) => all + line[field], 0n)
        return { currency, charges: own.length, price: sum(own, 'price'), open: sum(own, 'open'), disputed: sum(disputed, 'open') }
      }),
    }
  },
})
