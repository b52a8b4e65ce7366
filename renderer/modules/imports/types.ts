/** Answers of the imports' operations as the wire has them. */
export interface Preview {
  readonly format: 'xlsx' | 'csv'
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly dateOrder: string
  readonly decimalMark: string
  readonly headingRow: number
  readonly columns: readonly { readonly name: string; readonly heading: string | null }[]
  readonly rows: number
  readonly customers: number
  readonly contracts: number
  readonly lines: number
  readonly unchanged: number
  readonly conflicts: number
  readonly rejected: number
  readonly ignored: number
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[]
  readonly problems: readonly Problem[]
  readonly sample: readonly { readonly row: number; readonly cells: readonly (string | null)[] }[]
}
export interface Problem {
  readonly row: number
  readonly column: string | null
  readonly reason: string
  readonly value: string | null
}
export interface Summary {
  readonly import: string
  readonly entity: string
  readonly file: string
  readonly state: 'staging' | 'staged' | 'published' | 'reviewed' | 'cancelled'
  readonly rows: number
  readonly customers: number
  readonly contracts: number
  /** Lines of the file that stand now: added ones and unchanged ones. */
  readonly lines: number
  readonly unchanged: number
  readonly conflicts: number
  readonly rejected: number
  readonly ignored: number
}
export interface Options {
  readonly encoding?: string
  readonly delimiter?: string
  readonly sheet?: string
  readonly dateOrder?: string
  readonly decimalMark?: string
}
