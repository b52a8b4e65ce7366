import { command } from '../kernel/operation.ts'
import { count, shape, text } from '../kernel/shape.ts'
import { decided, decisionFaults, isIn, moved, proposalsFor, someProposals } from './deciding.ts'

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
  decide: (input, facts, now) =>
    decided(moved(input.proposals, facts, isIn('proposed', 'approved'), { state: 'excepted', reason: 'byHand', note: input.note }, now)),
})
