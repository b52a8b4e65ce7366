import type { Step } from '../billing/types.ts'
import type { Figure } from '../purchases/types.ts'

export interface SaleCost {
  readonly supplier: string | null
  readonly supplierName: string | null
  readonly item: string
  readonly quantityRule: 'fixed' | 'perUnit'
  readonly quantity: string
  readonly currency: string
  readonly unitCost: string
  readonly months: number | null
  readonly timing: 'advance' | 'arrears'
  readonly start: string | null
  readonly termMonths: number | null
  readonly noticeDays: number | null
  readonly extensionMonths: number | null
}
export type PriceWay = 'list' | 'discount' | 'price' | 'markUp' | 'margin' | 'bundle'
export interface SaleLine {
  readonly number: number
  readonly product: string
  readonly version: number
  readonly description: string | null
  readonly kind: 'oneOff' | 'recurring' | 'prepay' | 'consumption'
  readonly quantity: string
  readonly currency: string
  readonly per: 'once' | 'month' | 'year'
  readonly listPrice: string | null
  readonly priceBy: PriceWay
  readonly percent: string | null
  readonly unitPrice: string | null
  readonly discountPercent: string | null
  readonly bundle: string | null
  readonly optional: boolean
  readonly chosen: boolean
  readonly months: number
  readonly timing: 'advance' | 'arrears'
  readonly anchor: 'calendar' | 'anniversary'
  readonly start: string | null
  readonly end: string | null
  readonly termMonths: number | null
  readonly taxCodes: readonly string[]
  readonly project: string | null
  readonly costCentre: string | null
  readonly fund: string | null
  readonly oneOff: string
  readonly monthly: string
  readonly termValue: string
}
export interface SaleLineWithCosts extends SaleLine {
  readonly costs: readonly SaleCost[]
}
export interface Bundle {
  readonly name: string
  readonly price: string
}
export interface Rate {
  readonly from: string
  readonly to: string
  readonly state: 'fresh' | 'stale' | 'missing'
  readonly rate: string | null
  readonly published: string | null
  readonly ageDays: number | null
}
export interface Sums {
  readonly currency: string
  readonly oneOff: string
  readonly monthly: string
  readonly termValue: string
  readonly oneOffTax: string
  readonly monthlyTax: string
  readonly figures: readonly Figure[]
  readonly pricedOn: string
  readonly rates: readonly Rate[]
  readonly priceBook: readonly { readonly product: string; readonly version: number; readonly validFrom: string }[]
  readonly bundles: readonly Bundle[]
}
/** What one line earns, and that in per cent of its cost. */
export interface LineMargin {
  readonly number: number
  readonly figures: readonly Figure[]
  readonly markUp: string | null
}
/** A sale as the host worked it out. */
export interface Sale extends Sums {
  readonly language: string
  readonly lines: readonly SaleLineWithCosts[]
  readonly margins: readonly LineMargin[]
}
export interface Asked {
  readonly id: string
  readonly kind: string
  readonly reasons: readonly Step[]
  readonly state: 'open' | 'approved' | 'declined' | 'withdrawn'
  readonly current: boolean
  readonly note: string | null
  readonly decidedByName: string | null
  /** With whose limit, where somebody stood in. */
  readonly insteadOfName: string | null
  readonly decidedAt: string | null
}
export interface Need {
  readonly kind: string
  readonly reasons: readonly Step[]
}
interface Paper extends Sums {
  readonly id: string
  readonly title: string | null
  readonly entity: string
  readonly customer: string | null
  readonly language: string
  readonly validUntil: string
  readonly start: string | null
  readonly note: string | null
  readonly version: number
  readonly lines: readonly SaleLineWithCosts[]
}
export interface QuoteVersion extends Paper {
  readonly issuedAt: string
  readonly issuedBy: string
}
export type QuoteState = 'draft' | 'issued' | 'viewed' | 'accepted' | 'declined' | 'expired' | 'superseded' | 'withdrawn'
export interface Quote extends Paper {
  readonly number: string | null
  readonly reference: string | null
  readonly opportunity: string | null
  readonly owner: string
  readonly ownerName: string
  readonly state: QuoteState
  readonly reason: string | null
  readonly issuedAt: string | null
  readonly viewedAt: string | null
}
export interface ShownQuote extends Quote {
  readonly versions: readonly QuoteVersion[]
  readonly approvals: readonly Asked[]
  readonly needs: readonly Need[]
}
export interface Compared {
  readonly before: number
  readonly after: number | null
  readonly sums: readonly {
    readonly what: 'oneOff' | 'monthly' | 'termValue' | 'oneOffTax' | 'monthlyTax'
    readonly currency: string
    readonly before: string
    readonly after: string
    readonly difference: string
  }[]
  readonly lines: readonly {
    readonly change: 'added' | 'removed' | 'changed'
    readonly before: number | null
    readonly after: number | null
    readonly product: string
    readonly currency: string
    readonly valueBefore: string
    readonly valueAfter: string
    readonly difference: string
    readonly steps: readonly Step[]
  }[]
  readonly steps: readonly Step[]
}
export const openStates: readonly QuoteState[] = ['draft', 'issued', 'viewed', 'expired']
export const calledOf = ({ number, reference }: { readonly number: string | null; readonly reference: string | null }): string =>
  number ?? reference ?? ''
