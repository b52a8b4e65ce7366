import { aStep, step, type Step } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { exactly } from '../kernel/decimal.ts'
import { majorText } from '../kernel/money.ts'
import { aCurrency, codeOf, flag, idOf, many, maybe, minorIn, shape, someData, text, type Wire } from '../kernel/shape.ts'
import { replay, type ChargeTrace } from './trace.ts'

export const chargeForWhy = question(
  'billing.chargeForWhy',
  shape({ charge: idOf('charges') }),
  shape({
    id: idOf('charges'),
    entity: codeOf('entities'),
    customerName: text,
    currency: aCurrency,
    net: minorIn('currency'),
    trace: someData,
    invoiceNumber: maybe(text),
  }),
)

/** The explanation of a charge, step by step, from the contract to the rounded amount. Says only what the trace holds. */
export function explain(trace: ChargeTrace): readonly Step[] {
  const { period, factor, currency } = trace
  const last = addDays(period.to as Day, -1)
  const steps: Step[] = [
    step('billing.why.line', {
      contract: ['text', trace.contract],
      line: ['count', `${trace.line}`],
      product: ['product', trace.product],
      version: ['count', `${trace.version}`],
    }),
    step(`billing.why.${period.timing}`, {
      from: ['day', period.from],
      to: ['day', last],
      days: ['count', `${period.days}`],
      of: ['count', `${period.of}`],
    }),
    step(`billing.why.price.${trace.priceSource}`, {
      model: ['text', trace.tariff.model],
      basis: ['text', trace.basis],
      version: ['count', `${trace.version}`],
    }),
    ...trace.fills.map((fill) =>
      step(
        trace.tariff.model === 'flat'
          ? 'billing.why.flat'
          : fill.flatFee
            ? 'billing.why.bandWithFee'
            : fill.upTo === null
              ? 'billing.why.openBand'
              : 'billing.why.band',
        {
          from: ['decimal', fill.from],
          ...(fill.upTo === null ? {} : { upTo: ['decimal', fill.upTo] as const }),
          units: ['decimal', fill.units],
          price: ['decimal', fill.unitPrice, currency],
          ...(fill.flatFee === null ? {} : { fee: ['decimal', fill.flatFee, currency] as const }),
          amount: ['decimal', fill.amount, currency],
        },
      ),
    ),
  ]
  if (trace.fills.length > 1) steps.push(step('billing.why.sum', { amount: ['decimal', trace.rated, currency] }))
  if (factor.times !== '1') steps.push(step('billing.why.times', { times: ['text', factor.times] }))
  if (trace.measure === 'counted') steps.push(step('billing.why.counted', {}))
  else if (factor.days !== factor.of)
    steps.push(step('billing.why.prorated', { days: ['count', `${factor.days}`], of: ['count', `${factor.of}`] }))
  // Only what was rounded says so.
  const whole = exactly(trace.exact).eq(majorText(currency, BigInt(trace.minor)))
  steps.push(
    step(whole ? 'billing.why.amount' : 'billing.why.rounded', {
      exact: ['decimal', trace.exact, currency],
      amount: ['money', trace.minor, currency],
    }),
  )
  for (const tax of trace.tax.codes) steps.push(step('billing.why.tax', { code: ['text', tax.code], rate: ['percent', tax.rate] }))
  for (const rate of [trace.rates.entity, trace.rates.group])
    if (rate)
      for (const leg of rate.legs)
        steps.push(
          step('billing.why.rate', {
            base: ['text', leg.base],
            quote: ['text', leg.quote],
            value: ['decimal', leg.value],
            day: ['day', leg.day],
            source: ['text', leg.source],
            to: ['text', rate.to],
          }),
        )
  return steps.filter((s, i) => steps.findIndex((other) => JSON.stringify(other) === JSON.stringify(s)) === i)
}

/** Why this amount? As sentences, as data, and computed again on the spot. */
export const whyCharge = query({
  name: 'billing.why',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ charge: idOf('charges') }),
  output: shape({
    charge: idOf('charges'),
    customerName: text,
    invoiceNumber: maybe(text),
    currency: aCurrency,
    net: minorIn('currency'),
    steps: many(aStep),
    trace: someData,
    replayed: minorIn('currency'),
    holds: flag,
  }),
  refusals: ['billing.unknownCharge'],
  ask: async ({ charge: id }, read) => {
    const [charge] = await read.ask(chargeForWhy, { charge: id })
    if (!charge) return refuse('billing.unknownCharge', { charge: id })
    const trace = charge.trace as unknown as ChargeTrace
    const replayed = replay(trace)
    return {
      charge: id,
      customerName: charge.customerName,
      invoiceNumber: charge.invoiceNumber,
      currency: charge.currency,
      net: charge.net,
      steps: explain(trace),
      trace: trace as unknown as Wire,
      replayed,
      holds: replayed === charge.net,
    }
  },
})
