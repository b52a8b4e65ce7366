/** What a bridge is of; it travels in the address, so that a figure leads to its lines and back. */
export interface Asked {
  readonly from: string
  readonly to: string
  readonly view: 'effective' | 'recorded'
  readonly rates: 'constant' | 'actual'
  /** Of constant rates: the month whose they are. A month of a bridge is told at the same rates as the bridge. */
  readonly rateMonth?: string
  readonly entity?: string
  readonly customerGroup?: string
  readonly productFamily?: string
  readonly measured?: boolean
}
export const moveSteps = ['newBusiness', 'reactivation', 'expansion', 'priceRise', 'contraction', 'churn', 'moved', 'exchange'] as const
export const steps = ['opening', ...moveSteps, 'closing'] as const
export type Step = (typeof steps)[number]
export type Sums = Readonly<Record<Step, string>>
export interface Bridge {
  readonly currency: string
  readonly months: readonly (Sums & { readonly period: string; readonly customers: number })[]
  readonly parts: readonly (Sums & { readonly part: string; readonly names: Readonly<Record<string, string>> })[]
  readonly exchangeRates: readonly {
    readonly from: string
    readonly to: string
    readonly day: string
    readonly type: string
    readonly value: string
  }[]
  readonly unpriced: number
}
export interface Moves {
  readonly currency: string
  readonly total: string
  readonly count: number
  readonly lines: readonly {
    readonly period: string
    readonly entity: string
    readonly customer: string
    readonly customerName: string
    readonly contract: string
    readonly contractNumber: string
    readonly line: string
    readonly lineNumber: number
    readonly product: string
    readonly productNames: Readonly<Record<string, string>>
    readonly on: string
    readonly learnedLate: boolean
    readonly groupAmount: string
  }[]
}
