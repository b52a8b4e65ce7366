import type { Company } from './company.ts'
import { simulate, type Run } from './simulate.ts'

const asked = process.env['SEED']
/** `SEED=…` plays one schedule again; else the first is drawn anew each time, so that every run of the tests looks at others. */
export const only: number | undefined = asked === undefined ? undefined : Number(asked)
export const firstSeed = (): number => only ?? Math.floor(Math.random() * 2 ** 30)
/** The two files of tests that share them run side by side. */
export const schedules = only === undefined ? Math.ceil(Number(process.env['SCHEDULES'] ?? 2_000) / 2) : 1
export const patience = 600_000 + schedules * 1_000

const shown = ({ seed, faults }: Run): string => `SEED=${seed} plays it again: ${faults.join('; ')}`

/** Lives through schedules from one seed on, prints the figures, and answers what failed. */
export async function livedThrough(company: Company, first: number): Promise<string[]> {
  process.stdout.write(`SEED=${first} (synchronisation, ${schedules} schedules)\n`)
  const began = performance.now()
  const counted: Record<string, number> = {}
  const failed: string[] = []
  for (let i = 0; i < schedules && failed.length < 3; i++) {
    const run = await simulate(company, first + i, { keep: only !== undefined })
    for (const [what, times] of Object.entries(run.counted)) counted[what] = (counted[what] ?? 0) + times
    if (only !== undefined) process.stdout.write(`${run.told.join('\n')}\n`)
    if (run.faults.length > 0) failed.push(shown(run))
  }
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(
    `${schedules} schedules in ${seconds.toFixed(0)} s, ${(schedules / seconds).toFixed(1)} a second: ${JSON.stringify(counted)}\n`,
  )
  return failed
}
