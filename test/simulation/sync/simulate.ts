import { people, type Company } from './company.ts'
import { Clockwork } from './clockwork.ts'
import { DeviceMachine } from './device-process.ts'
import { Dice } from './dice.ts'
import { forge } from './forger.ts'
import { HubMachine } from './hub-process.ts'
import type { Mutant } from './mutants.ts'
import { Network, fine, type Weather } from './network.ts'
import { atOffice } from './office.ts'
import { readByOthers } from './others.ts'
import { atRest } from './rest.ts'
import { Witness } from './witness.ts'
import { hubBefore, hubRelease, releaseBefore, work } from './work.ts'

export interface Options {
  readonly mutant?: Mutant | undefined
  /** Keeps every line of what happened. */
  readonly keep?: boolean
  /** `false`: no files go up, as in the world that some seeds were found in. */
  readonly files?: boolean
  /** `false`: laptops sign nothing together, as in that world. */
  readonly together?: boolean
  /** `false`: nobody reads on purpose a number that its own laptop does not hear of. */
  readonly others?: boolean
}
export interface Run {
  readonly seed: number
  readonly faults: readonly string[]
  readonly fingerprint: string
  readonly counted: Readonly<Record<string, number>>
  readonly told: readonly string[]
}
export interface World {
  readonly clockwork: Clockwork
  readonly network: Network
  readonly hub: HubMachine
  readonly devices: readonly DeviceMachine[]
  readonly witness: Witness
  /** Backups of the hub, oldest first. */
  readonly backups: { readonly mark: number; readonly intents: ReadonlySet<string> }[]
}

const hour = 3_600_000
/** Virtual time in which people work and things go wrong. */
const length = 3 * hour
/** Plans are made in fifths of it. */
const span = length / 5

/** Lives through one schedule and answers what was wrong at the end of it, or on the way. */
export async function simulate(
  company: Company,
  seed: number,
  { mutant, keep = false, files = true, together = true, others = true }: Options = {},
): Promise<Run> {
  const clockwork = new Clockwork(seed, keep)
  const { dice } = clockwork
  const size = sizeOf(dice)
  company.hub.reset()
  for (const disk of company.devices.slice(0, size)) disk.reset()
  const rough = dice.comes(0.85)
  const faults = {
    deviceFuse: rough && dice.comes(0.6) ? dice.one([400, 1500, 5000]) : null,
    hubFuse: rough && dice.comes(0.5) ? dice.one([1500, 6000]) : null,
    full: rough && dice.comes(0.3) ? 0.03 : 0,
  }
  const hub = new HubMachine(clockwork, company.hub, faults)
  hub.operations = hubRelease(() => hub.die('poison'))
  const network = new Network(clockwork, rough ? weatherOf(dice) : fine, () => hub.harmony?.hub)
  const devices = people.slice(0, size).map((person, index) => {
    const skew = dice.comes(0.4) ? Math.round(dice.between(-48, 48) * hour) : Math.round(dice.between(-60_000, 60_000))
    return new DeviceMachine(clockwork, network, company.devices[index]!, faults, {
      name: `D${index}`,
      id: company.ids[index]!,
      person,
      skew,
    })
  })
  const world: World = { clockwork, network, hub, devices, witness: new Witness(clockwork, hub, devices), backups: [] }
  mutant?.into(world)
  const restores = plan(world, size)
  // From dice of its own, so that seeds which were kept still play what they played.
  const beside = new Dice(seed ^ 0x5eed)
  if (beside.comes(0.2)) network.rows = beside.one([20, 60, 150])
  if (beside.comes(0.3))
    for (let i = 1 + beside.below(3); i > 0; i--) clockwork.at(beside.between(0.5, 5) * span, () => void forge(world, beside))
  const elsewhere = others && readByOthers(world, new Dice(seed ^ 0x701d), () => backUp(world), () => restored(world)) // prettier-ignore
  if (files && beside.comes(0.5)) withFiles(world, beside, restores || elsewhere)
  if (together && new Dice(seed ^ 0x519d).comes(0.5)) network.together = 2
  void hub.start()
  for (const device of devices) void device.start()
  let next = 0
  while (clockwork.now < length && !world.witness.failed) {
    next += 240_000
    await clockwork.run(next, () => world.witness.failed)
    await world.witness.look()
  }
  if (!world.witness.failed) await atRest(world)
  clockwork.note(JSON.stringify(clockwork.counted))
  const run = { seed, faults: world.witness.faults, fingerprint: clockwork.fingerprint(), counted: clockwork.counted, told: clockwork.told }
  for (const machine of [hub, ...devices]) machine.process!.alive = false
  return run
}

function sizeOf(dice: Dice): number {
  const thrown = dice.throw()
  return thrown < 0.45 ? 2 : thrown < 0.75 ? 3 : thrown < 0.88 ? 4 : thrown < 0.96 ? 5 + dice.below(3) : 8 + dice.below(5)
}
function weatherOf(dice: Dice): Weather {
  const bad = dice.comes(0.3) ? 2.5 : dice.comes(0.3) ? 0 : 1
  return {
    drop: 0.08 * bad,
    double: 0.06 * bad,
    slow: 0.05 * bad,
    stale: dice.comes(0.25) ? 0.05 : 0,
    noSession: dice.comes(0.25) ? 0.05 : 0,
    garbage: dice.comes(0.2) ? 0.04 : 0,
    bent: 0,
  }
}
/** What is signed is kept as a file, and goes up in parts; and what a backup holds, devices forget. */
function withFiles({ clockwork, network, hub, devices }: World, dice: Dice, restores: boolean): void {
  network.files = true
  if (network.weather !== fine && dice.comes(0.5)) network.weather = { ...network.weather, bent: dice.one([0.05, 0.3]) }
  for (const device of devices) device.files = new Dice(dice.seed())
  if (!restores) for (let at = 0.5; at < 5; at += 1.5) clockwork.at(at * span, () => hub.proved())
}

/** What will happen, drawn before it begins: the same seed makes the same plan. Answers whether the hub will be restored from a backup. */
function plan(world: World, size: number): boolean {
  const { clockwork, devices } = world
  const { dice } = clockwork
  let marks = 0
  const acts = Math.max(2, Math.round(dice.between(6, 14) / size))
  const together = dice.comes(0.4) ? [dice.between(0, 2), dice.between(2, 4)] : null
  for (const device of devices) {
    for (let i = 0; i < acts; i++) clockwork.at(dice.between(0.05, 4.6) * span, () => void work(device, dice, `m${++marks}`))
    const rhythm = dice.between(10, 75) * 60_000
    const round = (): void => {
      if (clockwork.calm) return
      void device.sync(dice.comes(0.05))
      clockwork.at(rhythm * dice.between(0.5, 1.5), round)
    }
    clockwork.at(dice.between(0, rhythm), round)
    if (together) clockwork.at(together[0]! * span, () => world.network.part(device.name, together[1]! * span))
    else if (dice.comes(0.3))
      clockwork.at(dice.between(0, 3) * span, () => world.network.part(device.name, clockwork.now + dice.between(0.2, 2) * span))
    if (dice.comes(0.15)) clockwork.at(dice.between(0, 4.5) * span, () => void (device.skew += Math.round(dice.between(-24, 24) * hour)))
    if (dice.comes(0.25)) olderRelease(device, clockwork)
  }
  if (dice.comes(0.15)) hubUpgrade(world)
  const restores = catastrophes(world)
  atOffice(world, () => `o${++marks}`)
  return restores
}

/** The release before this one, until somebody brings the laptop up to date. */
function olderRelease(device: DeviceMachine, clockwork: Clockwork): void {
  device.operations = releaseBefore()
  clockwork.at(clockwork.dice.between(0.5, 5) * span, () => {
    device.operations = undefined
    clockwork.count('upgrades')
    device.upgraded()
    device.die('upgrade')
  })
}

/** The hub is the last to be brought up to date. */
function hubUpgrade({ clockwork, hub }: World): void {
  const release = hub.operations
  hub.operations = hubBefore(() => hub.die('poison'))
  clockwork.at(clockwork.dice.between(0.5, 4) * span, () => {
    hub.operations = release
    clockwork.count('hub upgrades')
    hub.die('upgrade')
  })
}

/** Backups, and what they are for; laptops whose disk goes back in time. */
function catastrophes(world: World): boolean {
  const { clockwork, devices, witness } = world
  const { dice } = clockwork
  const backup = (): void => backUp(world)
  const restores = dice.comes(0.25)
  if (restores) {
    clockwork.at(dice.between(0.2, 1.5) * span, backup)
    if (dice.comes(0.5)) clockwork.at(dice.between(1, 2.5) * span, backup)
    clockwork.at(dice.between(2.5, 4.5) * span, () => void restored(world))
  }
  if (dice.comes(0.12)) {
    const device = dice.one(devices)
    clockwork.at(dice.between(0.2, 2) * span, () => {
      if (!device.process) return
      const mark = device.disk.mark()
      clockwork.at(dice.between(0.2, 2) * span, () => {
        if (!device.process) return
        clockwork.count('rolled back')
        device.die('its disk went back in time')
        device.disk.back(mark)
        device.lookAgain()
        witness.rolledBack(device)
      })
    })
  }
  return restores
}
function backUp({ clockwork, hub, network, witness, backups }: World): void {
  backups.push({ mark: hub.disk.mark(), intents: witness.atHub() })
  clockwork.note('backup')
  // Proved is the oldest, for any of them may be the one that is there when the database is lost.
  if (network.files && backups.length === 1) hub.proved()
}
/** The hub's database is lost and comes back from a backup. */
async function restored(world: World): Promise<void> {
  const { clockwork, hub, backups, witness } = world
  if (backups.length === 0 || clockwork.calm) return
  const backup = clockwork.dice.comes(0.3) ? clockwork.dice.one(backups) : backups.at(-1)!
  clockwork.count('restored')
  hub.die('its database is lost', false)
  hub.disk.back(backup.mark)
  witness.restored()
  backups.splice(backups.indexOf(backup) + 1)
  await hub.startAnew()
}
