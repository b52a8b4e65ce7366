import { command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { fundMovements } from './fund.ts'
import { answerOf, changesOf, holdingOf, moved, stampOf } from './holding.ts'
import { booksOf, journalsOf } from './posting.ts'
import { reverse, reverseFaults } from './rules.ts'

/** Takes a movement back. It stays in the ledger, and beside it stands its opposite with the reason. */
export const reverseMovement = command({
  name: 'funds.reverse',
  zone: 'operations',
  permit: 'funds.write',
  offline: 'never',
  input: shape({
    movement: idOf('fundMovements'),
    reason: text,
    /** The day it belongs to; today, unless it is said. */
    day: maybe(aDay),
  }),
  output: moved,
  refusals: ['funds.unknownMovement', 'funds.reversedBefore', ...reverseFaults],
  load: async ({ movement: id, day }, read, now) => {
    const movement = await read.get(fundMovements, id)
    if (!movement) return {}
    const shares = movement.shares.map((share) => share.lot as string)
    const holding = await holdingOf(read, movement.fund, shares)
    const [opposite] = await read.list(fundMovements, { where: { field: 'reverses', is: 'equal', value: id }, limit: 1 })
    return { movement, holding, opposite, books: holding && (await booksOf(read, holding.fund.entity, [day ?? now.today])) }
  },
  decide: (input, { movement, holding, opposite, books }, now) => {
    if (!movement || !holding || !books) return refuse('funds.unknownMovement', { movement: input.movement })
    const { id, name } = holding.fund
    if (opposite) return refuse('funds.reversedBefore', { movement: `${movement.number}`, opposite: `${opposite.number}`, fund: name })
    const back = reverse(holding, stampOf(now), movement, { day: input.day ?? now.today, reason: input.reason.trim() })
    if (refused(back)) return back
    return {
      result: answerOf(back),
      changes: [
        ...changesOf(holding, back),
        ...journalsOf([back], books, now),
        tell('funds.reversed', { fund: id, name, movement: movement.id }),
      ],
    }
  },
})
