import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import type { HostCaller } from '../callers.ts'
import type { Harmony } from '../compose.ts'
import { FileTooLarge } from '../files.ts'
import { projectRoot } from '../places.ts'
import { securityHeaders } from './headers.ts'
import { fileRoutes, handedFiles } from './http-files.ts'
import { bearerOf, callerOf, hostNames, isLoopback, isOurHost, isSameOrigin, type Reach } from './http-guard.ts'
import { liveRoute, type LiveTimes } from './http-live.ts'
import { openApi } from './http-openapi.ts'
import { operationRoutes } from './http-operations.ts'
import { pageRoutes } from './http-page.ts'
import { sendTrouble, type DoorTrouble } from './http-problems.ts'
import { syncDoor, type SyncLimits } from './sync.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set before any body is read. */
    caller: HostCaller
  }
}

export interface HttpOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Names under which browsers reach the hub, beyond the machine's own on loopback. */
  readonly hostNames?: readonly string[]
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer }
  /** A reverse proxy ends TLS. */
  readonly behindProxy?: boolean
  /** Where the built screens lie. */
  readonly page?: string
  readonly logger?: FastifyBaseLogger
  /** Requests that one address may make in a minute. */
  readonly perMinute?: number
  readonly live?: LiveTimes
  /** Of the door for devices in the field. */
  readonly sync?: SyncLimits
}
export interface HttpDoor {
  readonly app: FastifyInstance
  /** `http://127.0.0.1:4400`. */
  readonly address: string
  readonly port: number
  close(): Promise<void>
}

/** A person with many lists open makes some hundred. */
const usualPerMinute = 3000

/** Opens the hub's door: REST, live changes, files and the screens. */
export async function openHttp(harmony: Harmony, options: HttpOptions): Promise<HttpDoor> {
  const secure = options.tls !== undefined || options.behindProxy === true
  if (!secure && !isLoopback(options.host))
    throw new Error(`plain HTTP is only served on this machine itself, not on ${options.host}: give --tls-cert and --tls-key`)
  const hosts = new Set<string>()
  const reach: Reach = { secure, hosts }
  const app = fastify(serverOptions(options)) as unknown as FastifyInstance
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('caller', null as unknown as HostCaller)
  guardRequests(app, harmony, reach)
  await app.register(rateLimit, { global: true, max: options.perMinute ?? usualPerMinute, timeWindow: 60_000, cache: 10_000 })
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'], customTypes: /^application\/(problem\+)?json|^text\/html/ })
  troubles(app)

  app.get('/healthz', async (_request, reply) => {
    await harmony.installation()
    return reply.header('cache-control', 'no-store').send({ ok: true, version: harmony.version })
  })
  app.get('/api/v1/manifest', async (request, reply) => {
    const { language } = request.query as { language?: string }
    const manifest = await harmony.manifest(request.caller, typeof language === 'string' ? language : request.caller.language)
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(manifest))
  })
  let document: string | undefined
  app.get('/api/v1/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApi(harmony.plans.operations, harmony.languages.words('en'), harmony.version))
    return reply.type('application/json; charset=utf-8').send(document)
  })
  const handed = handedFiles()
  const live = liveRoute(app, harmony, reach, options.live)
  operationRoutes(app, harmony, reach, handed)
  await fileRoutes(app, harmony, handed)
  const sync = syncDoor(app, harmony, reach, options.sync)
  pageRoutes(app, options.page ?? join(projectRoot(), 'dist', 'renderer'))

  await app.listen({ host: options.host, port: options.port })
  const { port } = app.server.address() as AddressInfo
  for (const name of hostNames(options.host, port, options.hostNames ?? [])) hosts.add(name)
  const shown = options.hostNames?.[0] ?? (options.host.includes(':') ? `[${options.host}]` : options.host)
  return {
    app,
    port,
    address: `${options.tls ? 'https' : 'http'}://${shown.includes(':') && !shown.startsWith('[') ? shown : `${shown}:${port}`}`,
    close: async () => {
      live.close()
      sync.close()
      await app.close()
    },
  }
}

function serverOptions(options: HttpOptions): FastifyServerOptions {
  return {
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    ...(options.tls ? { https: { ...options.tls, minVersion: 'TLSv1.2' } } : {}),
    // Only neighbours may say where a request really comes from.
    trustProxy: options.behindProxy ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    // Addresses that no route can be looked up for: no hook has seen them.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers({ ...apiHeaders })
      void sendTrouble(request, reply, error.statusCode ?? 400, 'http.malformed')
    },
    bodyLimit: 65_536,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100, ignoreTrailingSlash: false },
    http: { headersTimeout: 15_000 },
  } as unknown as FastifyServerOptions
}

/** What every request passes before its body is read: our name, our headers, who calls, where from. */
function guardRequests(app: FastifyInstance, harmony: Harmony, reach: Reach): void {
  app.addHook('onRequest', async (request, reply) => {
    const api = isApi(request)
    // Devices are no browsers, and every byte counts on their way; what they are told is never shown as a page.
    if (isSync(request)) void reply.header('x-content-type-options', 'nosniff')
    else void reply.headers(api ? { ...apiHeaders } : { ...securityHeaders })
    if (reach.secure && !isSync(request)) void reply.header('strict-transport-security', 'max-age=63072000')
    // A health check comes by whatever name the machine has, and learns nothing.
    if (request.url === '/healthz') return
    if (!isOurHost(request.host, reach)) return sendTrouble(request, reply, 421, 'http.wrongHost')
    if (!api) return
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (changes && bearerOf(request) === undefined && !isSameOrigin(request, reach)) {
      request.log.warn({ site: request.headers['sec-fetch-site'] }, 'cross-site request refused')
      return sendTrouble(request, reply, 403, 'http.crossSite')
    }
    const caller = await callerOf(request, harmony, reach)
    if (!caller) return sendTrouble(request, reply, 401, 'http.badToken')
    request.caller = caller
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route, never the address: what people search for is theirs.
    const { module, operation } = (request.params ?? {}) as { module?: string; operation?: string }
    const facts = {
      method: request.method,
      route: request.routeOptions.url ?? '-',
      ...(module === undefined || operation === undefined ? {} : { operation: `${module}.${operation}`.slice(0, 100) }),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      user: request.caller?.user,
      ...(request.device === undefined ? {} : { device: request.device }),
    }
    request.log.info(facts, 'answered')
  })
}
/** By the route that was found: an address can be written in many ways (`/%61pi/…`, `http://name/api/…`) that all lead there. */
const isApi = ({ routeOptions, url }: FastifyRequest): boolean => (routeOptions.url ?? url).startsWith('/api/')

const isSync = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url?.startsWith('/sync/v1/') === true

const apiHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
}

const byStatus: Readonly<Record<number, DoorTrouble>> = {
  400: 'http.malformed',
  413: 'http.tooLarge',
  415: 'http.notJson',
  429: 'http.tooMany',
}

function troubles(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error instanceof FileTooLarge ? 413 : (error.statusCode ?? 500)
    const trouble = byStatus[status] ?? (status < 500 ? 'http.malformed' : 'http.broken')
    if (status >= 500) request.log.error({ err: error }, 'broken')
    return sendTrouble(request, reply, status, trouble)
  })
}
