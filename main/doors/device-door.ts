import type { AddressInfo } from 'node:net'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import type { DeviceGate } from '../keys/device-gate.ts'
import type { Languages } from '../words.ts'
import { devicePage, deviceScript, deviceStyle } from './device-page.ts'
import { securityHeaders } from './headers.ts'
import { hostNames, isOurHost, isSameOrigin } from './http-guard.ts'
import { sendTrouble } from './http-problems.ts'

/** What the first screen asks of whoever serves it, by path: the same for a browser and for the desktop's own window. */
export interface DeviceAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}
export const json = (body: unknown, status = 200): DeviceAnswer => ({ status, type: 'application/json', body: JSON.stringify(body) })

export const textIn = (body: unknown, name: string, longest: number): string => {
  const value = (body as Readonly<Record<string, unknown>> | null)?.[name]
  return typeof value === 'string' ? value.slice(0, longest) : ''
}

/** Answers a request of the first screen; `undefined`: it is none of its own. */
export function answerDevicePage(
  gate: Pick<DeviceGate, 'of' | 'state' | 'unlock' | 'protect' | 'enrol' | 'rescue'>,
  languages: Languages,
  request: {
    readonly method: string
    readonly path: string
    readonly language: string
    readonly body?: unknown
    readonly choosing?: boolean
  },
): DeviceAnswer | undefined {
  const { method, path, body } = request
  const language = languages.best(request.language)
  const words = languages.words(language)
  if (method === 'GET') {
    if (path === '/door/state') return json(gate.state(words))
    if (path === '/door.css') return { status: 200, type: 'text/css; charset=utf-8', body: deviceStyle }
    if (path === '/door.js') return { status: 200, type: 'text/javascript; charset=utf-8', body: deviceScript }
    if (path === '/' || !/\.\w+$/.test(path))
      return { status: 200, type: 'text/html; charset=utf-8', body: devicePage(words, language, gate.of, request.choosing) }
    return undefined
  }
  if (method !== 'POST') return undefined
  if (path === '/door/unlock') {
    gate.unlock(textIn(body, 'password', 500))
    return json({}, 202)
  }
  if (path === '/door/rescue') {
    gate.rescue()
    return json({}, 202)
  }
  if (path === '/door/protect') {
    gate.protect(textIn(body, 'password', 500), (body as { readonly asks?: unknown } | null)?.asks === true)
    return json({}, 202)
  }
  if (path === '/door/enrol') {
    const ca = textIn(body, 'ca', 60_000).trim()
    gate.enrol({
      hub: textIn(body, 'hub', 300),
      code: textIn(body, 'code', 20),
      password: textIn(body, 'password', 500),
      ...(ca === '' ? {} : { ca }),
      language,
    })
    return json({}, 202)
  }
  return undefined
}

/** Serves the first screen on this machine until the device is open; then the place is free for the application. */
export async function openDeviceDoor(
  gate: Pick<DeviceGate, 'of' | 'state' | 'unlock' | 'protect' | 'enrol' | 'rescue' | 'lost'>,
  languages: Languages,
  port: number,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const hosts = new Set<string>()
  const reach = { secure: false, hosts }
  const app = fastify({ logger: false, bodyLimit: 131_072, forceCloseConnections: true })
  app.removeContentTypeParser('text/plain')
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    void reply.headers({ ...securityHeaders, 'cache-control': 'no-store' })
    if (!isOurHost(request.host, reach)) return reply.code(421).send()
    if (request.method !== 'GET' && !isSameOrigin(request, reach)) return reply.code(403).send()
    // A page that was left open, or a program: neither is helped by the screen that asks for the password.
    if (request.url.startsWith('/api/') && gate.lost()) return sendTrouble(request, reply, 410, 'http.deviceLost')
    if (request.url.startsWith('/api/')) return sendTrouble(request, reply.header('retry-after', '5'), 503, 'http.deviceLocked')
    const found = answerDevicePage(gate, languages, {
      method: request.method,
      path: request.url.split('?')[0]!,
      language: request.headers['accept-language'] ?? 'en',
      body: request.body,
    })
    return found ? reply.code(found.status).type(found.type).send(found.body) : reply.code(404).send()
  }
  app.all('/*', answer)
  await app.listen({ host: '127.0.0.1', port })
  const { port: taken } = app.server.address() as AddressInfo
  for (const name of hostNames('127.0.0.1', taken, [])) hosts.add(name)
  return { port: taken, close: () => app.close() }
}
