import { inLanguage } from '../kernel/by-language.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { decimal, decimalText, exactly, multiply, one, ratioOf, zero, type Decimal } from '../kernel/decimal.ts'
import { majorText, toMinor, type Currency } from '../kernel/money.ts'
import type { Answer } from '../kernel/record.ts'
import type { invoiceCharges } from '../billing/invoices.ts'
import type { ChargeTrace } from '../billing/trace.ts'
import { sellerCountries } from './codes.ts'
import type { EInvoiceFacts } from './facts.ts'
import type { Breakdown, EInvoice, Line } from './model.ts'
import { buyerOf, paymentOf, sellerOf, type BuyerSnapshot } from './parties.ts'
import { dayIn, discountOf, phrasesIn, skontoLine } from './phrases.ts'

type Invoice = EInvoiceFacts['invoice']
type Charge = Answer<typeof invoiceCharges>

/** Of a credit note all amounts turn round: it is a document of its own with what it gives back. */
const signOf = ({ kind }: Pick<Invoice, 'kind'>): bigint => (kind === 'creditNote' ? -1n : 1n)
const amountOf = (currency: Currency, minor: bigint): Decimal => exactly(majorText(currency, minor))
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/** UN/ECE recommendation 20, by what the product's unit is called in English. */
const units: Readonly<Record<string, string>> = {
  hour: 'HUR', hours: 'HUR', day: 'DAY', days: 'DAY', week: 'WEE', weeks: 'WEE', month: 'MON', months: 'MON', year: 'ANN', years: 'ANN', minute: 'MIN', minutes: 'MIN',
  gb: 'E34', tb: 'E35', mb: '4L', kwh: 'KWH', kg: 'KGM', km: 'KTM',
} // prettier-ignore
export const unitCode = (unit: Charge['unit']): string => units[(inLanguage(unit, 'en') ?? '').trim().toLowerCase()] ?? 'C62'

type Priced = Pick<Line, 'quantity' | 'unit' | 'price' | 'baseQuantity' | 'baseUnit'>
/**
 * Quantity and price of a line. Where one times the other is not the amount (bands, parts of months, minimums), the price is the amount itself and stands for
 * the whole quantity, as EN 16931 allows (BT-149): then the line is exact for whoever multiplies it.
 */
export function pricedAs(currency: Currency, net: bigint, quantity: Decimal, unitPrice: Decimal | null, unit: string): Priced {
  const sign = net < 0n ? exactly('-1') : one
  const plain = { unit, baseQuantity: null, baseUnit: null }
  const product = unitPrice === null ? null : toMinor(currency, multiply(ratioOf(quantity), ratioOf(unitPrice)))
  if (unitPrice !== null && !unitPrice.lt(zero) && product !== null && size(product) === size(net))
    return { ...plain, quantity: quantity.times(sign), price: unitPrice }
  const price = amountOf(currency, size(net))
  if (!quantity.gt(zero) || net === 0n) return { ...plain, quantity: quantity.gt(zero) ? quantity : sign, price }
  return { quantity: quantity.times(sign), unit, price, baseQuantity: quantity, baseUnit: unit }
}

function detailOf({ tariff, fills }: ChargeTrace): string | null {
  if (tariff.model === 'flat' || fills.length === 0) return null
  return fills.map(({ units: many, unitPrice, flatFee }) => `${many} × ${unitPrice}${flatFee ? ` + ${flatFee}` : ''}`).join('; ')
}

/** The one price of all units, where there is one: a flat tariff, or the band that counts for all of them. */
function unitPriceOf({ tariff, fills }: ChargeTrace): Decimal | null {
  const [fill, ...further] = fills
  const price = tariff.model === 'flat' ? tariff.unitPrice : further.length === 0 && fill && !fill.flatFee ? fill.unitPrice : null
  return (price === null ? undefined : decimal(price)) ?? null
}

function lineOf(charge: Charge, position: number, facts: EInvoiceFacts): Line {
  const { invoice, taxCodes } = facts
  const { language } = invoice.buyer as unknown as BuyerSnapshot
  const trace = charge.trace as unknown as ChargeTrace
  const net = charge.net * signOf(invoice)
  const code = taxCodes.get(charge.taxCodes[0] ?? '')
  const priced = pricedAs(charge.currency, net, charge.quantity, unitPriceOf(trace), unitCode(charge.unit))
  const detail = detailOf(trace)
  return {
    id: `${position}`,
    note: null,
    net: amountOf(charge.currency, net),
    ...priced,
    period: { from: charge.from, to: addDays(charge.to, -1) },
    allowances: [],
    charges: [],
    grossPrice: null,
    discount: null,
    category: code?.category ?? null,
    // What is outside the scope has no rate (BR-O-05).
    rate: code === undefined || code.category === 'O' ? null : code.rate,
    name: charge.description ?? inLanguage(charge.productNames, language) ?? charge.product,
    description: detail,
    sellerItem: charge.product,
    standardItem: null,
    origin: null,
    attributes: [],
  }
}

/** Why no tax is charged, by the list VATEX, where the category alone says it. */
export const exemptionCodes: Readonly<Record<string, string>> = { AE: 'VATEX-EU-AE', O: 'VATEX-EU-O', G: 'VATEX-EU-G', K: 'VATEX-EU-IC' }

/** The taxes of the document by category and rate; two codes of the same one are one part. */
function breakdownOf({ invoice, taxes, taxCodes }: EInvoiceFacts): readonly Breakdown[] {
  const { language } = invoice.buyer as unknown as BuyerSnapshot
  const parts = new Map<string, { base: bigint; tax: bigint; category: string | null; note: string | null; rate: Decimal }>()
  for (const tax of taxes) {
    const code = taxCodes.get(tax.code)
    // What was posted counts; documents of before say it by their code alone.
    const category = tax.category ?? code?.category ?? null
    const note = tax.note ?? (code ? (inLanguage(code.notes, language) ?? inLanguage(code.names, language) ?? null) : null)
    const key = `${category}/${decimalText(tax.rate)}`
    const part = parts.get(key) ?? { base: 0n, tax: 0n, category, note, rate: tax.rate }
    parts.set(key, { ...part, base: part.base + tax.base, tax: part.tax + tax.amount })
  }
  const sign = signOf(invoice)
  return [...parts.values()].map(({ base, tax, category, note, rate }) => {
    const untaxed = category !== null && !['S', 'Z', 'L'].includes(category)
    return {
      base: amountOf(invoice.currency, base * sign),
      tax: amountOf(invoice.currency, tax * sign),
      category,
      rate,
      exemption: untaxed ? note : null,
      exemptionCode: untaxed ? (exemptionCodes[category] ?? null) : null,
    }
  })
}

/** The tax in the currency of the seller's books, as the document states it or, on documents of before, as the books have it; nothing where there is one currency, or no tax. */
function accountingTax({ invoice, taxes, lines, entity }: EInvoiceFacts): { readonly currency: Currency; readonly tax: Decimal } | null {
  if (invoice.currency === entity.currency || invoice.tax === 0n) return null
  const stated = taxes.every((tax) => tax.entityAmount !== null)
    ? taxes.reduce((sum, tax) => sum + tax.entityAmount!, 0n)
    : lines.reduce((sum, line) => (line.taxCode === null ? sum : sum - line.entityAmount), 0n)
  return { currency: entity.currency, tax: amountOf(entity.currency, stated * signOf(invoice)) }
}

function termsOf({ invoice, buyer }: EInvoiceFacts): string {
  const { language } = invoice.buyer as unknown as BuyerSnapshot
  const say = phrasesIn(language)
  if (invoice.kind === 'creditNote') return say.credited
  const due = say.due(dayIn(invoice.due, language))
  if (buyer === null || buyer.cashDiscountDays === null || buyer.cashDiscountPercent === null) return due
  const { cashDiscountDays: days, cashDiscountPercent: percent } = buyer
  return `${discountOf(buyer, invoice.issued, language)} ${due}\n${skontoLine(days, percent)}`
}

/** The one contract of all lines, where it is one. */
const contractOf = (charges: readonly Charge[]): string | null => {
  const numbers = [...new Set(charges.map((charge) => charge.contractNumber))]
  return numbers.length === 1 ? numbers[0]! : null
}
function periodOf(charges: readonly Charge[]): EInvoice['period'] {
  const first = charges.map((charge) => charge.from).toSorted()[0]
  const last = charges.map((charge) => charge.to).toSorted().at(-1)
  return first === undefined || last === undefined ? null : { from: first, to: addDays(last, -1) }
} // prettier-ignore

/** Sellers of other continents, central and state taxes (India), and several taxes on one line have no place in EN 16931. */
export const isApplicable = ({ entity, charges, taxCodes }: Pick<EInvoiceFacts, 'entity' | 'charges' | 'taxCodes'>): boolean =>
  sellerCountries.includes(entity.country) &&
  charges.every((charge) => charge.taxCodes.length === 1 && charge.taxCodes.every((code) => taxCodes.get(code)?.category !== 'L'))

/** The e-invoice of a posted invoice or credit note: the ledger's figures, to the cent, in business terms. A pure function of what was posted and of what is known of both sides. */
export function eInvoiceOf(facts: EInvoiceFacts): EInvoice {
  const { invoice, charges, corrected } = facts
  const { currency } = invoice
  const sign = signOf(invoice)
  const total = (minor: bigint): Decimal => amountOf(currency, minor * sign)
  const inBooks = accountingTax(facts)
  const outside = charges.some((charge) => facts.taxCodes.get(charge.taxCodes[0] ?? '')?.category === 'O')
  const { language } = invoice.buyer as unknown as BuyerSnapshot
  return {
    number: invoice.number,
    issued: invoice.issued,
    type: invoice.kind === 'creditNote' ? '381' : corrected === null ? '380' : '384',
    currency,
    taxCurrency: inBooks?.currency ?? null,
    taxPoint: null,
    taxPointCode: null,
    due: invoice.due,
    buyerReference: facts.buyer?.buyerReference ?? null,
    project: null,
    contract: contractOf(charges),
    purchaseOrder: invoice.poNumber,
    salesOrder: null,
    paymentTerms: termsOf(facts),
    notes: invoice.reason === null ? [] : [phrasesIn(language).credit(invoice.reason)],
    preceding: corrected === null ? [] : [{ number: corrected.number, issued: corrected.issued as Day }],
    seller: sellerOf(facts, outside),
    buyer: buyerOf(facts, outside),
    delivery: null,
    period: periodOf(charges),
    payment: paymentOf(facts),
    allowances: [],
    charges: [],
    totals: {
      lines: total(invoice.net),
      allowances: null,
      charges: null,
      withoutTax: total(invoice.net),
      tax: total(invoice.tax),
      accountingTax: inBooks?.tax ?? null,
      withTax: total(invoice.gross),
      paid: null,
      rounding: null,
      due: total(invoice.gross),
    },
    breakdown: breakdownOf(facts),
    documents: [],
    lines: charges.map((charge, i) => lineOf(charge, i + 1, facts)),
  }
}
