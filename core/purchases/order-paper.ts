import { entities } from '../entities/entity.ts'
import { decimalText } from '../kernel/decimal.ts'
import { exponents, majorText } from '../kernel/money.ts'
import { query } from '../kernel/operation.ts'
import { question, type Row } from '../kernel/record.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aFile, idOf, many, shape, someData, text, type Wire } from '../kernel/shape.ts'
import { purchaseOrderLines, purchaseOrders, versionOf, type PurchaseOrder, type PurchaseOrderLine } from './purchase-order.ts'
import { suppliers, type Supplier } from './supplier.ts'
import { supplierTerms, usualTerms, type SupplierTerms } from './supplier-terms.ts'

/** Prints an order; answered by the host with its typesetter. */
export const renderOrder = question('purchases.renderOrder', shape({ name: text, data: someData, copy: someData }), shape({ file: aFile }))

/** One order with the lines of its version in force, and those of the version before. */
export const oneOrder = query({
  name: 'purchases.purchaseOrder',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape({ supplierOrder: idOf('purchaseOrders') }),
  output: shape({
    supplierOrder: purchaseOrders.shape,
    supplierName: text,
    terms: supplierTerms.shape,
    lines: many(purchaseOrderLines.shape),
    linesBefore: many(purchaseOrderLines.shape),
  }),
  refusals: ['purchases.unknownOrder'],
  ask: async ({ supplierOrder: id }, read) => {
    const order = await read.get(purchaseOrders, id)
    const supplier = order && (await read.get(suppliers, order.supplier))
    if (!order || !supplier) return refuse('purchases.unknownOrder', { order: id })
    return {
      supplierOrder: order,
      supplierName: supplier.name,
      terms: (await read.get(supplierTerms, supplier.id)) ?? usualTerms(supplier),
      lines: await versionOf(read, order),
      linesBefore: order.version > 1 ? await versionOf(read, { id: order.id, version: order.version - 1 }) : [],
    }
  },
})

/** The order as it goes to the supplier, in the supplier's language. The same version gives the same bytes. */
export const printOrder = query({
  name: 'purchases.printOrder',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape({ supplierOrder: idOf('purchaseOrders') }),
  output: shape({ file: aFile, language: text }),
  refusals: ['purchases.unknownOrder', 'purchases.orderState'],
  ask: async ({ supplierOrder: id }, read) => {
    const order = await read.get(purchaseOrders, id)
    const supplier = order && (await read.get(suppliers, order.supplier))
    const entity = order && (await read.get(entities, order.entity))
    if (!order || !supplier || !entity) return refuse('purchases.unknownOrder', { order: id })
    // A draft is nobody's order yet.
    if (order.number === null) return refuse('purchases.orderState', { number: '–', state: order.state })
    const terms = (await read.get(supplierTerms, supplier.id)) ?? usualTerms(supplier)
    const page = orderPage(order, await versionOf(read, order), supplier, terms, entity)
    const [answer] = await read.ask(renderOrder, { name: `${order.number}-${order.version}.pdf`, ...page })
    assert(answer, 'a printed order')
    return { file: answer.file, language: terms.language }
  },
})

const cultures = { en: 'en-GB', de: 'de-DE' } as const

/** Everything a printed order says; amounts still exact, formatted by whoever prints. Nothing in it tells what we sell, or to whom. */
function orderPage(
  order: PurchaseOrder,
  lines: readonly PurchaseOrderLine[],
  supplier: Supplier,
  terms: SupplierTerms,
  entity: Row<typeof entities>,
): { readonly data: Wire; readonly copy: Wire } {
  const { number, currency, amount: total } = order
  const data = {
    kind: 'purchaseOrder',
    language: terms.language,
    culture: cultures[terms.language],
    number: number!,
    change: order.version - 1,
    issued: order.orderedOn!,
    currency,
    exponent: exponents[currency],
    seller: {
      name: entity.name, lines: [...entity.address], country: entity.country, taxIdLabel: entity.taxIdLabel, taxId: entity.taxId, registration: entity.registration,
      bank: entity.bank.map((b) => ({ ...b })), culture: entity.culture, legal: [...entity.legal],
    },
    buyer: { name: supplier.name, lines: [...terms.address], country: supplier.country, taxId: supplier.taxId },
    supplierCode: supplier.code,
    paymentDays: supplier.paymentDays,
    discount: terms.earlyPercent === null ? null : { percent: decimalText(terms.earlyPercent), days: terms.earlyDays! },
    note: order.note,
    total: total.toString(),
    lines: lines.map((line) => ({
      position: line.position, item: line.item, quantity: decimalText(line.quantity), unitCost: decimalText(line.unitCost), months: line.months,
      from: line.start, to: line.end, amount: line.amount.toString(),
    })),
  } // prettier-ignore
  const copy = {
    format: 'harmony-purchase-order/1', number: number!, change: order.version - 1, orderedOn: order.orderedOn!, buyer: { entity: entity.code, name: entity.name }, supplier: { code: supplier.code, name: supplier.name },
    currency, total: majorText(currency, total),
    lines: lines.map((line) => ({ position: line.position, item: line.item, quantity: decimalText(line.quantity), unitCost: decimalText(line.unitCost), from: line.start, to: line.end, amount: majorText(currency, line.amount) })),
  } // prettier-ignore
  return { data, copy }
}
