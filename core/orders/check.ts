import { decimalText, one } from '../kernel/decimal.ts'
import type { Day } from '../kernel/day.ts'
import { aStep, step, type Step } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aDay, choice, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { approvalsOf } from '../approvals/asking.ts'
import { creditSteps } from '../approvals/credit-standing.ts'
import { tariffOf } from '../catalog/card-prices.ts'
import { figure } from '../purchases/change-order.ts'
import { cliffsOf } from '../pricing/cliff.ts'
import { marginOfSale, type Currencies } from '../quotes/sale-margin.ts'
import { ratesOf } from '../quotes/sale-again.ts'
import { costsOfLine } from './lines.ts'
import { creditOf, judgedAs, orderNeeds, type JudgedOrder } from './needs.ts'
import { orders, type Order, type OrderLine } from './order.ts'
import { clausesOf, paperFacts, type PaperFacts } from './paper.ts'

/** `missing` keeps the order from being accepted; `warning` should be looked at; `advice` would sell better. */
const weights = ['missing', 'warning', 'advice'] as const
const finding = shape({
  weight: choice(...weights),
  /** Number of the line that it is about. */
  line: maybe(count),
  steps: many(aStep),
})
interface Finding {
  readonly weight: (typeof weights)[number]
  readonly line: number | null
  readonly steps: readonly Step[]
}
const found = (
  weight: Finding['weight'],
  say: (typeof checkWords)[number],
  values: Parameters<typeof step>[1] = {},
  line: number | null = null,
): Finding => ({
  weight,
  line,
  steps: [step(say, values)],
})

/**
 * The deal coach: what an order earns in three currencies, what it lacks, where more would cost less, how old the rates are, what somebody will have to agree to
 * and why, and what the customer's credit leaves. It decides nothing.
 */
export const checkOrder = query({
  name: 'orders.check',
  zone: 'sales',
  permit: 'orders.read',
  input: shape({ order: idOf('orders'), day: maybe(aDay) }),
  output: shape({
    order: idOf('orders'),
    figures: sensitive('margin', many(figure, 3)),
    lines: many(shape({ number: count, figures: sensitive('margin', many(figure, 3)) })),
    findings: many(finding),
    /** What somebody must agree to before it is accepted, and whether they were asked. */
    approvals: many(shape({ kind: text, reasons: many(aStep), state: choice('willBeAsked', 'open', 'approved', 'declined', 'withdrawn') })),
    /** The sum against the credit limit, in sentences; none without a limit. */
    credit: many(aStep),
    creditExceeded: flag,
    /** Nothing is missing and nothing has to be approved. */
    ready: flag,
  }),
  refusals: ['orders.unknown'],
  ask: async ({ order: id, day }, read, now) => {
    const facts = await paperFacts(id, read)
    if (!facts) return refuse('orders.unknown', { order: id })
    const { order, parts } = facts
    const judged = await judgedAs(order, facts, read, now)
    const present = order.state === 'draft' ? [] : await approvalsOf(read, { record: orders.record, row: id })
    const credit = creditOf(order, parts, judged)
    const findings = [
      ...lacking(facts, day ?? now.today),
      ...rateFindings(order),
      ...parts.lines.flatMap((line) => lineFindings(line, judged)),
    ]
    // Once it is signed it was judged by what whoever sold it may give away; whoever looks may give more, or less.
    const approvals =
      order.state === 'draft'
        ? orderNeeds(order, parts, judged).map(({ kind, reasons }) => ({ kind: kind as string, reasons, state: 'willBeAsked' as const }))
        : present.filter(({ current }) => current).map(({ kind, reasons, state }) => ({ kind: kind as string, reasons, state }))
    return {
      order: order.id,
      figures: order.figures,
      lines: parts.lines.map((line) => ({ number: line.number, figures: figuresOf(line, facts) })),
      findings,
      approvals,
      credit: credit ? creditSteps(credit) : [],
      creditExceeded: credit?.exceeded ?? false,
      ready: !findings.some(({ weight }) => weight === 'missing') && approvals.every(({ state }) => state === 'approved'),
    }
  },
})

function figuresOf(line: OrderLine, { order, parts }: PaperFacts) {
  const currency = (side: 'entity' | 'group') => order.figures.find(({ currencyOf }) => currencyOf === side)?.currency
  const currencies: Currencies = {
    transaction: order.currency,
    entity: currency('entity') ?? order.currency,
    group: currency('group') ?? order.currency,
  }
  const known = new Set<string>(order.figures.map(({ currencyOf }) => currencyOf))
  const own = { ...line, costs: costsOfLine(line.id, parts.costs) }
  return marginOfSale([own], currencies, ratesOf(order)).filter(({ currencyOf }) => known.has(currencyOf))
}

/** What the order cannot be accepted without. */
function lacking(facts: PaperFacts, day: Day): readonly Finding[] {
  const { order, parts, customer } = facts
  const clauses = clausesOf(facts, day)
  const needsPo = order.poNumber === null && (customer.poRequired || order.poFollows)
  return [
    ...(parts.lines.length === 0 ? [found('missing', 'orders.check.noLines')] : []),
    ...(needsPo
      ? [found('missing', order.poFollows ? 'orders.check.poFollows' : 'orders.check.noPo', { customer: ['text', customer.name] })]
      : []),
    ...(order.contact === null ? [found('warning', 'orders.check.noContact')] : []),
    ...clauses.missing.map(({ products }) => found('missing', 'orders.check.noClause', { products: ['text', products.join(', ')] })),
    ...clauses.untranslated.map((clause) =>
      found('warning', 'orders.check.untranslated', { clause: ['text', clause], language: ['text', order.language] }),
    ),
    ...(customer.address.length === 0 ? [found('warning', 'orders.check.noAddress', { customer: ['text', customer.name] })] : []),
    ...parts.lines.flatMap((line) =>
      facts.sold.get(`${line.product}@${line.version}`)?.document.deliver.delivery === 'project' && line.project === null
        ? [found('warning', 'orders.check.noProject', { product: ['product', line.product] }, line.number)]
        : [],
    ),
  ]
}

const rateFindings = ({ rates }: Order): readonly Finding[] =>
  rates.flatMap(({ from, to, state, published, ageDays, rate }) => {
    const pair = { from: ['text', from], to: ['text', to] } as const
    if (state === 'missing') return [found('warning', 'orders.check.noRate', pair)]
    if (state === 'fresh' || published === null) return []
    return [
      found('warning', 'orders.check.oldRate', {
        ...pair,
        rate: ['decimal', rate ? decimalText(rate) : ''],
        day: ['day', published],
        age: ['count', `${ageDays ?? 0}`],
      }),
    ]
  })

function lineFindings(line: OrderLine, { sold }: JudgedOrder): readonly Finding[] {
  const { number, product, currency, quantity, unitPrice, oneOff, monthly } = line
  const document = sold.get(`${product}@${line.version}`)
  const listed = document?.sell.prices.find((price) => price.currency === currency)
  const free = oneOff === 0n && monthly === 0n ? [found('warning', 'orders.check.free', { product: ['product', product] }, number)] : []
  if (!document || !listed || unitPrice !== null) return free
  const cliffs = cliffsOf(tariffOf(document.sell, listed), currency, one, null)
  if (refused(cliffs)) return free
  const here = cliffs.find(({ from, to }) => quantity.gte(from) && quantity.lte(to))
  return here
    ? [
        ...free,
        found(
          'advice',
          'orders.check.cliff',
          {
            product: ['product', product],
            quantity: ['decimal', decimalText(quantity)],
            amount: ['money', `${monthly + oneOff}`, currency],
            cheaper: ['decimal', decimalText(here.cheaper)],
            less: ['money', `${here.amount}`, currency],
          },
          number,
        ),
      ]
    : free
}

export const checkWords = [
  'orders.check.noLines', 'orders.check.noPo', 'orders.check.poFollows', 'orders.check.noContact', 'orders.check.noClause', 'orders.check.untranslated',
  'orders.check.noAddress', 'orders.check.noProject', 'orders.check.noRate', 'orders.check.oldRate', 'orders.check.free', 'orders.check.cliff',
] as const // prettier-ignore
