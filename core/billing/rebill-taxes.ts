import type { entities } from '../entities/entity.ts'
import type { customers } from '../customers/customer.ts'
import type { Currency } from '../kernel/money.ts'
import { add, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { taxProfiles } from '../tax/profile.ts'
import { salesTaxAnswers } from '../tax/sales-tax.ts'
import { askOf, placed, taxedBy, waits, type AskFault, type Found } from './ask-sales-tax.ts'
import type { DueCharge } from './charging.ts'
import { chargeTaxes } from './charge-tax.ts'

/** What a sales tax service said of charges that are billed again: what was answered for the ones before is taken back with them and says nothing of these. */
export interface AskedAgain {
  /** Of the charges, in their order: the service knows them by these, and so does whoever reads its answer. */
  readonly ids: readonly Id<'charges'>[]
  readonly asked: { readonly request: Wire; readonly found: Found } | null
}
interface Sides {
  readonly entity: Row<typeof entities>
  readonly customer: Row<typeof customers>
  readonly currency: Currency
}

/** Asks anew where the law wants a service to be asked; where it does not, nobody is. */
export async function askAgain(due: readonly DueCharge[], { entity, customer, currency }: Sides, read: Read, now: Now): Promise<AskedAgain | Refusal<AskFault>> {
  const ids = due.map(() => now.newId() as Id<'charges'>)
  const invoice = due.map(({ net, taxCodes }, i) => ({ id: ids[i]!, net, currency, taxCodes }))
  if (!invoice.some(waits)) return { ids, asked: null }
  const profile = await read.get(taxProfiles, entity.code)
  const [seller, buyer] = [placed(entity.name, entity.address, profile?.region ?? null), placed(customer.name, customer.address, customer.region)]
  if (refused(seller)) return seller
  if (refused(buyer)) return buyer
  const answer = await askOf(invoice, seller, buyer, read)
  return refused(answer) ? answer : { ids, asked: { request: answer.request, found: answer.found } }
} // prettier-ignore

/** A charge with the tax that the service said it bears. */
export const taxedAgain = <C extends Parameters<typeof taxedBy>[1]>({ asked }: AskedAgain, charge: C): C =>
  asked ? taxedBy(asked, charge) : charge

/** The answer word for word, and what of it each charge bears. */
export function taxesAgain({ asked }: AskedAgain, charges: readonly Parameters<typeof taxedBy>[1][], run: Id<'billingRuns'>, { entity, currency }: Sides, number: string, now: Now): readonly Change[] {
  if (!asked) return []
  const answer: Row<typeof salesTaxAnswers> = {
    id: now.newId() as Id<'salesTaxAnswers'>, entity: entity.code, askedFor: number, request: asked.request, response: asked.found.response, recordedAt: now.at, recordedBy: now.caller.name,
  }
  const rows = charges.filter(waits).map((charge) => ({ charge, taxed: taxedBy(asked, charge) }))
  return [
    add(salesTaxAnswers, answer),
    ...rows.map(({ charge: { id }, taxed }) => add(chargeTaxes, { charge: id, run, entity: entity.code, answer: answer.id, currency, tax: taxed.serviceTax!, rate: taxed.serviceRate! })),
  ]
} // prettier-ignore
