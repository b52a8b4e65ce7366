import type { Finding } from '../../core/support/findings.ts'
import type { Policy } from '../policy/policy.ts'
import type { TrustedFile } from '../policy/trusted-file.ts'
import type { lastChecks } from '../storage/file-check.ts'
import type { StoreLook } from '../storage/look.ts'

/** One thing that was found, and what its sentence is about. */
export interface Found {
  readonly finding: Finding
  readonly about: Readonly<Record<string, string>>
}
export const found = (finding: Finding, about: Readonly<Record<string, string>> = {}): Found => ({ finding, about })

/** What a hub answered to being called. */
export type HubAnswer =
  | { readonly answers: true; readonly clock: number | null; readonly certificateUntil: number | null }
  | { readonly answers: false; readonly untrusted: boolean; readonly why: string }

/** Everything a diagnosis looks at; tests bring their own. */
export interface Surroundings {
  /** Milliseconds of this machine's clock. */
  readonly now: number
  readonly zone: string
  readonly version: string
  /** `Node.js 24.21.0`, `Electron 45.4.1`. */
  readonly runtime: { readonly name: string; readonly node: string }
  readonly platform: NodeJS.Platform
  readonly folder: string
  /** Address of the server, where data are not in the folder. Its password is never repeated. */
  readonly databaseUrl: string | undefined
  readonly inField: boolean
  readonly policy: Policy
  readonly hub: string | null
  /** What the looks through the file found, at the start and in the background. */
  readonly checked: ReturnType<typeof lastChecks>
  /** Where a log is kept. */
  readonly logs: string | undefined
  /** `absent`: no store is there; `locked`: it is encrypted and was not opened. */
  look(): Promise<StoreLook | 'absent' | 'locked'>
  /** Bytes that are free where a folder is. */
  free(folder: string): Promise<number>
  call(hub: string): Promise<HubAnswer>
  trusted(file: string): TrustedFile
}

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
export const daysBetween = (before: number, after: number): number => Math.max(0, Math.floor((after - before) / 86_400_000))
/** Bytes for people, in whole numbers of what is nearest. */
export function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let at = 0
  let left = bytes
  while (left >= 10_000 && at < units.length - 1) {
    left /= 1000
    at += 1
  }
  return `${Math.floor(left)} ${units[at]!}`
}
export const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300)
