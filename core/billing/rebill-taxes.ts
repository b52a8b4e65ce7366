import type { entities } from '../entities/entity.ts'
import type { customers } from '../customers/customer.ts'
import type { Currency } from '../kernel/money.ts'
import { add, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { taxProfiles } from '../tax/profile.ts'
import { askService, salesTaxAnswers } from '../tax/sales-tax.ts'
import { foundIn, placed, requestFor, taxedBy, waits, type AskFault, type Found } from './ask-sales-tax.ts'
import type { DueCharge } from './charging.ts'
import { chargeTaxes } from './charge-tax.ts'
import type { invoices } from './invoice.ts'

/** What is billed again: a line, and what it owes for one period. */
export interface DueAgain {
  readonly line: { readonly id: string }
  readonly due: DueCharge
}
interface Sides {
  readonly entity: Row<typeof entities>
  readonly customer: Row<typeof customers>
  readonly invoice: Row<typeof invoices>
}
interface Asking {
  readonly request: Wire
  readonly charges: readonly { readonly id: string; readonly net: bigint; readonly currency: Currency }[]
}

/** Charges that do not exist yet are known to the service by their line and period. */
const knownAs = ({ line, due }: DueAgain): string => `${line.id}/${due.from}/${due.nth}`
/** The sale that an answer was asked for. */
const askedFor = ({ entity, invoice }: Sides): string => `${entity.code}/${invoice.number} +`

/** What a service has to be asked before an invoice is billed again; nothing where the law wants none. What was answered for the charges of before is taken back with them and says nothing of these. */
export async function askingAgain(due: readonly DueAgain[], { entity, customer, invoice }: Sides, read: Read): Promise<Asking | null | Refusal<'billing.addressUnreadable'>> {
  const charges = due.filter((one) => waits({ ...one.due, id: '' as never })).map((one) => ({ id: knownAs(one), net: one.due.net, currency: invoice.currency }))
  if (charges.length === 0) return null
  const profile = await read.get(taxProfiles, entity.code)
  const [seller, buyer] = [placed(entity.name, entity.address, profile?.region ?? null), placed(customer.name, customer.address, customer.region)]
  if (refused(seller)) return seller
  if (refused(buyer)) return buyer
  return { request: requestFor(charges, seller, buyer), charges }
} // prettier-ignore

/** Asks a service, and the answer to be kept. */
export async function answerAgain({ request, charges }: Asking, read: Read): Promise<{ readonly response: Wire } | Refusal<AskFault>> {
  const [answer] = await read.ask(askService, { request })
  assert(answer, 'an answer or a fault')
  const found = foundIn(answer, charges)
  return refused(found) ? found : { response: found.response }
}
export const keptAnswer = ({ request }: Asking, { response }: { readonly response: Wire }, sides: Sides, now: Now): Row<typeof salesTaxAnswers> => ({
  id: now.newId() as Id<'salesTaxAnswers'>,
  entity: sides.entity.code,
  askedFor: askedFor(sides),
  request,
  response,
  recordedAt: now.at,
  recordedBy: now.caller.name,
}) // prettier-ignore

/** Data as text whose fields have one order, whatever a store makes of theirs. */
const orderly = (data: Wire): string =>
  JSON.stringify(data, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  ) // prettier-ignore

/** What a service answered for what is billed again. */
export interface ServedAgain {
  /** Of the charges, in their order. */
  readonly ids: readonly Id<'charges'>[]
  readonly by: { readonly answer: Id<'salesTaxAnswers'>; readonly found: Found } | null
}
/**
 * The answer that was kept for exactly this: the same addresses, periods and amounts, and of today, for a service answers by the rates of the day. No network here,
 * for number series are held.
 */
export async function servedAgain(due: readonly DueAgain[], sides: Sides, read: Read, now: Now): Promise<ServedAgain | Refusal<AskFault | 'billing.rebillUnasked'>> {
  const ids = due.map(() => now.newId() as Id<'charges'>)
  const asking = await askingAgain(due, sides, read)
  if (asking === null) return { ids, by: null }
  if (refused(asking)) return asking
  const where = { all: [{ field: 'entity', is: 'equal', value: sides.entity.code }, { field: 'askedFor', is: 'equal', value: askedFor(sides) }] } as const
  const [kept] = await read.list(salesTaxAnswers, { where, order: ['-recordedAt', '-id'], limit: 1 })
  if (!kept || kept.recordedAt.slice(0, 10) !== now.at.slice(0, 10) || orderly(kept.request) !== orderly(asking.request))
    return refuse('billing.rebillUnasked', { invoice: sides.invoice.number })
  const found = foundIn({ fault: null, detail: '', response: kept.response }, asking.charges)
  if (refused(found)) return found
  const idOf = new Map(due.map((one, i) => [knownAs(one), ids[i]! as string]))
  return { ids, by: { answer: kept.id, found: { ...found, lines: found.lines.map((line) => ({ ...line, id: idOf.get(line.id) ?? line.id })) } } }
} // prettier-ignore

/** A charge with the tax that the service said it bears. */
export const taxedAgain = <C extends Parameters<typeof taxedBy>[1]>({ by }: ServedAgain, charge: C): C =>
  by ? taxedBy(by, charge) : charge

/** What of the answer each charge bears. */
export function taxesAgain({ by }: ServedAgain, charges: readonly Parameters<typeof taxedBy>[1][], run: Id<'billingRuns'>, { entity, invoice: { currency } }: Pick<Sides, 'entity' | 'invoice'>): readonly Change[] {
  if (!by) return []
  const rows = charges.filter(waits).map((charge) => ({ charge, taxed: taxedBy(by, charge) }))
  return rows.map(({ charge: { id }, taxed }) => add(chargeTaxes, { charge: id, run, entity: entity.code, answer: by.answer, currency, tax: taxed.serviceTax!, rate: taxed.serviceRate! }))
} // prettier-ignore
