/** What can be imported. */
export const subjects = ['contracts', 'usage', 'incidents', 'time', 'expenses'] as const
export type Subject = (typeof subjects)[number]
export const subjectOf = (asked: unknown): Subject => subjects.find((subject) => subject === asked) ?? 'contracts'
/** Rows of contracts become contract lines; of everything else, records. Ends the names of the words that say so. */
export const rowsWord = (subject: Subject): '' | 'Rows' => (subject === 'contracts' ? '' : 'Rows')

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
  readonly subject: Subject
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
export interface Headings {
  readonly headingRow: number
  readonly headings: readonly { readonly heading: string; readonly name: string | null; readonly isMapped: boolean }[]
  readonly columns: readonly { readonly name: string; readonly isOptional: boolean; readonly isFound: boolean }[]
}
