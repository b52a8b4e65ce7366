import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hasKeys, keyFileIn, readKeys } from '../keys/key-file.ts'
import { refuseUnsafePlace } from '../keys/safe-place.ts'
import { KeyTrouble } from '../keys/trouble.ts'
import { readAuthorities } from '../policy/authorities.ts'
import { dayOf, daysBetween, found, sizeOf, whyOf, type Found, type HubAnswer, type Surroundings } from './surroundings.ts'

/** `engines` of package.json. */
const leastNode = '22.12.0'
/** Bytes below which a person should make room, and below which nothing more can be saved soon. */
const [lowSpace, noSpace] = [2_000_000_000, 200_000_000]
/** Bytes that logs may take before somebody should ask why. */
const largeLog = 200_000_000
/** Seconds that two clocks may differ; signatures, sessions and one-time codes stand some, not minutes. */
const [clockApart, clockWrong] = [30, 300]
/** Days before the end of a hub's certificate at which IT should renew it. */
const certificateDays = 21
/** Settings that a sentence names. */
const mostNamed = 8
/** Days that a backup may be old. */
const backupDays = 2

const older = (version: string, least: string): boolean => {
  const [a, b] = [version, least].map((text) => text.split('.').map(Number))
  for (const [i, part] of b!.entries()) if ((a![i] ?? 0) !== part) return (a![i] ?? 0) < part
  return false
}

export function runtime({ version, runtime: { name, node } }: Surroundings): Found {
  return older(node, leastNode)
    ? found('runtime.old', { version, runtime: name, needed: leastNode })
    : found('runtime.fine', { version, runtime: name })
}

export function folder({ folder: place, platform, databaseUrl }: Surroundings): Found {
  if (!existsSync(place)) return found('folder.absent', { folder: place })
  try {
    accessSync(place, constants.R_OK | constants.W_OK)
  } catch {
    return found('folder.notWritable', { folder: place })
  }
  try {
    // Only a database is damaged where a network or another program is underneath.
    if (databaseUrl === undefined) refuseUnsafePlace(place)
  } catch (error) {
    if (!(error instanceof KeyTrouble)) throw error
    const kind = error.about['kind'] ?? ''
    return found(error.code === 'sync.folderSynchronised' ? 'folder.synchronised' : 'folder.networked', { folder: place, kind })
  }
  const others = platform !== 'win32' && (statSync(place).mode & 0o077) !== 0
  return found(others ? 'folder.open' : 'folder.fine', { folder: place })
}

export async function space(world: Surroundings): Promise<Found> {
  try {
    const bytes = await world.free(world.folder)
    const free = sizeOf(bytes)
    return found(bytes < noSpace ? 'space.none' : bytes < lowSpace ? 'space.low' : 'space.fine', { free })
  } catch {
    return found('space.unknown')
  }
}

/** Against the hub's clock, or the database server's, whichever there is. */
export function clock({ now, zone }: Surroundings, others: readonly { readonly by: string; readonly clock: number | null }[]): Found {
  const other = others.find((one) => one.clock !== null)
  if (!other) return found('clock.alone', { zone })
  const seconds = Math.round(Math.abs(now - other.clock!) / 1000)
  const about = { zone, by: other.by, seconds: String(seconds) }
  return found(seconds >= clockWrong ? 'clock.wrong' : seconds >= clockApart ? 'clock.apart' : 'clock.fine', about)
}

export function policy({ policy: here }: Surroundings): Found {
  const { faults, settings } = here.effective()
  const place = faults.find(({ key, source }) => key === null && source !== 'settings')
  if (place?.fault === 'untrusted') return found('policy.untrusted', { place: place.place, path: place.about ?? place.place })
  if (place) return found('policy.unreadable', { place: place.place, why: place.about ?? '–' })
  if (faults.length > 0) {
    // A name that no setting has is told where IT wrote it and it looks like one: a person may have put anything there, a secret too.
    const names = faults.slice(0, mostNamed).map(({ key, fault, source }) => (key === null ? '–' : fault !== 'unknown' || (source !== 'settings' && /^[A-Za-z]{2,40}$/.test(key)) ? key : '[?]')) // prettier-ignore
    const named = [...names, ...(faults.length > mostNamed ? ['…'] : [])].join(', ')
    return found('policy.faulty', { count: String(faults.length), setting: named, place: [...new Set(faults.map((fault) => fault.place))].join(', ') }) // prettier-ignore
  }
  const managed = settings.filter((setting) => setting.managed).length
  return managed === 0 ? found('policy.none') : found('policy.fine', { count: String(managed) })
}

export function keys({ folder: place, policy: here }: Surroundings): Found {
  if (!hasKeys(place)) return found('keys.notNeeded')
  try {
    const { os } = readKeys(place)
    if (os) return found('keys.fine', { kind: os.backend })
    return found(here.effective().values.RequireOsKeystore ? 'keys.required' : 'keys.none')
  } catch {
    return found('keys.broken', { file: keyFileIn(place) })
  }
}

export function network({ policy: here, hub, now, trusted }: Surroundings, answer: HubAnswer | undefined): Found {
  const authorities = readAuthorities(here.effective().values.ExtraCaFile, trusted)
  if (authorities.state === 'refused') return found('network.authority', { file: authorities.file })
  if (hub === null || !answer) return found('network.none')
  if (!answer.answers) return found(answer.untrusted ? 'network.untrusted' : 'network.unreachable', { hub, why: answer.why })
  const days = answer.certificateUntil === null ? null : daysBetween(now, answer.certificateUntil)
  if (days !== null && days < certificateDays) return found('network.expiring', { hub, days: String(days) })
  return found('network.fine', { hub, days: days === null ? '∞' : String(days) })
}

/** By the company's own record where it has one, else by what lies in the folder that is set for backups. */
export function backups(world: Surroundings, recorded: { readonly at: string; readonly path: string } | null): Found {
  const { policy: here, databaseUrl, now, folder: place } = world
  if (recorded) {
    const at = Date.parse(recorded.at)
    const about = { folder: dirname(recorded.path), day: dayOf(at), days: String(daysBetween(at, now)) }
    return found(daysBetween(at, now) > backupDays ? 'backups.long' : 'backups.fine', about)
  }
  const said = here.effective().values.BackupDirectory
  const own = join(place, 'backups')
  const where = said ?? (existsSync(own) ? own : null)
  if (where === null) {
    if (databaseUrl !== undefined) return found('backups.server', { host: hostOf(databaseUrl) })
    return found('backups.nowhere')
  }
  try {
    const times = readdirSync(where, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.'))
      .map((entry) => statSync(join(where, entry.name)).mtimeMs)
    if (times.length === 0) return found('backups.none', { folder: where })
    const latest = Math.max(...times)
    const days = daysBetween(latest, now)
    return found(days > backupDays ? 'backups.long' : 'backups.fine', { folder: where, day: dayOf(latest), days: String(days) })
  } catch {
    return found('backups.unreadable', { folder: where })
  }
}

export function log({ logs }: Surroundings): Found {
  if (logs === undefined || !existsSync(logs)) return found('log.none')
  const bytes = readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0)
  return found(bytes > largeLog ? 'log.large' : 'log.fine', { size: sizeOf(bytes) })
}

/** The host of a database's address, and nothing else of it. */
export function hostOf(databaseUrl: string): string {
  try {
    return new URL(databaseUrl).host
  } catch (error) {
    return whyOf(error).slice(0, 20)
  }
}
