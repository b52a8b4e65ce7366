import type { Operation, Outcome } from '../../../core/kernel/operation.ts'
import type { Harmony } from '../../../main/compose.ts'
import type { Round, Transport } from '../../../main/sync/device.ts'
import type { Clockwork } from './clockwork.ts'
import { begins, chanceOf, opened, type Person } from './company.ts'
import { Dice } from './dice.ts'
import { databaseOn, type Disk, type Process } from './disk.ts'
import { comes, fuseOf, type Faults } from './hub-process.ts'
import type { Bent, Network } from './network.ts'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { partBytes } from '../../../main/sync/messages.ts'

/** What was committed into the queue of a device: from then on it must never be lost. */
export interface Captured {
  readonly id: string
  readonly body: string
  readonly operation: string
  readonly previous: string | null
  readonly lseq: number
}

/** A laptop in the field, with the person who works on it. */
export class DeviceMachine {
  harmony: Harmony | undefined
  process: Process | undefined
  readonly disk: Disk
  readonly name: string
  readonly id: string
  readonly person: Person
  /** Milliseconds that its clock is ahead. */
  skew: number
  operations: ReadonlyMap<string, Operation> | undefined
  between: Process['between']
  door: Bent | undefined
  /** A seeded mistake on the device's side of the line. */
  line: (transport: Transport) => Transport = (transport) => transport
  /** A seeded mistake, put into each program that starts. */
  bend: (harmony: Harmony) => void = () => undefined
  /** The hub gives it nothing any more. */
  stopped: 'lost' | 'suspended' | null = null
  /** Its copy was taken from it once. */
  wiped = false
  /** Its disk went back in time once. */
  rolled = false
  /** What people sign is kept as a file: its size and bytes are drawn from these. */
  files: Dice | undefined
  /** Files of captured work that are not whole at the hub yet, as the last round knew. */
  filesLeft = 0
  /** It was brought up to date. */
  upgraded: () => void = () => undefined
  captured: (what: Captured) => void = () => undefined
  private readonly clockwork: Clockwork
  private readonly network: Network
  private readonly faults: Faults
  private starts = 0
  private seen = 0

  constructor(
    clockwork: Clockwork,
    network: Network,
    disk: Disk,
    faults: Faults,
    about: { name: string; id: string; person: Person; skew: number },
  ) {
    this.clockwork = clockwork
    this.network = network
    this.disk = disk
    this.faults = faults
    this.name = about.name
    this.id = about.id
    this.person = about.person
    this.skew = about.skew
    disk.committed = () => this.look()
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
    const time = (): number => begins + Math.floor(clockwork.now + this.skew)
    const since = clockwork.now
    const monotonic = (): number => Math.floor(clockwork.now - since)
    const dice = new Dice(clockwork.dice.seed())
    const process: Process = {
      name: this.name,
      alive: true,
      fuse: fuseOf(clockwork, faults.deviceFuse),
      die: (why) => this.die(why),
      full: () => !clockwork.calm && comes(clockwork, faults.full, 'disk full'),
      between: this.between,
    }
    this.process = process
    this.starts += 1
    const harmony = await opened({
      shape: 'field',
      database: databaseOn(disk, process, clockwork),
      clock: time,
      chance: chanceOf(dice, time, monotonic, dice.uuid()),
      transport: this.line(this.network.transport(process, this.door)),
      // Three hours are no month: here it forgets at once what a backup holds, whatever its own clock says.
      keptFor: -72 * 3_600_000,
      ...(this.operations ? { operations: this.operations } : {}),
    })
    if (!process.alive) return
    this.wipesNoted(harmony)
    this.bend(harmony)
    this.harmony = harmony
  }
  /** Noted when it happens: the round goes on, for files are still to be delivered. */
  private wipesNoted({ device }: Harmony): void {
    const { replica } = device!
    const { wipe } = replica
    Object.assign(replica, {
      wipe: () => {
        this.wiped = true
        return wipe()
      },
    })
  }
  /** The power fails; somebody starts it again. */
  die(why: string, restart = true): void {
    if (this.process) this.process.alive = false
    this.harmony = undefined
    this.disk.cut()
    this.clockwork.count('devices died')
    this.clockwork.note(`${this.name} died (${why})`)
    if (restart) this.clockwork.at(this.clockwork.dice.between(1_000, 300_000), () => void this.start())
  }
  /** Whoever looks over the person's shoulder after each commit. */
  look(): void {
    for (const [lseq, id, body, operation, previous] of this.disk.rows(
      'select lseq, id, body, operation, previous from queue where lseq > ? order by lseq',
      [this.seen],
    )) {
      this.seen = lseq as number
      this.captured({
        id: id as string,
        body: body as string,
        operation: operation as string,
        previous: previous as string | null,
        lseq: lseq as number,
      })
    }
  }
  /** After the disk went back to an earlier state. */
  lookAgain(): void {
    this.rolled = true
    this.seen = this.disk.rows('select coalesce(max(lseq), 0) from queue')[0]![0] as number
  }
  /** The person does something. `undefined`: the laptop is off, or failed. */
  async does(operation: string, input: unknown): Promise<Outcome | undefined> {
    const { harmony, process, clockwork } = this
    if (!harmony || !process?.alive) return undefined
    try {
      const caller = await harmony.localAdministrator(this.person.login)
      if (!caller) return undefined
      const outcome = await harmony.run({ id: clockwork.dice.uuid(), operation, input, caller })
      clockwork.note(`${this.name} ${operation} ${outcome.ok ? 'saved' : outcome.refusal.refused}`)
      if (outcome.ok) clockwork.count('captured')
      else clockwork.count('refused on the device')
      return outcome
    } catch (error) {
      clockwork.note(`${this.name} ${operation} failed: ${String(error).slice(0, 200)}`)
      return undefined
    }
  }
  /** Prints what is about to be signed: a file of one part, or of several. */
  async print(): Promise<FileRef | undefined> {
    const { harmony, files, clockwork } = this
    if (!harmony || !files) return undefined
    const size = files.one([60, 900, 9_000, partBytes, partBytes + 1, 2 * partBytes + 500])
    try {
      return await harmony.files.put(Buffer.alloc(size, files.bytes(32)), 'order.pdf', 'application/pdf')
    } catch (error) {
      clockwork.note(`${this.name} could not print: ${String(error).slice(0, 100)}`)
      return undefined
    }
  }
  async sync(compare: boolean): Promise<Round | undefined> {
    const { harmony, clockwork } = this
    if (!harmony) return undefined
    clockwork.count('rounds')
    try {
      const round = await harmony.device!.sync.round({ compare })
      this.stopped = round.stopped
      this.filesLeft = round.filesLeft
      clockwork.note(`${this.name} round ${JSON.stringify(round)}`)
      return round
    } catch (error) {
      clockwork.note(`${this.name} round failed: ${String(error).slice(0, 300)}`)
      return undefined
    }
  }
  state(key: string): string | undefined {
    return this.disk.rows('select value from device_state where key = ?', [key])[0]?.[0] as string | undefined
  }
}
