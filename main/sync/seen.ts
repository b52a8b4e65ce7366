import type { Device } from '../../core/sync/device.ts'
import { binder } from '../storage/session.ts'
import type { HubWorld } from './hub.ts'
import type { Pull } from './messages.ts'

/** Milliseconds between two notes of how a device does, where nothing changed. */
const seenEvery = 60_000

/** Notes how a device does. A device that only asks whether there is anything new is not written down each time. */
export function lastSeen(world: HubWorld) {
  const noted = new Map<string, { at: number; mark: string }>()
  return async (device: Device, pull: Pull, next: number, inStep: boolean | null): Promise<void> => {
    const at = Date.parse(world.now())
    const mark = JSON.stringify([next, pull.unsent, pull.version, inStep])
    const before = noted.get(device.id)
    if (before && before.mark === mark && at - before.at < seenEvery && at >= before.at) return
    noted.set(device.id, { at, mark })
    await world.host.database.transact(async (session) => {
      const id = session.dialect === 'postgres' ? 'uuid' : 'text'
      const b = binder(session.dialect)
      const values = [
        b.mark(device.id, id), b.mark(world.now(), 'timestamptz'), b.mark(next, 'bigint'), b.mark(pull.unsent, 'bigint'), b.mark(pull.oldest, 'timestamptz'), b.mark(pull.version.slice(0, 40), 'text'),
        b.mark(pull.skew, 'bigint'), b.mark(inStep === true ? world.now() : null, 'timestamptz'), b.mark(inStep === true ? next : null, 'bigint'), b.mark(inStep === true ? pull.digest : null, 'text'),
      ] // prettier-ignore
      await session.run(
        `insert into device_seen (device, at, since, unsent, oldest, version, skew, sealed_at, sealed_seq, sealed) values (${values.join(', ')})
         on conflict (device) do update set at = excluded.at, since = excluded.since, unsent = excluded.unsent, oldest = excluded.oldest, version = excluded.version, skew = excluded.skew,
           sealed_at = coalesce(excluded.sealed_at, device_seen.sealed_at), sealed_seq = coalesce(excluded.sealed_seq, device_seen.sealed_seq), sealed = coalesce(excluded.sealed, device_seen.sealed)`,
        b.values,
      )
    })
  }
}
