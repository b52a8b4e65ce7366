import { command, tell } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { count, shape, maybe, text } from '../kernel/shape.ts'
import { decisionFaults, isIn, moved, proposalsFor, someProposals } from './deciding.ts'

/** Notes that the customer agreed. */
export const acceptPrices = command({
  name: 'indexation.accept',
  zone: 'finance',
  permit: 'indexation.approve',
  offline: 'never',
  input: shape({ proposals: someProposals, note: maybe(text) }),
  output: shape({ count }),
  refusals: [...decisionFaults],
  load: ({ proposals }, read) => proposalsFor(proposals, read),
  decide: (input, facts, now) => {
    const changes = moved(
      input.proposals,
      facts,
      isIn('approved', 'lettered'),
      { state: 'accepted', ...(input.note === null ? {} : { note: input.note }) },
      now,
    )
    if (refused(changes)) return changes
    return { result: { count: changes.length }, changes: [...changes, tell('indexation.decided', { count: `${changes.length}` })] }
  },
})
