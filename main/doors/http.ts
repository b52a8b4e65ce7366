import { randomUUID } from 'node:crypto'
import { BlockList, type AddressInfo } from 'node:net'
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
import { isVisitor, type HostCaller } from '../callers.ts'
import type { Harmony } from '../compose.ts'
import { placeOf } from '../attempts.ts'
import { FileTooLarge } from '../files.ts'
import { projectRoot } from '../places.ts'
import { securityHeaders } from './headers.ts'
import { fileRoutes } from './http-files.ts'
import { healthAddresses, healthRoutes, type Figures } from './http-health.ts'
import type { RequestFact } from '../metrics.ts'
import { bearerOf, callerOf, hostNames, isLoopback, isOurHost, isSameOrigin, namesTwoHosts, type Reach } from './http-guard.ts'
import { liveRoute, type LiveTimes } from './http-live.ts'
import { oidcRoutes, type OidcOptions } from './http-oidc.ts'
import { openApi } from './http-openapi.ts'
import { operationRoutes } from './http-operations.ts'
import { pageRoutes } from './http-page.ts'
import { sendTrouble, type DoorTrouble } from './http-problems.ts'
import { syncDoor, type SyncLimits } from './sync.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set before any body is read. */
    caller: HostCaller
    /** The id of the call, as the log of what happened keeps it. */
    call: string | undefined
    /** A token was shown that is none. */
    badToken: boolean
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
  /** How people sign in by a provider, beyond what the rules of signing in say. */
  readonly oidc?: OidcOptions
  /** Where the built screens lie. */
  readonly page?: string
  readonly logger?: FastifyBaseLogger
  /** Requests that one person, or one address of people who are not signed in, may make in a minute. */
  readonly perMinute?: number
  readonly live?: LiveTimes
  /** Of the door for devices in the field. */
  readonly sync?: SyncLimits
  /** Told of every request that was answered. */
  readonly observe?: (fact: RequestFact) => void
  /** Whether the schedule of this hub goes on. */
  readonly schedule?: () => boolean
  /** Figures, for whoever shows the token. */
  readonly metrics?: { readonly figures: Figures; readonly token: string }
}
export interface HttpDoor {
  readonly app: FastifyInstance
  /** `http://127.0.0.1:4400`. */
  readonly address: string
  readonly port: number
  /** Ends streams, lets what is under way end, at most so many milliseconds, and takes nothing new meanwhile. */
  close(patience?: number): Promise<void>
}

/** A person with many lists open makes some hundred. */
const usualPerMinute = 3000
/** Milliseconds that requests have to end when the hub is stopped. */
const usualPatience = 25_000

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
  app.decorateRequest('call', undefined)
  app.decorateRequest('badToken', false)
  let stopping = false
  guardRequests(app, harmony, reach, options.observe)
  // A connection that is kept for a next request would keep a hub that stops.
  app.addHook('onSend', async (_request, reply) => void (stopping && reply.header('connection', 'close')))
  await app.register(rateLimit, {
    global: true,
    max: options.perMinute ?? usualPerMinute,
    timeWindow: 60_000,
    cache: 10_000,
    // A house full of people comes from one address: whoever is signed in is counted by themselves.
    // Whoever has one address of IPv6 has all of its network.
    keyGenerator: ({ caller, ip }) => (caller && !isVisitor(caller) ? caller.user : placeOf(ip)),
  })
  // Counted first: whoever tries tokens waits like anybody. (The count is a hook of each route, which runs after those of all routes.)
  app.addHook('preParsing', async (request, reply) => {
    if (request.badToken) return sendTrouble(request, reply, 401, 'http.badToken')
  })
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'], customTypes: /^application\/(problem\+)?json|^text\/html/ })
  troubles(app)

  const { schedule } = options
  healthRoutes(app, harmony, { stopping: () => stopping, ...(schedule ? { schedule } : {}) }, options.metrics)
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
  const live = liveRoute(app, harmony, reach, options.live)
  operationRoutes(app, harmony, reach, () => stopping)
  await fileRoutes(app, harmony)
  const sync = syncDoor(app, harmony, reach, options.sync)
  oidcRoutes(app, harmony, reach, options.oidc)
  pageRoutes(app, options.page ?? join(projectRoot(), 'dist', 'renderer'))

  await app.listen({ host: options.host, port: options.port })
  const { port } = app.server.address() as AddressInfo
  for (const name of hostNames(options.host, port, options.hostNames ?? [])) hosts.add(name)
  const shown = options.hostNames?.[0] ?? (options.host.includes(':') ? `[${options.host}]` : options.host)
  return {
    app,
    port,
    address: `${options.tls ? 'https' : 'http'}://${shown.includes(':') && !shown.startsWith('[') ? shown : `${shown}:${port}`}`,
    close: async (patience = usualPatience) => {
      stopping = true
      live.close()
      sync.close()
      // Who does not come to an end is cut off; what it had not committed it has not done.
      const cut = setTimeout(() => app.server.closeAllConnections(), patience)
      await app.close().finally(() => clearTimeout(cut))
    },
  }
}

function serverOptions(options: HttpOptions): FastifyServerOptions {
  return {
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    ...(options.tls ? { https: { ...options.tls, minVersion: 'TLSv1.2' } } : {}),
    // Only the neighbour that speaks with us may say where a request really comes from, and only what it has seen itself: people of the same private network are no
    // proxies, and what they write before its word is theirs.
    trustProxy: options.behindProxy ? (address: string, hop: number) => hop === 0 && isNeighbour(address) : false,
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

const neighbours = new BlockList()
for (const [net, bits, family] of [['127.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['10.0.0.0', 8, 'ipv4'], ['172.16.0.0', 12, 'ipv4'], ['192.168.0.0', 16, 'ipv4'], ['::1', 128, 'ipv6'], ['fe80::', 10, 'ipv6'], ['fc00::', 7, 'ipv6']] as const) neighbours.addSubnet(net, bits, family) // prettier-ignore
const isNeighbour = (address: string): boolean => {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0]!
  return neighbours.check(bare, bare.includes(':') ? 'ipv6' : 'ipv4')
}

/** What every request passes before its body is read: our name, our headers, who calls, where from. */
function guardRequests(app: FastifyInstance, harmony: Harmony, reach: Reach, observe: HttpOptions['observe']): void {
  app.addHook('onRequest', async (request, reply) => {
    const api = isApi(request)
    // Devices are no browsers, and every byte counts on their way; what they are told is never shown as a page.
    if (isSync(request)) void reply.header('x-content-type-options', 'nosniff')
    else void reply.headers(api ? { ...apiHeaders } : { ...securityHeaders })
    if (reach.secure && !isSync(request)) void reply.header('strict-transport-security', 'max-age=63072000')
    if (healthAddresses.includes(request.url)) return
    if (!isOurHost(request.host, reach) || namesTwoHosts(request))
      return sendTrouble(request, reply.header('connection', 'close'), 421, 'http.wrongHost')
    if (!api) return
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (changes && bearerOf(request) === undefined && !isSameOrigin(request, reach)) {
      request.log.warn({ site: request.headers['sec-fetch-site'] }, 'cross-site request refused')
      return sendTrouble(request, reply, 403, 'http.crossSite')
    }
    const caller = await callerOf(request, harmony, reach)
    request.caller =
      caller ?? harmony.visitor({ address: request.ip, language: harmony.languages.best(request.headers['accept-language']) })
    request.badToken = caller === undefined
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route, never the address: what people search for is theirs.
    const { module, operation } = (request.params ?? {}) as { module?: string; operation?: string }
    const route = request.routeOptions.url ?? '-'
    const named = module === undefined || operation === undefined ? undefined : `${module}.${operation}`
    // Only what there is: a name that somebody made up is theirs, and there would be no end of them.
    const known = named !== undefined && harmony.operations.has(named) ? named : undefined
    const facts = {
      method: request.method,
      route,
      ...(known === undefined ? {} : { operation: known }),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      user: request.caller?.user,
      ...(request.device === undefined ? {} : { device: request.device }),
      ...(request.call === undefined ? {} : { call: request.call }),
    }
    const stream = /event-stream/.test(String(reply.raw.getHeader('content-type') ?? ''))
    observe?.({
      operation: known ?? (named === undefined ? route : 'unknown'),
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
      stream,
    })
    if (quiet.includes(route)) request.log.debug(facts, 'answered')
    else request.log.info(facts, 'answered')
  })
}
/** Asked every few seconds by machines. */
const quiet: readonly string[] = [...healthAddresses, '/metrics']
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
