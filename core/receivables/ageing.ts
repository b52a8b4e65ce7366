import { addDays } from '../kernel/day.ts'
import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { aCurrency, aDay, codeOf, count, many, maybe, minorIn, shape } from '../kernel/shape.ts'
import { ages } from './ages.ts'

const amounts = {
  notDue: minorIn('groupCurrency'),
  to30: minorIn('groupCurrency'),
  to60: minorIn('groupCurrency'),
  to90: minorIn('groupCurrency'),
  over90: minorIn('groupCurrency'),
  /** Money that waits and credit notes: what may be taken off. */
  credit: minorIn('groupCurrency'),
} as const

/** What customers owe each legal entity by how long it is overdue; the days are the last that are no older than 30, 60 and 90. */
export const agesByEntity = question(
  'receivables.ages',
  shape({ day: aDay, day30: aDay, day60: aDay, day90: aDay, entity: maybe(codeOf('entities')) }),
  shape({
    entity: codeOf('entities'),
    groupCurrency: aCurrency,
    ...amounts,
    items: count,
    overdueItems: count,
    held: count,
    /** The earliest that is still owed. */
    due: maybe(aDay),
  }),
)

/** What customers owe the group and how long already, by legal entity, in the group's currency at the amounts that stand in the books. */
export const ageing = query({
  name: 'receivables.ageing',
  zone: 'finance',
  permit: 'receivables.read',
  input: shape({ entity: maybe(codeOf('entities')), /** Left out: today. */ day: maybe(aDay) }),
  output: shape({
    day: aDay,
    rows: many(
      shape({ ...agesByEntity.answers.fields, /** All of it that is past its day. */ overdue: minorIn('groupCurrency'), open: minorIn('groupCurrency') }),
    ),
  }),
  refusals: [],
  ask: async ({ entity, day }, read, now) => {
    const on = day ?? now.today
    const rows = await read.ask(agesByEntity, { day: on, day30: addDays(on, -30), day60: addDays(on, -60), day90: addDays(on, -90), entity })
    return {
      day: on,
      rows: rows.map((row) => {
        const overdue = row.to30 + row.to60 + row.to90 + row.over90
        return { ...row, overdue, open: ages.reduce((sum, age) => sum + row[age], row.credit) }
      }),
    }
  },
}) // prettier-ignore
