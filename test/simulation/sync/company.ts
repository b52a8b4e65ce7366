import { createPrivateKey, createPublicKey } from 'node:crypto'
import { operations } from '../../../core/harmony.ts'
import type { Operation } from '../../../core/kernel/operation.ts'
import type { Chance } from '../../../main/chance.ts'
import { openHarmony, type Harmony, type HarmonyOptions } from '../../../main/compose.ts'
import { setState } from '../../../main/sync/capturing.ts'
import { idsFrom } from '../../../main/storage/ids.ts'
import { directly } from '../../world/field.ts'
import { Dice } from './dice.ts'
import { databaseOn, Disk, type Process } from './disk.ts'

/** Monday morning, when the world begins. */
export const begins = Date.parse('2026-11-23T08:00:00.000Z')

/** Who has a device. The first are met the most. */
export const people = [
  { login: 'amelia.ford', does: 'sells', entity: 'NLUK', territory: 'SOUTH' },
  { login: 'owen.price', does: 'works', entity: 'NLUK', territory: null },
  { login: 'tom.okafor', does: 'sells', entity: 'NLUK', territory: 'NORTH' },
  { login: 'amelia.ford', does: 'sells', entity: 'NLUK', territory: 'SOUTH' },
  { login: 'priya.raman', does: 'works', entity: 'NLUK', territory: null },
  { login: 'jonas.keller', does: 'sells', entity: 'NLDE', territory: 'DE' },
  { login: 'owen.price', does: 'works', entity: 'NLUK', territory: null },
  { login: 'arjun.shetty', does: 'works', entity: 'NLIN', territory: null },
  { login: 'tom.okafor', does: 'sells', entity: 'NLUK', territory: 'NORTH' },
  { login: 'sian.rees', does: 'works', entity: 'NLUK', territory: null },
  { login: 'mehmet.aydin', does: 'works', entity: 'NLDE', territory: null },
  { login: 'jonas.keller', does: 'sells', entity: 'NLDE', territory: 'DE' },
] as const
export type Person = (typeof people)[number]

export interface Company {
  readonly hub: Disk
  readonly devices: readonly Disk[]
  /** Of each device. */
  readonly ids: readonly string[]
}

/** Chance of one process of one run. */
export function chanceOf(dice: Dice, time: () => number, monotonic: () => number, boot: string): Chance {
  return {
    bytes: (length) => dice.bytes(length),
    newId: idsFrom(time, (pool) => dice.fill(pool), 16),
    zone: 'Europe/London',
    monotonic,
    boot,
  }
}
/** What openHarmony asks of a folder for language packs: there is none. */
const nowhere = '/nowhere/harmony-simulation'
export const opened = (options: HarmonyOptions): Promise<Harmony> => withoutTimers(() => openHarmony({ ...options, dataDir: nowhere }))

let stopped = false
/** Nobody else writes to these databases, so nobody looks at them by the wall clock, which would not play again. */
function withoutTimers<T>(work: () => Promise<T>): Promise<T> {
  if (!stopped) globalThis.setInterval = (() => ({ unref: () => undefined })) as never
  stopped = true
  return work()
}

const steady = (name: string): Process => ({ name, alive: true, fuse: Infinity, die: () => undefined, full: () => false })

/** RFC 8410: a private key in DER is this and 32 bytes. */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
async function giveKey(disk: Disk, dice: Dice): Promise<void> {
  const der = Buffer.concat([privateHead, dice.bytes(32)])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  await disk.session.run('insert into seal_keys (slot, public_key, secret_key, made_at) values (1, ?, ?, ?)', [key, der.toString('base64'), new Date(begins).toISOString()]) // prettier-ignore
}

const ratesOf = (day: string): boolean => day >= '2026-11-16' && day <= '2026-11-23'
/** The demo company, small: its clock goes, and only last week's rates are there. */
function small(): ReadonlyMap<string, Operation> {
  const seed = operations.get('demo.seed') as Extract<Operation, { does: 'command' }>
  const decide: typeof seed.decide = (input, facts, now) => {
    const whole = seed.decide(input, facts, now)
    if (!('changes' in whole)) return whole
    const kept = whole.changes.filter(
      (change) =>
        change.does !== 'add' ||
        (change.kind.record !== 'settings' && (change.kind.record !== 'rates' || ratesOf(change.row['day'] as string))),
    )
    return { ...whole, changes: kept }
  }
  return new Map([...operations, [seed.name, { ...seed, decide }]])
}

/** Founds the company once: everybody has a device with a whole copy. */
export async function found(): Promise<Company> {
  const dice = new Dice(4711)
  const time = () => begins
  const opening = (disk: Disk, name: string, more: HarmonyOptions): Promise<Harmony> =>
    opened({
      database: databaseOn(disk, steady(name), undefined),
      clock: time,
      chance: chanceOf(dice, time, () => 0, dice.uuid()),
      ...more,
    })
  const empty = new Disk(Buffer.alloc(0))
  await (await opening(empty, 'empty', {})).close()
  empty.handle.exec('commit')
  const blank = empty.handle.serialize()
  const hubDisk = new Disk(blank)
  await giveKey(hubDisk, dice)
  const hub = await opening(hubDisk, 'hub', { shape: 'hub', operations: small() })
  const admin = (await hub.localAdministrator())!
  const call = async (operation: string, input: unknown): Promise<any> => {
    const outcome = await hub.run({ id: dice.uuid(), operation, input, caller: admin })
    if (!outcome.ok) throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
    return outcome.result
  }
  await call('demo.seed', {})
  const bare = new Disk(blank)
  // Opened once as a device: the guards that a copy does not need are gone from then on.
  await (await opening(bare, 'bare', { shape: 'field' })).close()
  bare.handle.exec('commit')
  const image = bare.handle.serialize()
  const devices: Disk[] = []
  const ids: string[] = []
  for (const [index, person] of people.entries()) {
    const disk = new Disk(image)
    await giveKey(disk, dice)
    const laptop = await opening(disk, `device ${index}`, { shape: 'field', transport: directly(() => hub.hub!) })
    const user = (await call('people.users', { search: person.login, limit: 10 })).rows[0].id
    const { code } = await call('sync.invite', { user, name: `Laptop ${index}` })
    const { device } = await call('sync.enrol', { code, publicKey: await laptop.device!.key() })
    for (const [key, value] of [['device', device.id], ['shortCode', device.shortCode], ['user', device.user]] as const) await setState(disk.session, key, value) // prettier-ignore
    ids.push(device.id)
    devices.push(disk)
    await laptop.close()
  }
  // All are enrolled: now the copies come down, each whole.
  for (const [index, disk] of devices.entries()) {
    const laptop = await opening(disk, `device ${index}`, { shape: 'field', transport: directly(() => hub.hub!) })
    for (let rounds = 0; ; rounds++) {
      const round = await laptop.device!.sync.round({ compare: true })
      if (round.inStep) break
      if (rounds > 5) throw new Error(`the copy of device ${index} did not come down: ${JSON.stringify(round)}`)
    }
    await laptop.close()
  }
  await hub.close()
  for (const disk of [hubDisk, ...devices]) disk.handle.exec('commit; begin')
  return { hub: hubDisk, devices, ids }
}
