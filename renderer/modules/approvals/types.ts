import type { Step } from '../billing/types.ts'

export type Show = 'forMe' | 'forOthers' | 'mine' | 'decided'
export interface Approval {
  readonly id: string
  readonly kind: string
  readonly record: string
  readonly row: string
  readonly entity: string
  readonly customer: string | null
  readonly customerName: string | null
  readonly subject: string
  readonly reasons: readonly Step[]
  readonly percent: string | null
  readonly currency: string | null
  readonly amount: string | null
  readonly groupCurrency: string | null
  readonly groupAmount: string | null
  readonly state: 'open' | 'approved' | 'declined' | 'withdrawn'
  readonly current: boolean
  readonly askedAt: string
  readonly askedBy: string
  readonly askedByName: string
  readonly decidedAt: string | null
  readonly decidedByName: string | null
  readonly insteadOfName: string | null
  readonly note: string | null
  /** Days since it was asked. */
  readonly days: number
  readonly decides: boolean
  readonly standsInFor: string | null
  readonly refusal: string | null
  readonly about: Readonly<Record<string, string>>
}
export interface Inbox {
  readonly rows: readonly Approval[]
  readonly more: boolean
  readonly lastDecided: string | null
}
export interface Shown {
  readonly approval: Approval
  readonly others: readonly Approval[]
  readonly deciders: readonly { readonly role: string; readonly name: string }[]
  readonly next: readonly Step[]
}
export interface Outcome {
  readonly id: string
  readonly subject: string
  readonly done: boolean
  readonly refusal: string | null
  readonly about: Readonly<Record<string, string>>
}
export interface Limit {
  readonly id: string
  readonly role: string
  readonly roleName: string | null
  readonly kind: string
  readonly percent: string | null
  readonly currency: string | null
  readonly amount: string | null
}
export interface Delegation {
  readonly id: string
  readonly person: string
  readonly personName: string
  readonly standIn: string
  readonly standInName: string
  readonly firstDay: string
  readonly lastDay: string
  readonly note: string | null
}
export interface Rules {
  readonly delegations: readonly Delegation[]
  readonly people: readonly { readonly user: string; readonly name: string; readonly title: string | null }[]
  readonly kinds: readonly string[]
}
