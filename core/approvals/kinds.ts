/** What somebody may have to agree to (capabilities 6). A module that asks for a further one adds its line and its word `approvals.kind.<code>`. */
export const approvalKinds = [
  'orders.discount',
  'orders.margin',
  'orders.credit',
  'orders.priceSuperseded',
  'orders.offList',
  'orders.currency',
  'orders.term',
  'orders.paymentTerms',
  'orders.leaseExpired',
  'quotes.discount',
  'quotes.margin',
  'quotes.offList',
  'quotes.currency',
  'quotes.term',
  'quotes.paymentTerms',
] as const
export type ApprovalKind = (typeof approvalKinds)[number]

/** A limit for everything that has none of its own. */
export const anyKind = 'any'
export const isKind = (text: string): boolean => text === anyKind || (approvalKinds as readonly string[]).includes(text)

/** The sentences of why somebody is asked, with holes for figures; a module may bring further ones of its own. */
export const reasonWords = [
  'approvals.why.discount', // product, percent, limit
  'approvals.why.discountTotal', // percent, limit
  'approvals.why.margin', // margin, floor
  'approvals.why.credit', // total, limit, over
  'approvals.why.overdue', // overdue
  'approvals.why.priceSuperseded', // product, agreed, current, day
  'approvals.why.offList', // product
  'approvals.why.currency', // currency
  'approvals.why.term', // months, limit
  'approvals.why.paymentTerms', // days, usual
  'approvals.why.leaseExpired', // days, limit
] as const
