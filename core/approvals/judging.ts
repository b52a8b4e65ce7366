import { decimalText, isLess, multiply, powerOfTen, ratio, zero, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { exponents, majorText, type Currency } from '../kernel/money.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import type { Code } from '../kernel/shape.ts'
import { rateFaults, type Exchange, type RateFault } from '../rates/exchange.ts'
import type { Approval } from './asking.ts'
import { anyKind } from './kinds.ts'
import type { approvalLimits } from './limit.ts'

export type Limit = Row<typeof approvalLimits>

/** How far somebody decides. */
export interface Power {
  readonly user: string
  readonly name: string
  /** Decides whatever the figure. */
  readonly unlimited: boolean
  readonly roles: readonly Code<'roles'>[]
}
/** Somebody who decides, and whom they stand in for today. */
export interface Authority extends Power {
  readonly standsInFor: readonly Power[]
}
/** The figures that limits are compared with. */
export type Measured = Pick<Approval, 'kind' | 'subject' | 'percent' | 'currency' | 'amount' | 'groupCurrency' | 'groupAmount'>

type LimitFault = 'approvals.noLimit' | 'approvals.aboveLimit' | RateFault
export type DecisionFault = 'approvals.decided' | 'approvals.ownRequest' | LimitFault
export const decisionFaults = [
  'approvals.decided', 'approvals.ownRequest', 'approvals.noLimit', 'approvals.aboveLimit', ...rateFaults,
] as const satisfies readonly DecisionFault[] // prettier-ignore

/** With whose limit somebody decides an approval: their own (`null`), or that of the first whom they stand in for. Never what they asked for themselves. */
export function decidesFor(
  authority: Authority,
  approval: Approval,
  limits: readonly Limit[],
  exchange: Exchange,
): { readonly insteadOf: Power | null } | Refusal<DecisionFault> {
  const { subject, state, current, askers } = approval
  if (state !== 'open' || !current) return refuse('approvals.decided', { subject, state })
  if (askers.includes(authority.user)) return refuse('approvals.ownRequest', { subject })
  const fault = limitFault(authority, approval, limits, exchange)
  if (!fault) return { insteadOf: null }
  const insteadOf = authority.standsInFor.find((power) => !askers.includes(power.user) && !limitFault(power, approval, limits, exchange))
  return insteadOf ? { insteadOf } : fault
}

/** A role's own limit of a kind, or its limit for any kind. */
const limitsFor = (power: Power, kind: string, limits: readonly Limit[]): Limit[] =>
  power.roles.flatMap((role) => {
    const own = limits.filter((limit) => limit.role === role)
    const exact = own.filter((limit) => limit.kind === kind)
    return exact.length > 0 ? exact : own.filter((limit) => limit.kind === anyKind)
  })

/** Of several roles the one counts that reaches furthest. */
export function limitFault(
  power: Power,
  measured: Measured,
  limits: readonly Limit[],
  exchange: Exchange,
): Refusal<LimitFault> | undefined {
  if (power.unlimited) return undefined
  const faults = limitsFor(power, measured.kind, limits).map((limit) => beyond(limit, measured, exchange))
  if (faults.length > 0 && faults.includes(undefined)) return undefined
  return (
    faults.find((fault) => fault?.refused === 'approvals.aboveLimit') ??
    faults[0] ??
    refuse('approvals.noLimit', { subject: measured.subject })
  )
}

/** Each figure that the limit names must hold. A limit that names only figures which there are none of says nothing about it. */
function beyond(limit: Limit, measured: Measured, exchange: Exchange): Refusal<LimitFault> | undefined {
  const { subject } = measured
  if (limit.percent === null && limit.amount === null) return undefined
  const inPercent = limit.percent !== null && measured.percent !== null
  if (inPercent && measured.percent!.gt(limit.percent!))
    return refuse('approvals.aboveLimit', {
      subject,
      figure: `${decimalText(measured.percent!)} %`,
      limit: `${decimalText(limit.percent!)} %`,
    })
  const inMoney = amountIn(limit, measured, exchange)
  if (refused(inMoney)) return inMoney
  if (inMoney && isLess(major(limit.currency!, limit.amount!), inMoney))
    return refuse('approvals.aboveLimit', {
      subject,
      figure: `${majorText(measured.currency!, measured.amount!)} ${measured.currency}`,
      limit: `${majorText(limit.currency!, limit.amount!)} ${limit.currency}`,
    })
  return inPercent || inMoney ? undefined : refuse('approvals.noLimit', { subject })
}

const major = (currency: Currency, minor: bigint): Ratio => ratio(minor, powerOfTen(exponents[currency]))

/** The amount in the limit's currency, never rounded: as it was asked where that is the group's, otherwise at the day's rate. */
function amountIn({ currency, amount }: Limit, measured: Measured, exchange: Exchange): Ratio | Refusal<RateFault> | undefined {
  if (currency === null || amount === null || measured.currency === null || measured.amount === null) return undefined
  if (measured.currency !== currency && measured.groupCurrency === currency && measured.groupAmount !== null)
    return major(currency, measured.groupAmount)
  const rate = exchange.rate(measured.currency, currency)
  return refused(rate) ? rate : multiply(major(measured.currency, measured.amount), rate)
}

/** How much per cent of a kind somebody decides alone: what they may give away without asking. `null` is any. */
export function percentLimit(power: Power, kind: string, limits: readonly Limit[]): Decimal | null {
  const own = limitsFor(power, kind, limits)
  if (power.unlimited || own.some((limit) => limit.percent === null && limit.amount === null)) return null
  return own.reduce((most, limit) => (limit.percent?.gt(most) ? limit.percent : most), zero)
}
