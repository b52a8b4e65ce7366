import { entities, periodKey, periods } from '../entities/entity.ts'
import { addMonths, dayIn, type Day } from '../kernel/day.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, count, flag, many, maybe, shape, text } from '../kernel/shape.ts'
import { daysOf } from './period.ts'

const monthsShown = 12

/** The twelve months up to one, of each legal entity: which are open, soft closed, locked, and what was asked of them. */
export const listMonths = query({
  name: 'closing.months',
  zone: 'finance',
  permit: 'closing.read',
  input: shape({ /** The last month shown; left out: the current one. */ until: maybe(text) }),
  output: shape({
    /** Of all columns, oldest first. */
    shown: many(text),
    entities: many(
      shape({
        entity: codeOf('entities'),
        name: text,
        periods: many(
          shape({
            month: text,
            state: periods.shape.fields.state,
            /** The month has ended where the entity is. */
            over: flag,
            changedBy: maybe(text),
            reason: maybe(text),
            reopeningAskedBy: maybe(text),
            reopened: count,
          }),
        ),
      }),
    ),
  }),
  refusals: ['closing.badMonth'],
  ask: async ({ until }, read, now) => {
    const last = daysOf(until ?? now.today.slice(0, 7))
    if (!last) return refuse('closing.badMonth', { month: until ?? '' })
    const months = Array.from({ length: monthsShown }, (_, i) => addMonths(last.first, i - monthsShown + 1).slice(0, 7))
    const members = await read.list(entities, { order: ['code'], limit: 1000 })
    const known = await read.some(
      periods,
      members.flatMap(({ code }) => months.map((month) => periodKey(code, month))),
    )
    return {
      shown: months,
      entities: members.map(({ code, name, zone }) => ({
        entity: code,
        name,
        periods: months.map((month) => {
          const row = known.get(periodKey(code, month))
          return {
            month,
            state: row?.state ?? ('open' as const),
            over: dayIn(zone, now.at) > (daysOf(month)?.last as Day),
            changedBy: row?.changedBy ?? null,
            reason: row?.reason ?? null,
            reopeningAskedBy: row?.reopeningAskedBy ?? null,
            reopened: row?.reopened ?? 0,
          }
        }),
      })),
    }
  },
})
