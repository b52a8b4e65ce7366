export interface Line {
  readonly account: string
  readonly names: Readonly<Record<string, string>>
  readonly side: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
  readonly entities: readonly {
    readonly entity: string
    readonly entityCurrency: string
    readonly entityAmount: string
    readonly groupAmount: string
    readonly internal: string
  }[]
  readonly eliminated: string
  readonly group: string
}
export interface Sum {
  readonly entities: readonly { readonly entity: string; readonly groupAmount: string }[]
  readonly eliminated: string
  readonly group: string
}
/** The answer of `consolidation.statement`; amounts in minor units, + debit. */
export interface Statement {
  readonly period: string
  readonly from: string
  readonly view: 'transacted' | 'closing'
  readonly currency: string
  readonly groupCurrency: string
  /** The agreement by which the figures stand in this currency. */
  readonly retranslation: string | null
  readonly rates: readonly {
    readonly from: string
    readonly to: string
    readonly day: string
    readonly type: string
    readonly value: string
  }[]
  readonly entities: readonly { readonly entity: string; readonly name: string; readonly entityCurrency: string }[]
  readonly income: readonly Line[]
  readonly expenses: readonly Line[]
  readonly result: Sum
  readonly assets: readonly Line[]
  readonly liabilities: readonly Line[]
  readonly equity: readonly Line[]
  readonly totalAssets: string
  readonly totalOwed: string
  readonly unmatched: string
  readonly sum: string
}
