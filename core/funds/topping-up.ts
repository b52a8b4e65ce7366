import type { Day } from '../kernel/day.ts'
import { divide, exactly, one, ratioOf, ratioText, type Decimal } from '../kernel/decimal.ts'
import { add, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import type { Id } from '../kernel/shape.ts'
import { documentOf } from '../catalog/document.ts'
import { contractLines, contracts, plainLife, running, type ContractLine } from '../contracts/contract.ts'
import { soldWith, type Sold } from '../contracts/sold.ts'
import { funds, type Fund } from './fund.ts'
import { missing, nextTopUpOf } from './moving.ts'

/** Lines of one contract in which the last purchase of a fund is looked for. */
const mostLines = 10_000
const places = 6

/** A fund with the purchase that a further one is like. */
export interface TopUpFacts {
  readonly fund: Fund
  readonly contract: Row<typeof contracts> | undefined
  /** The line that filled it last; a fund that was opened by hand has none. */
  readonly like: ContractLine | undefined
  readonly sold: Sold | undefined
  readonly lastNumber: number
}
export async function topUpFacts(fund: Fund, read: Read): Promise<TopUpFacts> {
  const lines = await read.list(contractLines, {
    where: { field: 'contract', is: 'equal', value: fund.contract },
    order: ['-number'],
    limit: mostLines,
  })
  const like = lines.find((line) => line.kind === 'prepay' && line.life?.fund === fund.id)
  return {
    fund,
    contract: await read.get(contracts, fund.contract),
    like,
    sold: like && (await soldWith(like, read)),
    lastNumber: lines[0]?.number ?? 0,
  }
}

/** Units that are due on a day: below the threshold, or because the interval is over. */
export function dueOn({ topUp, topUpDue, nextTopUp, balance }: Fund, on: Day): Decimal | null {
  if (!topUp) return null
  if (topUp.thresholdIn !== 'interval') return topUpDue
  return nextTopUp !== null && nextTopUp <= on ? missing(topUp, balance) : null
}

/** A further purchase for a fund, at the price and on the terms of the last one: the next billing run bills it and fills the fund. */
export function toppedUp({ fund, contract, like, sold, lastNumber }: TopUpFacts, units: Decimal, on: Day, now: Now, nth = 1): Change[] {
  if (!contract || !like || !sold) return []
  const brought = documentOf(sold.product, sold.version).sell.fund?.quantity
  // What is paid is what a fund of money without terms holds.
  const bought = brought
    ? { quantity: exactly(ratioText(divide(ratioOf(units), ratioOf(brought)), places)), unitPrice: like.unitPrice }
    : { quantity: one, unitPrice: units }
  const line: ContractLine = {
    ...running,
    ...bought,
    id: now.newId() as Id<'contractLines'>,
    contract: like.contract,
    number: lastNumber + nth,
    entity: like.entity,
    customer: like.customer,
    product: like.product,
    version: like.version,
    description: like.description,
    currency: like.currency,
    months: like.months,
    timing: like.timing,
    anchor: like.anchor,
    start: on,
    end: null,
    billedTo: null,
    taxCodes: like.taxCodes,
    poNumber: like.poNumber,
    kind: 'prepay',
    life: { ...plainLife, signedOn: on, fund: fund.id },
  }
  return [
    add(contractLines, line),
    put(funds, { ...fund, topUpLine: line.id }),
    tell('funds.toppingUp', { fund: fund.id, name: fund.name, line: line.id }),
  ]
}
/** An interval at whose end nothing was missing is over all the same. */
export const intervalOver = (fund: Fund): Change => {
  const after = { ...fund, topUps: fund.topUps + 1 }
  return put(funds, { ...after, nextTopUp: nextTopUpOf(after) })
}
