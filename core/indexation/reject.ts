import { command } from '../kernel/operation.ts'
import { count, shape, text } from '../kernel/shape.ts'
import { decided, decisionFaults, isIn, moved, proposalsFor, someProposals } from './deciding.ts'

/** Drops proposals for good: because they are wrong, or because the customer does not agree. */
export const rejectPrices = command({
  name: 'indexation.reject',
  zone: 'finance',
  permit: 'indexation.approve',
  offline: 'never',
  input: shape({ proposals: someProposals, note: text }),
  output: shape({ count }),
  refusals: [...decisionFaults],
  load: ({ proposals }, read) => proposalsFor(proposals, read),
  decide: (input, facts, now) =>
    decided(
      moved(
        input.proposals,
        facts,
        isIn('proposed', 'excepted', 'approved', 'lettered', 'accepted'),
        { state: 'rejected', note: input.note },
        now,
      ),
    ),
})
