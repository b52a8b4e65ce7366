import { addressOf } from './address.ts'
import { isTaxPrefix } from './codes.ts'
import type { EInvoice, Party } from './model.ts'
import type { EInvoiceFacts } from './facts.ts'

/** The buyer as a posted document keeps it (billing/posting). */
export interface BuyerSnapshot {
  readonly name: string
  readonly code: string | null
  readonly lines: readonly string[]
  readonly country: string
  readonly taxId: string | null
  readonly language: string
}

const plain = (text: string): string => text.replace(/[\s.]/g, '').toUpperCase()
/** A number that begins with a country is a VAT number; India's begin with the state and are tax numbers. */
const isVatId = (taxId: string): boolean => isTaxPrefix(taxId.slice(0, 2)) && /\d/.test(taxId)
export const vatIdOf = (taxId: string | null): string | null => (taxId !== null && isVatId(plain(taxId)) ? plain(taxId) : null)

/** `HRB 999999`, `09999999`: the number in what the register says. */
export function registered(registration: string | null): Party['registration'] {
  if (registration === null) return null
  const number = /\bHR[AB]\s?\d+(?:\s?[A-Z])?\b/.exec(registration)?.[0] ?? /\b[A-Z]{0,3}\d[A-Z0-9]{5,}\b/.exec(registration)?.[0]
  return { id: number ?? registration, scheme: null }
}

/** An electronic address by its list, or the e-mail where none was given. */
export const electronicAddressOf = (address: string | null, scheme: string | null, email: string | null): Party['electronicAddress'] =>
  address !== null ? { id: address, scheme } : email !== null ? { id: email, scheme: 'EM' } : null

/** `outside`: what is outside the scope names no VAT number of anybody (BR-O-02). */
export function sellerOf({ entity, seller }: EInvoiceFacts, outside: boolean): Party {
  const vatId = vatIdOf(entity.taxId)
  const { contactName = null, contactPhone = null, contactEmail = null } = seller ?? {}
  return {
    name: entity.name,
    identifier: null,
    registration: registered(entity.registration),
    vatId: outside ? null : vatId,
    taxNumber: seller?.localTaxNumber ?? (vatId === null ? plain(entity.taxId) : null),
    legal: entity.legal.length === 0 ? null : entity.legal.join(' · ').slice(0, 500),
    electronicAddress: electronicAddressOf(seller?.electronicAddress ?? null, seller?.addressScheme ?? null, contactEmail),
    address: addressOf(entity.address, entity.country),
    contact:
      contactName === null && contactPhone === null && contactEmail === null
        ? null
        : { name: contactName, phone: contactPhone, email: contactEmail },
  }
}

export function buyerOf({ invoice, buyer, buyerEmail }: EInvoiceFacts, outside: boolean): Party {
  const { name, code, lines, country, taxId } = invoice.buyer as unknown as BuyerSnapshot
  return {
    name,
    identifier: code === null ? null : { id: code, scheme: null },
    registration: null,
    vatId: outside ? null : vatIdOf(taxId),
    taxNumber: null,
    legal: null,
    electronicAddress: electronicAddressOf(buyer?.electronicAddress ?? null, buyer?.addressScheme ?? null, buyerEmail),
    address: addressOf(lines, country),
    contact: null,
  }
}

const compact = (account: string): string => account.replace(/\s/g, '')

/** By debit where there is a mandate, else to the entity's account; what we owe is set off. */
export function paymentOf({ invoice, entity, seller, buyer }: EInvoiceFacts): EInvoice['payment'] {
  const common = { reference: invoice.number, accounts: [], card: null, debit: null }
  // UNTDID 4461: 97 is clearing between partners.
  if (invoice.kind === 'creditNote') return { ...common, code: '97' }
  const inEuro = invoice.currency === 'EUR'
  if (buyer !== null && buyer.mandate !== null) {
    const account = buyer.debitAccount === null ? null : compact(buyer.debitAccount)
    return { ...common, code: inEuro ? '59' : '49', debit: { mandate: buyer.mandate, creditor: seller?.creditorId ?? null, account } }
  }
  const labelled = (label: RegExp): string | undefined => entity.bank.find((one) => label.test(one.label))?.value
  const iban = labelled(/IBAN/i)
  const number = iban ?? labelled(/account number|konto(nummer|-nr)/i)
  const account = { id: number === undefined ? null : compact(number), name: entity.name, bic: labelled(/BIC|SWIFT/i) ?? null }
  return { ...common, code: inEuro && iban !== undefined ? '58' : '30', accounts: number === undefined ? [] : [account] }
}
