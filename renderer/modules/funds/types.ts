/** A fund with its statement of some days, as `funds.statement` answers it. Amounts are text. */
export interface Statement {
  readonly fund: {
    readonly id: string
    readonly name: string
    readonly unit: 'hours' | 'currency' | 'token'
    readonly currency: string
    readonly balance: string
    readonly overdrawn: string
    readonly deferred: string
    readonly lastPurchase: string
    readonly topUpDue: string | null
    readonly overage: string
    readonly overagePrice: string | null
    readonly expiryMonths: number | null
    readonly carryOver: { readonly percent: string; readonly times: number } | null
    readonly scope: readonly string[]
    readonly weights: readonly { readonly bookingType: string; readonly factor: string; readonly workType: string | null }[]
    readonly priority: number
    readonly topUp: { readonly thresholdIn: 'percent' | 'quantity' | 'interval'; readonly threshold: string } | null
  }
  readonly customer: { readonly name: string }
  readonly contract: { readonly id: string; readonly number: string }
  readonly released: string
}
export interface Outlook {
  readonly perMonth: string
  readonly emptyOn: string | null
}
