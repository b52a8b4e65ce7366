import { fork, type ChildProcess } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { found } from './company.ts'
import { mutantNamed, mutants } from './mutants.ts'
import { simulate } from './simulate.ts'

/** What a process is asked to live through. `mutant`: with that mistake put in. */
interface Errand {
  readonly seed: number
  readonly mutant?: string | undefined
}
interface Lived extends Errand {
  readonly faults: readonly string[]
  readonly counted: Readonly<Record<string, number>>
}

/** One of the processes: a company of its own, and one schedule after the other for as long as somebody sends seeds. */
async function live(): Promise<void> {
  const tell = (lived: Lived | 'ready'): boolean => process.send!(lived)
  // Whoever started it lets it end what is under way.
  process.on('SIGINT', () => undefined)
  process.on('disconnect', () => process.exit())
  const company = await found()
  process.on('message', ({ seed, mutant }: Errand) => {
    const broke = (error: unknown): boolean => tell({ seed, mutant, faults: [`it broke: ${(error as Error).stack}`], counted: {} })
    simulate(company, seed, { mutant: mutant === undefined ? undefined : mutantNamed(mutant) })
      .then(({ faults, counted }) => tell({ seed, mutant, faults, counted }))
      .catch(broke)
  })
  tell('ready')
}

/** Runs within which a mistake must be found. */
const budget = 2_000
/** Schedules between two lines of progress. */
const portion = 1_000

/** Gives schedules to as many processes as there are cores, in the order of their seeds, and tells how it goes. Stopped, it says where to go on. */
export async function lead(file: string): Promise<void> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '200000' },
      seed: { type: 'string', default: 'random' },
      processes: { type: 'string', default: `${availableParallelism()}` },
      mutants: { type: 'string', default: '' },
      failing: { type: 'string' },
    },
  })
  const first = values.seed === 'random' ? Math.floor(Math.random() * 2 ** 30) : Number(values.seed)
  const schedules = Number(values.schedules)
  const sought = values.mutants === 'all' ? mutants.map(({ name }) => name) : values.mutants.split(',').filter((name) => name !== '')
  for (const name of sought) if (!mutantNamed(name)) throw new Error(`there is no mistake "${name}"`)
  const began = performance.now()
  const counted: Record<string, number> = {}
  const failed: number[] = []
  const missed: string[] = []
  let [given, lived, stopped] = [0, 0, false]
  const tell = (line: string): boolean => process.stdout.write(`${line}\n`)
  const rate = (): string => `${(lived / ((performance.now() - began) / 1_000)).toFixed(1)} a second`
  const ask = (): Errand | undefined => {
    if (stopped) return undefined
    if (given < schedules) return { seed: first + given++ }
    const mutant = sought.shift()
    return mutant === undefined ? undefined : { seed: first, mutant }
  }
  /** One that was asked for a mistake goes on until it was found. */
  const soughtOn = ({ seed, mutant, faults }: Lived): Errand | undefined => {
    const runs = seed - first + 1
    if (faults.length === 0 && runs < budget && !stopped) return { seed: seed + 1, mutant }
    if (faults.length === 0) missed.push(mutant!)
    tell(`${mutant!}: ${faults.length > 0 ? `found in run ${runs}, ${faults[0]!}` : `NOT FOUND in ${runs} runs`}`)
    return ask()
  }
  const noted = ({ seed, faults, counted: more }: Lived): Errand | undefined => {
    lived += 1
    for (const [what, times] of Object.entries(more)) counted[what] = (counted[what] ?? 0) + times
    if (faults.length > 0) {
      failed.push(seed)
      const line = `SEED=${seed} plays it again: ${faults.join('; ')}`
      tell(line)
      if (values.failing !== undefined) appendFileSync(values.failing, `${new Date().toISOString()} ${line}\n`)
    }
    if (lived % portion === 0) tell(`${new Date().toISOString()} ${lived} of ${schedules}, ${failed.length} failed, ${rate()}`)
    return ask()
  }
  const followed = (one: ChildProcess): Promise<void> =>
    new Promise((ended) => {
      let underWay: Errand | undefined
      one.on('message', (said: Lived | 'ready') => {
        underWay = said === 'ready' ? ask() : said.mutant === undefined ? noted(said) : soughtOn(said)
        if (underWay) one.send(underWay)
        else one.disconnect()
      })
      one.on('exit', (code, signal) => {
        if (underWay) noted({ ...underWay, faults: [`its process ended: ${signal ?? code}`], counted: {} })
        ended()
      })
    })
  process.on('SIGINT', () => (stopped = true))
  tell(`SEED=${first}, ${schedules} schedules in ${values.processes} processes`)
  await Promise.all(Array.from({ length: Number(values.processes) }, () => followed(fork(file))))
  tell(JSON.stringify(counted))
  tell(
    `${lived} schedules, ${rate()}; failed: ${failed.length === 0 ? 'none' : failed.join(' ')}${missed.length > 0 ? `; not found: ${missed.join(' ')}` : ''}`,
  )
  if (given < schedules) tell(`stopped; it goes on with --seed ${first + given} --schedules ${schedules - given}`)
  process.exitCode = failed.length + missed.length > 0 ? 1 : 0
}

if (process.send) void live()
