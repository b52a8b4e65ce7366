import type { Read } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { idOf, many, minorIn, shape } from '../kernel/shape.ts'
import { cleared, type Carried, type Cleared } from '../ledger/settlement.ts'
import type { PostedCharge } from './facts.ts'

/** What charges stand at in the books in three currencies, with everything that corrected them since. Goodwill is no part of it: it leaves its period charged. */
export const carriedCharges = question(
  'billing.carriedCharges',
  shape({ charges: many(idOf('charges')) }),
  shape({
    charge: idOf('charges'),
    net: minorIn('currency'),
    entityNet: minorIn('entityCurrency'),
    groupNet: minorIn('groupCurrency'),
  }),
)

/**
 * Corrections that lower what was invoiced take it back at the amounts at which it stands in the books, whatever the rate of their own day: what the rates differ by
 * is a gain or loss on money, never revenue. Source: finance.md 2.2, settlement of carrying amounts.
 */
export class TakenBack {
  readonly #carried: Map<string, Carried>
  constructor(carried: ReadonlyMap<string, Carried>) {
    this.#carried = new Map(carried)
  }
  /** What a correction takes off in the currencies of the entity and the group; nothing where it raises a charge, or takes more than there is. */
  by({ kind, corrects, net }: Pick<PostedCharge, 'kind' | 'corrects' | 'net'>): Cleared | undefined {
    const carried = kind === 'correction' && corrects !== null ? this.#carried.get(corrects) : undefined
    const taken = -net
    if (!carried || taken === 0n || taken > 0n !== carried.open > 0n || size(taken) > size(carried.open)) return undefined
    const { entityMinor, groupMinor } = cleared(carried, taken)
    this.#carried.set(corrects!, {
      open: carried.open - taken,
      entityOpen: carried.entityOpen - entityMinor,
      groupOpen: carried.groupOpen - groupMinor,
    })
    return { entityMinor, groupMinor }
  }
}
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/** What the corrections of a portion take back; nothing is read where there are none. */
export async function loadTakenBack(read: Read, charges: readonly PostedCharge[]): Promise<TakenBack | null> {
  const corrected = charges.flatMap(({ kind, corrects, net }) =>
    kind === 'correction' && corrects !== null && net !== 0n ? [corrects] : [],
  )
  if (corrected.length === 0) return null
  const found = await read.ask(carriedCharges, { charges: [...new Set(corrected)] })
  return new TakenBack(
    new Map(found.map(({ charge, net, entityNet, groupNet }) => [charge, { open: net, entityOpen: entityNet, groupOpen: groupNet }])),
  )
}
