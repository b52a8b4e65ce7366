import { exactly } from '../kernel/decimal.ts'
import { majorText } from '../kernel/money.ts'
import { add, job, put, tell, type Change, type JobState, type Now, type Read } from '../kernel/operation.ts'
import type { Answer, Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { count, idOf, shape, type Id, type Wire } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { frozenIn } from '../rates/frozen.ts'
import { americanAddress, type AmericanAddress } from '../tax/american-address.ts'
import { taxProfiles } from '../tax/profile.ts'
import { answered, askService, requestOf, salesTaxAnswers, serviceFaultsTold, type ServiceFault } from '../tax/sales-tax.ts'
import { salesTaxCode, untaxedSaleCode } from '../tax/statute/america.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { chargeTaxes, salesTaxMissing } from './charge-tax.ts'
import { openEntities } from './drop.ts'
import { beforeAll, runCharges, type RunCharge } from './facts.ts'
import { runState, type Run } from './propose.ts'
import { exchangesOf } from './rates.ts'
import { billingRuns } from './run.ts'
import { foreignIn, runFor } from './scope.ts'
import { readRounding } from './taxing.ts'
import { countInvoice, discountInvoice, taxesOf, totalsData, totalsOf } from './totals.ts'

/** Charges that one portion looks at, and invoices that it asks about: each is a call over the network. */
const portion = 3000
const asked = 10

export type AskFault = ServiceFault | 'billing.addressUnreadable'
type Fault = AskFault
export const askFaults = [...serviceFaultsTold, 'billing.addressUnreadable'] as const satisfies readonly Fault[]

/** A charge as far as a service has to know it. */
export type ServiceCharge = Pick<RunCharge, 'id' | 'net' | 'currency' | 'taxCodes'> & Partial<Pick<RunCharge, 'serviceTax' | 'serviceRate'>>
export const waits = ({ taxCodes: codes, serviceTax = null }: ServiceCharge): boolean =>
  serviceTax === null && codes.length === 1 && codes[0] === salesTaxCode
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/** Whole invoices after one of them, as far as they wait for an answer. */
async function nextInvoices(run: Run, after: string, read: Read): Promise<{ readonly invoices: readonly (readonly RunCharge[])[]; readonly last: string; readonly more: boolean }> {
  const about = { run: run.id, entities: openEntities(run), afterInvoice: after as Id<'invoices'> }
  for (let limit = portion; ; limit *= 4) {
    const found = await read.ask(runCharges, { ...about, limit })
    const full = found.length === limit
    const cut = full ? found[found.length - 1]!.invoice : undefined
    const byInvoice = new Map<string, RunCharge[]>()
    for (const charge of found) if (charge.invoice !== cut) byInvoice.set(charge.invoice, [...(byInvoice.get(charge.invoice) ?? []), charge])
    if (byInvoice.size === 0 && full) continue
    const waiting = [...byInvoice].filter(([, own]) => own.some(waits))
    const chosen = waiting.slice(0, asked)
    const more = full || waiting.length > asked
    return { invoices: chosen.map(([, own]) => own), last: waiting.length > asked ? chosen[chosen.length - 1]![0] : ([...byInvoice.keys()].at(-1) ?? ''), more }
  }
} // prettier-ignore

interface Place extends AmericanAddress {
  readonly country: string
}
export type Placed = Place | Refusal<'billing.addressUnreadable'>
export const placed = (name: string, lines: readonly string[], region: string | null): Placed => {
  const found = americanAddress(lines, region)
  return found ? { ...found, country: 'US' } : refuse('billing.addressUnreadable', { name })
}

/** What a service knows of a charge: an id, and what it comes to. */
type Questioned = Pick<RunCharge, 'net' | 'currency'> & { readonly id: string }
/** What a service is asked of some charges. One that takes back is asked about as if it charged: tax of both is the same. */
export function requestFor(charges: readonly Questioned[], seller: Place, buyer: Place): Wire {
  const { currency } = charges[0]!
  const lines = charges.map(({ id, net }) => ({ id, quantity: exactly('1'), unitPrice: exactly(majorText(currency, size(net))), discount: null, productTaxCode: null }))
  return requestOf({ seller, buyer, lines })
} // prettier-ignore
/** What an answer says, where it speaks of each of the charges and its parts are the whole. */
export function foundIn(answer: Answer<typeof askService>, charges: readonly Questioned[]) {
  const found = answered(answer, charges[0]!.currency)
  if (refused(found)) return found
  const known = charges.every(({ id }) => found.lines.some((line) => line.id === id))
  const sum = found.lines.reduce((total, line) => total + line.tax, 0n)
  return known && sum === found.tax ? found : refuse('tax.serviceUnreadable', { detail: `${answer.detail}: ${sum} / ${found.tax}` })
}
/** What the service says of the waiting charges of one invoice. */
async function askOf<C extends ServiceCharge>(invoice: readonly C[], seller: Place, buyer: Place, read: Read) {
  const charges = invoice.filter(waits)
  const request = requestFor(charges, seller, buyer)
  const [answer] = await read.ask(askService, { request })
  assert(answer, 'an answer or a fault')
  const found = foundIn(answer, charges)
  return refused(found) ? found : { invoice, charges, request, found }
}
type AskedInvoice = Exclude<Awaited<ReturnType<typeof askOf<RunCharge>>>, Refusal>
export type Found = AskedInvoice['found']

async function loadStep(state: JobState, read: Read) {
  const run = await read.get(billingRuns, state.subject)
  if (!run || run.state !== 'proposed') return { run, next: undefined }
  const { invoices, last, more } = await nextInvoices(run, state.marker, read)
  const found: AskedInvoice[] = []
  const buyers = await read.some(customers, [...new Set(invoices.map(([first]) => first!.customer as string))].sort())
  for (const invoice of invoices) {
    const { entity: code, customer: of } = invoice[0]!
    const [entity, customer, profile] = [await read.get(entities, code), buyers.get(of), await read.get(taxProfiles, code)]
    assert(entity && customer, `both sides of the invoice ${invoice[0]!.invoice}`)
    const [seller, buyer] = [placed(entity.name, entity.address, profile?.region ?? null), placed(customer.name, customer.address, customer.region)]
    if (refused(seller)) return { run, next: seller }
    if (refused(buyer)) return { run, next: buyer }
    const answer = await askOf(invoice, seller, buyer, read)
    if (refused(answer)) return { run, next: answer }
    found.push(answer)
  }
  const codes = await read.list(taxCodes, { limit: 100_000 })
  const roundings = new Map<string, Awaited<ReturnType<typeof readRounding>>['rounding']>()
  for (const code of new Set(invoices.map(([first]) => first!.entity as string))) roundings.set(code, (await readRounding(read, code, run.asOf)).rounding)
  return { run, next: { found, last, more, roundings, codes: new Map(codes.map((one) => [one.code as string, one])) } }
} // prettier-ignore

/** The charges of an invoice with what the service said of them. */
export function taxedBy<C extends ServiceCharge>(
  { found }: { readonly found: Found },
  charge: C,
): C & Pick<RunCharge, 'serviceTax' | 'serviceRate'> {
  const line = waits(charge) ? found.lines.find(({ id }) => id === charge.id) : undefined
  if (!line) return { ...charge, serviceTax: charge.serviceTax ?? null, serviceRate: charge.serviceRate ?? null }
  const taxed = line.tax !== 0n
  const own = [taxed ? salesTaxCode : untaxedSaleCode] as readonly string[] as RunCharge['taxCodes']
  return { ...charge, taxCodes: own, serviceTax: charge.net < 0n ? -line.tax : line.tax, serviceRate: taxed ? line.rate : exactly('0') }
}

type Next = Exclude<NonNullable<Awaited<ReturnType<typeof loadStep>>['next']>, Refusal>
function recorded(run: Run, { found, roundings, codes }: Next, now: Now): { readonly changes: Change[]; readonly totals: Wire } {
  const totals = totalsOf(run.totals)
  const changes: Change[] = []
  for (const one of found) {
    const { entity, currency, invoice } = one.invoice[0]!
    const answer: Row<typeof salesTaxAnswers> = {
      id: now.newId() as Id<'salesTaxAnswers'>, entity, askedFor: `${run.number}/${invoice}`, request: one.request, response: one.found.response, recordedAt: now.at, recordedBy: now.caller.name,
    }
    const after = one.invoice.map((charge) => taxedBy(one, charge))
    const [exchanges, rounding] = [exchangesOf(frozenIn(run.rates), entity), roundings.get(entity)!]
    const net = after.reduce((sum, charge) => sum + charge.net, 0n)
    discountInvoice(totals[entity]!, currency, net, taxesOf(one.invoice, codes, rounding), after.length, exchanges)
    countInvoice(totals[entity]!, currency, net, taxesOf(after, codes, rounding), after.length, exchanges)
    changes.push(add(salesTaxAnswers, answer))
    for (const [i, { id, serviceTax, serviceRate }] of after.entries())
      if (waits(one.invoice[i]!)) changes.push(add(chargeTaxes, { charge: id, run: run.id, entity, answer: answer.id, currency, tax: serviceTax!, rate: serviceRate! }))
  }
  return { changes, totals: totalsData(totals) }
} // prettier-ignore

/** Asks the sales tax service what the sales of a proposal bear, invoice by invoice. Until it has answered for all of them nothing is posted. */
export const askSalesTaxes = job({
  name: 'billing.askSalesTax',
  zone: 'finance',
  permit: 'billing.propose',
  input: shape({ run: idOf('billingRuns') }),
  output: shape({ run: idOf('billingRuns'), missing: count }),
  refusals: ['billing.unknownRun', 'billing.notReady', 'billing.foreignEntity', ...askFaults],
  begin: {
    load: async ({ run: id }, read, now) => {
      const run = await runFor(read, id, now.caller)
      const [missing] = run ? await read.ask(salesTaxMissing, { run: id, entities: openEntities(run) }) : []
      return { run, missing: missing?.charges ?? 0 }
    },
    decide: ({ run: id }, { run, missing }, now) => {
      if (!run) return refuse('billing.unknownRun', { run: id })
      const foreign = foreignIn(run, now.caller)
      if (foreign !== undefined) return refuse('billing.foreignEntity', { run: run.number, entity: foreign })
      if (run.state !== 'proposed') return refuse('billing.notReady', { run: run.number, state: run.state })
      const state = { ...runState(run, 'proposing', 0, missing), marker: missing === 0 ? '' : beforeAll }
      return { result: { ...state, progress: { phase: 'billing.askSalesTax', done: 0, of: missing } }, changes: [] }
    },
  },
  step: {
    load: loadStep,
    decide: (state, { run, next }, now) => {
      if (!run) return refuse('billing.unknownRun', { run: state.subject })
      if (next !== undefined && refused(next)) return next
      if (!next) return { result: { ...state, marker: '' }, changes: [] }
      const { changes, totals } = recorded(run, next, now)
      const done = next.found.reduce((sum, { charges }) => sum + charges.length, 0)
      const result = { ...state, marker: next.more ? next.last : '', progress: { ...state.progress, done: state.progress.done + done } }
      if (changes.length === 0) return { result, changes: [] }
      return { result, changes: [...changes, put(billingRuns, { ...run, totals }), tell('billing.salesTaxAsked', { run: run.id, number: run.number })] }
    },
  },
  finish: async (subject, read) => {
    const run = await read.get(billingRuns, subject)
    assert(run, 'the run that was asked about')
    const [missing] = await read.ask(salesTaxMissing, { run: run.id, entities: openEntities(run) })
    return { run: run.id, missing: missing?.charges ?? 0 }
  },
}) // prettier-ignore
