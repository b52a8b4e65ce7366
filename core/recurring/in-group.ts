import type { Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { convert } from '../ledger/conversion.ts'
import type { LineMonth, Line, Move } from './moves.ts'

export interface GroupMove extends Move {
  /** In the currency of the group. */
  readonly amount: bigint
}
export interface GroupMonth {
  readonly opening: bigint
  readonly moves: readonly GroupMove[]
  /** What the same revenue is worth more or less since the rates are others. */
  readonly exchange: bigint
  readonly closing: bigint
}
export type RateOf = (from: Currency) => Ratio

/**
 * A line's month in the currency of the group: the opening at the rates of then, everything else at those of the month. Each move is the difference of what the line
 * comes to before and after it, so that the parts are the whole to the penny, whatever rounding does.
 */
export function inGroup(
  { opening, moves, closing }: Pick<LineMonth<Line>, 'opening' | 'moves' | 'closing'>,
  { from, to, before, now }: { readonly from: Currency; readonly to: Currency; readonly before: RateOf; readonly now: RateOf },
): GroupMonth {
  const [then, rate] = [before(from), now(from)]
  const at = (minor: bigint): bigint => convert(minor, rate, from, to)
  const begun = convert(opening, then, from, to)
  // Of constant rates, and of a line that stands still, each amount is converted once.
  let [standing, worth] = [opening, then === rate ? begun : at(opening)]
  const exchange = worth - begun
  const told = moves.map((move): GroupMove => {
    const before = worth
    standing += move.minor
    worth = at(standing)
    return { ...move, amount: worth - before }
  })
  return { opening: begun, moves: told, exchange, closing: standing === closing ? worth : at(closing) }
}
