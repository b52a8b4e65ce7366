import { found, type Company } from './company.ts'
import { mutants, mutantNamed, type Mutant } from './mutants.ts'
import { simulate, type Run } from './simulate.ts'

/** `npm run test:long` lives through 200,000 schedules and every mistake; `SEED=…` plays one again. */
const schedules = Number(process.env['SCHEDULES'] ?? 2_000)
const only = process.env['SEED'] === undefined ? undefined : Number(process.env['SEED'])
/** Names of mistakes, or `all`; those that die in a few runs are looked for each time. */
const quick = ['outbox-deleted-on-send', 'no-dedupe', 'overlay-dropped-on-ack', 'poison-blocks-queue', 'no-device-order', 'attention-no-bump', 'no-epoch-check', 'terms-latest'] // prettier-ignore
const wanted = process.env['MUTANTS'] ?? quick.join(',')
const chosen: readonly Mutant[] = wanted === 'all' ? mutants : wanted.split(',').map((name) => mutantNamed(name)!)
/** Runs within which a mistake must be found. */
const budget = 2_000
const patience = 600_000 + schedules * 1_000

const shown = ({ seed, faults }: Run): string => `SEED=${seed} plays it again: ${faults.join('; ')}`

describe('devices and their hub under the simulator', () => {
  let company: Company
  // Seeds are drawn anew each time, so that every run of the tests looks at other schedules.
  const first = only ?? Math.floor(Math.random() * 2 ** 30)
  beforeAll(async () => {
    company = await found()
  }, patience)

  it(
    'keeps every promise in every schedule',
    async () => {
      process.stdout.write(`SEED=${first} (synchronisation, ${only === undefined ? schedules : 1} schedules)\n`)
      const began = performance.now()
      const counted: Record<string, number> = {}
      const failed: string[] = []
      const runs = only === undefined ? schedules : 1
      for (let i = 0; i < runs && failed.length < 3; i++) {
        const run = await simulate(company, first + i, { keep: only !== undefined })
        for (const [what, times] of Object.entries(run.counted)) counted[what] = (counted[what] ?? 0) + times
        if (run.faults.length === 0) continue
        failed.push(shown(run))
        if (only !== undefined) process.stdout.write(`${run.told.join('\n')}\n`)
      }
      const seconds = (performance.now() - began) / 1000
      process.stdout.write(
        `${runs} schedules in ${seconds.toFixed(0)} s, ${(runs / seconds).toFixed(1)} a second: ${JSON.stringify(counted)}\n`,
      )
      expect(failed).toEqual([])
    },
    patience,
  )
  it(
    'plays a seed again exactly',
    async () => {
      for (let seed = first; seed < first + 25; seed++) {
        const [once, again] = [await simulate(company, seed), await simulate(company, seed)]
        expect({ seed, fingerprint: again.fingerprint }).toEqual({ seed, fingerprint: once.fingerprint })
      }
    },
    patience,
  )
  it.each(chosen.map((mutant) => [mutant.name, mutant] as const))(
    'finds the mistake %s',
    async (name, mutant) => {
      let run: Run
      let runs = 0
      do run = await simulate(company, first + runs++, { mutant })
      while (run.faults.length === 0 && runs < budget)
      process.stdout.write(`${name}: found in run ${runs}, ${run.faults[0] ?? 'NOT FOUND'}\n`)
      expect(run.faults).not.toEqual([])
    },
    patience,
  )
})
