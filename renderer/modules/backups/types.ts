/** What `backups.standing` and `backups.plan` answer. */
export interface Standing {
  readonly standing: 'none' | 'good' | 'late' | 'failed'
  readonly configured: boolean
  readonly active: boolean
  readonly folder: string | null
  readonly lastAt: string | null
  readonly nextAt: string | null
  readonly underWay: boolean
  readonly fault: string | null
  readonly about: Readonly<Record<string, string>>
}
export interface Plan {
  readonly plan: Readonly<Record<string, unknown>> | null
  /** Laid down by the organisation, and locked. */
  readonly managedFolder: string | null
  readonly managedRecipients: readonly string[]
}
export interface Conflict {
  readonly kind: string
  readonly former: string
  readonly formerName: string
  readonly ours: string | null
  readonly oursName: string | null
  readonly reason: string
  readonly verdicts: readonly Decision['verdict'][]
  readonly suggestion: Decision['verdict'] | null
  readonly freeName: string | null
  readonly blocks: boolean
  /** Of a person: the bought customer. What an older program wrote has none. */
  readonly within?: string | null
}
export interface Decision {
  readonly kind: string
  readonly former: string
  readonly verdict: 'same' | 'apart' | 'rename' | 'come' | 'leave'
  readonly rename: string | null
}
interface LedgerTotal {
  readonly entity: string
  readonly currency: string
  readonly journals: number
  readonly debit: string
  readonly credit: string
}
export interface Merge {
  readonly id: string
  readonly state: 'opened' | 'asked' | 'carried' | 'done' | 'calledOff' | 'failed'
  readonly name: string
  readonly takenAt: string
  readonly preview: {
    readonly groupCurrency: string
    readonly houseCurrency: string
    readonly translates: boolean
    readonly entities: readonly {
      readonly code: string
      readonly name: string
      readonly country: string
      readonly currency: string
      readonly journals: number
      readonly invoices: number
    }[]
    readonly customers: number
    readonly products: number
    readonly users: number
    readonly rows: number
    readonly ledger: readonly LedgerTotal[]
    readonly conflicts: readonly Conflict[]
  }
  readonly decisions: readonly Decision[]
  readonly fault: string | null
  readonly about: Readonly<Record<string, string>>
  readonly calls: number | null
  readonly head: string | null
  readonly doneAt: string | null
  readonly doneBy: string | null
  readonly proof: { readonly ledger?: readonly LedgerTotal[] }
}
/** What `backups.merge` answers. */
export interface MergeRead {
  readonly merge: Merge
  readonly open: readonly Conflict[]
  readonly done: number
  readonly of: number
}
