/** A value of an index as plain data. */
export interface ReadingTrace {
  readonly month: string
  readonly value: string
  readonly version: number
  readonly published: string
}
/** Everything that a new price was worked out from, as it was known then. */
export type ProposalTrace = {
  readonly v: 1
  readonly due: 'anniversary' | 'term' | 'asked'
  readonly priceSource: 'line' | 'list'
  readonly by: 'index' | 'fixed'
  readonly index: string | null
  readonly lagMonths: number | null
  readonly base: ReadingTrace | null
  readonly current: ReadingTrace | null
  readonly margin: string
  readonly floor: string | null
  readonly cap: string | null
  readonly ratchet: boolean
  readonly decimals: number
  /** What decided the factor; `null` where there is none. */
  readonly decided: 'index' | 'floor' | 'cap' | 'ratchet' | null
  /** Months that a unit price is for. */
  readonly basisMonths: 1 | 12
}
