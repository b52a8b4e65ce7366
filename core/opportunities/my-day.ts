import { query } from '../kernel/operation.ts'
import { aDay, idOf, many, maybe, shape } from '../kernel/shape.ts'
import { activityRows, visitRows } from './reads.ts'

const mostShown = 200

/** What somebody has before them on a day: what is due or late, the stops in their order, and what is done already. */
export const myDay = query({
  name: 'opportunities.myDay',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape({ day: maybe(aDay), owner: maybe(idOf('users')) }),
  output: shape({
    day: aDay,
    late: many(activityRows.row),
    due: many(activityRows.row),
    done: many(activityRows.row),
    visits: many(visitRows.row),
  }),
  ask: async ({ day: asked, owner: of }, read, now) => {
    const day = asked ?? now.today
    const mine = { field: 'owner', is: 'equal', value: of ?? now.caller.user } as const
    const on = { field: 'day', is: 'equal', value: day } as const
    const open = { field: 'done', is: 'equal', value: false } as const
    const [waiting, today, visits] = await Promise.all([
      read.browse(activityRows, { where: { all: [mine, open, { field: 'dueOn', is: 'atMost', value: day }] }, order: ['dueOn', 'dueTime'], limit: mostShown }), // prettier-ignore
      read.browse(activityRows, { where: { all: [mine, { field: 'done', is: 'equal', value: true }, { field: 'dueOn', is: 'equal', value: day }] }, order: ['dueTime'], limit: mostShown }), // prettier-ignore
      read.browse(visitRows, { where: { all: [mine, on, { field: 'state', is: 'not', value: 'dropped' }] }, order: ['rank'], limit: mostShown }), // prettier-ignore
    ])
    return {
      day,
      late: waiting.rows.filter(({ dueOn }) => dueOn! < day),
      due: waiting.rows.filter(({ dueOn }) => dueOn === day),
      done: today.rows,
      visits: visits.rows,
    }
  },
})
