import type { Company } from './company.ts'
import { simulate, type Run } from './simulate.ts'

const { SEED: asked, SCHEDULES: howMany } = process.env
const random = asked === 'random' || (asked === undefined && howMany !== undefined)
/** `SEED=…` plays one schedule again. */
export const only: number | undefined = asked === undefined || asked === 'random' ? undefined : Number(asked)
/**
 * Where a file of tests begins: the two go side by side, each through schedules of its own. They are the same each time, for a landing must not depend on a die;
 * `SEED=random`, or a number of `SCHEDULES`, looks at others.
 */
export const firstSeed = (half: 0 | 1): number => only ?? (random ? Math.floor(Math.random() * 2 ** 30) : 4_711_000 + half * 1_000_000)
export const schedules = only === undefined ? Math.ceil(Number(howMany ?? 2_000) / 2) : 1
export const patience = 600_000 + schedules * 1_000

const shown = ({ seed, faults }: Run): string => `SEED=${seed} plays it again: ${faults.join('; ')}`

/** Lives through schedules from one seed on, tells of a failure at once and of the figures at the end, and answers what failed. */
export async function livedThrough(company: Company, first: number): Promise<string[]> {
  process.stdout.write(`SEED=${first} (synchronisation, ${schedules} schedules)\n`)
  const began = performance.now()
  const counted: Record<string, number> = {}
  const failed: string[] = []
  for (let i = 0; i < schedules && failed.length < 3; i++) {
    const run = await simulate(company, first + i, { keep: only !== undefined })
    for (const [what, times] of Object.entries(run.counted)) counted[what] = (counted[what] ?? 0) + times
    if (only !== undefined) process.stdout.write(`${run.told.join('\n')}\n`)
    if (run.faults.length === 0) continue
    failed.push(shown(run))
    process.stdout.write(`${shown(run)}\n`)
  }
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(
    `${schedules} schedules in ${seconds.toFixed(0)} s, ${(schedules / seconds).toFixed(1)} a second: ${JSON.stringify(counted)}\n`,
  )
  return failed
}
