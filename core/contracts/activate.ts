import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, shape } from '../kernel/shape.ts'
import { contractLines, contracts } from './contract.ts'

/** Puts a draft into force: from now on billing runs see its lines. */
export const activateContract = command({
  name: 'contracts.activate',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({ contract: idOf('contracts') }),
  output: contracts.shape,
  refusals: ['contracts.unknown', 'contracts.notDraft', 'contracts.noLines'],
  load: async ({ contract }, read) => ({
    contract: await read.get(contracts, contract),
    lines: await read.list(contractLines, { where: { field: 'contract', is: 'equal', value: contract }, limit: 1 }),
  }),
  decide: (input, { contract, lines }) => {
    if (!contract) return refuse('contracts.unknown', { contract: input.contract })
    if (contract.state !== 'draft') return refuse('contracts.notDraft', { number: contract.number })
    if (lines.length === 0) return refuse('contracts.noLines', { number: contract.number })
    const active = { ...contract, state: 'active' as const }
    return {
      result: active,
      changes: [put(contracts, active), tell('contracts.activated', { contract: contract.id, number: contract.number })],
    }
  },
})
