import type { FileRef } from '../../../core/kernel/shape.ts'

export interface RateRow {
  readonly day: string
  readonly base: string
  readonly quote: string
  readonly value: string
  readonly source: string
  readonly version: number
  readonly overridden: boolean
}
export interface Standing {
  readonly entity: string
  readonly name: string
  readonly source: string
  readonly type: string
  readonly maxAgeDays: number
  readonly currency: string
  readonly groupCurrency: string
  readonly state: 'fresh' | 'tooOld' | 'missing' | 'none'
  readonly published: string | null
  readonly ageDays: number | null
  readonly lastDay: string | null
}
export interface Policy {
  readonly entity: string
  readonly source: string
  readonly type: string
  readonly maxAgeDays: number
  readonly taxSource: string | null
  readonly taxType: string
}
export interface MissingRate {
  readonly entity: string
  readonly from: string
  readonly to: string
  readonly day: string
  readonly source: string
  readonly lines: number
}
export interface Override {
  readonly id: string
  readonly day: string
  readonly base: string
  readonly quote: string
  readonly value: string
  readonly source: string
  readonly published: string | null
  readonly reason: string
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedAt: string
}
export interface Preview {
  readonly source: string
  readonly days: number
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly unknown: readonly string[]
  readonly changes: readonly { readonly day: string; readonly base: string; readonly quote: string; readonly valueBefore: string; readonly value: string }[] // prettier-ignore
}
export interface Fetched {
  readonly file: FileRef
}
/** Where a rate that is missing is recorded: the pair, the day and the source stand in the form already. */
export const recordPath = ({ from, to, day, source }: Pick<MissingRate, 'from' | 'to' | 'day' | 'source'>): string =>
  `/rates?${new URLSearchParams({ record: '1', base: from, quote: to, day, source }).toString()}`
