import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, shape } from '../kernel/shape.ts'
import { linesIn } from './changing.ts'
import { contractLines, contracts } from './contract.ts'
import { inForce } from './in-force.ts'
import { soldWithEach } from './sold.ts'

/** Puts a draft into force: from now on billing runs see its lines, but those that wait for delivery or activation. */
export const activateContract = command({
  name: 'contracts.activate',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({ contract: idOf('contracts') }),
  output: contracts.shape,
  refusals: ['contracts.unknown', 'contracts.notDraft', 'contracts.noLines'],
  load: async ({ contract: id }, read) => {
    const contract = await read.get(contracts, id)
    const lines = contract?.state === 'draft' ? await linesIn(id, read) : []
    return { contract, lines, sold: await soldWithEach(lines, read) }
  },
  decide: (input, { contract, lines, sold }) => {
    if (!contract) return refuse('contracts.unknown', { contract: input.contract })
    if (contract.state !== 'draft') return refuse('contracts.notDraft', { number: contract.number })
    if (lines.length === 0) return refuse('contracts.noLines', { number: contract.number })
    const active = { ...contract, state: 'active' as const }
    return {
      result: active,
      changes: [
        put(contracts, active),
        ...lines
          .filter((line) => line.state === 'draft' || line.state === 'signed')
          .map((line) => put(contractLines, inForce(line, sold.get(line.id)))),
        tell('contracts.activated', { contract: contract.id, number: contract.number }),
      ],
    }
  },
})
