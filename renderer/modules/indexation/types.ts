/** A batch as the core answers it. */
export interface Batch {
  readonly id: string
  readonly number: string
  readonly effective: string
  readonly until: string
  readonly dueBy: 'anniversary' | 'day'
  readonly knownOn: string
  readonly state: 'proposing' | 'proposed' | 'discarded'
  readonly looked: number
  readonly createdBy: string
}
export type ProposalState = 'proposed' | 'excepted' | 'approved' | 'lettered' | 'accepted' | 'applied' | 'rejected'
export interface BatchAnswer {
  readonly batch: Batch
  readonly totals: readonly {
    readonly state: ProposalState
    readonly reason: string | null
    readonly currency: string
    readonly lines: number
    readonly morePerYear: string
  }[]
  readonly letters: number
  readonly waiting: number
}
export interface Series {
  readonly code: string
  readonly names: Readonly<Record<string, string>>
  readonly source: string
  readonly base: string | null
  readonly month: string | null
  readonly value: string | null
  readonly valueCount: number
}
export interface IndexValue {
  readonly month: string
  readonly value: string
  readonly published: string
}

export const linesIn = ({ totals }: BatchAnswer, ...states: readonly ProposalState[]): number =>
  totals.filter((total) => states.includes(total.state)).reduce((sum, total) => sum + total.lines, 0)
/** What a year costs more, currency by currency. */
export function moreIn(
  { totals }: BatchAnswer,
  ...states: readonly ProposalState[]
): readonly { readonly currency: string; readonly minor: string }[] {
  const sums = new Map<string, bigint>()
  for (const { state, currency, morePerYear } of totals)
    if (states.includes(state)) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(morePerYear))
  return [...sums].map(([currency, minor]) => ({ currency, minor: minor.toString() }))
}
