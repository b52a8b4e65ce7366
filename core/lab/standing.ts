import { exactly, one } from '../kernel/decimal.ts'
import type { Step } from '../kernel/explanation.ts'
import type { Currency } from '../kernel/money.ts'
import { refused } from '../kernel/refusal.ts'
import { cliffsOf, explainCliffs, type Cliff } from '../pricing/cliff.ts'
import type { Tariff } from '../pricing/rating.ts'
import { sumOf } from '../billing/trace.ts'
import { traceOf, type Invoiced } from './replaying.ts'

/** Where a tariff charges more for less, and who stands there. */
export interface Standing {
  readonly steps: readonly Step[]
  /** Would the quantity of this charge stand where more costs less? */
  readonly holds: (charge: Invoiced) => boolean
}
export function standingIn(tariff: Tariff, currency: Currency): Standing {
  const cliffs = cliffsOf(tariff, currency, one, null)
  if (refused(cliffs) || cliffs.length === 0) return { steps: [], holds: () => false }
  return { steps: explainCliffs(tariff, currency, cliffs), holds: (charge) => charge.kind === 'charge' && stands(charge, cliffs) }
}
function stands(charge: Invoiced, cliffs: readonly Cliff[]): boolean {
  const { quantity, pool } = traceOf(charge)
  const whole = pool ? sumOf(pool.quantities) : exactly(quantity)
  return cliffs.some(({ from, to }) => whole.gte(from) && whole.lte(to))
}
