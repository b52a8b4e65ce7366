import type { Wire } from '../../core/kernel/shape.ts'

/** The one channel between the page and its host, in both directions. */
export const channel = 'harmony'

/** What a page may ask. A closed list: another kind is refused unread. */
export type Message =
  | { readonly kind: 'call'; readonly id: string; readonly operation: string; readonly input: Wire }
  | { readonly kind: 'manifest'; readonly language: string | null }
  | UploadMessage
  | { readonly kind: 'download'; readonly operation: string; readonly input: Wire }
  | { readonly kind: 'live'; readonly on: boolean }
  | UpdateMessage
  | NotifyMessage
/** Something waits for the person, who may be working elsewhere: shown by the system, with nothing in it that opens anything. */
export interface NotifyMessage {
  readonly kind: 'notify'
  readonly title: string
  readonly text: string
}
/** About the program itself: answered by the main process, which alone knows. `restart` ends the program and starts it again, which installs what waits. */
export interface UpdateMessage {
  readonly kind: 'update'
  readonly act: 'standing' | 'check' | 'restart'
}
/** What goes on to the core. */
export type CoreMessage = Exclude<Message, UpdateMessage | NotifyMessage>
/** A piece of a file. The pieces of one upload come in order; the last one is answered with the file's reference. */
export interface UploadMessage {
  readonly kind: 'upload'
  readonly upload: string
  readonly name: string
  readonly mime: string
  /** Bytes of the whole file. */
  readonly size: number
  /** Where this piece begins. */
  readonly at: number
  readonly bytes: Uint8Array
}

/** Text units and values of one message without its bytes. */
export const largestMessage = 1_048_576
/** Bytes of one piece of an upload. */
export const largestPiece = 524_288
/** Bytes of a file. */
export const largestFile = 52_428_800
const deepest = 20

/** Why a message got no answer. The reference finds the cause in the host's log; the cause itself stays there. */
export type TroubleCode = 'sender' | 'malformed' | 'tooLarge' | 'busy' | 'stopped' | 'failed'
export type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: TroubleCode; readonly ref: string }

export const trouble = (code: TroubleCode): Answer => ({ ok: false, code, ref: `e-${crypto.randomUUID().slice(0, 8)}` })

/** What the core's process tells a page without being asked. */
export interface Told {
  readonly live: unknown
}

/** Thrown by `readMessage`, with the code that the page is told. */
export class Unreadable extends Error {
  readonly code: 'malformed' | 'tooLarge'
  constructor(code: 'malformed' | 'tooLarge') {
    super(code)
    this.code = code
  }
}
const malformed = (): never => {
  throw new Unreadable('malformed')
}

const fields: Readonly<Record<Message['kind'], readonly string[]>> = {
  call: ['kind', 'id', 'operation', 'input'],
  manifest: ['kind', 'language'],
  upload: ['kind', 'upload', 'name', 'mime', 'size', 'at', 'bytes'],
  download: ['kind', 'operation', 'input'],
  live: ['kind', 'on'],
  update: ['kind', 'act'],
  notify: ['kind', 'title', 'text'],
}

// Only own properties of plain objects count. A prototype of another realm counts as plain when nothing stands above it.
function plainObject(raw: unknown): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return malformed()
  const prototype: unknown = Object.getPrototypeOf(raw)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return malformed()
  const names = Reflect.ownKeys(raw)
  const own = Object.getOwnPropertyDescriptors(raw) as Record<string, PropertyDescriptor>
  for (const name of names) if (typeof name !== 'string' || name === '__proto__' || !('value' in own[name]!)) return malformed()
  return raw as Record<string, unknown>
}

/** Plain data and nothing else, copied; `room` shrinks with every value and stops what is too large before it is copied any further. */
function plainData(raw: unknown, depth: number, room: { left: number }): Wire {
  room.left -= typeof raw === 'string' ? raw.length + 2 : 2
  if (room.left < 0) throw new Unreadable('tooLarge')
  if (raw === null || typeof raw === 'string' || typeof raw === 'boolean') return raw
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw
  if (typeof raw !== 'object' || depth === 0) return malformed()
  if (Array.isArray(raw)) return raw.map((item) => plainData(item, depth - 1, room))
  return Object.fromEntries(
    Object.entries(plainObject(raw)).map(([name, value]) => {
      room.left -= name.length
      return [name, plainData(value, depth - 1, room)]
    }),
  )
}

const text = (raw: unknown, pattern: RegExp): string => (typeof raw === 'string' && pattern.test(raw) ? raw : malformed())
const whole = (raw: unknown, from: number, to: number): number => {
  if (!Number.isSafeInteger(raw) || (raw as number) < from) return malformed()
  if ((raw as number) > to) throw new Unreadable('tooLarge')
  return raw as number
}
const callId = /^[\w.:-]{1,200}$/
const operationName = /^[a-z]\w{0,49}\.[a-z]\w{0,49}$/

function readUpload(from: Record<string, unknown>): UploadMessage {
  const bytes = from['bytes']
  if (!(ArrayBuffer.isView(bytes) && Object.prototype.toString.call(bytes) === '[object Uint8Array]')) return malformed()
  if (bytes.byteLength > largestPiece) throw new Unreadable('tooLarge')
  const size = whole(from['size'], 0, largestFile)
  const at = whole(from['at'], 0, size)
  if (at + bytes.byteLength > size) return malformed()
  return {
    kind: 'upload',
    upload: text(from['upload'], callId),
    name: text(from['name'], /^[^\0/\\]{1,255}$/),
    mime: text(from['mime'], /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/),
    size,
    at,
    bytes: new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength),
  }
}

/** A message of the page, as fresh plain data. Anything that is not exactly one throws `Unreadable`. */
export function readMessage(raw: unknown): Message {
  const from = plainObject(raw)
  const kind = typeof from['kind'] === 'string' && Object.hasOwn(fields, from['kind']) ? (from['kind'] as Message['kind']) : malformed()
  if (Object.keys(from).some((name) => !fields[kind].includes(name))) return malformed()
  const room = { left: largestMessage }
  switch (kind) {
    case 'call':
      return {
        kind,
        id: text(from['id'], callId),
        operation: text(from['operation'], operationName),
        input: plainData(from['input'], deepest, room),
      }
    case 'manifest':
      return { kind, language: from['language'] === null ? null : text(from['language'], /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/) }
    case 'upload':
      return readUpload(from)
    case 'download':
      return { kind, operation: text(from['operation'], operationName), input: plainData(from['input'], deepest, room) }
    case 'live':
      return { kind, on: typeof from['on'] === 'boolean' ? from['on'] : malformed() }
    case 'notify':
      return { kind, title: text(from['title'], /^[^\p{Cc}]{1,100}$/u), text: text(from['text'], /^[^\0]{1,300}$/) }
    case 'update':
      return { kind, act: text(from['act'], /^(standing|check|restart)$/) as UpdateMessage['act'] }
  }
}
