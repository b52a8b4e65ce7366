import { put, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { idOf, many } from '../kernel/shape.ts'
import { contractLines, contracts } from '../contracts/contract.ts'
import { priceProposals, type Exception, type PriceProposal, type ProposalState } from './proposal.ts'

/** What one call decides on; more are decided by further calls. */
export const decidedAtOnce = 1000
export const someProposals = many(idOf('priceProposals'), decidedAtOnce)
export const decisionFaults = ['indexation.unknownProposal', 'indexation.notNow'] as const

/** What a person may raise all the same; a bound price and one that cannot be worked out stay as they are. */
const overridable: readonly Exception[] = ['startedLately', 'raisedLately', 'laterPrice', 'byHand']
export const mayBeApproved = ({ state, reason, newPrice }: PriceProposal): boolean =>
  newPrice !== null && (state === 'proposed' || (state === 'excepted' && reason !== null && overridable.includes(reason)))
export const isIn =
  (...states: readonly ProposalState[]) =>
  ({ state }: PriceProposal): boolean =>
    states.includes(state)

/** The proposals, and what their refusal would be about. */
export async function proposalsFor(ids: readonly string[], read: Read) {
  const found = await read.some(priceProposals, [...new Set(ids)])
  const rows = [...found.values()]
  return {
    found,
    contracts: await read.some(contracts, [...new Set(rows.map((row) => row.contract as string))]),
    lines: await read.some(contractLines, [...new Set(rows.map((row) => row.line as string))]),
  }
}
type Facts = Awaited<ReturnType<typeof proposalsFor>>
type Fault = Refusal<(typeof decisionFaults)[number]>

/** All of them or none: the first that does not stand where it must is named. */
export function moved(
  ids: readonly string[],
  { found, contracts, lines }: Facts,
  may: (proposal: PriceProposal) => boolean,
  to: Partial<PriceProposal> & { readonly state: ProposalState },
  now: Now,
): Change[] | Fault {
  const changes: Change[] = []
  for (const id of new Set(ids)) {
    const proposal = found.get(id)
    if (!proposal) return refuse('indexation.unknownProposal', { proposal: id })
    if (!may(proposal))
      return refuse('indexation.notNow', {
        contract: contracts.get(proposal.contract)?.number ?? '',
        line: `${lines.get(proposal.line)?.number ?? ''}`,
        state: proposal.state,
      })
    changes.push(put(priceProposals, { ...proposal, ...to, decidedAt: now.at, decidedBy: now.caller.name }))
  }
  return changes
}

/** What a decision answers: how many proposals it moved, and that it was told. */
export const decided = (changes: Change[] | Fault): Decision<{ readonly count: number }> | Fault =>
  refused(changes)
    ? changes
    : { result: { count: changes.length }, changes: [...changes, tell('indexation.decided', { count: `${changes.length}` })] }
