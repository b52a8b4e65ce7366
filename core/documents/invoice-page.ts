import { inLanguage } from '../kernel/by-language.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import { exponents, majorText, type Currency } from '../kernel/money.ts'
import type { Answer, Row } from '../kernel/record.ts'
import type { Wire } from '../kernel/shape.ts'
import type { invoices, invoiceTaxes } from '../billing/invoice.ts'
import type { invoiceCharges } from '../billing/invoices.ts'
import type { ChargeTrace } from '../billing/trace.ts'
import type { ProductVersion, TaxCode } from '../billing/charging.ts'
import type { entities } from '../entities/entity.ts'

/** Everything a printed invoice says, in the customer's language where a language matters; amounts still exact, formatted by whoever prints. */
export interface InvoicePage {
  readonly language: string
  readonly culture: string
  readonly data: Wire
  /** The machine-readable copy that travels inside the PDF: lines with their explanations. */
  readonly copy: Wire
}
export interface Buyer {
  readonly name: string
  readonly code: string | null
  readonly lines: readonly string[]
  readonly country: string
  readonly taxId: string | null
  readonly language: string
  readonly culture: string
}
export interface PageFacts {
  readonly invoice: Row<typeof invoices>
  readonly charges: readonly Answer<typeof invoiceCharges>[]
  readonly taxes: readonly Row<typeof invoiceTaxes>[]
  readonly entity: Row<typeof entities>
  readonly taxCodes: ReadonlyMap<string, TaxCode>
  readonly versions: ReadonlyMap<string, ProductVersion>
  /** Of a credit note: the invoice that it credits. */
  readonly corrected: Pick<Row<typeof invoices>, 'number' | 'issued'> | null
  /** A proposal printed for somebody to look at: it has no number yet, the number is that of its run. */
  readonly proForma: boolean
  /** What is granted for paying early; empty where nothing is. */
  readonly terms: string
  /** By which it is debited; `null` where it is to be paid. */
  readonly mandate: string | null
}

/** What a foreign-currency invoice says of its tax in the money of the tax authority, and by which published rates. */
function localOf({ entityCurrency, entityAmount, statedAt, amount }: Row<typeof invoiceTaxes>, currency: Currency): Wire {
  if (entityCurrency === null || entityAmount === null || entityCurrency === currency || amount === 0n) return null
  const { legs = [] } = (statedAt ?? {}) as { readonly legs?: readonly Record<'base' | 'quote' | 'value' | 'source' | 'day', string>[] }
  return {
    currency: entityCurrency,
    exponent: exponents[entityCurrency],
    amount: entityAmount.toString(),
    rates: legs.map(({ base, quote, value, source, day }) => ({ base, quote, value, source, day })),
  }
}

const numbersOf = (culture: string) => {
  const quantity = new Intl.NumberFormat(culture, { maximumFractionDigits: 8 })
  const price = new Intl.NumberFormat(culture, { minimumFractionDigits: 2, maximumFractionDigits: 8 })
  // Intl formats decimal text exactly; TypeScript's type knows only literals of it.
  return { quantity: (text: string) => quantity.format(text as `${number}`), price: (text: string) => price.format(text as `${number}`) }
}

function lineOf(charge: Answer<typeof invoiceCharges>, position: number, facts: PageFacts, buyer: Buyer): Wire {
  const trace = charge.trace as unknown as ChargeTrace
  const { quantity, price } = numbersOf(buyer.culture)
  const banded = trace.tariff.model !== 'flat'
  const version = facts.versions.get(`${charge.product}@${charge.version}`)
  return {
    position,
    contract: charge.contractNumber,
    product: charge.product,
    description: charge.description ?? inLanguage(charge.productNames, buyer.language) ?? charge.product,
    from: charge.from,
    to: addDays(charge.to as Day, -1),
    quantity: decimalText(charge.quantity),
    // What the period was charged before, where this is the difference to it.
    charged: trace.against && !trace.credits ? trace.against.minor : null,
    unit: inLanguage(charge.unit, buyer.language) ?? '',
    unitPrice: banded ? null : trace.tariff.unitPrice,
    detail: [
      ...(banded
        ? [trace.fills.map((f) => `${quantity(f.units)} × ${price(f.unitPrice)}${f.flatFee ? ` + ${price(f.flatFee)}` : ''}`).join('; ')]
        : []),
      // India wants the code of the service on every invoice (CGST Rule 46).
      ...(facts.entity.country === 'IN' && version?.serviceCode ? [`SAC ${version.serviceCode}`] : []),
    ],
    taxCode: charge.taxCodes.map((code) => facts.taxCodes.get(code)?.short ?? code).join('+'),
    net: charge.net.toString(),
  }
}

/** The printed page of a posted invoice or credit note, or of a proposal. A pure function of what was posted: the same invoice always gives the same page. */
export function invoicePage(facts: PageFacts): InvoicePage {
  const { invoice, entity, taxes, charges, corrected, proForma } = facts
  const buyer = invoice.buyer as unknown as Buyer
  const currency = invoice.currency as Currency
  const major = (minor: bigint): string => majorText(currency, minor)
  const data = {
    kind: proForma ? 'proForma' : invoice.kind,
    corrects: corrected && { number: corrected.number, issued: corrected.issued },
    reason: invoice.reason,
    language: buyer.language,
    culture: buyer.culture,
    number: invoice.number,
    issued: invoice.issued,
    due: invoice.due,
    currency,
    exponent: exponents[currency],
    seller: {
      name: entity.name,
      lines: [...entity.address],
      country: entity.country,
      taxIdLabel: entity.taxIdLabel,
      taxId: entity.taxId,
      registration: entity.registration,
      bank: entity.bank.map((b) => ({ ...b })),
      culture: entity.culture,
      legal: [...entity.legal],
    },
    buyer: { name: buyer.name, lines: [...buyer.lines], country: buyer.country, taxId: buyer.taxId },
    customerCode: buyer.code ?? '',
    poNumber: invoice.poNumber,
    terms: facts.terms,
    mandate: facts.mandate,
    lines: charges.map((charge, i) => lineOf(charge, i + 1, facts, buyer)),
    taxes: taxes.map((t) => {
      const code = facts.taxCodes.get(t.code)
      return {
        code: code?.short ?? t.code,
        rate: decimalText(t.rate),
        base: t.base.toString(),
        amount: t.amount.toString(),
        // As it was posted; documents of before kept no sentence of their own.
        note: t.category === null ? (inLanguage(code?.notes ?? {}, buyer.language) ?? null) : t.note,
        local: localOf(t, currency),
      }
    }),
    net: invoice.net.toString(),
    tax: invoice.tax.toString(),
    gross: invoice.gross.toString(),
    watermark: proForma ? 'PRO FORMA' : null,
  }
  const copy = {
    format: proForma ? 'harmony-pro-forma/1' : 'harmony-invoice/1',
    kind: invoice.kind,
    corrects: corrected?.number ?? null,
    reason: invoice.reason,
    number: invoice.number,
    issued: invoice.issued,
    due: invoice.due,
    seller: { entity: entity.code, name: entity.name, taxId: entity.taxId },
    buyer: { name: buyer.name, taxId: buyer.taxId },
    currency,
    poNumber: invoice.poNumber,
    lines: charges.map((c, i) => ({
      position: i + 1,
      contract: c.contractNumber,
      line: c.lineNumber,
      product: c.product,
      from: c.from,
      to: addDays(c.to as Day, -1),
      net: major(c.net),
      taxCodes: [...c.taxCodes],
      why: c.trace,
    })),
    taxes: taxes.map((t) => ({ code: t.code, rate: decimalText(t.rate), base: major(t.base), amount: major(t.amount) })),
    net: major(invoice.net),
    tax: major(invoice.tax),
    gross: major(invoice.gross),
  }
  return { language: buyer.language, culture: buyer.culture, data, copy }
}
