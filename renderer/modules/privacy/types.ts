export interface Fate {
  readonly record: string
  readonly fate: 'removed' | 'replaced' | 'held'
  readonly rows: readonly string[]
  readonly fields: readonly string[]
  readonly keep: string | null
  readonly country: string | null
  readonly until: string | null
}
/** What `privacy.preview` answers. */
export interface Preview {
  readonly name: string
  readonly person: string
  readonly subject: string
  readonly fates: readonly Fate[]
  readonly entries: number
  readonly files: number
  readonly shared: readonly string[]
  readonly heldUntil: string | null
  readonly proposed: string | null
  readonly erased: string | null
}
export interface Row {
  readonly id: string
  readonly name: string
  readonly person: string
}
export interface Held {
  readonly record: string
  readonly ids: readonly string[]
  readonly fields: readonly string[]
  readonly keep: string
  readonly country: string
  readonly until: string | null
}
export interface Erasure {
  readonly id: string
  readonly person: string
  readonly subject: string
  readonly name: string
  readonly cause: string
  readonly note: string | null
  readonly state: 'proposed' | 'done' | 'declined'
  readonly proposedAt: string
  readonly proposedBy: string
  readonly proposedByUser: string
  readonly decidedAt: string | null
  readonly decidedBy: string | null
  readonly answer: string | null
  readonly pseudonym: string | null
  readonly held: readonly Held[]
}
export interface Period {
  readonly rule: string
  readonly country: string
  readonly keep: string
  readonly years: number
  readonly law: number
  readonly source: string
  readonly lawKnown: boolean
  readonly houseRule: boolean
  readonly note: string | null
}
