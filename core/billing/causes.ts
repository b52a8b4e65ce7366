import { exactly, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { convert } from '../ledger/conversion.ts'
import { valueOf } from '../rates/rules.ts'
import type { Charge } from './charging.ts'
import { replay, type ChargeTrace } from './trace.ts'

/** Why a line is billed at another amount than the last time. Source: capabilities 9. */
export const causes = ['new', 'ended', 'quantity', 'price', 'uplift', 'currency', 'proration', 'oneOff', 'correction'] as const
export type Cause = (typeof causes)[number]
/** Minor units by cause; what is not there is nothing. */
export type Causes = Partial<Record<Cause, bigint>>

/** What is compared of a charge. */
export type Charged = Pick<Charge, 'kind' | 'currency' | 'net'> & { readonly trace: ChargeTrace }
/** What is known of the line beside its charges. */
export interface LineFacts {
  /** Billed once, on its first day. */
  readonly once: boolean
  /** Nothing more is due after its end. */
  readonly ended: boolean
  /** Harmony charged it before the last run too, so it is not new. */
  readonly known: boolean
  /** The last day on which an uplift changed its price. */
  readonly upliftOn: string | null
}
/** Amounts as they are, or in another currency by the rates of the charge that they belong to. */
export type InCurrency = (minor: bigint, of: Charged) => bigint
export const asItIs: InCurrency = (minor) => minor

/** In the currency of the legal entity, by the rates that the charge was made with. */
export const inEntityCurrency =
  (to: Currency): InCurrency =>
  (minor, { currency, trace }) =>
    currency === to || trace.rates.entity === null ? minor : convert(minor, valueOf(trace.rates.entity.legs), currency, to)

const put = (found: Causes, cause: Cause, minor: bigint): void => {
  if (minor !== 0n) found[cause] = (found[cause] ?? 0n) + minor
}

/**
 * Why one charge differs from the one before it, step by step: the last amount, then at the new quantity, then at the new price, then in the new currency; what is
 * still left comes from the length of the period. The steps sum exactly to the difference, whatever happened.
 */
export function causesOf(before: Charged | null, now: Charged | null, line: LineFacts, inCurrency: InCurrency = asItIs): Causes {
  const found: Causes = {}
  const last = before ? inCurrency(before.net, before) : 0n
  const present = now ? inCurrency(now.net, now) : 0n
  if (!before || !now) {
    const one = (now ?? before)!
    const appeared = now ? (line.known ? 'proration' : 'new') : line.ended ? 'ended' : 'proration'
    put(found, one.kind !== 'charge' ? 'correction' : line.once ? 'oneOff' : appeared, present - last)
    return found
  }
  if (before.currency !== now.currency) {
    put(found, 'currency', present - last)
    return found
  }
  // Each step rates the terms of before with one more of the terms of now.
  const [as, is] = [before.trace, now.trace]
  const [start, byQuantity, byPrice] = sameTerms(as, is)
    ? [0n, 0n, 0n]
    : [rerated(as, as.quantity, as), rerated(as, is.quantity, as), rerated(as, is.quantity, is)]
  if (start === undefined || byQuantity === undefined || byPrice === undefined) {
    put(found, 'proration', present - last)
    return found
  }
  const uplifted = line.upliftOn !== null && line.upliftOn > as.period.from && line.upliftOn < is.period.to
  const steps: readonly [Cause, bigint, Charged][] = [
    ['quantity', before.net + byQuantity - start, before],
    [uplifted ? 'uplift' : 'price', before.net + byPrice - start, before],
    ['currency', before.net + byPrice - start, now],
  ]
  let amount = last
  for (const [cause, minor, rates] of steps) {
    const next = inCurrency(minor, rates)
    put(found, cause, next - amount)
    amount = next
  }
  put(found, 'proration', present - amount)
  return found
}

/** Most lines are billed by the same terms again: nothing needs to be rated for these. */
const sameTerms = (as: ChargeTrace, is: ChargeTrace): boolean =>
  as.quantity === is.quantity && as.basis === is.basis && JSON.stringify(as.tariff) === JSON.stringify(is.tariff)

/** The amount of a charge at another quantity and tariff, over its own period; nothing where a pool or a commitment over months cannot be rated so. */
function rerated(trace: ChargeTrace, quantity: string, priced: ChargeTrace): bigint | undefined {
  if (trace.pool || priced.pool || trace.measured?.months || priced.measured?.months) return undefined
  const { against: _against, bound: _bound, ...plain } = trace
  const factor = { ...trace.factor, times: timesIn(priced, trace) }
  return replay({ ...plain, quantity, tariff: priced.tariff, basis: priced.basis, factor })
}
/** A price by the year in a period that was priced by the month, and the other way round. */
function timesIn(priced: ChargeTrace, { factor, basis }: ChargeTrace): string {
  if (priced.basis === basis) return factor.times
  const [numerator = '1', denominator = '1'] = factor.times.split('/')
  return basis === 'month' ? `${numerator}/${BigInt(denominator) * 12n}` : `${BigInt(numerator) * 12n}/${denominator}`
}

/** Why a line's charges of one run differ from those of the last. Of several periods the last ones are compared; more or fewer of them are a matter of the period. */
export function lineCauses(before: readonly Charged[], now: readonly Charged[], line: LineFacts, inCurrency: InCurrency = asItIs): Causes {
  const sum = (charges: readonly Charged[]): bigint => charges.reduce((minor, c) => minor + inCurrency(c.net, c), 0n)
  const regular = (charges: readonly Charged[]): Charged[] => charges.filter((c) => c.kind === 'charge')
  const [was, is] = [regular(before), regular(now)]
  const found: Causes = {}
  put(found, 'correction', sum(now) - sum(is) - (sum(before) - sum(was)))
  const [last, latest] = [was.at(-1) ?? null, is.at(-1) ?? null]
  if (!last || !latest) {
    const side = latest ? is : was
    for (const charge of side)
      for (const [cause, minor] of Object.entries(causesOf(latest ? null : charge, latest ? charge : null, line, inCurrency)))
        put(found, cause as Cause, minor)
    return found
  }
  for (const [cause, minor] of Object.entries(causesOf(last, latest, line, inCurrency))) put(found, cause as Cause, minor)
  put(found, 'proration', sum(is) - inCurrency(latest.net, latest) - (sum(was) - inCurrency(last.net, last)))
  return found
}

/** How much an amount changed, in per cent with one place; nothing where nothing was charged before. */
export function changePercent(before: bigint, now: bigint): Decimal | null {
  if (before === 0n) return null
  const size = before < 0n ? -before : before
  const tenths = ((now - before) * 2000n + (now < before ? -size : size)) / (2n * size)
  const sign = tenths < 0n ? '-' : ''
  const digits = `${tenths < 0n ? -tenths : tenths}`.padStart(2, '0')
  return exactly(`${sign}${digits.slice(0, -1)}.${digits.slice(-1)}`)
}
