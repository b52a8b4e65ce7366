import { money } from '../kernel/money.ts'
import type { Day } from '../kernel/day.ts'
import { query, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { codeOf, flag, idOf, many, maybe, shape, someMoney, text, type Code, type Id } from '../kernel/shape.ts'
import type { Row } from '../kernel/record.ts'
import { aStep, step, type Step } from '../kernel/explanation.ts'
import { customers } from '../customers/customer.ts'
import { readExchange, rateFaults } from '../rates/exchange.ts'
import { creditCheck, type CreditCheck, type CreditFacts } from './credit.ts'
import { unbilledOrders, creditLimits } from './credit-limit.ts'
import { exposureOf } from './reads.ts'

type CreditLimit = Row<typeof creditLimits>
type Unbilled = Row<typeof unbilledOrders>
/** Ever set for one customer. */
const mostLimits = 500

/** The limits that count: the last one of the legal entity, before the last one of the group; none where that was taken away. */
export function limitInForce(limits: readonly CreditLimit[], entity: Code<'entities'> | null): CreditLimit | null {
  const last = (of: Code<'entities'> | null): CreditLimit | undefined =>
    limits
      .filter((limit) => limit.entity === of)
      .toSorted((a, b) => (a.setAt === b.setAt ? (a.id < b.id ? -1 : 1) : a.setAt < b.setAt ? -1 : 1))
      .at(-1)
  const own = entity === null ? undefined : last(entity)
  const found = own && own.amount !== null ? own : last(null)
  return found && found.amount !== null ? found : null
}

/**
 * What is known of a customer's credit with a legal entity, for `creditCheck`. `without` is what is checked itself and what it takes the place of (ids of
 * orders), should they be committed already. On a device it knows what the device knows; the hub checks again.
 */
export async function readCredit(
  read: Read,
  of: { readonly customer: Id<'customers'>; readonly entity: Code<'entities'> | null; readonly without?: readonly string[] },
  today: Day,
): Promise<CreditFacts & { readonly inForce: CreditLimit | null }> {
  const [limits, own] = await Promise.all([
    read.list(creditLimits, { where: { field: 'customer', is: 'equal', value: of.customer }, order: ['-setAt', '-id'], limit: mostLimits }),
    read.some(unbilledOrders, of.without ?? []),
  ])
  const inForce = limitInForce(limits, of.entity)
  if (inForce === null) return { inForce, limit: null, openItems: [], overdue: [], unbilled: [] }
  const sums = await read.ask(exposureOf, { customer: of.customer, entity: inForce.entity, today })
  const part = (name: 'open' | 'overdue' | 'ordered') => sums.filter((s) => s.part === name).map((s) => money(s.currency, s.amount))
  return {
    inForce,
    limit: money(inForce.currency, inForce.amount!),
    openItems: part('open'),
    overdue: part('overdue'),
    unbilled: [
      ...part('ordered'),
      ...[...own.values()].filter((one) => counts(one, inForce)).map((one) => money(one.currency, -one.amount)),
    ],
  }
}
const counts = (own: Unbilled, { customer, entity }: CreditLimit): boolean =>
  own.customer === customer && (entity === null || own.entity === entity)

/** The check as sentences. */
export const creditSteps = (check: CreditCheck): Step[] => [
  step('approvals.credit.limit', { limit: ['money', `${check.limit.minor}`, check.limit.currency] }),
  step('approvals.credit.open', {
    open: ['money', `${check.openItems.minor}`, check.openItems.currency],
    overdue: ['money', `${check.overdue.minor}`, check.overdue.currency],
  }),
  step('approvals.credit.ordered', { ordered: ['money', `${check.unbilled.minor}`, check.unbilled.currency] }),
  ...(check.thisOrder.minor === 0n ? [] : [step('approvals.credit.thisOrder', { order: ['money', `${check.thisOrder.minor}`, check.thisOrder.currency] })]), // prettier-ignore
  check.exceeded
    ? step('approvals.credit.exceeded', { over: ['money', `${-check.left.minor}`, check.left.currency] })
    : step('approvals.credit.left', { left: ['money', `${check.left.minor}`, check.left.currency] }),
]

/** What a customer may owe, what they owe and ordered, and what is left, with the sum in sentences. */
export const customerCredit = query({
  name: 'approvals.credit',
  zone: 'finance',
  permit: 'approvals.read',
  input: shape({ customer: idOf('customers'), entity: maybe(codeOf('entities')) }),
  output: shape({
    /** `null`: nobody set one. */
    limit: maybe(creditLimits.shape),
    check: maybe(
      shape({
        openItems: someMoney,
        overdue: someMoney,
        unbilled: someMoney,
        total: someMoney,
        left: someMoney,
        exceeded: flag,
      }),
    ),
    steps: many(aStep),
    /** What was set before, newest first. */
    history: many(creditLimits.shape),
    orders: many(unbilledOrders.shape),
    /** Past its day of review. */
    toReview: flag,
    ratesOn: text,
  }),
  refusals: ['approvals.unknownCustomer', ...rateFaults],
  ask: async ({ customer: id, entity }, read, { today }) => {
    if (!(await read.get(customers, id))) return refuse('approvals.unknownCustomer', { customer: id })
    const of = { field: 'customer', is: 'equal', value: id } as const
    const [facts, exchange, history, orders] = await Promise.all([
      readCredit(read, { customer: id, entity }, today),
      readExchange(read, today, entity),
      read.list(creditLimits, { where: of, order: ['-setAt', '-id'], limit: 20 }),
      read.list(unbilledOrders, { where: of, order: ['since', 'id'], limit: 100 }),
    ])
    const check = creditCheck(facts, null, exchange)
    if (refused(check)) return check
    const { inForce } = facts
    return {
      limit: inForce,
      check,
      steps: check ? creditSteps(check) : [],
      history,
      orders,
      toReview: inForce !== null && inForce.reviewOn !== null && inForce.reviewOn <= today,
      ratesOn: exchange.day,
    }
  },
})
