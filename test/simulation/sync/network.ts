import type { HubSync } from '../../../main/sync/hub.ts'
import type { Transport } from '../../../main/sync/device.ts'
import { SyncRefusal, type BlobPart, type HelloReply, type Push } from '../../../main/sync/messages.ts'
import { never, type Clockwork } from './clockwork.ts'
import { dies, type Process } from './disk.ts'

/** How bad the network of a run is. Shares of one. */
export interface Weather {
  readonly drop: number
  readonly double: number
  readonly slow: number
  /** An answer of an earlier request of the same kind comes in the place of this one's: a cache on the way. */
  readonly stale: number
  /** The hub says that the session is worth nothing any more. */
  readonly noSession: number
  /** Something on the way answers with a page of its own. */
  readonly garbage: number
  /** A part of a file comes with a bit that was turned over. */
  readonly bent: number
}
export const fine: Weather = { drop: 0, double: 0, slow: 0, stale: 0, noSession: 0, garbage: 0, bent: 0 }

export type Kind = 'challenge' | 'hello' | 'push' | 'pull' | 'load' | 'blobState' | 'putBlob'
/** Milliseconds after which whoever asked gives up. */
const patience = 30_000

/** The hub's word is on the wire as text. */
type Answer = { readonly text: string } | { readonly refusal: SyncRefusal } | { readonly broken: string }
/** What stands between a device and the door of the hub, for seeded mistakes. */
export type Bent = (kind: Kind, request: readonly unknown[], next: (...request: readonly unknown[]) => Promise<unknown>) => Promise<unknown>

/** Messages between devices and their hub. Each may be lost, doubled, late, overtaken; so may its answer. */
export class Network {
  weather: Weather
  /** Most rows of a page or a portion: a copy of this company would else come in one. */
  rows = Infinity
  /** Files go up too. */
  files = false
  /** From so many intents on laptops sign together what they send; `null`: as the hub says, which is more than they ever have here. */
  together: number | null = null
  /** What was sent up, for whoever listens on the line. */
  readonly overheard: (readonly unknown[])[] = []
  private readonly clockwork: Clockwork
  private readonly hub: () => HubSync | undefined
  private readonly cut = new Map<string, number>()
  private readonly deaf = new Map<string, number>()
  private readonly earlier = new Map<string, Answer>()

  constructor(clockwork: Clockwork, weather: Weather, hub: () => HubSync | undefined) {
    this.clockwork = clockwork
    this.weather = weather
    this.hub = hub
  }
  /** Cuts a device off until a moment. */
  part(name: string, until: number): void {
    this.cut.set(name, Math.max(until, this.cut.get(name) ?? 0))
  }
  /** What a device sends arrives; of what becomes of it, and of what others did, it hears nothing until a moment. */
  deafen(name: string, until: number): void {
    this.deaf.set(name, until)
  }
  heal(): void {
    this.cut.clear()
    this.deaf.clear()
    this.weather = fine
  }
  reaches(name: string): boolean {
    return (this.cut.get(name) ?? 0) <= this.clockwork.now
  }

  /** A device's way to the hub, for as long as the process lives. */
  transport(device: Process, door: Bent | undefined): Transport {
    const call = (kind: Kind, ...request: unknown[]): Promise<any> => this.call(device, kind, request, door)
    return {
      challenge: () => call('challenge'),
      hello: (request) => call('hello', request),
      push: (token, request) => call('push', token, request),
      pull: (token, request) => call('pull', token, { ...request, limit: Math.min(request.limit, this.rows) }),
      load: (token, request) => call('load', token, { ...request, limit: Math.min(request.limit, this.rows) }),
      ...(this.files ? { blobs: { have: (token, hash) => call('blobState', token, hash), put: (token, hash, part) => call('putBlob', token, hash, onWire(part)) } } : {}), // prettier-ignore
    }
  }

  private call(device: Process, kind: Kind, request: readonly unknown[], door: Bent | undefined): Promise<unknown> {
    const { clockwork } = this
    if (dies(device, `before ${kind}`)) return never()
    clockwork.count('messages')
    const sent = JSON.stringify(request)
    if (kind === 'push') {
      this.overheard.push(JSON.parse(sent) as unknown[])
      if ((request[1] as Push).signature !== undefined) clockwork.count('signed together')
    }
    return new Promise((resolve, reject) => {
      let open = true
      const end = (what: Answer | undefined): void => {
        if (!open || !device.alive) return
        open = false
        if (dies(device, `after ${kind}`)) return
        if (what === undefined) reject(new Error(`no answer to ${kind}`))
        else if ('refusal' in what) reject(what.refusal)
        else if ('broken' in what) reject(new Error(what.broken))
        else resolve(JSON.parse(what.text))
      }
      clockwork.at(patience, () => end(undefined))
      const go = (): void => this.travel(device.name, () => void this.arrive(device.name, kind, sent, door, end))
      go()
      if (this.comes('double')) go()
    })
  }
  private comes(what: keyof Weather): boolean {
    if (!this.clockwork.dice.comes(this.weather[what])) return false
    this.clockwork.count(what)
    return true
  }
  private travel(name: string, arrive: () => void): void {
    const { clockwork } = this
    if (this.comes('drop')) return
    const late = this.comes('slow') ? clockwork.dice.between(2_000, 60_000) : clockwork.dice.between(10, 400)
    clockwork.at(late, () => {
      if (this.reaches(name)) arrive()
      else clockwork.count('cut off')
    })
  }
  private async arrive(
    name: string,
    kind: Kind,
    sent: string,
    door: Bent | undefined,
    end: (what: Answer | undefined) => void,
  ): Promise<void> {
    const answer = await this.answer(kind, sent, door)
    if (answer === undefined || (kind !== 'challenge' && kind !== 'hello' && this.clockwork.now < (this.deaf.get(name) ?? 0))) return
    const key = `${name}/${kind}`
    const before = this.earlier.get(key)
    this.earlier.set(key, answer)
    const back = (): void => this.travel(name, () => end(before && this.comes('stale') ? before : answer))
    back()
    if (this.comes('double')) back()
  }
  private async answer(kind: Kind, sent: string, door: Bent | undefined): Promise<Answer | undefined> {
    if (this.comes('noSession') && kind !== 'challenge' && kind !== 'hello') return { refusal: new SyncRefusal(401, 'sync.badSignature') }
    if (this.comes('garbage')) return { broken: 'an answer that nobody can read' }
    const hub = this.hub()
    if (!hub) return undefined
    const work = hub[kind] as (...request: readonly unknown[]) => Promise<unknown>
    try {
      const request = JSON.parse(sent) as unknown[]
      if (kind === 'putBlob') request[2] = fromWire(request[2] as WirePart, this.comes('bent'))
      const value = await (door ? door(kind, request, work) : work(...request))
      return {
        text: JSON.stringify(kind === 'hello' && this.together !== null ? { ...(value as HelloReply), together: this.together } : value),
      }
    } catch (error) {
      if (error instanceof SyncRefusal) return { refusal: new SyncRefusal(error.status, error.code, error.about) }
      this.clockwork.count('errors of the hub')
      this.clockwork.note(`the hub failed at ${kind}: ${String(error).slice(0, 300)}`)
      return { broken: 'status 500' }
    }
  }
}

/** Bytes travel as text here. */
type WirePart = Omit<BlobPart, 'bytes'> & { readonly bytes: string }
const onWire = (part: BlobPart): WirePart => ({ ...part, bytes: Buffer.from(part.bytes).toString('base64') })
function fromWire(part: WirePart, bent: boolean): BlobPart {
  const bytes = Buffer.from(part.bytes, 'base64')
  if (bent && bytes.length > 0) bytes[bytes.length >> 1]! ^= 1
  return { ...part, bytes }
}
