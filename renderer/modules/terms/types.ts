import type { Step } from '../billing/types.ts'
import type { Texts } from '../catalog/product-text.ts'

export interface Clause {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly entity: string | null
  readonly occasion: string
  readonly titles: Texts
  readonly texts: Texts
  readonly hashes: Texts
  readonly rank: number
  readonly validFrom: string
  readonly note: string | null
  readonly publishedAt: string
  readonly publishedBy: string
}
export interface ClauseVersion {
  readonly id: string
  readonly version: number
  readonly validFrom: string
  readonly withdrawnFrom: string | null
  readonly note: string | null
  readonly publishedAt: string
  readonly publishedBy: string
}
export interface OneClause {
  readonly clause: Clause
  readonly withdrawal: { readonly from: string; readonly reason: string; readonly withdrawnBy: string } | null
  readonly versions: readonly ClauseVersion[]
}
export interface Stretch {
  readonly change: 'same' | 'removed' | 'added'
  readonly text: string
}
export interface Comparison {
  readonly older: { readonly version: number }
  readonly newer: { readonly version: number }
  readonly heading: readonly Stretch[]
  readonly wording: readonly Stretch[]
}
export interface OrderClauses {
  readonly clauses: readonly {
    readonly id: string
    readonly code: string
    readonly version: number
    readonly entity: string | null
    readonly heading: string
    readonly text: string
    readonly hash: string
    readonly why: Step
  }[]
  readonly missing: readonly { readonly occasion: string; readonly why: Step }[]
  readonly untranslated: readonly string[]
}
