import { day, type Day } from '../../../core/kernel/day.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import { refused, type Refusal } from '../../../core/kernel/refusal.ts'
import type { Code, Id } from '../../../core/kernel/shape.ts'
import { emptyFund, type Agreed } from '../../../core/funds/open.ts'
import type { Holding, Stamp } from '../../../core/funds/moving.ts'
import { draw, purchase, reverse } from '../../../core/funds/rules.ts'

export const on = (text: string): Day => day(text)!
export const much = (text: string) => exactly(text)

/** Ids that count up, so that the order of ids is the order of making. */
export function stamping(): Stamp {
  let made = 0
  return {
    newId: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
    at: '2026-11-30T09:00:00.000Z' as Stamp['at'],
    by: 'Grace Patel',
  }
}
export const stamp = stamping()

export function emptied(agreed: Partial<Agreed> = {}): Holding {
  const fund = emptyFund(
    {
      entity: 'NLUK' as Code<'entities'>,
      customer: stamp.newId() as Id<'customers'>,
      contract: stamp.newId() as Id<'contracts'>,
      name: 'Support hours',
      unit: 'hours',
      currency: 'GBP',
      priority: 0,
      scope: [],
      expiryMonths: null,
      carryOver: null,
      overage: 'block',
      weights: [],
      topUp: null,
      ...agreed,
    },
    { entityCurrency: 'GBP', groupCurrency: 'GBP' },
    stamp.newId,
  )
  return { fund, lots: [], movements: [] }
}
export function done<T extends object>(answer: T | Refusal): T {
  if (refused(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer as T
}
export const buy = (
  holding: Holding,
  quantity: string,
  minor: bigint,
  when = '2026-10-01',
  more: { expires?: string; priority?: number } = {},
) =>
  done(
    purchase(holding, stamp, {
      quantity: much(quantity),
      value: minor,
      entityValue: minor,
      groupValue: minor,
      day: on(when),
      expires: more.expires === undefined ? null : on(more.expires),
      priority: more.priority ?? 0,
      reference: null,
    }),
  )
export const drawing = (
  holding: Holding,
  quantity: string,
  when = '2026-11-10',
  bookingType: 'day' | 'night' | 'weekend' = 'day',
  workType: string | null = null,
) => draw(holding, stamp, { quantity: much(quantity), bookingType, workType, day: on(when), reference: null })
export const drawn = (...args: Parameters<typeof drawing>): Holding => done(drawing(...args))
/** Takes the last movement, or the one of a number, back. */
export const reversing = (holding: Holding, number = holding.movements.length, when = '2026-11-20') =>
  reverse(
    holding,
    stamp,
    holding.movements.find((m) => m.number === number)!,
    { day: on(when), reason: 'entered twice' },
  )
export const codeOf = (answer: object): string => (refused(answer) ? answer.refused : 'done')

/** What must hold of every fund at any time, as sentences about what does not. */
export function faultsOf({ fund, lots, movements }: Holding): string[] {
  const faults: string[] = []
  const left = lots.reduce((sum, lot) => sum.plus(lot.remaining), much('0'))
  const deferred = lots.reduce((sum, lot) => sum + lot.deferred, 0n)
  if (!left.minus(fund.overdrawn).eq(fund.balance)) faults.push(`balance ${fund.balance.toFixed()} is not what is left, ${left.toFixed()}`)
  if (deferred !== fund.deferred) faults.push(`deferred ${fund.deferred} is not the sum of the lots, ${deferred}`)
  if (!movements.reduce((sum, m) => sum.plus(m.quantity), much('0')).eq(fund.balance)) faults.push('the ledger does not give the balance')
  if (movements.reduce((sum, m) => sum + m.value, 0n) !== fund.deferred) faults.push('the ledger does not give the deferred value')
  for (const lot of lots) {
    const shares = movements.flatMap((m) => m.shares.filter((share) => share.lot === lot.id))
    if (!shares.reduce((sum, share) => sum.plus(share.quantity), much('0')).eq(lot.remaining)) faults.push(`lot ${lot.number}: units`)
    if (shares.reduce((sum, share) => sum + share.value, 0n) !== lot.deferred) faults.push(`lot ${lot.number}: value`)
    if (lot.remaining.eq(0) && lot.deferred !== 0n) faults.push(`lot ${lot.number}: empty with value`)
    if (lot.remaining.lt(0) || lot.remaining.gt(lot.quantity)) faults.push(`lot ${lot.number}: below empty or above full`)
  }
  return faults
}
