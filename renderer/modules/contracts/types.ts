import type { Step } from '../billing/types.ts'

/** Answers of the contracts' operations as the wire has them. Amounts in minor units. */
export type LineState = 'draft' | 'signed' | 'awaiting' | 'active' | 'suspended' | 'notice' | 'ended'
export interface Line {
  readonly id: string
  readonly number: number
  readonly product: string
  readonly productNames: Readonly<Record<string, string>>
  readonly version: number
  readonly description: string | null
  readonly quantity: string
  readonly unitPrice: string | null
  readonly currency: string
  readonly months: number
  readonly timing: 'advance' | 'arrears'
  readonly anchor: 'calendar' | 'anniversary'
  readonly start: string
  readonly end: string | null
  readonly billedTo: string | null
  readonly nextFrom: string | null
  readonly taxCodes: readonly string[]
  readonly poNumber: string | null
  readonly kind: 'oneOff' | 'recurring' | 'prepay' | 'consumption'
  readonly state: LineState
  readonly termEnd: string | null
  readonly boundUntil: string | null
}
export interface Customer {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly language: string
  readonly culture: string
  readonly zone: string
  readonly paymentDays: number
  readonly taxId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: readonly string[]
  readonly poRequired: boolean
  readonly note: string | null
  readonly family: string | null
  readonly invoiceBy: string | null
}
export interface Contract {
  readonly contract: {
    readonly id: string
    readonly number: string
    readonly entity: string
    readonly customer: string
    readonly state: 'draft' | 'active' | 'ended'
    readonly name: string | null
    readonly signedOn: string | null
  }
  readonly customer: Customer
  readonly lines: readonly Line[]
}

interface Money {
  readonly currency: string
  readonly minor: string
}
interface Net {
  readonly currency: string
  readonly net: string
}
export interface NextCharge extends Net {
  readonly line: string
  readonly lineNumber: number
  readonly product: string
  /** When it is due. */
  readonly on: string
  readonly kind: ChargeKind
  readonly from: string
  /** Exclusive. */
  readonly to: string
  readonly quantity: string
  readonly steps: readonly Step[]
}
export type ChargeKind = 'charge' | 'credit' | 'correction' | 'goodwill'
export interface Worth {
  readonly values: readonly { readonly currency: string; readonly valuePerMonth: string; readonly valuePerYear: string }[]
  readonly valuePerMonth: Money | null
  readonly valuePerYear: Money | null
  readonly next: { readonly on: string; readonly totals: readonly Net[] } | null
  /** What comes first of each line. */
  readonly charges: readonly NextCharge[]
  readonly blocked: readonly Blocked[]
}
export interface Blocked {
  readonly lineNumber: number
  readonly product: string
  readonly reason: string
}
/** A row of `contracts.renewals`. */
export interface Renewing {
  readonly id: string
  readonly number: number
  readonly renewalMode: 'auto' | 'manual' | 'none' | null
  readonly termEnd: string | null
  readonly customerNoticeBy: string | null
  readonly supplierNoticeBy: string | null
}

export interface ContractEvent {
  readonly on: string
  readonly event: string
  readonly line: string | null
  readonly lineNumber: number | null
  readonly ahead: boolean
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly version: number | null
  readonly end: string | null
  readonly change: string | null
  readonly retracted: boolean
  readonly recordedAt: string | null
  readonly recordedBy: string | null
  readonly amendment: string | null
  readonly reason: string | null
}

interface Stretch {
  readonly from: string
  /** Exclusive. */
  readonly to: string | null
  readonly quantity: string
  readonly unitPrice: string | null
  readonly version: number
}
export interface TermsOfLine {
  readonly state: LineState
  readonly start: string
  readonly end: string | null
  readonly termEnd: string | null
  readonly stretches: readonly Stretch[]
}
interface OfLine {
  readonly line: string
  readonly lineNumber: number
  readonly product: string
}
/** What ending a line early comes to. */
export interface Leave {
  readonly regularEnd: string
  readonly credit: Money
  readonly rest: Money
  readonly charge: Money
}
export interface Rehearsal {
  readonly operation: string
  /** What the operation would answer. */
  readonly result: unknown
  readonly lines: readonly (OfLine & { readonly before: TermsOfLine | null; readonly after: TermsOfLine })[]
  readonly from: string
  readonly to: string
  readonly periods: readonly (OfLine & Sides & { readonly from: string; readonly to: string })[]
  readonly differences: readonly (OfLine & Net & { readonly kind: ChargeKind; readonly from: string; readonly to: string; readonly quantity: string })[] // prettier-ignore
  readonly blocked: readonly (OfLine & Blocked)[]
  readonly totals: readonly Sides[]
}
interface Sides {
  readonly currency: string
  readonly before: string
  readonly after: string
  readonly difference: string
}
export interface KnownTerms {
  readonly effective: string
  readonly lines: readonly (OfLine & {
    readonly number: number
    readonly version: number
    readonly quantity: string
    readonly unitPrice: string | null
    readonly currency: string
    readonly start: string
    readonly end: string | null
    readonly billing: boolean
    readonly changes: number
  })[]
}
export interface KnownBilling {
  readonly charges: readonly (OfLine & Net & { readonly from: string; readonly to: string; readonly quantity: string; readonly kind: ChargeKind })[] // prettier-ignore
  readonly blocked: readonly Blocked[]
  readonly totals: readonly Net[]
}
