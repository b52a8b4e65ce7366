import type { RateFileFault } from '../../../core/rates/files.ts'

/** The rates of a day as the file has them: one euro in each currency, decimals as text. */
export interface RateDay {
  readonly day: string
  readonly values: readonly (readonly [currency: string, value: string])[]
}
export interface RateFile {
  readonly source: string
  /** Oldest first, each once. */
  readonly days: readonly RateDay[]
  /** Codes that are no currency of today. */
  readonly unknown: readonly string[]
}
export interface RateFileTrouble {
  readonly fault: RateFileFault
  readonly about: Record<string, string>
}
/** A file is trouble that people cause and repair, so it is handed back as a value; this only carries it up through the readers. */
export class RateTrouble extends Error {
  readonly fault: RateFileFault
  readonly about: Record<string, string>
  constructor(fault: RateFileFault, about: Record<string, string> = {}) {
    super(fault)
    this.fault = fault
    this.about = about
  }
}
