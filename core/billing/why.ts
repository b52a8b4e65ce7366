import { aStep } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, codeOf, flag, idOf, many, maybe, minorIn, shape, someData, text, type Wire } from '../kernel/shape.ts'
import { explain } from './explaining.ts'
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
