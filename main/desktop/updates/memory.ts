import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nothingSeen, type Seen } from './judging.ts'
import { isPublicKey } from './signature.ts'
import { isVersion } from './versions.ts'

/** A version that was downloaded and waits for the next start. The signed text is kept beside it, so that the start needs no network to believe it again. */
export interface Waiting {
  readonly version: string
  readonly name: string
  readonly text: string
  readonly signature: string
  /** Times that its installer was started without it being installed afterwards. */
  readonly attempts: number
  /** Nothing captured here waited to be sent when the program was closed. Unknown counts as no. */
  readonly quiet: boolean
}
export interface Memory {
  seen(): Seen
  remember(seen: Seen): void
  waiting(): Waiting | undefined
  keep(waiting: Waiting): void
  forget(): void
}

const largest = 200_000

/** Two small files in the person's own folder. A file that cannot be read is one that is not there; what is installed still bounds what is accepted. */
export function openMemory(folder: string): Memory {
  const seenFile = join(folder, 'updates.json')
  const waitingFile = join(folder, 'update-waiting.json')
  const read = (file: string): Record<string, unknown> => {
    try {
      const text = readFileSync(file, 'utf8')
      const raw: unknown = text.length > largest ? null : JSON.parse(text)
      return typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
    } catch {
      return {}
    }
  }
  const write = (file: string, value: unknown): void => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return {
    seen: () => {
      const { version, issued, key } = read(seenFile)
      return isVersion(version) && typeof issued === 'number' && Number.isFinite(issued) && (key === null || isPublicKey(key))
        ? { version, issued, key }
        : nothingSeen
    },
    remember: (seen) => write(seenFile, seen),
    waiting: () => {
      const { version, name, text, signature, attempts, quiet } = read(waitingFile)
      return isVersion(version) &&
        typeof name === 'string' &&
        typeof text === 'string' &&
        typeof signature === 'string' &&
        typeof attempts === 'number'
        ? { version, name, text, signature, attempts, quiet: quiet === true }
        : undefined
    },
    keep: (waiting) => write(waitingFile, waiting),
    forget: () => rmSync(waitingFile, { force: true }),
  }
}
