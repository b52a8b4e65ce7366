import type { Operation } from '../../../core/kernel/operation.ts'
import type { Harmony } from '../../../main/compose.ts'
import type { HostCaller } from '../../../main/callers.ts'
import { durableSetting } from '../../../main/sync/hub.ts'
import type { Clockwork } from './clockwork.ts'
import { begins, chanceOf, opened } from './company.ts'
import { Dice } from './dice.ts'
import { databaseOn, type Disk, type Process } from './disk.ts'

export interface Faults {
  /** Mean of the steps after which a process dies; `null`: it never does. */
  readonly deviceFuse: number | null
  readonly hubFuse: number | null
  /** Share of commits that find the disk full. */
  readonly full: number
}

/** The office's hub: one program on a disk that outlives it. */
export class HubMachine {
  harmony: Harmony | undefined
  process: Process | undefined
  readonly disk: Disk
  /** When it is asked to run another release. */
  operations: ReadonlyMap<string, Operation> | undefined
  between: Process['between']
  private readonly clockwork: Clockwork
  private readonly faults: Faults
  /** What the restore of a backup ends with; a seeded mistake leaves it out. */
  newEpoch: (harmony: Harmony) => Promise<unknown> = (harmony) => harmony.hub!.newEpoch()
  private anew = false
  private starts = 0
  private admin: HostCaller | undefined

  constructor(clockwork: Clockwork, disk: Disk, faults: Faults) {
    this.clockwork = clockwork
    this.disk = disk
    this.faults = faults
  }
  get up(): boolean {
    return this.harmony !== undefined
  }
  /** A program that cannot start is started again. */
  async start(): Promise<void> {
    try {
      await this.begin()
    } catch (error) {
      this.clockwork.note(`no start: ${String(error).slice(0, 200)}`)
      this.die('it could not start')
    }
  }
  private async begin(): Promise<void> {
    const { clockwork, disk, faults } = this
    const time = (): number => begins + Math.floor(clockwork.now)
    const dice = new Dice(clockwork.dice.seed())
    const process: Process = {
      name: `hub ${++this.starts}`,
      alive: true,
      fuse: fuseOf(clockwork, faults.hubFuse),
      die: (why) => this.die(why),
      full: () => !clockwork.calm && comes(clockwork, faults.full, 'disk full'),
      between: this.between,
    }
    this.process = process
    const harmony = await opened({
      shape: 'hub',
      database: databaseOn(disk, process, clockwork),
      clock: time,
      chance: chanceOf(dice, time, () => Math.floor(clockwork.now), dice.uuid()),
      ...(this.operations ? { operations: this.operations } : {}),
    })
    const admin = await harmony.localAdministrator()
    if (this.anew) await this.newEpoch(harmony)
    this.anew = false
    if (!process.alive) return
    this.admin = admin
    this.harmony = harmony
  }
  /** Everything that is in the feed now is in a verified backup. */
  proved(): void {
    this.disk.handle
      .exec(`insert into settings (key, value) select '${durableSetting}', cast(next_change - 1 as text) from log_head where true
      on conflict (key) do update set value = excluded.value`)
    this.disk.version += 1
  }
  /** After a restore. */
  startAnew(): Promise<void> {
    this.anew = true
    return this.start()
  }
  /** The power fails; it comes back by itself. */
  die(why: string, restart = true): void {
    if (this.process) this.process.alive = false
    this.harmony = undefined
    this.disk.cut()
    this.clockwork.count('hub died')
    this.clockwork.note(`hub died (${why})`)
    if (restart) this.clockwork.at(this.clockwork.dice.between(1_000, 120_000), () => void this.start())
  }
  /** Somebody at the office does something. `undefined`: the hub is down, or failed. */
  async office(operation: string, input: unknown): Promise<any> {
    const { harmony, admin, clockwork } = this
    if (!harmony || !admin) return undefined
    try {
      const outcome = await harmony.run({ id: clockwork.dice.uuid(), operation, input, caller: admin })
      clockwork.note(`office ${operation} ${outcome.ok ? 'done' : outcome.refusal.refused}`)
      return outcome.ok ? outcome.result : { refused: outcome.refusal.refused, about: outcome.refusal.about }
    } catch (error) {
      clockwork.note(`office ${operation} failed: ${String(error).slice(0, 200)}`)
      return undefined
    }
  }
}

/** Many processes die young, some never. */
export function fuseOf(clockwork: Clockwork, mean: number | null): number {
  if (clockwork.calm || mean === null) return Infinity
  return Math.ceil(-Math.log(1 - clockwork.dice.throw()) * mean)
}
export function comes(clockwork: Clockwork, share: number, what: string): boolean {
  if (!clockwork.dice.comes(share)) return false
  clockwork.count(what)
  return true
}
