import type { Day, Instant } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import type { SeriesDocument } from '../entities/rules.ts'
import type { Profile } from './profile.ts'

// What every writer gets: journals whose accounts, tax keys and parties are resolved already. Amounts are whole minor units, + debit.

export interface Party {
  readonly kind: 'customer' | 'supplier'
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly taxId: string | null
  /** In the entity's own books. */
  readonly number: string
}
export interface WrittenTax {
  readonly code: string
  /** As the target calls it; empty where it has no name there. */
  readonly key: string
  /** Per cent. */
  readonly rate: string
  readonly category: string
}
export interface WrittenLine {
  readonly position: number
  readonly account: string
  /** Code in the entity's own books. */
  readonly local: string
  readonly currency: Currency
  readonly amount: bigint
  readonly entityAmount: bigint
  readonly tax: WrittenTax | null
  /** All codes of it; two where central and state tax stand beside each other. */
  readonly codes: readonly string[]
  /** A line of tax itself, not of what is taxed. */
  readonly isTax: boolean
  readonly party: Party | null
  readonly partner: string | null
  /** Number of the document that is open or cleared by it. */
  readonly item: string | null
}
export interface WrittenJournal {
  readonly id: string
  readonly number: string
  readonly document: SeriesDocument
  readonly postedOn: Day
  readonly due: Day | null
  readonly narrative: string | null
  /** Of a reversal: the number of the journal that it takes back. */
  readonly reverses: string | null
  /** Whom an invoice is to, although only its receivable names them. */
  readonly party: Party | null
  readonly lines: readonly WrittenLine[]
}
export interface BatchToWrite {
  readonly number: string
  readonly entity: string
  readonly entityName: string
  readonly country: string
  readonly currency: Currency
  /** 1 to 12. */
  readonly fiscalYearStart: number
  readonly profile: Omit<Profile, 'batches'>
  readonly month: string
  readonly from: Day
  readonly to: Day
  readonly createdAt: Instant
  readonly journals: readonly WrittenJournal[]
}
export type Encoding = 'utf-8' | 'windows-1252'
export interface Written {
  readonly name: string
  readonly mime: string
  readonly encoding: Encoding
  readonly content: string
  /** What the file books on each local account in the entity's currency, as the receiving program reads it. */
  readonly booked: ReadonlyMap<string, bigint>
}
export type Writer = (batch: BatchToWrite) => Written
