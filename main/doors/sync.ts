import { randomInt } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import { modules } from '../../core/harmony.ts'
import { Malformed, type Field } from '../../core/kernel/shape.ts'
import type { Harmony } from '../compose.ts'
import { NoCompanyKey } from '../house-keys.ts'
import { isDiskFull } from '../storage/connect.ts'
import { waitingAtMost } from '../storage/patience.ts'
import { heldBy } from '../storage/scope.ts'
import type { HubSync } from '../sync/hub.ts'
import { helloShape, largestIntent, loadShape, pullShape, pushShape } from '../sync/message-shapes.ts'
import { partBytes, saysNothing, SyncRefusal, type BlobState } from '../sync/messages.ts'
import { isPassing } from '../sync/passing.ts'
import { bearerOf, isSameOrigin, type Reach } from './http-guard.ts'
import { problemOf, sendProblem, sendTrouble } from './http-problems.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The device that showed a token, once the hub has believed it. */
    device?: string
  }
}

export interface SyncLimits {
  /** Greetings and enrolments that one address may make in a minute. */
  readonly greetings: number
  readonly enrolments: number
  /** How much is done at once, and how much may wait for it (`sync.md` 2.16). */
  readonly width: number
  readonly queue: number
  /** Milliseconds for which a transaction waits for what a long import holds; then the device is told to come again. */
  readonly patience: number
  /** Milliseconds between two signs of life of a connection that waits for a hint. */
  readonly heartbeat: number
}
export const syncLimits: SyncLimits = { greetings: 120, enrolments: 20, width: 4, queue: 64, patience: 5_000, heartbeat: 25_000 }

/** Bytes of a message once it is unpacked. One intent may be as large as the largest input; several together stay within what the hub says. */
const small = 8_192
const largestPush = largestIntent + 100_000
/** Answers below this are sent as they are: packed they would hardly be smaller. */
const worthPacking = 700
const unpacked = promisify(gunzip)
const packed = promisify(gzip)

/** What devices say to the hub: `/sync/v1`. Strict on the way in, never by cookie, and busy before it is slow. */
export function syncDoor(app: FastifyInstance, harmony: Harmony, reach: Reach, limits: SyncLimits = syncLimits): { close(): void } {
  const { hub } = harmony
  if (!hub) return { close: () => undefined }
  const hints = hintsOf(harmony, limits)
  guardEnrolment(app, limits)
  void app.register(
    async (door) => {
      guard(door, reach)
      answers(door, harmony)
      messages(door, hub, limits)
      blobs(door, hub, limits)
      hints.route(door, hub)
    },
    { prefix: '/sync/v1' },
  )
  return { close: hints.close }
}

/** Codes of enrolment are long; nobody gets to try many all the same. */
function guardEnrolment(app: FastifyInstance, limits: SyncLimits): void {
  const limited = app.createRateLimit({ max: limits.enrolments, timeWindow: 60_000 })
  app.addHook('onRequest', async (request, reply) => {
    const { module, operation } = (request.params ?? {}) as { module?: string; operation?: string }
    if (module !== 'sync' || operation !== 'enrol') return
    const found = await limited(request)
    if (found.isAllowed || !found.isExceeded) return
    void reply.header('retry-after', String(found.ttlInSeconds))
    request.log.warn({ address: request.ip }, 'too many enrolments')
    return sendTrouble(request, reply, 429, 'http.tooMany')
  })
}

const packedType = 'application/json'
const bytesType = 'application/octet-stream'
type Sized = { readonly unpackedLimit?: number }

/** Before a body is read: no browser of another site, and nobody who shows nothing. */
function guard(door: FastifyInstance, reach: Reach): void {
  door.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    // Devices are no browsers; what comes with a browser's marks must at least be our own page's.
    if ((origin !== undefined || request.headers['sec-fetch-site'] !== undefined) && !isSameOrigin(request, reach)) {
      request.log.warn({ site: request.headers['sec-fetch-site'] }, 'cross-site request refused')
      return sendTrouble(request, reply, 403, 'http.crossSite')
    }
    const greets = /\/(challenge|hello)$/.test(request.routeOptions.url ?? '')
    if (!greets && bearerOf(request) === undefined) return sendTrouble(request, reply, 401, 'http.badToken')
  })
  door.removeAllContentTypeParsers()
  door.addContentTypeParser(packedType, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const limit = (request.routeOptions.config as Sized).unpackedLimit ?? small
    return jsonOf(await plainBytes(request, body, limit))
  })
  door.addContentTypeParser(bytesType, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    plainBytes(request, body, partBytes),
  )
}

/** Bytes as they were before they were packed, but never more than a message may have: what would grow beyond is refused before it does. */
async function plainBytes(request: FastifyRequest, body: Buffer, limit: number): Promise<Buffer> {
  const how = request.headers['content-encoding']
  if (how === undefined || how === 'identity') {
    if (body.length > limit) throw tooLarge(limit)
    return body
  }
  if (how !== 'gzip') throw new SyncRefusal(415, 'http.notJson')
  try {
    return await unpacked(body, { maxOutputLength: limit })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit)
    throw new SyncRefusal(400, 'http.malformed', { at: 'gzip' })
  }
}
const tooLarge = (limit: number): SyncRefusal => new SyncRefusal(413, 'sync.tooLarge', { limit: String(limit) })
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new SyncRefusal(400, 'http.malformed', { at: 'JSON' })
  }
}

/** No is said by name, in words, and written into the log. */
function answers(door: FastifyInstance, harmony: Harmony): void {
  door.setErrorHandler(async (error: Error & { readonly statusCode?: number; readonly code?: string }, request, reply) => {
    const refused = asRefusal(error)
    // What was refused by name is the device's matter; this is one of whoever runs the hub.
    if (refused && isPassing(error)) request.log.error({ err: error }, 'could not be done now')
    if (!refused) {
      request.log.error({ err: error }, 'broken')
      return sendTrouble(request, reply, 500, 'http.broken')
    }
    const { status, code, about } = refused
    request.log.warn({ code, about, device: request.device, address: request.ip }, 'sync refused')
    if (about['seconds'] !== undefined) void reply.header('retry-after', about['seconds'])
    if (!/^(sync|key)\./.test(code)) return sendTrouble(request, reply, status, code as Parameters<typeof sendTrouble>[3], about)
    const language = harmony.languages.best(request.headers['accept-language'])
    const told = harmony.reply({ ok: false, refusal: { refused: code, about } }, language)
    return sendProblem(reply, problemOf(status, code, told.ok ? '' : told.refusal.message, about, request.id))
  })
}
function asRefusal(error: Error & { readonly statusCode?: number }): Pick<SyncRefusal, 'status' | 'code' | 'about'> | undefined {
  if (error instanceof SyncRefusal) return error
  // A hub that nobody has admitted yet: devices keep what they have and come again.
  if (error instanceof NoCompanyKey) return { status: 503, code: error.refusal.refused, about: error.refusal.about ?? {} }
  if (error instanceof Malformed) return { status: 400, code: 'http.malformed', about: { at: error.at, wanted: error.wanted } }
  const doors: Readonly<Record<number, string>> = { 400: 'http.malformed', 413: 'http.tooLarge', 415: 'http.notJson', 429: 'http.tooMany' }
  if (isPassing(error)) return passing(error)
  const { statusCode } = error
  return statusCode !== undefined && doors[statusCode] !== undefined
    ? { status: statusCode, code: doors[statusCode], about: {} }
    : undefined
}
/** Nothing of it was kept, and nothing is wrong with what was sent: it is asked for again. */
const passing = (error: unknown): SyncRefusal => new SyncRefusal(503, isDiskFull(error) ? 'sync.hubFull' : 'sync.busy', { seconds: String(randomInt(5, 60)) }) // prettier-ignore

/** Lets so many in at a time and so many wait; whoever comes then is told when to come again. */
function admission({ width, queue, patience }: SyncLimits): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (busy >= width) {
      if (waiting.length >= queue) throw new SyncRefusal(503, 'sync.busy', { seconds: String(randomInt(5, 60)) })
      await new Promise<void>((go) => waiting.push(go))
    } else busy += 1
    try {
      return await waitingAtMost(patience, work)
    } finally {
      // Whoever waits longest takes the place as it is.
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

const plainRoute = (more: RouteShorthandOptions & { unpackedLimit?: number } = {}): RouteShorthandOptions => {
  const { unpackedLimit, ...rest } = more
  // On an answer that is no refusal nobody reads them.
  const quiet = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  const rateLimit = { addHeadersOnExceeding: quiet, ...(rest.config as { rateLimit?: object } | undefined)?.rateLimit }
  return {
    bodyLimit: small,
    ...rest,
    ...({ compress: false, decompress: false } as object),
    config: { ...(unpackedLimit === undefined ? {} : { unpackedLimit }), rateLimit } as object,
  }
}

/** Everything that a device and the hub say to each other, but files. */
function messages(door: FastifyInstance, hub: HubSync, limits: SyncLimits): void {
  const admitted = admission(limits)
  const greeting = plainRoute({ config: { rateLimit: { max: limits.greetings, timeWindow: 60_000 } } as object })
  const said = <T>(of: Field<T>, request: FastifyRequest): T => of.parse(request.body, 'message')

  door.post('/challenge', greeting, async (request, reply) => send(request, reply, await hub.challenge()))
  door.post('/hello', greeting, async (request, reply) => {
    const message = said(helloShape, request)
    const answer = await admitted(() => hub.hello(message))
    request.device = message.device
    return send(request, reply, answer)
  })
  door.post('/push', plainRoute({ bodyLimit: largestPush, unpackedLimit: largestPush }), async (request, reply) => {
    const token = await believed(request, hub)
    const message = said(pushShape, request)
    const answer = await admitted(() => hub.push(token, message))
    for (const result of answer.results)
      if (result.state !== 'applied' && result.state !== 'attention')
        request.log.warn({ device: request.device, ...result }, 'intent refused')
    return send(request, reply, answer)
  })
  door.post('/pull', plainRoute(), async (request, reply) => {
    const token = await believed(request, hub)
    const message = said(pullShape, request)
    const answer = await admitted(() => hub.pull(token, message))
    // The commonest answer of all is given in no words.
    if (!saysNothing(message, answer)) return send(request, reply, answer)
    if (answer.durable > 0) void reply.header('harmony-durable', String(answer.durable))
    return reply.removeHeader('x-content-type-options').code(204).send()
  })
  door.post('/load', plainRoute({ bodyLimit: 32_768, unpackedLimit: 32_768 }), async (request, reply) => {
    const token = await believed(request, hub)
    const message = said(loadShape, request)
    return send(request, reply, await admitted(() => hub.load(token, message)))
  })
}

/** Who shows the token, before the message is looked at. */
async function believed(request: FastifyRequest, hub: HubSync): Promise<string> {
  const token = bearerOf(request)!
  request.device = (await hub.deviceOf(token)).id
  return token
}

async function send(request: FastifyRequest, reply: FastifyReply, answer: unknown): Promise<FastifyReply> {
  const text = JSON.stringify(answer)
  void reply.type('application/json')
  if (text.length < worthPacking || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(text)
  // The last level costs twice the third and saves a few bytes in a hundred.
  return reply.header('content-encoding', 'gzip').send(await packed(text, { level: 4, memLevel: 9 }))
}

interface BlobAddress {
  readonly hash: string
  readonly part: string
}
/** Files in parts. What the hub has of one stands in a header, so that the question has no body either way. */
function blobs(door: FastifyInstance, hub: HubSync, limits: SyncLimits): void {
  // Beside the messages, and narrower: files wait for intents, never the other way.
  const admitted = admission({ ...limits, width: 2 })
  const address = (request: FastifyRequest): { hash: string; part: number } => {
    const { hash, part } = request.params as BlobAddress
    if (!/^[0-9a-f]{64}$/.test(hash) || !/^\d{1,4}$/.test(part)) throw new SyncRefusal(400, 'http.malformed', { at: 'address' })
    return { hash, part: Number(part) }
  }
  door.head('/blob/:hash/:part', plainRoute(), async (request, reply) => {
    const { hash } = address(request)
    const token = await believed(request, hub)
    const state = await admitted(() => hub.blobState(token, hash))
    return state ? withBlob(reply, state).code(204).send() : reply.code(404).send()
  })
  door.put('/blob/:hash/:part', plainRoute({ bodyLimit: partBytes + 1_024 }), async (request, reply) => {
    const { hash, part } = address(request)
    const token = await believed(request, hub)
    const { 'harmony-size': size, 'harmony-part': sum } = request.headers
    if (typeof size !== 'string' || !/^\d{1,12}$/.test(size) || typeof sum !== 'string' || !/^[0-9a-f]{64}$/.test(sum))
      throw new SyncRefusal(400, 'http.malformed', { at: 'harmony-size, harmony-part' })
    if (!(request.body instanceof Uint8Array)) throw new SyncRefusal(415, 'http.notJson')
    const bytes = request.body
    const state = await admitted(() => hub.putBlob(token, hash, { part, size: Number(size), sum, bytes }))
    return withBlob(reply, state).code(204).send()
  })
}
/** What came later has headers of its own: devices of before them read the first one to its end. */
const withBlob = (reply: FastifyReply, { hash, epoch, complete, parts, have, end }: BlobState): FastifyReply =>
  reply.headers({
    'harmony-blob': `${epoch} ${complete ? 'complete' : 'open'} ${parts} ${have}`,
    ...(hash === null ? {} : { 'harmony-blob-of': hash }),
    ...(end === null ? {} : { 'harmony-blob-end': String(end) }),
  })

/** Hints that there may be something new, as server-sent events. They carry nothing, and one that is lost does no harm. */
function hintsOf(harmony: Harmony, limits: SyncLimits) {
  const open = new Map<string, ServerResponse>()
  const { names } = heldBy(modules)
  const route = (door: FastifyInstance, hub: HubSync): void => {
    door.get('/poke', plainRoute(), async (request, reply) => {
      const token = await believed(request, hub)
      const device = request.device!
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      raw.write('retry: 5000\n\n')
      // One connection a device: the one before it is dead and does not know it yet.
      open.get(device)?.end()
      open.set(device, raw)
      let waits = false
      const stopWatching = harmony.watch(({ records }) => {
        if (waits || !records.some((record) => names.has(record))) return
        waits = true
        // Many changes in a moment are one hint; not all devices come at once.
        setTimeout(
          () => {
            waits = false
            if (raw.writable) raw.write('data: new\n\n')
          },
          randomInt(200, 1_000),
        ).unref()
      })
      const beat = setInterval(() => {
        raw.write(': still here\n\n')
        hub.deviceOf(token).then(({ state }) => void (state === 'active' || raw.end()), () => void raw.end()) // prettier-ignore
      }, limits.heartbeat)
      raw.on('close', () => {
        clearInterval(beat)
        stopWatching()
        if (open.get(device) === raw) open.delete(device)
      })
      return reply
    })
  }
  return {
    route,
    close: () => {
      for (const raw of open.values()) raw.end()
    },
  }
}
