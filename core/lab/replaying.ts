import { exactly, multiply, ratio, type Ratio } from '../kernel/decimal.ts'
import type { Answer } from '../kernel/record.ts'
import { amountOf, ratedBy, shareOf, sumOf, timesOf, type ChargeTrace } from '../billing/trace.ts'
import type { Tariff } from '../pricing/rating.ts'
import type { invoicedCharges } from './reads.ts'

export type Invoiced = Answer<typeof invoicedCharges>
export const traceOf = ({ trace }: Pick<Invoiced, 'trace'>): ChargeTrace => trace as unknown as ChargeTrace

/** A price in the place of the one that was charged by; per month or year of what is sold over time. */
export interface Replacement {
  readonly tariff: Tariff
  readonly basis: 'month' | 'year'
}
/** A charge beside what it would have been. */
export interface Replayed {
  readonly charge: Invoiced
  readonly replayed: bigint
}

/** What a charge's period would have come to by other prices: its own quantities, days and pool, rated and rounded as billing does. */
export function amountBy(trace: ChargeTrace, { tariff, basis }: Replacement): bigint {
  const { currency, factor, pool } = trace
  const { exact: rated } = ratedBy(tariff, pool ? sumOf(pool.quantities) : exactly(trace.quantity), trace.measured)
  const times = multiply(timesOf(factor.times), toBasis(trace.basis, basis))
  const { minor } = amountOf(currency, tariff, rated, times, factor)
  return pool ? shareOf(currency, minor, pool) : minor
}
/** A period of twelve monthly prices is one of a yearly price. */
const toBasis = (charged: 'month' | 'year', now: 'month' | 'year'): Ratio =>
  charged === now ? ratio(1n) : now === 'year' ? ratio(1n, 12n) : ratio(12n)

/** Charges that belong together: one, and what corrects or credits it. */
interface Chain {
  readonly from: string
  readonly to: string
  actual: bigint
  replayed: bigint
}

/**
 * What charges would have been by other prices, one by one. `replace` answers the price that is to stand in the place of a charge's own; `undefined` leaves it.
 * A correction is the difference to what its period would have come to before, so that the charges of a period always come to what it is worth.
 */
export function replay(charges: readonly Invoiced[], replace: (charge: Invoiced) => Replacement | undefined): Replayed[] {
  const chains = new Map<string, Chain>()
  const ofLine = new Map<string, Chain[]>()
  return charges.map((charge) => {
    const chain = charge.corrects === null ? undefined : chains.get(charge.corrects)
    const replacement = replace(charge)
    const fresh = (): Chain => {
      const made = { from: charge.from, to: charge.to, actual: 0n, replayed: 0n }
      ofLine.set(charge.line, [...(ofLine.get(charge.line) ?? []), made])
      return made
    }
    const own = chain ?? fresh()
    chains.set(charge.id, own)
    const replayed = replacement === undefined ? charge.net : deltaOf(charge, replacement, own, ofLine.get(charge.line) ?? [])
    own.actual += charge.net
    own.replayed += replayed
    return { charge, replayed }
  })
}

function deltaOf(charge: Invoiced, replacement: Replacement, chain: Chain, ofLine: readonly Chain[]): bigint {
  // A credit in full takes back what stands; of any other one nothing says how it would have been.
  if (charge.kind === 'credit' || charge.kind === 'goodwill')
    return chain.actual !== 0n && chain.actual === -charge.net ? -chain.replayed : charge.net
  const trace = traceOf(charge)
  const worth = amountBy(trace, replacement)
  if (!trace.against) return worth
  const charged = BigInt(trace.against.minor)
  if (charged === chain.actual) return worth - chain.replayed
  // One difference for a period that several charges stand for.
  const standing = ofLine.filter((c) => c === chain || (c.from >= chain.from && c.to <= trace.period.to && c.from < trace.period.to))
  if (standing.reduce((sum, c) => sum + c.actual, 0n) === charged) return worth - standing.reduce((sum, c) => sum + c.replayed, 0n)
  // It corrects what was charged before these months: there is nothing to compare with.
  return charge.net
}
