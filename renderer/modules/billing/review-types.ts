/** Answers of the review as the wire has them. Amounts in minor units. */
export interface CauseSum {
  readonly cause: string
  readonly lines: number
  readonly currency: string
  readonly amount: string
}
export interface EntityChange {
  readonly entity: string
  readonly currency: string
  readonly against: string | null
  readonly before: string
  readonly now: string
  readonly change: string
  readonly percent: string | null
  readonly byCurrency: readonly { readonly currency: string; readonly before: string; readonly now: string; readonly change: string }[]
  readonly causes: readonly CauseSum[]
}
export interface Changes {
  readonly ready: boolean
  readonly entities: readonly EntityChange[]
}
export interface Approvals {
  readonly ready: boolean
  /** Whoever looks proposed it. */
  readonly own: boolean
  readonly entities: readonly {
    readonly entity: string
    readonly needed: number
    readonly approvedWhole: number
    readonly missing: number
    readonly held: number
    readonly posted: boolean
  }[]
}
export type Decision = 'approve' | 'hold' | 'comment'
/** A row of `billing.reviewList`, as far as the panel says it. */
export interface Reviewed {
  readonly id: string
  readonly run: string
  readonly invoice: string
  readonly entity: string
  readonly currency: string
  readonly net: string
  readonly lastNet: string | null
  readonly percent: string | null
  readonly held: boolean
  readonly approvals: number
  readonly comments: number
  readonly kind: string
  readonly quantity: string
}
