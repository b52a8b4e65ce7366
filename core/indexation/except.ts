import { command, tell } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { count, shape, text } from '../kernel/shape.ts'
import { decisionFaults, isIn, moved, proposalsFor, someProposals } from './deciding.ts'

/** Leaves prices as they are this year, and says why. */
export const exceptPrices = command({
  name: 'indexation.except',
  zone: 'finance',
  permit: 'indexation.approve',
  offline: 'never',
  input: shape({ proposals: someProposals, note: text }),
  output: shape({ count }),
  refusals: [...decisionFaults],
  load: ({ proposals }, read) => proposalsFor(proposals, read),
  decide: (input, facts, now) => {
    const changes = moved(
      input.proposals,
      facts,
      isIn('proposed', 'approved'),
      { state: 'excepted', reason: 'byHand', note: input.note },
      now,
    )
    if (refused(changes)) return changes
    return { result: { count: changes.length }, changes: [...changes, tell('indexation.decided', { count: `${changes.length}` })] }
  },
})
