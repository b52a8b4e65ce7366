import { entities } from '../entities/entity.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { add, command, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, aDecimal, codeOf, idOf, many, maybe, shape, someMoney, text, type Code, type Id, type Of } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import { suppliers } from '../purchases/supplier.ts'
import { supplierTerms } from '../purchases/supplier-terms.ts'
import { readExchange } from '../rates/exchange.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { exceptionsOf, readMatch, toleranceOf } from './facts.ts'
import { keyOfNumber, supplierInvoiceLines, supplierInvoices, withdrawnStates, type SupplierInvoice, type SupplierInvoiceLine } from './supplier-invoice.ts' // prettier-ignore
import { chargedOf, taxesOf, taxingFaults, type TaxingFault } from './taxing.ts'

const aLine = shape({
  /** What was ordered; left out: `account` says what it is for. */
  costLine: maybe(idOf('costLines')),
  account: maybe(codeOf('accounts')),
  description: maybe(text),
  quantity: maybe(aDecimal),
  net: someMoney,
  taxCodes: many(codeOf('taxCodes'), 4),
  /** First and last day that it pays for: of what is bought again and again. */
  from: maybe(aDay),
  end: maybe(aDay),
})
const input = shape({
  supplier: idOf('suppliers'),
  entity: codeOf('entities'),
  /** The supplier's own number of the document. */
  number: text,
  day: aDay,
  /** Left out: by the supplier's payment term. */
  due: maybe(aDay),
  /** What is to be paid, as printed; below zero for a credit note. */
  gross: someMoney,
  lines: many(aLine, 500),
  /** Taxes as printed, where they are not what we reckon. */
  taxes: maybe(many(shape({ code: codeOf('taxCodes'), tax: someMoney }), 20)),
  note: maybe(text),
})
type Input = Of<typeof input>
const faults = [
  'payables.unknownEntity', 'payables.unknownSupplier', 'payables.noNumber', 'payables.noLines', 'payables.alreadyRecorded', 'payables.dueBefore', 'payables.otherCurrency', 'payables.nothingInvoiced',
  'payables.accountNeeded', 'payables.unknownAccount', 'payables.unknownCostLine', 'payables.droppedCostLine', 'payables.daysNeeded', 'payables.badDays', 'payables.sumsDiffer', ...taxingFaults,
] as const // prettier-ignore
type Fault = (typeof faults)[number] | TaxingFault

async function load({ supplier: id, entity: code, number, day, lines }: Input, read: Read) {
  const supplier = await read.get(suppliers, id)
  const entity = await read.get(entities, code)
  if (!supplier || !entity) return { supplier, entity: undefined }
  const where = { all: [{ field: 'supplier', is: 'equal', value: id }, { field: 'numberKey', is: 'equal', value: keyOfNumber(number) }] } as const // prettier-ignore
  return {
    supplier,
    entity,
    same: await read.list(supplierInvoices, { where, limit: 100 }),
    charts: await read.some(accounts, [...new Set(lines.flatMap((line) => line.account ?? []))].sort()),
    codes: await read.some(taxCodes, [...new Set(lines.flatMap((line) => line.taxCodes))].sort()),
    tolerance: await toleranceOf(read, entity),
    terms: await read.get(supplierTerms, id),
    exchange: await readExchange(read, day, code),
    match: await readMatch(read, lines.flatMap((line) => line.costLine ?? []).sort()),
  }
}
type Facts = Extract<Awaited<ReturnType<typeof load>>, { readonly exchange: unknown }>

/** Accounts that other documents keep: no line of an invoice goes there. */
const kept: ReadonlySet<string> = new Set(
  (['receivable', 'payable', 'unapplied', 'intercompanyReceivable', 'intercompanyPayable', 'inputTax', 'outputTax', 'deferred', 'prepaidCost', 'supplierAdvance', 'fundLiability', 'receivedNotInvoiced'] as const).map(account), // prettier-ignore
)

function lineOf(given: Input['lines'][number], position: number, { entity, gross }: Input, { charts, match }: Facts): Omit<SupplierInvoiceLine, 'id' | 'invoice'> | Refusal<Fault> {
  const { net, from, end, costLine } = given
  if (net.currency !== gross.currency) return refuse('payables.otherCurrency', { currency: gross.currency, given: net.currency })
  if (net.minor === 0n || (given.quantity !== null && given.quantity.lte(0))) return refuse('payables.nothingInvoiced', { position: `${position}` })
  if ((from === null) !== (end === null) || (from !== null && end !== null && end < from)) return refuse('payables.badDays', { from: from ?? '', end: end ?? '' })
  const shared = {
    entity, position, quantity: given.quantity, currency: net.currency, net: net.minor, taxCodes: given.taxCodes, from, to: end === null ? null : addDays(end, 1),
  }
  if (costLine === null) {
    if (given.account === null) return refuse('payables.accountNeeded', { position: `${position}` })
    const known = charts.get(given.account)
    if (!known || kept.has(known.code)) return refuse('payables.unknownAccount', { account: given.account })
    return { ...shared, costLine, contract: null, account: known.code, description: given.description?.trim() || known.code }
  }
  const cost = match.costs.get(costLine)
  if (!cost || cost.entity !== entity) return refuse('payables.unknownCostLine', { costLine, entity })
  if (given.account !== null) return refuse('payables.accountNeeded', { position: `${position}` })
  if (cost.state === 'dropped') return refuse('payables.droppedCostLine', { item: cost.item })
  if (cost.months !== null && from === null) return refuse('payables.daysNeeded', { item: cost.item })
  const to = account(cost.months === null ? 'purchases' : 'supplierRecurring')
  return { ...shared, costLine, contract: cost.contract, account: to, description: given.description?.trim() || cost.item }
} // prettier-ignore

/** The document's day and sums, and whether it is here already. */
function fault(asked: Input, { supplier, same }: Facts, due: Day): Refusal<Fault> | undefined {
  const { number, day, gross, lines, taxes } = asked
  if (keyOfNumber(number) === '') return refuse('payables.noNumber', {})
  if (lines.length === 0) return refuse('payables.noLines', {})
  const before = same.find(({ state }) => !withdrawnStates.includes(state))
  if (before) return refuse('payables.alreadyRecorded', { number: before.number, supplier: supplier.name, by: before.recordedBy, day: before.day })
  const other = (taxes ?? []).find(({ tax }) => tax.currency !== gross.currency)
  if (other) return refuse('payables.otherCurrency', { currency: gross.currency, given: other.tax.currency })
  return due < day ? refuse('payables.dueBefore', { due, day }) : undefined
} // prettier-ignore

function decide(asked: Input, facts: Facts, now: Now): Decision<SupplierInvoice> | Refusal<Fault> {
  const { supplier, entity, codes, match, tolerance, exchange, terms } = facts
  const { day, gross } = asked
  const due = asked.due ?? addDays(day, supplier.paymentDays)
  const wrong = fault(asked, facts, due)
  if (wrong) return wrong
  const id = now.newId() as Id<'supplierInvoices'>
  const lines: SupplierInvoiceLine[] = []
  for (const [i, given] of asked.lines.entries()) {
    const line = lineOf(given, i + 1, asked, facts)
    if (refused(line)) return line
    lines.push({ ...line, id: now.newId() as Id<'supplierInvoiceLines'>, invoice: id })
  }
  const printed = (asked.taxes ?? []).map(({ code, tax }) => ({ code: code as Code<'taxCodes'>, tax: tax.minor }))
  const taxes = taxesOf(lines, printed, codes, entity.country)
  if (refused(taxes)) return taxes
  const net = lines.reduce((sum, line) => sum + line.net, 0n)
  const tax = chargedOf(taxes, codes)
  const currency = gross.currency
  if (net + tax !== gross.minor) return refuse('payables.sumsDiffer', { net: `${net}`, tax: `${tax}`, sum: `${net + tax}`, gross: `${gross.minor}`, currency }) // prettier-ignore
  const exceptions = exceptionsOf({ id, day, supplier: supplier.id }, lines, match, tolerance, exchange)
  const invoice: SupplierInvoice = {
    id, supplier: supplier.id, entity: entity.code, number: asked.number.trim(), numberKey: keyOfNumber(asked.number), day, due, earlyPercent: terms?.earlyPercent ?? null,
    earlyUntil: terms?.earlyPercent && gross.minor > 0n ? addDays(day, terms.earlyDays ?? 0) : null, currency, net, tax, gross: gross.minor,
    taxes: taxes.map((one) => ({ ...one, currency })), state: exceptions.length === 0 ? 'ready' : 'exception', exceptions, note: asked.note, recordedBy: now.caller.name,
    recordedByUser: now.caller.user, recordedAt: now.at, decidedBy: null, decidedAt: null, decision: null, postedOn: null, journalNumber: null,
  } // prettier-ignore
  const told = tell('payables.recorded', { invoice: id, number: invoice.number, entity: entity.code, supplier: supplier.id })
  const changes: Change[] = [add(supplierInvoices, invoice), ...lines.map((line) => add(supplierInvoiceLines, line)), told]
  return { result: invoice, changes }
}

/** Records an invoice or a credit note of a supplier and matches each line with what was ordered and delivered. What differs waits for somebody who accepts it. */
export const recordInvoice = command({
  name: 'payables.recordInvoice',
  zone: 'finance',
  permit: 'payables.write',
  offline: 'never',
  input,
  output: supplierInvoices.shape,
  refusals: faults,
  load,
  decide: (asked, facts, now) => {
    if (!facts.supplier) return refuse('payables.unknownSupplier', { supplier: asked.supplier })
    if (!facts.entity) return refuse('payables.unknownEntity', { entity: asked.entity })
    return decide(asked, facts as Facts, now)
  },
})
