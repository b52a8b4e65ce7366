import { aDay, aDecimal, longText, many, maybe, shape, text, type Of } from '../kernel/shape.ts'

// The invoice of EN 16931 in its business terms, whatever syntax it is written in. What the rules ask for may be missing here, so that a rule can say so.

const anIdentifier = shape({ id: text, scheme: maybe(text) })

/** BG-5, BG-8, BG-15. */
export const anAddress = shape({
  line1: maybe(text),
  line2: maybe(text),
  line3: maybe(text),
  city: maybe(text),
  postCode: maybe(text),
  region: maybe(text),
  /** ISO 3166 alpha-2. */
  country: maybe(text),
})

/** BG-4 and BG-7. */
export const aParty = shape({
  /** BT-27, BT-44. */
  name: maybe(text),
  /** BT-29, BT-46, with the scheme of ISO 6523 where there is one. */
  identifier: maybe(anIdentifier),
  /** BT-30, BT-47. */
  registration: maybe(anIdentifier),
  /** BT-31, BT-48: with the country in front. */
  vatId: maybe(text),
  /** BT-32. */
  taxNumber: maybe(text),
  /** BT-33: what the law wants said of the seller. */
  legal: maybe(text),
  /** BT-34, BT-49: where e-invoices go, with the code of the list EAS. */
  electronicAddress: maybe(anIdentifier),
  address: maybe(anAddress),
  /** BG-6, BG-9. */
  contact: maybe(shape({ name: maybe(text), phone: maybe(text), email: maybe(text) })),
})

/** BG-14, BG-26: first and last day. */
const aPeriod = shape({ from: maybe(aDay), to: maybe(aDay) })

/** BG-16. */
const aPayment = shape({
  /** BT-81 of UNTDID 4461: 30 transfer, 58 SEPA transfer, 49 debit, 59 SEPA debit, 48 card. */
  code: maybe(text),
  /** BT-83. */
  reference: maybe(text),
  /** BG-17. */
  accounts: many(shape({ /** BT-84. */ id: maybe(text), /** BT-85. */ name: maybe(text), /** BT-86. */ bic: maybe(text) }), 10),
  /** BG-18. */
  card: maybe(shape({ /** BT-87. */ digits: maybe(text), /** BT-88. */ holder: maybe(text) })),
  /** BG-19. */
  debit: maybe(shape({ /** BT-89. */ mandate: maybe(text), /** BT-90. */ creditor: maybe(text), /** BT-91. */ account: maybe(text) })),
})

/** BG-20, BG-21: an allowance or a charge of the whole document. */
const aSurcharge = shape({
  amount: maybe(aDecimal),
  base: maybe(aDecimal),
  percent: maybe(aDecimal),
  category: maybe(text),
  rate: maybe(aDecimal),
  reason: maybe(text),
})
/** BG-27, BG-28. */
const aLineSurcharge = shape({ amount: maybe(aDecimal), base: maybe(aDecimal), percent: maybe(aDecimal), reason: maybe(text) })

/** BG-22. */
const someTotals = shape({
  /** BT-106. */
  lines: maybe(aDecimal),
  /** BT-107. */
  allowances: maybe(aDecimal),
  /** BT-108. */
  charges: maybe(aDecimal),
  /** BT-109. */
  withoutTax: maybe(aDecimal),
  /** BT-110. */
  tax: maybe(aDecimal),
  /** BT-111: in the currency of BT-6. */
  accountingTax: maybe(aDecimal),
  /** BT-112. */
  withTax: maybe(aDecimal),
  /** BT-113. */
  paid: maybe(aDecimal),
  /** BT-114. */
  rounding: maybe(aDecimal),
  /** BT-115. */
  due: maybe(aDecimal),
})

/** BG-23. */
const aBreakdown = shape({
  /** BT-116. */
  base: maybe(aDecimal),
  /** BT-117. */
  tax: maybe(aDecimal),
  /** BT-118. */
  category: maybe(text),
  /** BT-119. */
  rate: maybe(aDecimal),
  /** BT-120. */
  exemption: maybe(text),
  /** BT-121 of the list VATEX. */
  exemptionCode: maybe(text),
})

/** BG-25. */
const aLine = shape({
  /** BT-126. */
  id: maybe(text),
  /** BT-127. */
  note: maybe(longText),
  /** BT-129. */
  quantity: maybe(aDecimal),
  /** BT-130 of UN/ECE recommendation 20. */
  unit: maybe(text),
  /** BT-131. */
  net: maybe(aDecimal),
  period: maybe(aPeriod),
  allowances: many(aLineSurcharge, 100),
  charges: many(aLineSurcharge, 100),
  /** BT-146: for so many units as BT-149 says. */
  price: maybe(aDecimal),
  /** BT-148. */
  grossPrice: maybe(aDecimal),
  /** BT-147. */
  discount: maybe(aDecimal),
  /** BT-149. */
  baseQuantity: maybe(aDecimal),
  /** BT-150. */
  baseUnit: maybe(text),
  /** BT-151. */
  category: maybe(text),
  /** BT-152. */
  rate: maybe(aDecimal),
  /** BT-153. */
  name: maybe(text),
  /** BT-154. */
  description: maybe(longText),
  /** BT-155. */
  sellerItem: maybe(text),
  /** BT-157. */
  standardItem: maybe(anIdentifier),
  /** BT-159. */
  origin: maybe(text),
  /** BG-32. */
  attributes: many(shape({ name: maybe(text), value: maybe(text) }), 100),
})

export const anEInvoice = shape({
  /** BT-1. */
  number: maybe(text),
  /** BT-2. */
  issued: maybe(aDay),
  /** BT-3 of UNTDID 1001: 380 invoice, 381 credit note, 384 corrected invoice. */
  type: maybe(text),
  /** BT-5. */
  currency: maybe(text),
  /** BT-6: the seller's own currency where tax is to be paid in another one than BT-5. */
  taxCurrency: maybe(text),
  /** BT-7. */
  taxPoint: maybe(aDay),
  /** BT-8. */
  taxPointCode: maybe(text),
  /** BT-9. */
  due: maybe(aDay),
  /** BT-10: for public buyers in Germany the Leitweg-ID. */
  buyerReference: maybe(text),
  /** BT-11. */
  project: maybe(text),
  /** BT-12. */
  contract: maybe(text),
  /** BT-13. */
  purchaseOrder: maybe(text),
  /** BT-14. */
  salesOrder: maybe(text),
  /** BT-20. */
  paymentTerms: maybe(longText),
  /** BT-22. */
  notes: many(longText, 100),
  /** BG-3. */
  preceding: many(shape({ /** BT-25. */ number: maybe(text), /** BT-26. */ issued: maybe(aDay) }), 100),
  seller: aParty,
  buyer: aParty,
  /** BG-13. */
  delivery: maybe(shape({ /** BT-70. */ name: maybe(text), /** BT-72. */ on: maybe(aDay), address: maybe(anAddress) })),
  period: maybe(aPeriod),
  payment: maybe(aPayment),
  allowances: many(aSurcharge, 100),
  charges: many(aSurcharge, 100),
  totals: someTotals,
  breakdown: many(aBreakdown, 100),
  /** BG-24. */
  documents: many(shape({ /** BT-122. */ id: maybe(text), /** BT-123. */ description: maybe(text), /** BT-124. */ uri: maybe(text) }), 100),
  lines: many(aLine, 10_000),
})

export type EInvoice = Of<typeof anEInvoice>
export type Party = EInvoice['seller']
export type Address = Of<typeof anAddress>
export type Line = EInvoice['lines'][number]
export type Breakdown = EInvoice['breakdown'][number]
export type Surcharge = EInvoice['allowances'][number]
export type LineSurcharge = Line['allowances'][number]
export type Totals = EInvoice['totals']
