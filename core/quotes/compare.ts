import { decimalText, type Decimal } from '../kernel/decimal.ts'
import { aStep, step, type Step } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, choice, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { quotes, quoteVersions, type Quote, type QuoteVersion } from './quote.ts'
import { called } from './save.ts'
import type { SaleLineWithCosts } from './sale.ts'

const amounts = ['oneOff', 'monthly', 'termValue', 'oneOffTax', 'monthlyTax'] as const
const difference = shape({
  what: choice(...amounts),
  currency: aCurrency,
  before: minorIn('currency'),
  after: minorIn('currency'),
  difference: minorIn('currency'),
})
const changedLine = shape({
  change: choice('added', 'removed', 'changed'),
  before: maybe(count),
  after: maybe(count),
  product: text,
  currency: aCurrency,
  /** What the line comes to over its term, and how much more that is. */
  valueBefore: minorIn('currency'),
  valueAfter: minorIn('currency'),
  difference: minorIn('currency'),
  steps: many(aStep),
})

/** Two versions of a quote beside each other, in money and in words. Without a version after, the draft. */
export const compareQuotes = query({
  name: 'quotes.compare',
  zone: 'sales',
  permit: 'quotes.read',
  input: shape({ quote: idOf('quotes'), before: count, after: maybe(count) }),
  output: shape({
    quote: idOf('quotes'),
    before: count,
    after: maybe(count),
    /** The versions are in two currencies, so that their amounts are not compared. */
    currencyBefore: aCurrency,
    currencyAfter: aCurrency,
    sums: many(difference),
    lines: many(changedLine),
    steps: many(aStep),
  }),
  refusals: ['quotes.unknown', 'quotes.unknownQuoteVersion'],
  ask: async ({ quote: id, before, after }, read) => {
    const quote = await read.get(quotes, id)
    if (!quote) return refuse('quotes.unknown', { quote: id })
    const versions = await read.list(quoteVersions, { where: { field: 'quote', is: 'equal', value: id }, order: ['version'], limit: 1000 })
    const find = (version: number) => versions.find((v) => v.version === version)
    const [was, is] = [find(before), after === null ? quote : find(after)]
    if (!was || !is) return refuse('quotes.unknownQuoteVersion', { quote: called(quote), version: `${was ? (after ?? 0) : before}` })
    return { quote: quote.id, before, after, currencyBefore: was.currency, currencyAfter: is.currency, ...compared(was, is) }
  },
})

type Compared = Pick<Quote | QuoteVersion, 'currency' | 'lines' | 'validUntil' | 'title' | (typeof amounts)[number]>

/** What changed between two of them. Lines are the same by what they sell: product, description and bundle; of several the first that is left. */
export function compared(was: Compared, is: Compared) {
  const same = was.currency === is.currency
  const sums = same
    ? amounts.map((what) => ({ what, currency: is.currency, before: was[what], after: is[what], difference: is[what] - was[what] }))
    : []
  const left = [...is.lines]
  const lines = was.lines.flatMap((line) => {
    const at = left.findIndex(
      (other) => other.product === line.product && (other.description === line.description || count1(is, line.product)),
    )
    if (at < 0) return [lineShown('removed', line, undefined)]
    const [other] = left.splice(at, 1)
    const steps = lineSteps(line, other!)
    return steps.length === 0 ? [] : [lineShown('changed', line, other, steps)]
  })
  const addedLines = left.map((line) => lineShown('added', undefined, line))
  const shown = sums.filter((s) => s.difference !== 0n).map((s) => sumStep(s))
  const currencies = same ? [] : [step('quotes.step.currency', { before: ['text', was.currency], after: ['text', is.currency] })]
  const until =
    was.validUntil === is.validUntil
      ? []
      : [step('quotes.step.validUntil', { before: ['day', was.validUntil], after: ['day', is.validUntil] })]
  const all = [...lines, ...addedLines]
  const steps = [...currencies, ...shown, ...until]
  return { sums, lines: all, steps: steps.length + all.length === 0 ? [step('quotes.step.same')] : steps }
}
const count1 = ({ lines }: Compared, product: string): boolean => lines.filter((line) => line.product === product).length === 1

const sumStep = ({ what, currency, before, after, difference: d }: { readonly what: (typeof amounts)[number]; readonly currency: Quote['currency']; readonly before: bigint; readonly after: bigint; readonly difference: bigint }): Step =>
  step(`quotes.step.sum.${what}.${d > 0n ? 'more' : 'less'}`, {
    before: ['money', `${before}`, currency],
    after: ['money', `${after}`, currency],
    difference: ['money', `${d > 0n ? d : -d}`, currency],
  }) // prettier-ignore

function lineShown(
  change: 'added' | 'removed' | 'changed',
  was: SaleLineWithCosts | undefined,
  is: SaleLineWithCosts | undefined,
  steps?: readonly Step[],
) {
  const line = (is ?? was)!
  const value = (of: SaleLineWithCosts | undefined): bigint => (of?.chosen ? of.termValue : 0n)
  return {
    change,
    before: was?.number ?? null,
    after: is?.number ?? null,
    product: line.product as string,
    currency: line.currency,
    valueBefore: value(was),
    valueAfter: value(is),
    difference: value(is) - value(was),
    steps: steps ?? [step(`quotes.step.line.${change}`, { product: ['product', line.product], quantity: ['decimal', decimalText(line.quantity)], amount: ['money', `${line.termValue}`, line.currency] })], // prettier-ignore
  }
}

/** What of a line is different, a sentence each. */
function lineSteps(was: SaleLineWithCosts, is: SaleLineWithCosts): readonly Step[] {
  const product = ['product', is.product] as const
  const number = (of: Decimal | null): string => (of === null ? '' : decimalText(of))
  const steps: Step[] = []
  if (!was.quantity.eq(is.quantity))
    steps.push(
      step('quotes.step.line.quantity', { product, before: ['decimal', number(was.quantity)], after: ['decimal', number(is.quantity)] }),
    )
  if (number(was.unitPrice) !== number(is.unitPrice) && was.unitPrice && is.unitPrice)
    steps.push(step('quotes.step.line.price', { product, before: ['decimal', number(was.unitPrice), was.currency], after: ['decimal', number(is.unitPrice), is.currency] })) // prettier-ignore
  else if (number(was.unitPrice) !== number(is.unitPrice)) steps.push(step('quotes.step.line.pricing', { product }))
  if (was.version !== is.version)
    steps.push(step('quotes.step.line.version', { product, before: ['count', `${was.version}`], after: ['count', `${is.version}`] }))
  if (was.termMonths !== is.termMonths)
    steps.push(
      step('quotes.step.line.term', { product, before: ['count', `${was.termMonths ?? 0}`], after: ['count', `${is.termMonths ?? 0}`] }),
    )
  if (was.chosen !== is.chosen) steps.push(step(is.chosen ? 'quotes.step.line.chosen' : 'quotes.step.line.notChosen', { product }))
  if (was.optional !== is.optional) steps.push(step(is.optional ? 'quotes.step.line.optional' : 'quotes.step.line.fixed', { product }))
  if (was.taxCodes.join() !== is.taxCodes.join())
    steps.push(
      step('quotes.step.line.tax', { product, before: ['text', was.taxCodes.join(', ')], after: ['text', is.taxCodes.join(', ')] }),
    )
  if (was.currency !== is.currency)
    steps.push(step('quotes.step.line.currency', { product, before: ['text', was.currency], after: ['text', is.currency] }))
  return steps
}

const sumWords = amounts.flatMap((what) => [`quotes.step.sum.${what}.more`, `quotes.step.sum.${what}.less`] as const)
export const compareWords = [
  ...sumWords,
  'quotes.step.currency', 'quotes.step.validUntil', 'quotes.step.same', 'quotes.step.line.added', 'quotes.step.line.removed', 'quotes.step.line.quantity',
  'quotes.step.line.price', 'quotes.step.line.pricing', 'quotes.step.line.version', 'quotes.step.line.term', 'quotes.step.line.chosen', 'quotes.step.line.notChosen',
  'quotes.step.line.optional', 'quotes.step.line.fixed', 'quotes.step.line.tax', 'quotes.step.line.currency',
] as const // prettier-ignore
