import { step, type Step } from '../kernel/explanation.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { decimalText, exactly } from '../kernel/decimal.ts'
import { majorText } from '../kernel/money.ts'
import { sumOf, type ChargeTrace } from './trace.ts'

/** The explanation of a charge, step by step, from the contract to the rounded amount. Says only what the trace holds. */
export function explain(trace: ChargeTrace): readonly Step[] {
  const steps = [
    step('billing.why.line', {
      contract: ['text', trace.contract],
      line: ['count', `${trace.line}`],
      product: ['product', trace.product],
      version: ['count', `${trace.version}`],
    }),
    periodStep(trace),
    ...(trace.credits ? creditSteps(trace) : amountSteps(trace)),
    ...taxSteps(trace),
    ...rateSteps(trace),
  ]
  return steps.filter((s, i) => steps.findIndex((other) => JSON.stringify(other) === JSON.stringify(s)) === i)
}

function periodStep({ period }: ChargeTrace): Step {
  return step(`billing.why.${period.timing}`, {
    from: ['day', period.from],
    to: ['day', addDays(period.to as Day, -1)],
    days: ['count', `${period.days}`],
    of: ['count', `${period.of}`],
  })
}

/** Somebody decided it; nothing was computed. */
const creditSteps = ({ credits, currency }: ChargeTrace): Step[] => [
  step(credits!.minor === credits!.of ? 'billing.why.creditsAll' : 'billing.why.credits', {
    amount: ['money', credits!.minor, currency],
    of: ['money', credits!.of, currency],
  }),
]

function amountSteps(trace: ChargeTrace): Step[] {
  const { currency, tariff, factor } = trace
  // Everything that was charged before goes back: there is no new amount to explain.
  if (trace.against && factor.days === 0)
    return [step('billing.why.takenBack', { charged: ['money', trace.against.minor, currency], amount: ['money', trace.minor, currency] })]
  const steps: Step[] = [
    ...quantitySteps(trace),
    step(`billing.why.price.${trace.priceSource}`, {
      model: ['text', tariff.model],
      basis: ['text', trace.basis],
      version: ['count', `${trace.version}`],
    }),
    ...(tariff.free === undefined || tariff.free === '0' ? [] : [step('billing.why.included', { free: ['decimal', tariff.free] })]),
    ...guardSteps(trace),
    ...fillSteps(trace),
  ]
  if (trace.fills.length > 1 || (trace.over && trace.fills.length > 0))
    steps.push(step('billing.why.sum', { amount: ['decimal', trace.rated, currency] }))
  if (factor.times !== '1') steps.push(step('billing.why.times', { times: ['text', factor.times] }))
  return [...steps, ...prorationSteps(trace), ...boundSteps(trace), ...totalSteps(trace)]
}

/** Where the quantity comes from, where nobody simply agreed it. */
function quantitySteps({ measured, pool, quantity }: ChargeTrace): Step[] {
  const steps: Step[] = []
  if (measured)
    steps.push(
      step(`billing.why.measured.${measured.measure}`, { quantity: ['decimal', quantity], readings: ['count', `${measured.readings}`] }),
    )
  if (pool)
    steps.push(
      step('billing.why.pool', {
        name: ['text', pool.name],
        lines: ['count', `${pool.quantities.length}`],
        total: ['decimal', decimalText(sumOf(pool.quantities))],
        own: ['decimal', pool.quantities[pool.own] ?? '0'],
      }),
    )
  return steps
}

/** Another band prices it than the one that holds the quantity. */
const guardSteps = ({ guard, fills, currency }: ChargeTrace): Step[] =>
  guard ? [step('billing.why.guard', { before: ['decimal', guard.before, currency], units: ['decimal', fills[0]!.units] })] : []

function fillSteps({ tariff, fills, over, currency }: ChargeTrace): Step[] {
  const steps = fills.map((fill) =>
    step(
      tariff.model === 'flat'
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
  )
  if (over && tariff.commit)
    steps.push(
      step('billing.why.over', {
        commit: ['decimal', tariff.commit.quantity],
        units: ['decimal', over.units],
        price: ['decimal', over.unitPrice, currency],
        amount: ['decimal', over.amount, currency],
      }),
    )
  return steps
}

const methods = {
  '30/360': 'billing.why.thirty',
  monthFraction: 'billing.why.months',
  none: 'billing.why.notProrated',
  full: 'billing.why.fullPeriod',
} as const

function prorationSteps({ measure, measured, factor, period }: ChargeTrace): Step[] {
  const counts = { days: ['count', `${factor.days}`], of: ['count', `${factor.of}`] } as const
  if (measure === 'counted' && !measured) return [step('billing.why.counted', {})]
  const steps: Step[] = factor.days === factor.of ? [] : [step('billing.why.prorated', counts)]
  const how = factor.method === undefined || factor.method === 'actual' ? undefined : methods[factor.method]
  if (how && period.days !== period.of) steps.push(step(how, {}))
  return steps
}

function boundSteps({ bound, tariff, factor, currency }: ChargeTrace): Step[] {
  if (bound === 'cap') return [step('billing.why.cap', { cap: ['decimal', tariff.cap ?? '0', currency] })]
  if (bound !== 'minimum') return []
  const minimum = ['decimal', tariff.minimum ?? '0', currency] as const
  return factor.minimumDays === undefined || factor.minimumDays === factor.of
    ? [step('billing.why.minimum', { minimum })]
    : [step('billing.why.minimumShort', { minimum, days: ['count', `${factor.minimumDays}`], of: ['count', `${factor.of}`] })]
}

/** The amount, rounded where it was; of a pool the share; and against what was charged before the difference. */
function totalSteps({ exact, minor, pool, against, currency }: ChargeTrace): Step[] {
  const own = BigInt(minor) + (against ? BigInt(against.minor) : 0n)
  const amount = ['money', `${own}`, currency] as const
  // Only what was rounded says so.
  const whole = exactly(exact).eq(majorText(currency, own))
  const steps = pool
    ? [step('billing.why.share', { pool: ['decimal', exact, currency], amount })]
    : [step(whole ? 'billing.why.amount' : 'billing.why.rounded', { exact: ['decimal', exact, currency], amount })]
  if (against) steps.push(step('billing.why.against', { charged: ['money', against.minor, currency], amount: ['money', minor, currency] }))
  return steps
}

/** Which tax: as the contract line says, and where that is not what the rules say, what they would; or as the rules say. */
const taxSteps = ({ tax }: ChargeTrace): Step[] => [
  ...(tax.why ?? []),
  ...tax.codes.map(({ code, rate }) => step(tax.rule === 'rule' ? 'billing.why.taxByRule' : tax.rule === 'service' ? 'billing.why.taxByService' : 'billing.why.tax', { code: ['text', code], rate: ['percent', rate] })),
  ...(tax.differs ? [step('billing.why.taxDiffers', { codes: ['text', tax.differs.codes] }), ...tax.differs.why] : []),
] // prettier-ignore

const rateSteps = ({ rates }: ChargeTrace): Step[] =>
  [rates.entity, rates.group].flatMap((rate) =>
    rate
      ? rate.legs.map((leg) =>
          step('billing.why.rate', {
            base: ['text', leg.base],
            quote: ['text', leg.quote],
            value: ['decimal', leg.value],
            day: ['day', leg.day],
            source: ['text', leg.source],
            to: ['text', rate.to],
          }),
        )
      : [],
  )
