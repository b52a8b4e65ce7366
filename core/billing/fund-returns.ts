import { decimalText } from '../kernel/decimal.ts'
import { majorText } from '../kernel/money.ts'
import type { Day } from '../kernel/day.ts'
import type { Change, Now, Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { ContractLine } from '../contracts/contract.ts'
import { fundMovements, type Movement } from '../funds/fund.ts'
import { changesOf, holdingOf, stampOf } from '../funds/holding.ts'
import type { Holding } from '../funds/moving.ts'
import { reverse } from '../funds/rules.ts'
import type { Charge } from './charging.ts'
import type { CreditPart } from './crediting.ts'
import type { invoices } from './invoice.ts'

/** What the prepaid charges of an invoice bought: the purchase of each charge, and the funds as they stand. */
export interface FundReturns {
  readonly purchases: ReadonlyMap<string, Movement>
  readonly holdings: ReadonlyMap<string, Holding>
}
const nothing: FundReturns = { purchases: new Map(), holdings: new Map() }

/** Purchases of one invoice by one fund that are read. */
const mostPurchases = 1000

export async function loadReturns(
  read: Read,
  { number }: Pick<Row<typeof invoices>, 'number'>,
  charges: readonly Charge[],
  lines: ReadonlyMap<string, ContractLine>,
): Promise<FundReturns> {
  const prepaid = charges.filter((charge) => charge.revenue === 'prepaid' && charge.net > 0n && charge.kind === 'charge')
  if (prepaid.length === 0) return nothing
  const purchases = new Map<string, Movement>()
  const holdings = new Map<string, Holding>()
  const byFund = Map.groupBy(prepaid, (charge) => lines.get(charge.line)?.life?.fund ?? '')
  for (const [fund, own] of byFund) {
    if (fund === '') continue
    const of = (more: readonly { field: string; is: 'equal'; value: string }[]) => ({ all: [{ field: 'fund', is: 'equal' as const, value: fund as string }, ...more] }) // prettier-ignore
    const where = of([{ field: 'act', is: 'equal', value: 'purchase' }, { field: 'reference', is: 'equal', value: number }]) // prettier-ignore
    const bought = await read.list(fundMovements, { where, order: ['number'], limit: mostPurchases })
    const back = new Set(bought.map((movement) => movement.reverses as string | null))
    const open = bought.filter((movement) => movement.reverses === null && !back.has(movement.id))
    for (const charge of own) {
      const at = open.findIndex((movement) => movement.value === charge.net)
      if (at >= 0) purchases.set(charge.id, open.splice(at, 1)[0]!)
    }
    const lots = [...purchases.values()].flatMap((movement) => movement.shares.map((share) => share.lot as string))
    const holding = await holdingOf(read, fund, lots)
    if (holding) holdings.set(fund, holding)
  }
  return { purchases, holdings }
}

export const returnFaults = ['billing.fundUsed', 'billing.fundInPart'] as const

/** A credited purchase takes its lot back. One that was drawn from has earned something, and a part of one would leave units that nobody paid for. */
export function returnFault(
  { number }: Pick<Row<typeof invoices>, 'number'>,
  parts: readonly CreditPart[],
  { purchases, holdings }: FundReturns,
): Refusal<(typeof returnFaults)[number]> | undefined {
  for (const { charge, amount } of parts) {
    if (charge.revenue !== 'prepaid') continue
    const { currency } = charge
    if (amount !== charge.net)
      return refuse('billing.fundInPart', { invoice: number, amount: majorText(currency, amount), of: majorText(currency, charge.net), currency }) // prettier-ignore
    const movement = purchases.get(charge.id)
    const holding = movement && holdings.get(movement.fund)
    const lot = holding?.lots.find((one) => one.id === movement!.shares[0]?.lot)
    if (!holding || !lot?.remaining.eq(lot.quantity))
      return refuse('billing.fundUsed', {
        invoice: number,
        fund: holding?.fund.name ?? '–',
        left: lot ? decimalText(lot.remaining) : '0',
        of: lot ? decimalText(lot.quantity) : '0',
        value: majorText(currency, lot?.deferred ?? 0n),
        currency,
      })
  }
  return undefined
}

/** The lots of credited purchases, taken back. Their value stands in the credit note's journal, as the purchase stood in the invoice's. */
export function returned(
  parts: readonly CreditPart[],
  { purchases, holdings }: FundReturns,
  about: { readonly day: Day; readonly reason: string },
  now: Now,
): Change[] {
  const after = new Map<string, Holding>()
  for (const { charge } of parts) {
    const movement = purchases.get(charge.id)
    if (!movement) continue
    const holding = after.get(movement.fund) ?? holdings.get(movement.fund)!
    const back = reverse(holding, stampOf(now), movement, about)
    assert(!refused(back), `a lot that may be taken back: ${movement.reference ?? movement.id}`)
    after.set(movement.fund, back)
  }
  return [...after].flatMap(([fund, holding]) => changesOf(holdings.get(fund)!, holding))
}
