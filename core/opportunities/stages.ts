import { command, put, query, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { many, shape } from '../kernel/shape.ts'
import { opportunityStages } from './opportunity.ts'
import { stagesInUse } from './reads.ts'
import { stageFaults, stagesFault, stagesOf } from './rules.ts'

/** The stages, from the left of the board to its right. */
export const listStages = query({
  name: 'opportunities.stages',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape({}),
  output: shape({ stages: many(opportunityStages.shape) }),
  ask: async (_input, read) => ({ stages: stagesOf(await read.list(opportunityStages, { limit: 1000 })) }),
})

/** Says in which stages the house sells, all of them at once. A stage that has opportunities can be closed and not taken away. */
export const saveStages = command({
  name: 'opportunities.saveStages',
  zone: 'sales',
  permit: 'opportunities.setup',
  offline: 'never',
  input: shape({ stages: many(opportunityStages.shape, 50) }),
  output: shape({ stages: many(opportunityStages.shape) }),
  refusals: [...stageFaults, 'opportunities.stageInUse'],
  load: async (_input, read) => ({
    present: await read.list(opportunityStages, { limit: 1000 }),
    used: await read.ask(stagesInUse, {}),
  }),
  decide: ({ stages }, { present, used }) => {
    const fault = stagesFault(stages)
    if (fault) return fault
    const stranded = used.find(({ stage, outcome }) => stages.find(({ code }) => code === stage)?.outcome !== outcome)
    if (stranded) return refuse('opportunities.stageInUse', { stage: stranded.stage, count: `${stranded.opportunities}` })
    const gone = present.filter(({ code }) => !stages.some((stage) => stage.code === code))
    return {
      result: { stages: stagesOf(stages) },
      changes: [
        ...gone.map(({ code }) => remove(opportunityStages, code)),
        ...stages.map((stage) => put(opportunityStages, stage)),
        tell('opportunities.stagesSaved', { stages: `${stages.length}` }),
      ],
    }
  },
})
