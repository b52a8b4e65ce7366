import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Harmony } from '../compose.ts'
import { migrations } from '../storage/migrations.ts'
import { bearerOf } from './http-guard.ts'
import { sendTrouble } from './http-problems.ts'

/** What a hub can be asked about itself without signing in. Answers are of this process alone and say nothing of the business. */
export interface Health {
  /** Whether it gives signs of life to the other hubs; left out where nobody keeps a schedule. */
  readonly schedule?: () => boolean
  readonly stopping: () => boolean
}
/** Figures for Prometheus. */
export interface Figures {
  text(): Promise<string>
  readonly contentType: string
}

/** Milliseconds that the database has for its answer. */
const patience = 2_000

const within = <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, no) => (timer = setTimeout(() => no(new Error('no answer in time')), milliseconds)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Reached, and brought to this program's version: `true`, `true`. */
async function databaseState({ database }: Harmony): Promise<{ database: boolean; schema: boolean }> {
  try {
    const asked = database.read((session) => session.rows('select name from migrations order by name'))
    asked.catch(() => undefined)
    const names = (await within(asked, patience)).map(([name]) => name)
    return { database: true, schema: names.length === migrations.length && migrations.every(({ name }) => names.includes(name)) }
  } catch {
    return { database: false, schema: false }
  }
}

/** Addresses that a health check may use under whatever name the machine has: they learn nothing. */
export const healthAddresses: readonly string[] = ['/healthz', '/readyz']

export function healthRoutes(
  app: FastifyInstance,
  harmony: Harmony,
  health: Health,
  metrics?: { readonly figures: Figures; readonly token: string },
): void {
  // Alive: the process answers. Restarting it would not bring a database back.
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true, version: harmony.version }))
  app.get('/readyz', async (_request, reply) => {
    const checks = { running: !health.stopping(), ...(await databaseState(harmony)), schedule: health.schedule?.() ?? true }
    const ready = Object.values(checks).every(Boolean)
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, checks })
  })
  if (!metrics) return
  const wanted = sha256(metrics.token)
  app.get('/metrics', async (request, reply) => {
    const shown = bearerOf(request)
    if (shown === undefined || !timingSafeEqual(sha256(shown), wanted)) return sendTrouble(request, reply, 401, 'http.badToken')
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.figures.contentType)
      .send(await metrics.figures.text())
  })
}
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** `/metrics` on a port of its own that only this machine reaches, under its own names. */
export async function openMetricsPort(port: number, figures: Figures): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, (request, answer) => {
    const own = new RegExp(`^(127\\.0\\.0\\.1|localhost)(:${(server.address() as AddressInfo).port})?$`).test(request.headers.host ?? '')
    const status = !own ? 421 : request.url !== '/metrics' ? 404 : request.method !== 'GET' ? 405 : 200
    const send = (code: number, type: string, text: string): void => {
      answer.writeHead(code, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      answer.end(text)
    }
    if (status !== 200) return send(status, 'text/plain', '')
    figures.text().then(
      (text) => send(200, figures.contentType, text),
      () => send(500, 'text/plain', ''),
    )
  })
  await new Promise<void>((open, fail) => server.once('error', fail).listen(port, '127.0.0.1', open))
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
