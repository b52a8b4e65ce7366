/** Answers of the billing operations as the wire has them. Amounts in minor units unless they are called totals. */
export interface Run {
  readonly id: string
  readonly number: string
  readonly asOf: string
  readonly entities: readonly string[]
  readonly state: 'proposing' | 'proposed' | 'posting' | 'posted' | 'cancelled' | 'superseded'
  readonly kind: 'run' | 'credit' | 'hand'
  readonly charges: number
  readonly invoices: number
  readonly posted: number
  readonly blocked: number
  readonly createdAt: string
  readonly createdBy: string
  readonly postedAt: string | null
}
export interface EntityTotals {
  readonly entity: string
  readonly charges: number
  readonly invoices: number
  /** Major units as decimal text. */
  readonly byCurrency: Readonly<
    Record<string, { readonly invoices: number; readonly net: string; readonly tax: string; readonly gross: string }>
  >
  readonly taxByCode: Readonly<Record<string, string>>
  readonly entityCurrency: string
  readonly groupCurrency: string
  readonly grossInEntityCurrency: string
  readonly grossInGroupCurrency: string
}
export interface StepValue {
  readonly name: string
  readonly kind: 'text' | 'decimal' | 'day' | 'count' | 'money' | 'percent' | 'product' | 'unit'
  readonly value: string
  readonly currency: string | null
}
export interface Step {
  readonly say: string
  readonly values: readonly StepValue[]
}
export interface Fill {
  readonly from: string
  readonly upTo: string | null
  readonly units: string
  readonly unitPrice: string
  readonly flatFee: string | null
  readonly amount: string
}
export interface Why {
  readonly charge: string
  readonly customerName: string
  readonly invoiceNumber: string | null
  readonly currency: string
  readonly net: string
  readonly steps: readonly Step[]
  readonly trace: {
    readonly tariff: { readonly model: string }
    readonly fills: readonly Fill[]
    readonly contract: string
    readonly line: number
    readonly product: string
  }
  readonly replayed: string
  readonly holds: boolean
}
