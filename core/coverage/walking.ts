import { decimalText, divide, exactly, one, ratioOf, ratioText, zero, type Decimal } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { Currency } from '../kernel/money.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Code } from '../kernel/shape.ts'
import { usableOn } from '../funds/lots.ts'
import type { Holding, Stamp } from '../funds/moving.ts'
import { draw, drawHeld, inScope, overageParts, quantityFault, weightOf } from '../funds/rules.ts'
import { includedFrom } from '../usage/incident-price.ts'
import { sameType } from '../usage/incident-price.ts'
import type { CoverageRule } from './coverage-rule.ts'
import type { Entry } from './entry.ts'
import type { ContractFacts, CoverageFacts } from './facts.ts'
import type { Landing, LandingPart } from './landing.ts'
import { incidentAsked, type Asked } from './pricing-incidents.ts'
import { overagePriceOf, priceFor } from './prices.ts'

/** What a line is sold by that bills a part of an entry. */
export interface Sale {
  readonly part: number
  readonly product: Code<'products'>
  readonly quantity: Decimal
  /** `null`: the list price. */
  readonly unitPrice: Decimal | null
  readonly currency: Currency
  readonly taxCodes: CoverageRule['taxCodes']
}
export interface Walked {
  readonly parts: readonly LandingPart[]
  readonly steps: readonly Step[]
  readonly warnings: readonly Step[]
  readonly sales: readonly Sale[]
  readonly quantity: Decimal
  readonly unit: Asked['unit']
  readonly currency: Currency | null
  /** The funds as they are afterwards. */
  readonly holdings: ReadonlyMap<string, Holding>
}
export const walkFaults = ['coverage.notActive', 'coverage.nowhere', 'coverage.noProduct', 'coverage.noPrice', 'funds.overdrawn', 'funds.tooFine', 'funds.tooLarge', 'funds.notPositive'] as const // prettier-ignore
export type WalkFault = (typeof walkFaults)[number]

export interface Standing {
  readonly holdings: ReadonlyMap<string, Holding>
  readonly landings: readonly Landing[]
}
/** One entry on its way down a ladder. */
interface Walk {
  readonly entry: Entry
  readonly of: ContractFacts
  readonly facts: CoverageFacts
  readonly standing: Standing
  readonly stamp: Stamp
  readonly asked: Asked | null
  rest: Decimal
  readonly parts: LandingPart[]
  readonly steps: Step[]
  readonly warnings: Step[]
  readonly sales: Sale[]
  readonly holdings: Map<string, Holding>
  /** The fund that refused more than it holds. */
  blocked: { readonly name: string; readonly left: Decimal } | null
}
type Rule = CoverageRule

const plainPart = { fund: null, fundName: null, movement: null, line: null, repeats: null } as const
const text = (value: string) => ['text', value] as const
const number = (value: Decimal) => ['decimal', decimalText(value)] as const

/** Does a rule hold for an entry? What it leaves open holds for everything. */
export function matches({ kinds, workTypes, priorities }: Rule, { kind, workType, incident }: Entry): boolean {
  if (kinds !== null && !kinds.includes(kind)) return false
  if (workTypes !== null && !workTypes.some((type) => workType !== null && sameType(type, workType))) return false
  return priorities === null || (incident !== null && priorities.includes(incident.priority))
}
const narrowness = ({ kinds, workTypes, priorities }: Rule): number => [kinds, workTypes, priorities].filter((said) => said !== null).length

/** Walks the rungs in their order: project, fund, included, billable, as the ladder says. What no rung takes lands nowhere, and is refused. */
export function walk(entry: Entry, of: ContractFacts, facts: CoverageFacts, standing: Standing, stamp: Stamp): Walked | Refusal<WalkFault> {
  if (of.contract.state !== 'active') return refuse('coverage.notActive', { contract: of.contract.number })
  const { asked, steps } = askedOf(entry, of, facts, standing)
  const at: Walk = {
    entry, of, facts, standing, stamp, asked, rest: asked?.quantity ?? one, parts: [], steps: [step(`coverage.why.ladder.${of.source}`), ...steps], warnings: [], sales: [],
    holdings: new Map(standing.holdings), blocked: null,
  } // prettier-ignore
  const rules = of.rules.filter((rule) => matches(rule, entry))
  warnOfTwins(at, rules)
  if (asked && asked.free !== null) return free(at, asked.free)
  for (const rule of rules) {
    if (at.rest.lte(0)) break
    const fault = takeRung(at, rule)
    if (fault) return fault
  }
  if (at.rest.gt(0)) return nowhere(at)
  return walked(at)
}
const walked = ({ parts, steps, warnings, sales, holdings, asked }: Walk): Walked => ({
  parts,
  steps,
  warnings,
  sales,
  quantity: asked?.quantity ?? one,
  unit: asked?.unit ?? 'token',
  currency: asked?.currency ?? null,
  holdings,
})

function askedOf(
  entry: Entry,
  of: ContractFacts,
  facts: CoverageFacts,
  standing: Standing,
): { readonly asked: Asked | null; readonly steps: readonly Step[] } {
  if (entry.kind === 'incident') return incidentAsked(entry, { ...of, landings: standing.landings }, facts.prices)
  const unit = entry.kind === 'time' ? 'hours' : 'currency'
  return { asked: { quantity: entry.quantity!, unit, currency: entry.currency, free: null, factor: one }, steps: [] }
}

/** Two rules of one rung that say equally much hold: the first one counts, and somebody should know. */
function warnOfTwins({ warnings, entry }: Walk, rules: readonly Rule[]): void {
  for (const [i, rule] of rules.entries()) {
    // Several rules about funds or what is included are tried one after the other.
    const twin = rules.find((other, k) => k < i && other.rung === rule.rung && narrowness(other) === narrowness(rule) && rule.rung === 'billable') // prettier-ignore
    if (twin && entry.project === null) warnings.push(step('coverage.why.twins', { first: text(twin.name), second: text(rule.name) }))
  }
}

function free(at: Walk, why: 'included' | 'duplicate' | 'reopened'): Walked {
  const rule = at.of.rules.find((one) => one.rung === 'included')?.name ?? 'included'
  at.parts.push({ ...plainPart, rung: 'included', rule, quantity: zero, unit: at.asked!.unit, repeats: why === 'included' ? null : why })
  return walked(at)
}

function nowhere({ entry, blocked, rest, of }: Walk): Refusal<WalkFault> {
  if (blocked)
    return refuse('funds.overdrawn', { fund: blocked.name, wanted: decimalText(rest.plus(blocked.left)), left: decimalText(blocked.left), day: entry.day }) // prettier-ignore
  return refuse('coverage.nowhere', { entry: entry.label, contract: of.contract.number })
}

function takeRung(at: Walk, rule: Rule): Refusal<WalkFault> | undefined {
  if (rule.rung === 'project') return void takeProject(at, rule)
  if (rule.rung === 'included') return void takeIncluded(at, rule)
  return rule.rung === 'fund' ? takeFunds(at, rule) : takeBillable(at, rule)
}

function takeProject(at: Walk, rule: Rule): void {
  const { entry, rest, asked } = at
  if (entry.kind === 'incident') return
  if (entry.project === null) return void at.steps.push(step('coverage.why.noProject'))
  at.steps.push(step('coverage.why.project', { project: text(entry.project) }))
  at.parts.push({ ...plainPart, rung: 'project', rule: rule.name, quantity: rest, unit: asked!.unit })
  at.rest = zero
}

// ---- funds

/** The funds that may pay, in the order in which they do; those that may not, with the reason. */
function payers(at: Walk, rule: Rule, asked: Asked): Holding[] {
  const found: Holding[] = []
  for (const id of at.of.funds) {
    const holding = at.holdings.get(id)
    if (!holding || (rule.fund !== null && rule.fund !== id)) continue
    const { fund } = holding
    if (fund.unit !== asked.unit || (fund.unit === 'currency' && fund.currency !== asked.currency))
      at.steps.push(step('coverage.why.otherUnit', { fund: text(fund.name) }))
    else if (!inScope(fund, at.entry.workType))
      at.steps.push(step('coverage.why.outOfScope', { fund: text(fund.name), scope: text(fund.scope.join(', ')) })) // prettier-ignore
    else if (quantityFault(fund.unit, fund.currency, at.rest)) at.steps.push(step('coverage.why.tooFine', { fund: text(fund.name) }))
    else found.push(holding)
  }
  const [first, second] = found
  if (first && second && first.fund.priority === second.fund.priority)
    at.warnings.push(step('coverage.why.twinFunds', { first: text(first.fund.name), second: text(second.fund.name) }))
  return found
}
const holds = ({ lots }: Holding, { entry }: Walk): boolean => usableOn(lots, entry.day).length > 0

function takeFunds(at: Walk, rule: Rule): Refusal<WalkFault> | undefined {
  const { asked } = at
  if (!asked) return undefined
  const may = payers(at, rule, asked)
  if (may.length === 0) return void at.steps.push(step('coverage.why.noFund'))
  const goesOn = may.find(({ fund }) => fund.overage !== 'block')
  for (const [i, holding] of may.entries()) {
    if (at.rest.lte(0)) return undefined
    const last = !may.slice(i + 1).some((later) => holds(later, at))
    // What nobody else holds goes beyond the first fund that allows it, in one movement with what it still had.
    if (holding === goesOn && last) return drawWhole(at, rule, holding)
    if (holds(holding, at)) drawPart(at, rule, holding)
    if (holding.fund.overage === 'block' && at.rest.gt(0)) {
      const { fund } = at.holdings.get(holding.fund.id)!
      at.blocked ??= { name: fund.name, left: holding.fund.balance.minus(fund.balance) }
      at.steps.push(step('coverage.why.empty', { fund: text(fund.name), rest: number(at.rest) }))
    }
  }
  return goesOn && at.rest.gt(0) ? drawWhole(at, rule, at.holdings.get(goesOn.fund.id)!) : undefined
}

const wantedFrom = ({ entry, rest }: Walk) => ({
  quantity: rest,
  bookingType: entry.bookingType,
  workType: entry.workType,
  day: entry.day,
  reference: entry.label,
})
function fundPart(at: Walk, rule: Rule, before: Holding, after: Holding, booked: Decimal): void {
  const movement = after.movements.at(-1)!
  const { fund } = before
  const weight = movement.weight ?? one
  at.holdings.set(fund.id, after)
  at.parts.push({
    ...plainPart, rung: 'fund', rule: rule.name, quantity: zero.minus(movement.quantity), unit: fund.unit, fund: fund.id, fundName: fund.name, movement: movement.id,
  }) // prettier-ignore
  at.steps.push(
    step(weight.eq(1) ? `coverage.why.fund.${fund.unit}` : 'coverage.why.weighted', {
      fund: text(fund.name),
      quantity: number(zero.minus(movement.quantity)),
      booked: number(booked),
      factor: number(weight),
    }),
  )
}
function drawPart(at: Walk, rule: Rule, before: Holding): void {
  const { holding, rest } = drawHeld(before, at.stamp, wantedFrom(at))
  fundPart(at, rule, before, holding, at.rest.minus(rest))
  at.rest = rest
}
function drawWhole(at: Walk, rule: Rule, before: Holding): Refusal<WalkFault> | undefined {
  const after = draw(before, at.stamp, wantedFrom(at))
  if (refused(after)) return after.refused === 'funds.outOfScope' ? undefined : (after as Refusal<WalkFault>)
  const { beyond, overdrawn } = after.movements.at(-1)!
  fundPart(at, rule, before, after, at.rest)
  if (overdrawn.gt(0)) at.steps.push(step('coverage.why.overdrawn', { fund: text(before.fund.name), quantity: number(overdrawn) }))
  const wanted = at.rest
  at.rest = zero
  return beyond.gt(0) ? billBeyond(at, rule, before, beyond, wanted) : undefined
}

/** Units beyond a fund, by its price, its bands, or what a unit costs with a purchase. */
function billBeyond(at: Walk, rule: Rule, { fund }: Holding, beyond: Decimal, wanted: Decimal): Refusal<WalkFault> | undefined {
  const product =
    fund.product ?? at.of.rules.find((one) => one.rung === 'billable' && one.product !== null && matches(one, at.entry))?.product
  if (!product)
    return refuse('coverage.noProduct', { entry: at.entry.label, quantity: decimalText(wanted), contract: at.of.contract.number })
  for (const { units, unitPrice } of overageParts(fund, beyond)) {
    const price = unitPrice ?? overagePriceOf(fund, at.facts.sold.get(product))
    if (!price) return refuse('coverage.noPrice', { product, currency: fund.currency, entry: at.entry.label })
    at.sales.push({ part: at.parts.length, product, quantity: units, unitPrice: price, currency: fund.currency, taxCodes: null })
    at.parts.push({ ...plainPart, rung: 'billable', rule: rule.name, quantity: units, unit: fund.unit, fund: fund.id, fundName: fund.name })
    at.steps.push(step('coverage.why.beyond', { fund: text(fund.name), quantity: number(units), price: number(price), currency: text(fund.currency) })) // prettier-ignore
  }
  return undefined
}

// ---- included, billable

function takeIncluded(at: Walk, rule: Rule): void {
  const { entry, asked } = at
  const unit = asked?.unit ?? 'token'
  if (entry.kind === 'expense') {
    // Expenses are included or not: there is no number of them in a period.
    if (rule.hours !== null || rule.incidents !== null) return
    return includedPart(at, rule, at.rest, unit)
  }
  const limit = entry.kind === 'time' ? rule.hours : rule.incidents === null ? null : exactly(`${rule.incidents}`)
  if (limit === null) return includedPart(at, rule, at.rest, unit)
  if (limit.lte(0)) return
  const used = usedOf(at, rule)
  const left = limit.minus(used)
  if (left.lte(0)) return void at.steps.push(step('coverage.why.includedUsed', { of: number(limit) }))
  const whole = entry.kind === 'incident' || left.gte(at.rest)
  includedPart(at, rule, whole ? at.rest : left, unit, { used, limit })
}
function includedPart(
  at: Walk,
  rule: Rule,
  quantity: Decimal,
  unit: Asked['unit'],
  of?: { readonly used: Decimal; readonly limit: Decimal },
): void {
  // prettier-ignore
  at.parts.push({ ...plainPart, rung: 'included', rule: rule.name, quantity, unit })
  at.steps.push(
    of
      ? step('coverage.why.includedOf', { used: number(of.used), of: number(of.limit) })
      : step('coverage.why.included', { rule: text(rule.name) }),
  )
  at.rest = at.rest.minus(quantity)
}
/** Hours, or incidents, of a period that a rule has included already. */
function usedOf({ entry, standing }: Walk, rule: Rule): Decimal {
  const per = { includedPer: rule.per ?? 'month' } as const
  const first = includedFrom(per, entry.day)
  return standing.landings
    .filter((landing) => landing.kind === entry.kind && includedFrom(per, landing.day) === first)
    .flatMap((landing) => landing.parts.filter((part) => part.rung === 'included' && part.rule === rule.name && part.repeats === null))
    .reduce((sum, part) => sum.plus(entry.kind === 'time' ? part.quantity : one), zero)
}

/** A line that the next billing run bills: hours at their rate, an incident at its price, an expense at cost and what is added. */
function takeBillable(at: Walk, rule: Rule): Refusal<WalkFault> | undefined {
  const { entry, asked, of, facts } = at
  const { product } = rule
  if (product === null) {
    at.steps.push(step('coverage.why.noProduct', { rule: text(rule.name) }))
    return undefined
  }
  const sold = facts.sold.get(product)
  const currency = asked?.currency ?? of.lines.find((line) => line.product === product)?.currency ?? of.currency
  const listed = priceFor(sold, currency)
  const sale = saleOf(at, rule, listed)
  if (!sold || !sale) return refuse('coverage.noPrice', { product, currency, entry: entry.label })
  at.sales.push({ part: at.parts.length, product, currency, taxCodes: rule.taxCodes, ...sale })
  at.parts.push({ ...plainPart, rung: 'billable', rule: rule.name, quantity: at.rest, unit: asked?.unit ?? 'token' })
  at.steps.push(
    step('coverage.why.billable', {
      product: ['product', product],
      quantity: number(sale.quantity),
      price: number(sale.unitPrice ?? listed!),
      currency: text(currency),
    }),
  )
  at.rest = zero
  return undefined
}
function saleOf({ entry, asked, rest }: Walk, rule: Rule, listed: Decimal | null): Pick<Sale, 'quantity' | 'unitPrice'> | undefined {
  if (entry.kind === 'expense') return { quantity: one, unitPrice: rest.times(one.plus((rule.markup ?? zero).times(hundredth))) }
  if (entry.kind === 'incident' && asked?.unit === 'currency' && rule.unitPrice === null) return { quantity: one, unitPrice: rest }
  const agreed = rule.unitPrice ?? listed
  if (agreed === null) return undefined
  const weight =
    entry.kind === 'time' ? weightOf({ weights: rule.weights ?? [] }, entry.bookingType, entry.workType) : (asked?.factor ?? one)
  const unitPrice = rule.unitPrice === null && weight.eq(1) ? null : agreed.times(weight)
  // Of an incident the part that no fund paid.
  const quantity = entry.kind === 'time' ? rest : asked ? exactly(ratioText(divide(ratioOf(rest), ratioOf(asked.quantity)), 6)) : one
  return { quantity, unitPrice }
}
const hundredth = exactly('0.01')
