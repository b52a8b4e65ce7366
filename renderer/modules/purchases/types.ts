import type { Step } from '../billing/types.ts'

/** Answers of the operations of purchases as the wire has them. Amounts in minor units. */
export interface Figure {
  readonly currencyOf: 'transaction' | 'entity' | 'group'
  readonly currency: string
  readonly sales: string
  readonly cost: string
  readonly margin: string
  readonly percent: string | null
}
export interface Cost {
  readonly id: string
  readonly line: string | null
  readonly lineNumber: number | null
  readonly number: number
  readonly item: string
  readonly supplier: string | null
  readonly supplierName: string | null
  readonly quantityRule: 'fixed' | 'perUnit'
  readonly quantity: string
  readonly currency: string
  readonly unitCost: string
  readonly months: number | null
  readonly start: string
  readonly end: string | null
  readonly termEnd: string | null
  readonly noticeDays: number | null
  readonly state: 'planned' | 'ordered' | 'dropped'
  readonly orderedOn: string | null
  readonly reference: string | null
  readonly changes: number
  readonly addedBy: number | null
}
export interface Terms {
  readonly supplier: string | null
  readonly item: string
  readonly quantity: string
  readonly currency: string
  readonly unitCost: string
  readonly end: string | null
}
export interface Order {
  readonly id: string
  readonly number: number
  readonly line: string | null
  readonly effective: string
  readonly reason: string
  readonly changes: readonly {
    readonly costLine: string
    readonly number: number
    readonly termsBefore: Terms | null
    readonly termsAfter: Terms | null
  }[]
  readonly from: string
  readonly to: string
  readonly ratesOn: string
  readonly marginBefore: readonly Figure[]
  readonly marginAfter: readonly Figure[]
  readonly recordedAt: string
  readonly recordedBy: string
}
export interface Actual {
  readonly id: string
  readonly costLine: string
  readonly day: string
  readonly currency: string
  readonly amount: string
  readonly reference: string
  readonly from: string | null
  readonly to: string | null
  readonly recordedBy: string
}
export interface Bought {
  readonly contract: { readonly id: string; readonly number: string; readonly name: string | null; readonly state: string }
  readonly costs: readonly Cost[]
  readonly actuals: readonly Actual[]
  readonly orders: readonly Order[]
}
export interface LineMargin {
  readonly line: string | null
  readonly number: number | null
  readonly product: string | null
  readonly description: string | null
  readonly from: string
  readonly to: string
  readonly planned: readonly Figure[]
  readonly actual: readonly Figure[]
  readonly costs: readonly {
    readonly costLine: string
    readonly amounts: readonly {
      readonly currencyOf: string
      readonly currency: string
      readonly planned: string
      readonly actual: string
    }[]
  }[]
  readonly steps: readonly Step[]
}
export interface Margin {
  readonly contract: string
  readonly ratesOn: string
  readonly lines: readonly LineMargin[]
  readonly planned: readonly Figure[]
  readonly actual: readonly Figure[]
}
