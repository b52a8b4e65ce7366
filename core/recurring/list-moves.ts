import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, count, flag, idOf, many, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { asked, bridged, bridgeFaults, type Told } from './bridging.ts'
import { moveSteps } from './moves.ts'

/** The steps of a bridge, its ends, and what rates do. */
export const bridgeSteps = ['opening', ...moveSteps, 'exchange', 'closing'] as const
export type BridgeStep = (typeof bridgeSteps)[number]
const mostLines = 2000

/** The contract lines behind one figure of a bridge, the greatest first. They are the figure, to the penny. */
export const listMoves = query({
  name: 'recurring.moves',
  zone: 'finance',
  permit: 'recurring.read',
  input: shape({ ...asked, step: choice(...bridgeSteps) }),
  output: shape({
    currency: aCurrency,
    total: minorIn('currency'),
    /** How many there are; as many as fit are listed. */
    count,
    lines: many(
      shape({
        period: text,
        step: choice(...bridgeSteps),
        entity: codeOf('entities'),
        customer: idOf('customers'),
        customerName: text,
        contract: idOf('contracts'),
        contractNumber: text,
        line: idOf('contractLines'),
        lineNumber: count,
        product: codeOf('products'),
        productNames: someData,
        /** Of a move: the day from which it holds. */
        on: aDay,
        /** It was learned of in a later month than it holds from. */
        learnedLate: flag,
        groupAmount: minorIn('currency'),
      }),
      mostLines,
    ),
  }),
  refusals: bridgeFaults,
  ask: async ({ step, ...about }, read, now) => {
    const found = await bridged(about, read, now)
    if (refused(found)) return found
    const { currency, periods, months } = found
    const [first, last] = [periods[0]!, periods.at(-1)!]
    const shown = step === 'opening' ? [first] : step === 'closing' ? [last] : periods
    const lines = shown.flatMap((period) => months.get(period)!.flatMap((told) => rowsOf(told, period, step)))
    const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
    const sorted = lines.toSorted((a, b) => (size(b.groupAmount) === size(a.groupAmount) ? 0 : size(b.groupAmount) > size(a.groupAmount) ? 1 : -1))
    return { currency, total: lines.reduce((sum, { groupAmount }) => sum + groupAmount, 0n), count: lines.length, lines: sorted.slice(0, mostLines) }
  },
}) // prettier-ignore

function rowsOf({ line, opening, moves, exchange, closing }: Told, period: string, step: BridgeStep) {
  const row = (groupAmount: bigint, on = line.start, learnedLate = false) => ({
    period, step, entity: line.entity, customer: line.customer, customerName: line.customerName, contract: line.contract, contractNumber: line.contractNumber, line: line.id,
    lineNumber: line.number, product: line.product, productNames: line.productNames, on, learnedLate, groupAmount,
  }) // prettier-ignore
  if (step === 'opening' || step === 'closing' || step === 'exchange') {
    const amount = { opening, closing, exchange }[step]
    return amount === 0n ? [] : [row(amount)]
  }
  return moves.filter((move) => move.step === step && move.amount !== 0n).map((move) => row(move.amount, move.on, move.late))
}
