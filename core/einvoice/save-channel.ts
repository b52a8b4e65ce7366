import { decimalText, exactly, zero } from '../kernel/decimal.ts'
import { command, put, query, tell } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { codeOf, idOf, maybe, shape } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { isEmail } from '../customers/rules.ts'
import { entities } from '../entities/entity.ts'
import { einvoiceBuyers, einvoiceSellers } from './channel.ts'
import { isAddressScheme, isCorrectIban, isLeitwegId } from './codes.ts'

type Buyer = Row<typeof einvoiceBuyers>

type AddressFault = 'einvoice.badScheme' | 'einvoice.schemeMissing' | 'einvoice.badEmail'
function addressFault(address: string | null, scheme: string | null): Refusal<AddressFault> | undefined {
  if (scheme !== null && !isAddressScheme(scheme)) return refuse('einvoice.badScheme', { scheme })
  if (address !== null && scheme === null) return refuse('einvoice.schemeMissing', { address })
  return address !== null && scheme === 'EM' && !isEmail(address) ? refuse('einvoice.badEmail', { email: address }) : undefined
}

type BuyerFault = AddressFault | 'einvoice.badLeitwegId' | 'einvoice.badAccount' | 'einvoice.badDiscount'
function buyerFault(input: Buyer): Refusal<BuyerFault> | undefined {
  const { buyerReference, debitAccount, cashDiscountDays, cashDiscountPercent } = input
  // What looks like a Leitweg-ID has to be one: digits, an own part, two check digits.
  if (buyerReference !== null && /^\d[\dA-Z]*-[\dA-Z]+-\d\d$/i.test(buyerReference) && !isLeitwegId(buyerReference))
    return refuse('einvoice.badLeitwegId', { reference: buyerReference })
  if (debitAccount !== null && /^[A-Z]{2}\d\d/i.test(debitAccount) && !isCorrectIban(debitAccount))
    return refuse('einvoice.badAccount', { account: debitAccount })
  const both = (cashDiscountDays === null) === (cashDiscountPercent === null)
  const sound = (cashDiscountDays ?? 1) > 0 && (cashDiscountDays ?? 1) <= 365 && (cashDiscountPercent?.gt(zero) ?? true) && (cashDiscountPercent?.lt(exactly('100')) ?? true) // prettier-ignore
  if (!both || !sound || cashDiscountPercent?.round(2, 0).eq(cashDiscountPercent) === false)
    return refuse('einvoice.badDiscount', { days: `${cashDiscountDays ?? ''}`, percent: cashDiscountPercent === null ? '' : decimalText(cashDiscountPercent) }) // prettier-ignore
  return addressFault(input.electronicAddress, input.addressScheme)
}

/** Says how a customer wants its invoices, and what e-invoices need to know of it. */
export const saveBuyer = command({
  name: 'einvoice.saveBuyer',
  zone: 'finance',
  permit: 'einvoice.write',
  offline: 'never',
  input: einvoiceBuyers.shape,
  output: einvoiceBuyers.shape,
  refusals: [
    'einvoice.unknownCustomer', 'einvoice.referenceMissing', 'einvoice.badLeitwegId', 'einvoice.badAccount', 'einvoice.badDiscount', 'einvoice.badScheme',
    'einvoice.schemeMissing', 'einvoice.badEmail',
  ],
  load: async ({ customer }, read) => ({ customer: await read.get(customers, customer), present: await read.get(einvoiceBuyers, customer) }),
  decide: (input, { customer }) => {
    if (!customer) return refuse('einvoice.unknownCustomer', { customer: input.customer })
    if (input.channel.startsWith('xrechnung') && input.buyerReference === null) return refuse('einvoice.referenceMissing', { customer: customer.name })
    const fault = buyerFault(input)
    if (fault) return fault
    return { result: input, changes: [put(einvoiceBuyers, input), tell('einvoice.buyerSaved', { customer: input.customer })] }
  },
}) // prettier-ignore

/** Says what e-invoices of a legal entity need to know of it. */
export const saveSeller = command({
  name: 'einvoice.saveSeller',
  zone: 'setup',
  permit: 'einvoice.write',
  offline: 'never',
  input: einvoiceSellers.shape,
  output: einvoiceSellers.shape,
  refusals: ['einvoice.unknownEntity', 'einvoice.badScheme', 'einvoice.schemeMissing', 'einvoice.badEmail'],
  load: async ({ entity }, read) => ({ entity: await read.get(entities, entity), present: await read.get(einvoiceSellers, entity) }),
  decide: (input, { entity }) => {
    if (!entity) return refuse('einvoice.unknownEntity', { entity: input.entity })
    if (input.contactEmail !== null && !isEmail(input.contactEmail)) return refuse('einvoice.badEmail', { email: input.contactEmail })
    const fault = addressFault(input.electronicAddress, input.addressScheme)
    if (fault) return fault
    return { result: input, changes: [put(einvoiceSellers, input), tell('einvoice.sellerSaved', { entity: input.entity })] }
  },
})

/** What is known of a customer for its e-invoices; nothing where nobody said anything yet. */
export const getBuyer = query({
  name: 'einvoice.buyer',
  zone: 'finance',
  permit: 'einvoice.read',
  input: shape({ customer: idOf('customers') }),
  output: shape({ buyer: maybe(einvoiceBuyers.shape) }),
  refusals: [],
  ask: async ({ customer }, read) => ({ buyer: (await read.get(einvoiceBuyers, customer)) ?? null }),
})

/** What is known of a legal entity for its e-invoices. */
export const getSeller = query({
  name: 'einvoice.seller',
  zone: 'finance',
  permit: 'einvoice.read',
  input: shape({ entity: codeOf('entities') }),
  output: shape({ seller: maybe(einvoiceSellers.shape) }),
  refusals: [],
  ask: async ({ entity }, read) => ({ seller: (await read.get(einvoiceSellers, entity)) ?? null }),
})
