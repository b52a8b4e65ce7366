import { add, put, tell, type Change, type Now } from '../kernel/operation.ts'
import type { Id } from '../kernel/shape.ts'
import { costActuals, costLines, type CostActual, type CostLine } from './cost-line.ts'

type Said = Omit<CostActual, 'id' | 'costLine' | 'contract' | 'entity' | 'number' | 'recordedAt' | 'recordedBy'>

/** What was really paid for a cost line, `recorded` documents after the first, and what that changes. */
export function paidFor(
  cost: CostLine,
  said: Said,
  recorded: number,
  now: Now,
  id = now.newId(),
): { readonly actual: CostActual; readonly changes: readonly Change[] } {
  const actual: CostActual = {
    ...said,
    id: id as Id<'costActuals'>,
    costLine: cost.id,
    contract: cost.contract,
    entity: cost.entity,
    number: recorded + 1,
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
  const told = tell('purchases.actualRecorded', { contract: cost.contract, costLine: cost.id, reference: said.reference })
  // Who pays is ordered from: a plan that was paid is no plan any more.
  const ordered =
    cost.state === 'planned' ? [put(costLines, { ...cost, state: 'ordered' as const, orderedOn: cost.orderedOn ?? said.day })] : []
  return { actual, changes: [add(costActuals, actual), ...ordered, told] }
}
