import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionGrant } from '../../core/kernel/shape.ts'
import type { HostCaller } from '../callers.ts'
import type { Harmony } from '../compose.ts'

/** How browsers reach the hub. */
export interface Reach {
  /** Browsers speak TLS with us or with the proxy before us. */
  readonly secure: boolean
  /** Names, with and without port, that a request's Host may have. */
  readonly hosts: ReadonlySet<string>
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/
export const isLoopback = (address: string): boolean => loopback.test(address)

/** Two of them: a proxy before us may have gone by the other one. */
export const namesTwoHosts = ({ raw }: FastifyRequest): boolean =>
  raw.rawHeaders.filter((text, n) => n % 2 === 0 && text.toLowerCase() === 'host').length > 1

/** Against DNS rebinding: another site's name that points to us is not us. */
export function isOurHost(host: string | undefined, { hosts }: Reach): boolean {
  if (host === undefined) return false
  const name = host.toLowerCase()
  return hosts.has(name)
}

/** Names that a hub answers to: those given, and on loopback the machine's own. */
export function hostNames(listening: string, port: number, given: readonly string[]): Set<string> {
  const names = given.map((name) => name.toLowerCase())
  if (isLoopback(listening) || names.length === 0) names.push('localhost', '127.0.0.1', '[::1]')
  if (!isLoopback(listening) && listening !== '0.0.0.0' && listening !== '::')
    names.push(listening.includes(':') ? `[${listening}]` : listening)
  return new Set(names.flatMap((name) => (/:\d+$/.test(name) ? [name] : [name, `${name}:${port}`])))
}

/**
 * Whether a change comes from our own page (OWASP: Fetch Metadata, Origin for older browsers). Neither header means no browser, and
 * programs use a token.
 */
export function isSameOrigin(request: FastifyRequest, { secure }: Reach): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = request.headers
  return origin !== undefined && origin === `${secure ? 'https' : 'http'}://${request.host || host}`
}

export const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer ([\w~+/.-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1]

/** The prefix makes browsers refuse the cookie unless it is secure, ours alone and for the whole site. */
export const cookieName = ({ secure }: Reach): string => (secure ? '__Host-sid' : 'sid')

/** Our cookie among those that came. One of the same name twice is none: somebody tries to slip one in. */
function sessionOf(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '').split(';').flatMap((pair) => {
    const [key, value = ''] = pair.trim().split('=', 2)
    return key === name ? [value] : []
  })
  return found.length === 1 && /^[\w-]{43}$/.test(found[0]!) ? found[0] : undefined
}

export function setSession(reply: FastifyReply, grant: SessionGrant | null, reach: Reach): void {
  const flags = `Path=/; HttpOnly; SameSite=Strict${reach.secure ? '; Secure' : ''}`
  const expiry = grant === null ? 'Max-Age=0' : `Expires=${new Date(grant.expiresAt).toUTCString()}`
  void reply.header('set-cookie', `${cookieName(reach)}=${grant === null ? '' : grant.token}; ${flags}; ${expiry}`)
}

const browsers = [['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox', 'Firefox'], ['Chrome', 'Chrome'], ['Safari', 'Safari']] as const // prettier-ignore
const systems = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['CrOS', 'ChromeOS'], ['Linux', 'Linux']] as const // prettier-ignore

/** A name that a person recognises in the list of their sessions: `Firefox, Windows`. */
export function deviceOf(agent: string | undefined): string {
  const of = (names: readonly (readonly [string, string])[]): string | undefined => names.find(([mark]) => agent?.includes(mark))?.[1]
  return [of(browsers), of(systems)].filter((name) => name !== undefined).join(', ') || 'Program'
}

/** The caller of a request: by token, by session, or a visitor; `undefined` where a token was shown that is none. */
export async function callerOf(
  request: FastifyRequest,
  harmony: Harmony,
  reach: Reach,
  look: 'use' | 'look' = 'use',
): Promise<HostCaller | undefined> {
  const origin = {
    address: request.ip,
    language: harmony.languages.best(request.headers['accept-language']),
    device: deviceOf(request.headers['user-agent']),
  }
  if (request.headers.authorization !== undefined) {
    const token = bearerOf(request)
    return token === undefined ? undefined : harmony.callerOfToken(token, origin)
  }
  const session = sessionOf(request.headers.cookie, cookieName(reach))
  const caller = session === undefined ? undefined : await harmony.callerOfSession(session, origin, look)
  return caller ?? harmony.visitor(origin)
}
