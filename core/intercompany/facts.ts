import { question, type Answer } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { chargeKinds } from '../transfer/policy.ts'

const aCharge = shape({
  charge: idOf('transferCharges'),
  kind: choice(...chargeKinds),
  person: text,
  day: aDay,
  quantity: aDecimal,
  customerName: maybe(text),
  currency: aCurrency,
  price: minorIn('currency'),
  providerCurrency: aCurrency,
  providerPrice: minorIn('providerCurrency'),
  receiverCurrency: aCurrency,
  receiverPrice: minorIn('receiverCurrency'),
  groupCurrency: aCurrency,
  groupPrice: minorIn('groupCurrency'),
})
/** Charges between two entities before a day that no invoice has yet, oldest first. */
export const dueCharges = question(
  'intercompany.due',
  shape({ provider: codeOf('entities'), receiver: codeOf('entities'), before: aDay, limit: count }),
  aCharge,
)
export type DueCharge = Answer<typeof dueCharges>
/** Those of an invoice, in its order. */
export const chargesOf = question('intercompany.charges', shape({ invoice: idOf('intercompanyInvoices') }), aCharge)
