import type { Step } from '../billing/types.ts'
import type { Figure } from '../purchases/types.ts'
import type { Asked, SaleCost, SaleLine, Sums } from '../quotes/types.ts'

export type OrderState = 'draft' | 'captured' | 'qualityCheck' | 'sentBack' | 'accepted' | 'executing' | 'complete' | 'cancelled'
export interface OrderLine extends SaleLine {
  readonly id: string
  readonly contractLine: string | null
}
export interface OrderCost extends SaleCost {
  readonly id: string
  readonly line: string
  readonly number: number
}
export interface Order extends Sums {
  readonly id: string
  readonly number: string | null
  readonly reference: string | null
  readonly title: string | null
  readonly entity: string
  readonly customer: string
  readonly contact: string | null
  readonly language: string
  readonly state: OrderState
  readonly poNumber: string | null
  readonly poFollows: boolean
  readonly owner: string
  readonly ownerName: string
  readonly quote: string | null
  readonly quoteVersion: number | null
  readonly contract: string | null
  readonly start: string | null
  readonly paymentDays: number | null
  readonly note: string | null
  readonly replaces: string | null
  readonly signature: string | null
  readonly signedOn: string | null
  readonly capturedAt: string | null
  readonly changedAt: string
  readonly capturedBy: string | null
  readonly documentHash: string | null
  readonly decidedAt: string | null
  readonly decidedBy: string | null
  readonly reason: string | null
  readonly executedAt: string | null
  readonly executedBy: string | null
  readonly completedAt: string | null
  readonly changes: number
  readonly lines: readonly OrderLine[]
  readonly costs: readonly OrderCost[]
}
export interface CostChange {
  readonly id: string
  readonly number: number
  readonly line: string
  readonly reason: string
  readonly marginBefore: readonly Figure[]
  readonly marginAfter: readonly Figure[]
  readonly recordedAt: string
  readonly recordedBy: string
}
/** What another order is called and how it stands. */
export interface OtherOrder {
  readonly id: string
  readonly number: string | null
  readonly reference: string | null
  readonly state: OrderState
}
export interface ShownOrder extends Order {
  readonly approvals: readonly Asked[]
  readonly signed: {
    readonly id: string
    readonly signer: string
    readonly role: string | null
    readonly place: string | null
    readonly signedAt: string
  } | null
  readonly history: readonly CostChange[]
  readonly replaced: OtherOrder | null
  readonly amendments: readonly OtherOrder[]
}
export interface Finding {
  readonly weight: 'missing' | 'warning' | 'advice'
  readonly line: number | null
  readonly steps: readonly Step[]
}
export interface Check {
  readonly figures: readonly Figure[]
  readonly lines: readonly { readonly number: number; readonly figures: readonly Figure[] }[]
  readonly findings: readonly Finding[]
  readonly approvals: readonly { readonly kind: string; readonly reasons: readonly Step[]; readonly state: string }[]
  readonly credit: readonly Step[]
  readonly creditExceeded: boolean
  readonly ready: boolean
}
export interface Payload {
  readonly kind: 'order' | 'quote' | 'changeOrder'
  /** Of a quote: the last day on which it can be accepted. */
  readonly validUntil: string | null
  readonly reference: string | null
  readonly number: string | null
  /** Of a change order: what it changes. */
  readonly changes: string | null
  readonly culture: string
  readonly day: string
  readonly currency: string
  readonly seller: { readonly name: string; readonly address: readonly string[]; readonly taxIdLabel: string; readonly taxId: string }
  readonly buyer: { readonly name: string; readonly address: readonly string[]; readonly contact: string | null }
  readonly poNumber: string | null
  readonly subject: string | null
  readonly start: string | null
  readonly paymentDays: number
  readonly note: string | null
  readonly lines: readonly {
    readonly position: number
    readonly product: string
    readonly name: string
    readonly description: string | null
    readonly quantity: string
    readonly unit: string
    readonly unitPrice: string | null
    readonly listPrice: string | null
    readonly discountPercent: string | null
    readonly period: 'once' | 'month' | 'quarter' | 'year' | 'usage'
    readonly amount: string | null
    readonly detail: readonly string[]
    readonly termMonths: number | null
  }[]
  readonly totals: readonly {
    readonly period: 'once' | 'month' | 'quarter' | 'year'
    readonly net: string
    readonly tax: string
    readonly gross: string
    readonly taxes: readonly { readonly code: string; readonly rate: string; readonly amount: string; readonly note: string | null }[]
  }[]
  readonly consent: string
}
export interface Paper {
  readonly payload: Payload
  readonly clauses: readonly {
    readonly code: string
    readonly version: number
    readonly language: string
    readonly heading: string
    readonly words: string
    readonly hash: string
  }[]
}
