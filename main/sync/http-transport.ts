import { createHash, X509Certificate } from 'node:crypto'
import { Agent as PlainAgent, request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { checkServerIdentity, getCACertificates } from 'node:tls'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { isLoopback } from '../doors/http-guard.ts'
import { proxyEnvironment } from '../policy/network.ts'
import { policyHere } from '../policy/policy.ts'
import type { Transport } from './device.ts'
import { nothingNew, SyncRefusal, type BlobPart, type BlobState, type HelloReply, type LoadReply, type Pull, type PullReply, type PushReply } from './messages.ts' // prettier-ignore

export interface HttpTransportOptions {
  /** `https://hub.nordlicht.example`, or plain HTTP to this machine itself. */
  readonly hub: string
  /** SHA-256 of the public key (SPKI) of the hub's certificate, 64 hex digits: then that key and no other, whoever vouches for it. */
  readonly pin?: string
  /** Certificates (PEM) that are believed beside those of the system. There is no way to believe all. */
  readonly ca?: string | readonly string[]
  /** Language of the hub's sentences. */
  readonly language?: string
  /** Milliseconds without a byte after which an attempt is given up, and for which one may last at all. */
  readonly idle?: number
  readonly longest?: number
}
/** What was sent and received, headers and all: what a line is charged with. */
export interface Traffic {
  readonly requests: number
  readonly up: number
  readonly down: number
}
export interface HttpTransport extends Transport {
  readonly blobs: NonNullable<Transport['blobs']>
  /** Calls `hint` whenever the hub may have something new. Answers how to stop; a connection that breaks is opened again. */
  listen(token: () => Promise<string>, hint: () => void): () => void
  traffic(): Traffic
  close(): void
}

/** Bytes that an answer may have, packed and unpacked. */
const largestPacked = 32 * 1_048_576
const largestAnswer = 256 * 1_048_576
const worthPacking = 700
const unpacked = promisify(gunzip)
const packed = promisify(gzip)

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}
interface Asked {
  readonly method: 'POST' | 'PUT' | 'HEAD'
  readonly path: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** Is called when the last byte of it has left. */
  readonly left?: () => void
}

/**
 * The device's way to its hub. Whatever is not our own answer - a captive portal's page, a cut-off body, a proxy's error - leaves the outcome unknown and is
 * thrown as a plain error; only the hub's own problem documents are its no.
 */
export function httpTransport(options: HttpTransportOptions): HttpTransport {
  const line = lineTo(options)
  const ready = new WeakMap<object, Ready>()
  const post = async (path: string, message: object, token?: string): Promise<Answer> => {
    const { body, small, left } = ready.get(message) ?? inParcel(message)
    try {
      const answer = await line.ask({
        method: 'POST',
        path,
        ...(token === undefined ? {} : { token }),
        headers: { 'content-type': 'application/json', ...(small ? {} : { 'content-encoding': 'gzip' }), 'accept-encoding': 'gzip' },
        body: await body,
        left,
      })
      return await orRefused(answer)
    } finally {
      left()
    }
  }
  const told = async <T>(path: string, message: object, fits: (raw: Readonly<Record<string, unknown>>) => boolean, token?: string) =>
    ours<T>(await post(path, message, token), fits)
  return {
    challenge: () => told<{ nonce: string }>('challenge', {}, (raw) => typeof raw['nonce'] === 'string'),
    hello: (message) => told<HelloReply>('hello', message, (raw) => typeof raw['token'] === 'string' && isCount(raw['epoch']) && isObject(raw['grant'])), // prettier-ignore
    push: (token, message) => told<PushReply>('push', message, (raw) => isCount(raw['epoch']) && Array.isArray(raw['results']) && isCount(raw['feedSeq']), token), // prettier-ignore
    ahead: (message) =>
      new Promise((left) => {
        ready.set(message, inParcel(message, left))
      }),
    pull: async (token, message: Pull) => {
      // What is null need not be said: it is the message that is sent most.
      const answer = await post('pull', Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null)), token)
      if (answer.status === 204) return nothingNew(message, timeOf(answer), Number(answer.headers['harmony-durable'] ?? 0))
      return ours<PullReply>(answer, (raw) => isCount(raw['epoch']) && (typeof raw['reset'] === 'string' || (isCount(raw['next']) && Array.isArray(raw['rows'])))) // prettier-ignore
    },
    load: (token, message) => told<LoadReply>('load', message, (raw) => isCount(raw['epoch']) && isCount(raw['seq']) && Array.isArray(raw['rows']) && isObject(raw['names']), token), // prettier-ignore
    blobs: blobsOver(line),
    listen: (token, hint) => listening(line, token, hint),
    traffic: line.traffic,
    close: line.close,
  }
}

/** A message as it goes over the line. */
interface Ready {
  readonly body: Promise<Buffer>
  readonly small: boolean
  /** Is called when it is on its way, or will not be. */
  readonly left: () => void
}
function inParcel(message: object, left: () => void = () => undefined): Ready {
  const text = Buffer.from(JSON.stringify(message))
  const small = text.length < worthPacking
  const body = small ? Promise.resolve(text) : packed(text, { level: 3, memLevel: 9 })
  return { body, small, left }
}

const isCount = (raw: unknown): boolean => Number.isSafeInteger(raw)
const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null && !Array.isArray(raw)
const timeOf = ({ headers }: Answer): string => {
  const at = Date.parse(headers.date ?? '')
  if (Number.isNaN(at)) throw new Error('the answer is not the hub’s: it has no date')
  return new Date(at).toISOString()
}

async function bytesOf({ headers, body }: Answer): Promise<Buffer> {
  const how = headers['content-encoding']
  if (how === undefined || how === 'identity') return body
  if (how !== 'gzip') throw new Error(`the answer is packed as ${how}`)
  return unpacked(body, { maxOutputLength: largestAnswer })
}

/** JSON of ours, of the form that was asked for. */
async function ours<T>(answer: Answer, fits: (raw: Readonly<Record<string, unknown>>) => boolean): Promise<T> {
  if (answer.status !== 200 || !/^application\/json\b/.test(answer.headers['content-type'] ?? ''))
    throw new Error(`the answer is not the hub’s: ${answer.status} ${answer.headers['content-type'] ?? ''}`)
  const raw: unknown = JSON.parse((await bytesOf(answer)).toString())
  if (!isObject(raw) || !fits(raw)) throw new Error('the answer is not the hub’s: it has another form')
  return raw as T
}

/** The hub's no, where it is the hub's. */
async function orRefused(answer: Answer): Promise<Answer> {
  if (!/^application\/problem\+json\b/.test(answer.headers['content-type'] ?? '')) return answer
  const raw: unknown = JSON.parse((await bytesOf(answer)).toString())
  if (
    !isObject(raw) ||
    raw['status'] !== answer.status ||
    typeof raw['code'] !== 'string' ||
    raw['type'] !== `urn:harmony:problem:${raw['code']}`
  )
    throw new Error(`the answer is not the hub’s: ${answer.status}`)
  const wait = answer.headers['retry-after']
  const about = isObject(raw['about']) ? raw['about'] : {}
  throw new SyncRefusal(answer.status, raw['code'], {
    ...Object.fromEntries(Object.entries(about).map(([key, value]) => [key, String(value)])),
    ...(wait === undefined ? {} : { seconds: wait }),
  })
}

interface Line {
  ask(asked: Asked): Promise<Answer>
  open(path: string, token: string, line: { began(): void; heard(text: string): void; ended(): void }): ClientRequest
  traffic(): Traffic
  close(): void
}

function lineTo({ hub, pin, ca, language = 'en', idle = 30_000, longest = 180_000 }: HttpTransportOptions): Line {
  const base = new URL(hub)
  const secure = base.protocol === 'https:'
  if (!secure && !(base.protocol === 'http:' && isLoopback(base.hostname)))
    throw new Error(`a hub is reached by https; plain http only on this machine itself, not at ${base.host}`)
  if (pin !== undefined && !/^[0-9a-f]{64}$/.test(pin)) throw new Error('the pin of the hub is a SHA-256 of 64 hex digits')
  const more = ca === undefined ? [] : [ca].flat()
  const agent = secure
    ? new SecureAgent({
        keepAlive: true,
        maxSockets: 4,
        minVersion: 'TLSv1.2',
        ...(isLoopback(base.hostname) ? {} : { proxyEnv: proxyEnvironment(policyHere().effective().values, process.env) }),
        ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...more])],
        checkServerIdentity: (host, certificate) =>
          checkServerIdentity(host, certificate) ?? (pin === undefined || pinOf(certificate.raw) === pin ? undefined : new Error('the key of the hub is another one')),
      }) // prettier-ignore
    : new PlainAgent({ keepAlive: true, maxSockets: 4 })
  const request = secure ? secureRequest : plainRequest
  const counted = { requests: 0, up: 0, down: 0 }
  const prefix = `${base.pathname.replace(/\/$/, '')}/sync/v1/`
  const started = (method: string, path: string, token: string | undefined, headers: Readonly<Record<string, string | number>>): ClientRequest =>
    request(new URL(`${prefix}${path}`, base), {
      agent,
      method,
      headers: { ...(language === 'en' ? {} : { 'accept-language': language }), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    }) // prettier-ignore
  const ask = (asked: Asked): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      const { method, path, token, headers = {}, body } = asked
      const going = started(method, path, token, { ...headers, ...(body ? { 'content-length': body.length } : {}) })
      // After this nothing of the attempt counts any more, whatever still arrives.
      const deadline = setTimeout(() => going.destroy(new Error('the hub took too long')), longest)
      going.setTimeout(idle, () => void going.destroy(new Error('the hub is silent')))
      const failed = (error: Error): void => {
        clearTimeout(deadline)
        reject(error)
      }
      going.on('error', failed)
      going.on('response', (response) => {
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > largestPacked) going.destroy(new Error('the answer is too large'))
          else parts.push(part)
        })
        response.on('error', failed)
        response.on('end', () => {
          clearTimeout(deadline)
          if (!response.complete) return reject(new Error('the answer broke off'))
          counted.down += size + headBytes(response)
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) })
        })
        response.on('close', () => response.complete || failed(new Error('the answer broke off')))
      })
      if (asked.left) going.once('finish', asked.left)
      going.end(body)
      counted.requests += 1
      counted.up += (body?.length ?? 0) + sentHead(going)
    })
  return {
    ask,
    open: (path, token, { began, heard, ended }) => {
      const going = started('GET', path, token, { accept: 'text/event-stream' })
      going.setTimeout(2 * idle + 30_000, () => void going.destroy())
      going.on('response', (response) => {
        if (response.statusCode !== 200 || !/^text\/event-stream\b/.test(response.headers['content-type'] ?? ''))
          return void going.destroy()
        began()
        response.setEncoding('utf8').on('data', heard)
      })
      going.on('error', () => undefined)
      going.on('close', ended)
      going.end()
      return going
    },
    traffic: () => ({ ...counted }),
    close: () => agent.destroy(),
  }
}

/** SHA-256 of the public key of a certificate, in hex. */
export const pinOf = (certificate: Buffer | string): string =>
  createHash('sha256')
    .update(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')

/** Bytes of the lines before a body, as they go over the wire. */
const headBytes = ({ httpVersion, statusCode, statusMessage, rawHeaders }: IncomingMessage): number =>
  `HTTP/${httpVersion} ${statusCode} ${statusMessage}\r\n\r\n`.length + rawHeaders.reduce((sum, text) => sum + text.length + 2, 0)
const sentHead = (going: ClientRequest): number => (going as unknown as { readonly _header?: string })._header?.length ?? 0

// A hub of before these headers says nothing.
const hashIn = ({ 'harmony-blob-of': hash }: Answer['headers']): string | null => (typeof hash === 'string' ? hash : null)
const endIn = ({ 'harmony-blob-end': end }: Answer['headers']): number | null =>
  typeof end === 'string' && /^\d{1,15}$/.test(end) ? Number(end) : null

function blobsOver(line: Line): HttpTransport['blobs'] {
  const stateIn = ({ headers }: Answer): BlobState => {
    const found = /^(\d{1,15}) (complete|open) (\d{1,6}) ?([0-9a-f]*)$/.exec(String(headers['harmony-blob'] ?? ''))
    if (!found) throw new Error('the answer is not the hub’s: it says nothing of the file')
    return {
      hash: hashIn(headers),
      epoch: Number(found[1]),
      complete: found[2] === 'complete',
      parts: Number(found[3]),
      have: found[4]!,
      end: endIn(headers),
    }
  }
  return {
    have: async (token, hash) => {
      const answer = await line.ask({ method: 'HEAD', path: `blob/${hash}/0`, token })
      // An answer to HEAD has no body that could say why.
      if (answer.status === 401 || answer.status === 423) throw new SyncRefusal(answer.status, answer.status === 401 ? 'http.badToken' : 'sync.lost') // prettier-ignore
      return answer.status === 404 ? null : stateIn(answer)
    },
    put: async (token, hash, { part, size, sum, bytes }: BlobPart) => {
      const headers = { 'content-type': 'application/octet-stream', 'harmony-size': String(size), 'harmony-part': sum }
      const asked: Asked = { method: 'PUT', path: `blob/${hash}/${part}`, token, headers, body: Buffer.from(bytes) }
      return stateIn(await orRefused(await line.ask(asked)))
    },
  }
}

/** Milliseconds before a connection for hints is opened again: more each time, and never all devices at once. */
const soonest = 1_000
const latest = 30_000

function listening(line: Line, token: () => Promise<string>, hint: () => void): () => void {
  let stopped = false
  let wait = soonest
  /** Whether the hub was heard, and whether it was lost since. */
  let heardIt = false
  let lostIt = false
  let going: ClientRequest | undefined
  let timer: NodeJS.Timeout | undefined
  const again = (): void => {
    if (stopped) return
    timer = setTimeout(() => void begin(), wait * (0.5 + jitter()))
    timer.unref()
    wait = Math.min(latest, wait * 2)
  }
  const lost = (): void => {
    lostIt = true
    again()
  }
  const begin = async (): Promise<void> => {
    try {
      const text = await token()
      if (stopped) return
      going = line.open('poke', text, {
        began: () => {
          wait = soonest
          heardIt = true
          // It is there again: what waited need not wait until the pause of the rounds is over.
          if (lostIt) hint()
          lostIt = false
        },
        heard: (said) => {
          if (said.includes('data:')) hint()
        },
        ended: () => {
          // The next round finds out, and the screens say so, rather than a minute later.
          if (heardIt && !lostIt && !stopped) hint()
          lost()
        },
      })
    } catch {
      lost()
    }
  }
  void begin()
  return () => {
    stopped = true
    clearTimeout(timer)
    going?.destroy()
  }
}
/** Between 0 and 1; it decides nothing but when. */
const jitter = (): number => createHash('sha256').update(String(performance.now())).digest()[0]! / 255
