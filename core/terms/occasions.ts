import type { ProductDocument } from '../catalog/document.ts'

/** What products do that needs a clause of its own. A further occasion is a line here, its key, and its word in both languages. */
export const occasionKeys = [
  'always', 'recurring', 'fixedTerm', 'openTerm', 'autoRenewal', 'withdrawal', 'priceBinding', 'priceRise', 'decrease', 'bands', 'measured', 'prepaid',
  'prepayExpiry', 'prepayOverage', 'autoTopUp', 'time', 'project', 'milestones', 'supplierTerm', 'advance',
] as const // prettier-ignore
export type Occasion = (typeof occasionKeys)[number]

const inForceOf = (document: ProductDocument): boolean => document.sell.kind === 'recurring' || document.sell.kind === 'consumption'

/** Whether a product, by what its document says, is such an occasion. */
export const occasions: Readonly<Record<Occasion, (document: ProductDocument) => boolean>> = {
  always: () => true,
  recurring: inForceOf,
  fixedTerm: ({ renew }) => renew.mode !== 'none' && renew.initialMonths !== null,
  openTerm: (document) => inForceOf(document) && document.renew.initialMonths === null,
  autoRenewal: ({ renew }) => renew.mode === 'auto',
  withdrawal: ({ renew }) => renew.cancelDays !== null,
  priceBinding: ({ renew }) => renew.priceBindingMonths !== null,
  priceRise: ({ renew }) => renew.uplift !== null,
  decrease: (document) => inForceOf(document) && !document.renew.decreaseAllowed,
  bands: ({ sell }) => sell.model === 'fillUp' || sell.model === 'lookUp',
  measured: ({ sell }) => sell.kind === 'consumption',
  prepaid: ({ sell }) => sell.kind === 'prepay',
  prepayExpiry: ({ sell }) => sell.fund !== null && sell.fund.expiryMonths !== null,
  prepayOverage: ({ sell }) => sell.fund !== null && sell.fund.overage !== 'block',
  autoTopUp: ({ sell }) => sell.fund?.topUp?.automatic === true,
  time: ({ sell, deliver }) => deliver.withTime || sell.fund?.unit === 'hours',
  project: ({ deliver }) => deliver.delivery === 'project',
  milestones: ({ recognise }) => recognise.recognition === 'onMilestone',
  supplierTerm: ({ buy }) => (buy.purchases ?? []).some((purchase) => purchase.termMonths !== null),
  advance: (document) => inForceOf(document) && document.bill.timing === 'advance',
}

/** Occasions that must never be without a clause: an order that has one and no clause for it lacks something. */
export const needed: readonly Occasion[] = [
  'always',
  'autoRenewal',
  'priceRise',
  'prepayExpiry',
  'prepayOverage',
  'autoTopUp',
  'time',
  'supplierTerm',
]
