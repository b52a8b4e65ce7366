import { randomUUID } from 'node:crypto'
import type { Harmony, HarmonyOptions } from '../../main/compose.ts'
import { setState } from '../../main/sync/capturing.ts'
import type { Transport } from '../../main/sync/device.ts'
import { freshHouse, type House } from './house.ts'

/** A laptop in the field beside a hub in the same process: every message goes through JSON, as over a wire. */
export interface Laptop extends House {
  readonly id: string
  readonly login: string
  /** One round of the synchronisation. */
  sync(compare?: boolean): ReturnType<NonNullable<Harmony['device']>['sync']['round']>
  /** Takes the network away, or gives it back. */
  online: boolean
  /** What the outbox holds, oldest first. */
  outbox(): Promise<{ operation: string; state: string; hold: string | null; warning: string | null; outcome: any }[]>
}

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
/** The hub's own functions as a transport. */
export const directly = (hub: () => NonNullable<Harmony['hub']>, reachable: () => boolean = () => true): Transport => {
  const going = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!reachable()) throw new Error('no network')
    return wire(await work())
  }
  return {
    challenge: () => going(() => hub().challenge()),
    hello: (request) => going(() => hub().hello(wire(request))),
    push: (token, request) => going(() => hub().push(token, wire(request))),
    pull: (token, request) => going(() => hub().pull(token, wire(request))),
    load: (token, request) => going(() => hub().load(token, wire(request))),
    blobs: {
      have: (token, hash) => going(() => hub().blobState(token, hash)),
      put: (token, hash, part) => going(() => hub().putBlob(token, hash, part)),
    },
  }
}

/** Enrols a laptop of a person at a hub. */
export async function freshLaptop(hub: House, login: string, name = `${login}-laptop`, options: HarmonyOptions = {}): Promise<Laptop> {
  const user = (await hub.do('people.users', { search: login, limit: 10 })).rows.find((row: { login: string }) => row.login === login)
  const { code } = await hub.do('sync.invite', { user: user.id, name })
  const self = { online: true }
  const house = await freshHouse('sqlite', `laptop ${login}`, {
    ...options,
    shape: 'field',
    transport: options.transport ?? directly(() => hub.harmony.hub!, () => self.online), // prettier-ignore
  })
  const device = house.harmony.device!
  const key = await device.key()
  const outcome = await hub.harmony.run({
    id: randomUUID(),
    operation: 'sync.enrol',
    input: { code, publicKey: key },
    caller: hub.harmony.visitor({ address: 'test', language: 'en' }),
  })
  if (!outcome.ok) throw new Error(outcome.refusal.refused)
  const { device: row } = outcome.result as unknown as { device: { id: string; shortCode: string; user: string } }
  await house.harmony.database.transact(async (session) => {
    for (const [k, v] of Object.entries({ device: row.id, shortCode: row.shortCode, user: row.user })) await setState(session, k, v)
  })
  return Object.assign(self, {
    ...house,
    ...(await acting(house, login)),
    id: row.id,
    login,
    sync: (compare = false) => device.sync.round({ compare }),
    outbox: async () => {
      const rows = await house.harmony.database.read((session) =>
        session.rows('select operation, state, hold, warning, outcome from queued order by lseq'),
      )
      return rows.map(([operation, state, hold, warning, outcome]) => ({
        operation: operation as string,
        state: state as string,
        hold: hold as string | null,
        warning: warning as string | null,
        outcome: JSON.parse((outcome as string | null) ?? 'null') as unknown,
      }))
    },
  })
}
/** Acts as the person whose laptop it is. */
async function acting(house: House, login: string): Promise<Pick<House, 'do' | 'refused'>> {
  return house.as(login)
}
