import type { Duty } from '../kernel/bounds.ts'
import { record, type Row } from '../kernel/record.ts'
import { choice, codeOf, many, maybe, shape, text, type Code } from '../kernel/shape.ts'

export const dutyEffects = ['off', 'tell', 'refuse'] as const

/**
 * Two halves of one thing that nobody should do both of. `tell`: giving both to a person warns, and the report names them. `refuse`: nobody is given both, and
 * whoever did the one half for a row of `tiedBy` does not do the other half for it. The product's own rules count as they are below until a row says otherwise.
 */
export const dutyRules = record(
  'dutyRules',
  shape({
    code: codeOf('dutyRules'),
    /** What it is called here; the product's own rules have their words. */
    name: maybe(text),
    /** Operations of the one half and of the other. */
    one: many(text, 50),
    other: many(text, 50),
    /** The record whose rows tie both halves together; without one the rule is about who is given both. */
    tiedBy: maybe(text),
    effect: choice(...dutyEffects),
  }),
  { key: 'code', personal: { keep: 'use', not: ['name'] } },
)
export type DutyRule = Row<typeof dutyRules>

const rule = (code: string, one: readonly string[], other: readonly string[], tiedBy: string | null): DutyRule => ({
  code: code as Code<'dutyRules'>,
  name: null,
  one: [...one],
  other: [...other],
  tiedBy,
  effect: 'tell',
})
const releasing = ['payables.release', 'payables.pay']

/** The product's own rules: what auditors look for first. Each tells and refuses nothing until a company says so. */
export const firstDutyRules: readonly DutyRule[] = [
  rule('supplier-and-payment', ['purchases.saveSupplier'], releasing, 'suppliers'),
  rule('bank-account-and-payment', ['payables.proposeBankAccount', 'payables.decideBankAccount'], releasing, 'suppliers'),
  rule('invoice-and-payment', ['payables.recordInvoice', 'payables.post'], releasing, 'suppliers'),
  rule('payment-proposal-and-release', ['payables.propose'], ['payables.release'], 'paymentProposals'),
  rule('order-to-supplier-and-acceptance', ['purchases.sendOrder'], ['payables.accept'], null),
  rule('journal-and-approval', ['adjustments.propose'], ['adjustments.decide'], 'adjustments'),
  rule('rate-and-approval', ['rates.proposeOverride'], ['rates.decideOverride'], 'rateOverrides'),
  rule('transfer-policy-and-approval', ['transfer.proposePolicy'], ['transfer.decidePolicy'], 'transferPolicies'),
  rule('price-rise-and-approval', ['indexation.propose'], ['indexation.approve'], 'priceBatches'),
  rule('billing-run-and-posting', ['billing.propose'], ['billing.post'], 'billingRuns'),
  rule('order-and-acceptance', ['orders.capture'], ['orders.acceptQuality', 'orders.execute'], 'orders'),
  rule('customer-and-credit-note', ['customers.save'], ['billing.credit', 'billing.creditAndRebill'], 'customers'),
  rule('receipt-and-write-off', ['receivables.receive'], ['receivables.writeOff', 'receivables.refund'], null),
  rule('credit-limit-and-order', ['approvals.setCreditLimit'], ['orders.capture', 'orders.execute'], 'customers'),
  rule('rights-and-payment', ['people.saveRole', 'people.editUser'], [...releasing, 'billing.post'], null),
]

/** The rules that hold: the product's own, as somebody here may have changed them, and those of the house. */
export function dutyRulesWith(saved: readonly DutyRule[]): readonly DutyRule[] {
  const here = new Map(saved.map((row) => [row.code as string, row]))
  return [
    ...firstDutyRules.map((own) => here.get(own.code) ?? own),
    ...saved.filter((row) => !firstDutyRules.some((own) => own.code === row.code)),
  ]
}

/** What a person has of both halves of a rule; nothing where they have only one. */
export interface Together {
  readonly rule: DutyRule
  readonly one: readonly string[]
  readonly other: readonly string[]
}
/** Rules of which somebody with these rights may do both halves. `permitOf`: the right that an operation takes. */
export function togetherIn(
  rules: readonly DutyRule[],
  permits: ReadonlySet<string>,
  permitOf: ReadonlyMap<string, string>,
): readonly Together[] {
  const held = (names: readonly string[]): string[] => names.filter((name) => permits.has(permitOf.get(name) ?? ''))
  return rules.flatMap((rule) => {
    if (rule.effect === 'off') return []
    const [one, other] = [held(rule.one), held(rule.other)]
    return one.length > 0 && other.length > 0 ? [{ rule, one, other }] : []
  })
}

/** What each operation asks of the past of whoever does it. */
export function dutiesOf(rules: readonly DutyRule[]): ReadonlyMap<string, readonly Duty[]> {
  const found = new Map<string, Duty[]>()
  for (const { code, one, other, tiedBy: link, effect } of rules) {
    if (effect !== 'refuse' || link === null) continue
    for (const [names, others] of [[one, other], [other, one]] as const)
      for (const name of names) found.set(name, [...(found.get(name) ?? []), { rule: code, others, link }])
  } // prettier-ignore
  return found
}
