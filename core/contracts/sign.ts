import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape } from '../kernel/shape.ts'
import { linesIn } from './changing.ts'
import { contractLines, contracts, plainLife, type ContractLine } from './contract.ts'
import { inForce } from './in-force.ts'
import { soldWithEach } from './sold.ts'

/** The customer has signed: all drafts of the contract are promised. Lines of a contract in force take effect with it. */
export const signContract = command({
  name: 'contracts.sign',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    contract: idOf('contracts'),
    /** Left out: today. */
    signedOn: maybe(aDay),
  }),
  output: contracts.shape,
  refusals: ['contracts.unknown', 'contracts.ended', 'contracts.noLines', 'contracts.nothingToSign'],
  load: async ({ contract: id }, read) => {
    const contract = await read.get(contracts, id)
    const lines = contract ? await linesIn(id, read) : []
    return { contract, lines, sold: await soldWithEach(lines.filter((line) => line.state === 'draft'), read) } // prettier-ignore
  },
  decide: (input, { contract, lines, sold }, now) => {
    if (!contract) return refuse('contracts.unknown', { contract: input.contract })
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (lines.length === 0) return refuse('contracts.noLines', { number: contract.number })
    const drafts = lines.filter((line) => line.state === 'draft')
    if (drafts.length === 0 && contract.signedOn !== null) return refuse('contracts.nothingToSign', { number: contract.number })
    const signedOn = input.signedOn ?? now.today
    const signed = drafts.map((draft): ContractLine => {
      // The day stands at the line only where it is not the contract's.
      const life = contract.signedOn === null ? draft.life : { ...(draft.life ?? plainLife), signedOn }
      const line = { ...draft, life, state: 'signed' as const }
      return contract.state === 'active' ? inForce(line, sold.get(line.id)) : line
    })
    const result = { ...contract, signedOn: contract.signedOn ?? signedOn }
    return {
      result,
      changes: [
        put(contracts, result),
        ...signed.map((line) => put(contractLines, line)),
        tell('contracts.signed', { contract: contract.id, number: contract.number }),
      ],
    }
  },
})
