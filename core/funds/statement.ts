import { addDays, type Day } from '../kernel/day.ts'
import { zero, type Decimal } from '../kernel/decimal.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, idOf, many, minorIn, shape } from '../kernel/shape.ts'
import { contracts } from '../contracts/contract.ts'
import { customers } from '../customers/customer.ts'
import { fundLots, fundMovements, funds, type Lot, type Movement } from './fund.ts'
import { deferredOf, sumOf } from './lots.ts'

type Entry = Pick<Movement, 'day' | 'act' | 'quantity' | 'value' | 'overdrawn' | 'beyond' | 'shares'>
export interface Standing {
  /** Units left, less what is overdrawn. */
  readonly balance: Decimal
  /** Value of the units left. */
  readonly deferred: bigint
}

/** How a fund stood at the end of a day. */
export function balanceOn(movements: readonly Entry[], day: Day): Standing {
  const until = movements.filter((movement) => movement.day <= day)
  return { balance: sumOf(until.map((m) => m.quantity)), deferred: until.reduce((sum, m) => sum + m.value, 0n) }
}

/** What one act came to in some movements; what was taken back counts against it. */
function totalOf(movements: readonly Entry[], acts: readonly Entry['act'][]): Standing {
  const those = movements.filter((movement) => acts.includes(movement.act))
  return { balance: sumOf(those.map((m) => m.quantity)), deferred: those.reduce((sum, m) => sum + m.value, 0n) }
}

/** Opening, movements and closing of a fund for some days, both ends included. Closing is opening and movements together, to the penny. */
export function statementOf(movements: readonly Entry[], from: Day, to: Day) {
  const within = movements.filter((movement) => movement.day >= from && movement.day <= to)
  const opening = balanceOn(movements, addDays(from, -1))
  const closing = balanceOn(movements, to)
  const [bought, drawn, lapsed] = [totalOf(within, ['purchase']), totalOf(within, ['draw', 'settlement']), totalOf(within, ['expiry'])]
  return {
    opening: opening.balance,
    openingDeferred: opening.deferred,
    purchased: bought.balance,
    purchasedValue: bought.deferred,
    drawn: zero.minus(drawn.balance),
    released: -drawn.deferred,
    lapsed: zero.minus(lapsed.balance),
    breakage: -lapsed.deferred,
    beyond: sumOf(within.map((m) => m.beyond)),
    closing: closing.balance,
    closingDeferred: closing.deferred,
  }
}

/** Lots as they stood at the end of a day, with something bought by then. */
function lotsOn(lots: readonly Lot[], movements: readonly Entry[], day: Day): Lot[] {
  const left = new Map<string, Decimal>()
  for (const movement of movements)
    if (movement.day <= day) for (const share of movement.shares) left.set(share.lot, (left.get(share.lot) ?? zero).plus(share.quantity))
  return lots.flatMap((lot) => {
    const remaining = left.get(lot.id)
    return remaining === undefined ? [] : [{ ...lot, remaining, ...deferredOf(lot, remaining) }]
  })
}

/** A fund on paper: what was there, every movement down to the lot, what is there, what was earned by it and what is still owed. */
export const fundStatement = query({
  name: 'funds.statement',
  zone: 'sales',
  permit: 'funds.read',
  input: shape({ fund: idOf('funds'), from: aDay, to: aDay }),
  output: shape({
    fund: funds.shape,
    customer: customers.shape,
    contract: contracts.shape,
    from: aDay,
    to: aDay,
    currency: aCurrency,
    opening: aDecimal,
    openingDeferred: minorIn('currency'),
    purchased: aDecimal,
    purchasedValue: minorIn('currency'),
    drawn: aDecimal,
    released: minorIn('currency'),
    lapsed: aDecimal,
    breakage: minorIn('currency'),
    beyond: aDecimal,
    closing: aDecimal,
    closingDeferred: minorIn('currency'),
    movements: many(fundMovements.shape),
    lots: many(fundLots.shape),
  }),
  refusals: ['funds.unknown', 'funds.endBeforeStart'],
  ask: async ({ fund: id, from, to }, read) => {
    if (to < from) return refuse('funds.endBeforeStart', { start: from, end: to })
    const fund = await read.get(funds, id)
    const customer = fund && (await read.get(customers, fund.customer))
    const contract = fund && (await read.get(contracts, fund.contract))
    if (!fund || !customer || !contract) return refuse('funds.unknown', { fund: id })
    const own = { field: 'fund', is: 'equal', value: id } as const
    const [movements, lots] = await Promise.all([
      read.list(fundMovements, {
        where: { all: [own, { field: 'day', is: 'atMost', value: to }] },
        order: ['day', 'number'],
        limit: 100_000,
      }),
      read.list(fundLots, { where: own, order: ['number'], limit: 100_000 }),
    ])
    return {
      fund,
      customer,
      contract,
      from,
      to,
      currency: fund.currency,
      ...statementOf(movements, from, to),
      movements: movements.filter((movement) => movement.day >= from),
      lots: lotsOn(lots, movements, to),
    }
  },
})
