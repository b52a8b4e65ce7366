import { command } from '../kernel/operation.ts'
import { count, shape } from '../kernel/shape.ts'
import { decided, decisionFaults, isIn, moved, proposalsFor, someProposals } from './deciding.ts'

/** Takes a decision back, as long as the customer was not told. */
export const reopenPrices = command({
  name: 'indexation.reopen',
  zone: 'finance',
  permit: 'indexation.approve',
  offline: 'never',
  input: shape({ proposals: someProposals }),
  output: shape({ count }),
  refusals: [...decisionFaults],
  load: ({ proposals }, read) => proposalsFor(proposals, read),
  decide: (input, facts, now) =>
    decided(
      moved(
        input.proposals,
        facts,
        (p) => p.newPrice !== null && p.letter === null && (isIn('approved', 'rejected')(p) || p.reason === 'byHand'),
        { state: 'proposed', reason: null, note: null },
        now,
      ),
    ),
})
