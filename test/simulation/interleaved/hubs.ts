import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { Wire } from '../../../core/kernel/shape.ts'
import { canonicalJson } from '../../../core/signing/canonical.ts'
import type { Envelope } from '../../../core/sync/intent.ts'
import { openHarmony, type Harmony } from '../../../main/compose.ts'
import { connect, type Database } from '../../../main/storage/connect.ts'
import { intentText } from '../../../core/sync/batch.ts'
import { helloText, type Push, type PushReply, type SentIntent } from '../../../main/sync/messages.ts'
import { onServer } from '../../world/postgres.ts'
import { emptyPlace } from '../../world/stores.ts'
import { Stage } from './stage.ts'

/** The company's clock stands here, as in the demo company's story. */
const pricedOn = '2026-11-18'

/** Two hubs of one company on one PostgreSQL, whose statements a stage steps, and devices that are nothing but their keys. */
export interface Hubs {
  readonly stage: Stage
  readonly hubs: readonly [Harmony, Harmony]
  /** `at`: which hub; the first unless said otherwise. */
  do(operation: string, input?: unknown, at?: 0 | 1): Promise<any> // plain JSON; each test knows what it asked for
  rows(sql: string): Promise<readonly (readonly unknown[])[]>
  device(login: string): Promise<Device>
  close(): Promise<void>
}
export interface Device {
  readonly id: string
  readonly user: string
  /** An intent that the device signs: by default it opens a chain of its own. */
  intent(operation: string, input: object, more?: Partial<Envelope>): { readonly id: string; readonly sent: SentIntent }
  push(hub: 0 | 1, message: Omit<Push, 'epoch'> & { readonly epoch?: number }): Promise<PushReply>
  readonly token: string
}

let made = 0
/** A fresh id of an intent. */
const intentId = (): string => {
  const hex = (0x019a_b000_0000 + ++made).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`
}

export async function openHubs(name: string): Promise<Hubs> {
  const { place, drop } = await emptyPlace('postgres', name)
  const url = (place as { url: string }).url
  // Two who wait for each other are told so at once.
  await onServer(`alter database ${new URL(url).pathname.slice(1)} set deadlock_timeout = '20ms'`)
  const bases: [Database, Database] = [await connect({ url }), await connect({ url })]
  const looking = bases[0].listener()
  await looking.connect()
  const stage = new Stage(looking)
  const opened = (database: Database): Promise<Harmony> =>
    openHarmony({ database: stage.through(database), shape: 'hub', dataDir: '/nowhere/harmony-interleaved' })
  const first = await opened(bases[0])
  const call = async (harmony: Harmony, operation: string, input: unknown): Promise<any> => {
    const outcome = await harmony.run({ id: randomUUID(), operation, input, caller: (await harmony.localAdministrator())! })
    if (!outcome.ok) throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
    return outcome.result
  }
  await call(first, 'demo.seed', {})
  const hubs: [Harmony, Harmony] = [first, await opened(bases[1])]
  const device = async (login: string): Promise<Device> => {
    const user = (await call(first, 'people.users', { search: login, limit: 10 })).rows[0].id as string
    const { code } = await call(first, 'sync.invite', { user, name: `${login} ${++made}` })
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
    const { id } = (await call(first, 'sync.enrol', { code, publicKey: key })).device as { id: string }
    const signed = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('hex')
    const hub = first.hub!
    const { nonce } = await hub.challenge()
    const { token } = await hub.hello({ device: id, nonce, signature: signed(helloText(nonce)), version: '1' })
    return {
      id,
      user,
      token,
      intent: (operation, input, more = {}) => {
        const envelope: Envelope = {
          v: 1, id: intentId(), device: id, previous: null, operation, version: 1, input: input as Wire, actor: user, after: [], reference: null, witness: [],
          at: `${pricedOn}T08:00:00.000Z`, zone: 'Europe/London', monotonic: 1_000, boot: 'b', offset: null, offsetAge: null, lease: null, ...more,
        } // prettier-ignore
        const body = canonicalJson(envelope as unknown as Wire)
        const hash = createHash('sha256').update(body).digest('hex')
        return { id: envelope.id, sent: { body, signature: signed(intentText(hash)) } }
      },
      push: async (at, message) => {
        const { epoch } = await hubs[at].hub!.pull(token, { epoch: 0, since: 0, scope: '', schema: '', limit: 1, unsent: 0, oldest: null, version: '1', skew: null, digest: null }) // prettier-ignore
        return hubs[at].hub!.push(token, { epoch, ...message })
      },
    }
  }
  return {
    stage,
    hubs,
    do: (operation, input = {}, at = 0) => call(hubs[at], operation, input),
    rows: (sql) => bases[0].read((session) => session.rows(sql)),
    device,
    close: async () => {
      for (const harmony of hubs) await harmony.close()
      await looking.end()
      await drop()
    },
  }
}
