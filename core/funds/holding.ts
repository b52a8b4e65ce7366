import { add, put, type Change, type Now, type Read } from '../kernel/operation.ts'
import { aDecimal, idOf, many, minorIn, aCurrency, shape } from '../kernel/shape.ts'
import { fundLots, fundMovements, funds, type Fund, type Lot, type Movement } from './fund.ts'
import type { Holding, Stamp } from './moving.ts'

/** Lots that a fund may have at a time with something left in them. */
const mostLots = 10_000

/** A fund and its lots that hold something, with those that are named besides. The fund is read first: whoever moves a lot changes it, so that a decision on older lots is taken again. */
export async function holdingOf(read: Read, id: string, besides: readonly string[] = []): Promise<Holding | undefined> {
  const fund = await read.get(funds, id)
  if (!fund) return undefined
  const where = { all: [{ field: 'fund', is: 'equal', value: id }, { field: 'remaining', is: 'more', value: '0' }] } as const // prettier-ignore
  const lots = await read.list(fundLots, { where, order: ['number'], limit: mostLots })
  const known = new Set(lots.map((lot) => lot.id as string))
  const others = await read.some(
    fundLots,
    besides.filter((lot) => !known.has(lot)),
  )
  return { fund, lots: [...lots, ...others.values()], movements: [] }
}

/** Several funds with their lots that hold something, in the same order of reading; two questions, however many there are. */
export async function holdingsOf(read: Read, ids: readonly string[]): Promise<Map<string, Holding>> {
  if (ids.length === 0) return new Map()
  const found = await read.some(funds, ids)
  const where = { all: [{ field: 'fund', is: 'in', value: [...found.keys()] }, { field: 'remaining', is: 'more', value: '0' }] } as const // prettier-ignore
  const lots = new Map<string, Lot[]>()
  for (const lot of await read.list(fundLots, { where, order: ['number'], limit: mostLots * ids.length })) {
    const own = lots.get(lot.fund)
    if (own) own.push(lot)
    else lots.set(lot.fund, [lot])
  }
  return new Map([...found].map(([id, fund]) => [id, { fund, lots: lots.get(id) ?? [], movements: [] }]))
}

export const stampOf = (now: Now): Stamp => ({ newId: now.newId, at: now.at, by: now.caller.name })

/** What became of a fund and its lots, as changes. */
export function changesOf(before: { readonly lots: readonly Lot[] }, after: Holding, isNew = false): Change[] {
  const known = new Map(before.lots.map((lot) => [lot.id, lot]))
  return [
    isNew ? add(funds, after.fund) : put(funds, after.fund),
    ...after.lots.flatMap((lot) => {
      const was = known.get(lot.id)
      return was === lot ? [] : [was === undefined ? add(fundLots, lot) : put(fundLots, lot)]
    }),
    ...after.movements.map((movement) => add(fundMovements, movement)),
  ]
}

/** What an operation on one fund answers: how it stands, and the movements that were recorded. */
export const moved = shape({
  fund: idOf('funds'),
  balance: aDecimal,
  currency: aCurrency,
  deferred: minorIn('currency'),
  movements: many(fundMovements.shape),
})
export const answerOf = ({ fund, movements }: { readonly fund: Fund; readonly movements: readonly Movement[] }) => ({
  fund: fund.id,
  balance: fund.balance,
  currency: fund.currency,
  deferred: fund.deferred,
  movements,
})
