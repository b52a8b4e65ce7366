import type { Step } from '../billing/types.ts'

export interface Part {
  readonly rung: 'project' | 'fund' | 'included' | 'billable'
  readonly rule: string
  readonly quantity: string
  readonly unit: 'hours' | 'currency' | 'token'
  readonly fund: string | null
  readonly fundName: string | null
}
export interface Landing {
  readonly id: string
  readonly kind: string
  readonly label: string
  readonly day: string
  readonly parts: readonly Part[]
  readonly why: readonly Step[]
  readonly warnings: readonly Step[]
}
export interface Rule {
  readonly name: string
  readonly rung: Part['rung']
  readonly kinds: readonly string[] | null
  readonly workTypes: readonly string[] | null
  readonly priorities: readonly string[] | null
  readonly hours: string | null
  readonly incidents: number | null
  readonly per: string | null
  readonly product: string | null
  readonly unitPrice: string | null
  readonly markup: string | null
}
export interface Ladder {
  /** `null`: of a legal entity. */
  readonly contract: string | null
  readonly entity: string
  readonly number: string
  readonly source: 'contract' | 'entity' | 'usual'
  readonly rules: readonly Rule[]
}
export interface Rehearsed {
  readonly entries: readonly {
    readonly entry: string
    readonly day: string
    readonly label: string
    readonly was: readonly Part[]
    readonly would: readonly Part[] | null
    readonly differs: boolean
  }[]
  readonly differing: number
  readonly stranded: number
}
