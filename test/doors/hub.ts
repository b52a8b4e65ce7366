import { openHttp, type HttpDoor, type HttpOptions } from '../../main/doors/http.ts'
import type { Hasher } from '../../main/passwords.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { freshHouse, type House } from '../world/house.ts'

/** A hub on a store of its own, a clock that the test moves, and passwords that cost nothing but are counted. */
export interface Hub {
  readonly house: House
  readonly door: HttpDoor
  readonly work: { hashed: number; verified: number }
  move(minutes: number): void
  /** The test's clock, as the store writes it. */
  now(): string
  send(path: string, request?: Sent): Promise<Answer>
  close(): Promise<void>
}
export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** As `set-cookie` gave it. */
  readonly cookie?: string
  readonly token?: string
  /** As our own page would send it; a program that is no browser does not. */
  readonly fromPage?: boolean
}
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // What comes back is plain JSON; each test knows what it asked for.
  readonly json: any
  readonly bytes: Buffer
  /** `name=value` of the cookie that was set, if one was. */
  readonly cookie: string | undefined
}

export const password = 'correct horse battery'
export const administrator = { name: 'Anna Berg', login: 'anna.berg', password }

export async function freshHub(dialect: Dialect, name: string, options: Partial<HttpOptions> = {}): Promise<Hub> {
  const work = { hashed: 0, verified: 0 }
  const hasher: Hasher = {
    hash: async (text) => {
      work.hashed++
      return `of ${text}`
    },
    verify: async (verifier, text) => {
      work.verified++
      return verifier === `of ${text}`
    },
  }
  let now = Date.parse('2026-11-30T09:00:00Z')
  const house = await freshHouse(dialect, name, { hasher, clock: () => now, shape: 'hub' })
  const door = await openHttp(house.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000, ...options })
  return {
    house,
    door,
    work,
    move: (minutes) => void (now += minutes * 60_000),
    now: () => new Date(now).toISOString(),
    send: (path, request) => send(door, path, request),
    close: async () => {
      await door.close()
      await house.close()
    },
  }
}

/** Asks a door as a browser or a program would. */
export async function send(door: HttpDoor, path: string, sent: Sent = {}): Promise<Answer> {
  const { body, cookie, token, fromPage = token === undefined } = sent
  const isBytes = body instanceof Uint8Array || body instanceof FormData || typeof body === 'string'
  const response = await fetch(`http://127.0.0.1:${door.port}${path}`, {
    method: sent.method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(fromPage ? { origin: door.address } : {}),
      ...sent.headers,
    },
    ...(body === undefined ? {} : { body: (isBytes ? body : JSON.stringify(body)) as BodyInit }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const json = /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(bytes.toString('utf8')) as unknown) : undefined
  return { status: response.status, headers: response.headers, json, bytes, cookie: response.headers.get('set-cookie')?.split(';')[0] }
}

/** Sets the hub up and answers the administrator's cookie. */
export async function setUp(hub: Hub): Promise<string> {
  const done = await hub.send('/api/v1/people/setUp', { body: administrator })
  if (done.status !== 200) throw new Error(`not set up: ${JSON.stringify(done.json)}`)
  return done.cookie!
}

/** A program's token for the administrator. */
export async function tokenOf(hub: Hub, cookie: string, expiresAt: string | null = null): Promise<string> {
  const { json: me } = await hub.send('/api/v1/people/me', { cookie })
  const made = await hub.send('/api/v1/people/createToken', { cookie, body: { user: me.user, label: 'a program', expiresAt } })
  return made.json.token as string
}
