import { command, put, tell, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import { transferCharges } from './charge.ts'

/** What one charge left open in the books of the two entities. */
export interface ItemPair {
  readonly provider: OpenItem
  readonly receiver: OpenItem
}

/** The pairs that items of either side belong to, by the item that was asked for; without those of which the caller may see one side alone. */
export async function pairsOf(items: readonly Id<'openItems'>[], read: Read): Promise<ReadonlyMap<string, ItemPair>> {
  if (items.length === 0) return new Map()
  const where = {
    any: [
      { field: 'providerJournal', is: 'in', value: items },
      { field: 'receiverJournal', is: 'in', value: items },
    ],
  } as const
  const charges = await read.list(transferCharges, { where, order: ['id'], limit: 2 * items.length })
  // An intercompany item has the id of its journal.
  const sides = charges.map(({ providerJournal, receiverJournal }) => [providerJournal, receiverJournal] as readonly (string | null)[])
  const found = await read.some(openItems, [...new Set(sides.flat().filter((id) => id !== null))].sort() as Id<'openItems'>[])
  const pairs = new Map<string, ItemPair>()
  for (const [first, second] of sides) {
    const [provider, receiver] = [found.get(first as Id<'openItems'>), found.get(second as Id<'openItems'>)]
    if (provider && receiver) for (const side of [provider, receiver]) pairs.set(side.id, { provider, receiver })
  }
  return pairs
}

const output = shape({ provider: idOf('openItems'), receiver: idOf('openItems'), onHold: maybe(text) })
const load = async ({ openItem }: { readonly openItem: Id<'openItems'> }, read: Read) => (await pairsOf([openItem], read)).get(openItem)
const held = (pair: ItemPair, onHold: string | null) => ({
  result: { provider: pair.provider.id, receiver: pair.receiver.id, onHold },
  changes: [put(openItems, { ...pair.provider, onHold }), put(openItems, { ...pair.receiver, onHold })],
})
const aboutOf = ({ provider, receiver }: ItemPair) => ({
  item: provider.id,
  number: provider.number,
  provider: provider.entity,
  receiver: receiver.entity,
})

/** Says that a charge between two entities is not agreed: it is left out of every settlement until the dispute ends, on both sides. */
export const dispute = command({
  name: 'transfer.dispute',
  zone: 'finance',
  permit: 'transfer.write',
  offline: 'never',
  input: shape({ /** Of either side. */ openItem: idOf('openItems'), reason: text }),
  output,
  refusals: ['transfer.unknownItem', 'transfer.settledAlready'],
  load,
  decide: ({ openItem, reason }, pair) => {
    if (!pair) return refuse('transfer.unknownItem', { item: openItem })
    if (pair.provider.open === 0n) return refuse('transfer.settledAlready', { number: pair.provider.number })
    const { result, changes } = held(pair, reason)
    return { result, changes: [...changes, tell('transfer.disputed', aboutOf(pair))] }
  },
})

/** Ends a dispute: the charge is settled again with the others. What was wrong about it is mended by taking back the entry of work. */
export const endDispute = command({
  name: 'transfer.endDispute',
  zone: 'finance',
  permit: 'transfer.write',
  offline: 'never',
  input: shape({ openItem: idOf('openItems') }),
  output,
  refusals: ['transfer.unknownItem', 'transfer.notDisputed'],
  load,
  decide: ({ openItem }, pair) => {
    if (!pair) return refuse('transfer.unknownItem', { item: openItem })
    if (pair.provider.onHold === null) return refuse('transfer.notDisputed', { number: pair.provider.number })
    const { result, changes } = held(pair, null)
    return { result, changes: [...changes, tell('transfer.disputeEnded', aboutOf(pair))] }
  },
})
