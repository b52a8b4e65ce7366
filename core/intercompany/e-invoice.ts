import { inLanguage } from '../kernel/by-language.ts'
import { exactly, type Decimal } from '../kernel/decimal.ts'
import { majorText, type Currency } from '../kernel/money.ts'
import type { Day } from '../kernel/day.ts'
import type { Row } from '../kernel/record.ts'
import { sellerCountries } from '../einvoice/codes.ts'
import type { einvoiceSellers } from '../einvoice/channel.ts'
import { addressOf } from '../einvoice/address.ts'
import type { EInvoice, Line, Party } from '../einvoice/model.ts'
import { exemptionCodes, pricedAs } from '../einvoice/of-invoice.ts'
import { electronicAddressOf, registered, vatIdOf } from '../einvoice/parties.ts'
import { dayIn, phrasesIn } from '../einvoice/phrases.ts'
import type { taxCodes } from '../tax/tax-code.ts'
import type { DueCharge } from './facts.ts'
import type { IntercompanyInvoice } from './invoice.ts'
import type { Entity } from './taxing.ts'

export interface IntercompanyFacts {
  readonly invoice: IntercompanyInvoice
  readonly charges: readonly DueCharge[]
  readonly provider: Entity
  readonly receiver: Entity
  readonly codes: ReadonlyMap<string, Row<typeof taxCodes>>
  /** What e-invoices know of the two, where somebody said it. */
  readonly sellers: ReadonlyMap<string, Row<typeof einvoiceSellers>>
  /** Documents whose charges a credit note takes back. */
  readonly preceding: readonly { readonly number: string; readonly issued: Day }[]
  /** The tax in the provider's books, minor units of its currency. */
  readonly taxInBooks: bigint
}

/** Sellers outside Europe and the two taxes of India have no place in EN 16931. */
export const isApplicable = ({ invoice, provider }: Pick<IntercompanyFacts, 'invoice' | 'provider'>): boolean =>
  sellerCountries.includes(provider.country) && invoice.taxes.length === 1 && invoice.taxes[0]!.category !== 'L'

const amountOf = (currency: Currency, minor: bigint): Decimal => exactly(majorText(currency, minor))

function partyOf(entity: Entity, { sellers }: IntercompanyFacts, outside: boolean): Party {
  const known = sellers.get(entity.code)
  const { contactName = null, contactPhone = null, contactEmail = null } = known ?? {}
  const vatId = vatIdOf(entity.taxId)
  return {
    name: entity.name,
    identifier: { id: entity.code, scheme: null },
    registration: registered(entity.registration),
    vatId: outside ? null : vatId,
    taxNumber: known?.localTaxNumber ?? null,
    legal: entity.legal.length === 0 ? null : entity.legal.join(' · ').slice(0, 500),
    electronicAddress: electronicAddressOf(known?.electronicAddress ?? null, known?.addressScheme ?? null, contactEmail),
    address: addressOf(entity.address, entity.country),
    contact: contactName === null && contactPhone === null && contactEmail === null ? null : { name: contactName, phone: contactPhone, email: contactEmail },
  }
} // prettier-ignore

const kinds: Readonly<Record<string, Readonly<Record<DueCharge['kind'], string>>>> = {
  en: { time: 'Work', expense: 'Expense', trueUp: 'Adjustment to the agreed margin', invoiceTax: 'Tax' },
  de: { time: 'Arbeit', expense: 'Auslage', trueUp: 'Anpassung an die vereinbarte Marge', invoiceTax: 'Steuer' },
}

function lineOf(charge: DueCharge, position: number, { invoice, receiver, codes }: IntercompanyFacts, sign: bigint): Line {
  const { category } = invoice.taxes[0]!
  const net = charge.price * sign
  const unit = charge.kind === 'time' ? 'HUR' : 'C62'
  return {
    id: `${position}`,
    note: null,
    net: amountOf(invoice.currency, net),
    ...pricedAs(invoice.currency, net, charge.quantity, null, unit),
    period: { from: charge.day, to: charge.day },
    allowances: [],
    charges: [],
    grossPrice: null,
    discount: null,
    category,
    // What is outside the scope has no rate (BR-O-05).
    rate: category === 'O' ? null : (codes.get(invoice.taxes[0]!.code)?.rate ?? invoice.taxes[0]!.rate),
    name: `${(kinds[receiver.language] ?? kinds['en']!)[charge.kind]} · ${charge.person}`,
    description: null,
    sellerItem: null,
    standardItem: null,
    origin: null,
    attributes: [],
  }
}

/** An invoice between two legal entities in the business terms of EN 16931: as it was posted, to the cent. It is settled with what else is open between the two. */
export function intercompanyEInvoice(facts: IntercompanyFacts): EInvoice {
  const { invoice, charges, provider, receiver, codes, preceding, taxInBooks } = facts
  const { currency, kind } = invoice
  const isCredit = kind === 'creditNote'
  const sign = isCredit ? -1n : 1n
  const total = (minor: bigint): Decimal => amountOf(currency, minor * sign)
  const [tax] = invoice.taxes
  const outside = tax!.category === 'O'
  const untaxed = !['S', 'Z'].includes(tax!.category)
  const inBooks = currency === provider.currency || invoice.tax === 0n ? null : amountOf(provider.currency, taxInBooks * sign)
  const days = charges.map(({ day }) => day).toSorted()
  const say = phrasesIn(receiver.language)
  const code = codes.get(tax!.code)
  return {
    number: invoice.number,
    issued: invoice.issued,
    type: isCredit ? '381' : '380',
    currency,
    taxCurrency: inBooks === null ? null : provider.currency,
    taxPoint: null,
    taxPointCode: null,
    due: invoice.due,
    buyerReference: receiver.code,
    project: null,
    contract: null,
    purchaseOrder: null,
    salesOrder: null,
    paymentTerms: isCredit ? say.credited : say.due(dayIn(invoice.due, receiver.language)),
    notes: [],
    preceding: preceding.map(({ number, issued }) => ({ number, issued })),
    seller: partyOf(provider, facts, outside),
    buyer: partyOf(receiver, facts, outside),
    delivery: null,
    period: { from: days[0]!, to: days[days.length - 1]! },
    // UNTDID 4461: 97 is clearing between partners.
    payment: { code: '97', reference: invoice.number, accounts: [], card: null, debit: null },
    allowances: [],
    charges: [],
    totals: {
      lines: total(invoice.net),
      allowances: null,
      charges: null,
      withoutTax: total(invoice.net),
      tax: total(invoice.tax),
      accountingTax: inBooks,
      withTax: total(invoice.gross),
      paid: null,
      rounding: null,
      due: total(invoice.gross),
    },
    breakdown: [
      {
        base: total(invoice.net),
        tax: total(invoice.tax),
        category: tax!.category,
        rate: tax!.rate,
        exemption: untaxed ? (invoice.note ?? (code ? (inLanguage(code.names, receiver.language) ?? null) : null)) : null,
        exemptionCode: untaxed ? (exemptionCodes[tax!.category] ?? null) : null,
      },
    ],
    documents: [],
    lines: charges.map((charge, i) => lineOf(charge, i + 1, facts, sign)),
  }
}
