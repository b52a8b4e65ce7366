import { command } from '../kernel/operation.ts'
import { count, shape, maybe, text } from '../kernel/shape.ts'
import { decided, decisionFaults, isIn, moved, proposalsFor, someProposals } from './deciding.ts'

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
  decide: (input, facts, now) =>
    decided(
      moved(
        input.proposals,
        facts,
        isIn('approved', 'lettered'),
        { state: 'accepted', ...(input.note === null ? {} : { note: input.note }) },
        now,
      ),
    ),
})
