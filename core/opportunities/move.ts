import { contracts } from '../contracts/contract.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, codeOf, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { opportunities, opportunityStages, type Opportunity } from './opportunity.ts'
import { stagesOf } from './rules.ts'

/** Moves an opportunity to another stage: on, back, to won or to lost. What is lost says why; what is won may name the contract that came of it. */
export const moveOpportunity = command({
  name: 'opportunities.move',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  edits: { of: opportunities, id: ({ opportunity }) => opportunity },
  input: shape({
    opportunity: idOf('opportunities'),
    stage: codeOf('opportunityStages'),
    lostReason: maybe(text),
    /** Today, unless it is said. */
    closedOn: maybe(aDay),
    contract: maybe(idOf('contracts')),
  }),
  output: opportunities.shape,
  refusals: ['opportunities.unknown', 'opportunities.unknownStage', 'opportunities.noLostReason', 'opportunities.contractOfAnother'],
  load: async ({ opportunity, contract }, read) => ({
    present: await read.get(opportunities, opportunity),
    stages: stagesOf(await read.list(opportunityStages, { limit: 1000 })),
    contract: contract === null ? null : await read.get(contracts, contract),
  }),
  decide: (input, { present, stages, contract }, now) => {
    if (!present) return refuse('opportunities.unknown', { opportunity: input.opportunity })
    const stage = stages.find(({ code, active }) => code === input.stage && active)
    if (!stage) return refuse('opportunities.unknownStage', { stage: input.stage })
    if (stage.outcome === 'lost' && input.lostReason === null) return refuse('opportunities.noLostReason', { name: present.name })
    if (contract === undefined || (contract && contract.customer !== present.customer))
      return refuse('opportunities.contractOfAnother', { name: present.name })
    const moved: Opportunity = {
      ...present,
      stage: stage.code,
      outcome: stage.outcome,
      probability: stage.probability,
      lostReason: stage.outcome === 'lost' ? input.lostReason : null,
      closedOn: stage.outcome === 'open' ? null : (input.closedOn ?? present.closedOn ?? now.today),
      contract: stage.outcome === 'won' ? (contract?.id ?? present.contract) : null,
      stageSince: stage.code === present.stage ? present.stageSince : now.at,
    }
    return {
      result: moved,
      changes: [
        put(opportunities, moved),
        tell('opportunities.moved', { opportunity: moved.id, stage: moved.stage, outcome: moved.outcome }),
      ],
    }
  },
})
