import type { Read } from '../kernel/operation.ts'
import { readDeals, type Deal } from './deal.ts'
import { contractsWithCosts } from './reads.ts'

/** Contracts that are read at a time. */
const portion = 100

/** One contract, or all that something is bought for and that have not ended, a portion at a time so that memory does not grow with their number. */
export async function* dealsWithCosts(read: Read, contract: string | null): AsyncGenerator<Deal> {
  const ids = contract === null ? (await read.ask(contractsWithCosts, {})).map((row) => row.contract as string) : [contract]
  for (let at = 0; at < ids.length; at += portion) yield* await readDeals(read, ids.slice(at, at + portion))
}
