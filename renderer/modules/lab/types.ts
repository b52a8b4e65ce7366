import type { Step } from '../billing/types.ts'

interface Amounts {
  readonly revenue: string
  readonly difference: string
  readonly volatility: string | null
  readonly cliffs: number
}
/** What `lab.replay` answers. */
export interface Replayed {
  readonly currency: string
  readonly from: string
  readonly to: string
  readonly lineCount: number
  readonly charges: number
  readonly reproduced: boolean
  readonly actual: Amounts & { readonly cost: string | null; readonly margin: string | null }
  readonly models: readonly (Amounts & { readonly name: string; readonly margin: string | null; readonly steps: readonly Step[] })[]
  readonly customers: readonly {
    readonly customer: string
    readonly customerName: string
    readonly actual: Amounts
    readonly models: readonly Amounts[]
  }[]
  readonly months: readonly { readonly month: string; readonly actual: string; readonly models: readonly string[] }[]
}
