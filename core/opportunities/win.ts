import { put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Id } from '../kernel/shape.ts'
import { opportunities, opportunityStages, type Opportunity, type Stage } from './opportunity.ts'
import { stagesOf } from './rules.ts'

/** What modules above read before they say that an opportunity was won. */
export interface Winning {
  readonly opportunity: Opportunity
  readonly stages: readonly Stage[]
}
export async function winning(read: Read, id: string | null | undefined): Promise<Winning | undefined> {
  const opportunity = id ? await read.get(opportunities, id) : undefined
  return opportunity && { opportunity, stages: stagesOf(await read.list(opportunityStages, { limit: 1000 })) }
}

/**
 * The customer's order counts: the opportunity stands on the first stage that is won, whatever stage it was moved to before, and names the contract once there
 * is one. What people said of a won one themselves (its stage, its day, its contract) stays. Nothing where nothing is new.
 */
export function won({ opportunity, stages }: Winning, contract: Id<'contracts'> | null, now: Now): readonly Change[] {
  const already = opportunity.outcome === 'won'
  const named = opportunity.contract ?? contract
  if (already && named === opportunity.contract) return []
  const stage = already ? undefined : stages.find(({ outcome, active }) => active && outcome === 'won')
  // A house always has one; but an order does not wait for the board.
  if (!already && !stage) return []
  const moved: Opportunity = {
    ...opportunity,
    ...(stage
      ? {
          stage: stage.code,
          outcome: stage.outcome,
          probability: stage.probability,
          lostReason: null,
          closedOn: now.today,
          stageSince: now.at,
        }
      : {}),
    contract: named,
  }
  return [put(opportunities, moved), tell('opportunities.moved', { opportunity: moved.id, stage: moved.stage, outcome: moved.outcome })]
}
