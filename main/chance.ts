import { randomBytes, randomUUID } from 'node:crypto'
import { newId } from './storage/ids.ts'

/** What no two runs of a program have in common. The simulation brings its own, so that a seed plays again exactly. */
export interface Chance {
  bytes(length: number): Buffer
  newId(): string
  /** IANA zone of the machine. */
  readonly zone: string
  /** Milliseconds that no clock setting moves, and which start of the program they count from. */
  monotonic(): number
  readonly boot: string
}

export const chanceHere = (): Chance => ({
  bytes: randomBytes,
  newId,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  monotonic: () => Math.round(performance.now()),
  boot: randomUUID(),
})
