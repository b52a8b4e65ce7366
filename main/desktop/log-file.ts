import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Bytes after which the log begins afresh at the next start; the one before is kept. */
const large = 5_000_000

/** Writes lines to a file of the person's own. A log that cannot be written stops nothing. */
export function openLog(file: string): (event: string, facts: Readonly<Record<string, unknown>>) => void {
  const trying = (work: () => void): void => {
    try {
      work()
    } catch {
      return
    }
  }
  trying(() => mkdirSync(dirname(file), { recursive: true, mode: 0o700 }))
  trying(() => {
    if (statSync(file).size > large) renameSync(file, `${file}.before`)
  })
  return (event, facts) => {
    const told = Object.entries(facts).map(
      ([name, value]) => `${name}=${value instanceof Error ? (value.stack ?? value.message) : JSON.stringify(value)}`,
    )
    trying(() => appendFileSync(file, `${new Date().toISOString()} ${event} ${told.join(' ')}\n`, { mode: 0o600 }))
  }
}
