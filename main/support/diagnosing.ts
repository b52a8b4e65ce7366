import { checkOf, findings, type Check, type Finding, type Stands } from '../../core/support/findings.ts'
import * as machine from './machine-checks.ts'
import * as store from './store-checks.ts'
import type { Found, Surroundings } from './surroundings.ts'

export interface Checked {
  readonly check: Check
  readonly stands: Stands
  readonly finding: Finding
  readonly about: Readonly<Record<string, string>>
}
export interface Diagnosis {
  readonly at: string
  readonly version: string
  readonly checks: readonly Checked[]
}

/** Milliseconds that one look may take; a diagnosis is for when things hang. */
const patience = 15_000

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} seconds`)), patience)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Looks at everything once. One look that fails is a finding and keeps no other from being made. */
export async function diagnose(world: Surroundings): Promise<Diagnosis> {
  const [looked, answer, room] = await Promise.all([
    inTime(world.look()).catch((failed: unknown) => ({ failed })),
    world.hub === null ? undefined : inTime(world.call(world.hub)).catch((error: unknown) => silent(error)),
    machine.space(world),
  ])
  const clocks = [
    { by: world.hub ?? '', clock: answer?.answers ? answer.clock : null },
    { by: world.databaseUrl === undefined ? '' : machine.hostOf(world.databaseUrl), clock: store.seen(looked)?.clock ?? null },
  ]
  const all: readonly Found[] = [
    machine.runtime(world),
    machine.folder(world),
    room,
    store.database(world, looked),
    store.schema(looked),
    store.books(world, looked),
    machine.clock(world, clocks),
    machine.policy(world),
    machine.keys(world),
    machine.network(world, answer),
    machine.backups(world, store.seen(looked)?.backup ?? null),
    store.schedule(world, looked),
    machine.log(world),
  ]
  const checks = all.map(({ finding, about }) => ({ check: checkOf(finding), stands: findings[finding], finding, about }))
  return { at: new Date(world.now).toISOString(), version: world.version, checks }
}

const silent = (error: unknown) => ({ answers: false, untrusted: false, why: error instanceof Error ? error.message : String(error) }) as const // prettier-ignore

/** The worst that was found. */
export const worstOf = ({ checks }: Diagnosis): Stands =>
  checks.some(({ stands }) => stands === 'fault') ? 'fault' : checks.some(({ stands }) => stands === 'warning') ? 'warning' : 'fine'
