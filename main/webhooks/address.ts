import { isIP } from 'node:net'
import type { urlFaults } from '../../core/webhooks/questions.ts'
import { placeOf, type Allowed } from './networks.ts'

export type UrlFault = (typeof urlFaults)[number]
/** An address that something may be sent to, as far as its text tells. */
export interface Target {
  readonly url: URL
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
}

/** Ports below this belong to services of other kinds (RFC 6335), which a request could be made to speak to. */
const firstFree = 1024
/** Signs of an address. */
const longest = 500

/**
 * Reads an address as it will be called: the platform's own parser knows every way in which an IP address can be written (decimal, octal, hexadecimal, shortened),
 * so what is judged is what is called. Plain http is spoken with this machine alone, where the organisation allows it.
 */
export function targetOf(text: string, allowed: Allowed): Target | { readonly fault: UrlFault; readonly host: string } {
  const url = text.length <= longest && !/\s/.test(text) ? URL.parse(text) : null
  if (!url || url.hostname === '' || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return { fault: 'malformed', host: text.slice(0, 100) }
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (host === '') return { fault: 'malformed', host: text.slice(0, 100) }
  if (url.username !== '' || url.password !== '' || url.hash !== '') return { fault: 'credentials', host }
  const isAddress = isIP(host) !== 0
  const named = host === 'localhost' || host.endsWith('.localhost') ? placeOf('127.0.0.1', host, allowed) : undefined
  const place = isAddress ? placeOf(host, host, allowed) : named
  if (url.protocol === 'http:' && !(place?.loopback && place.allowed)) return { fault: 'notHttps', host }
  if (place?.allowed === false) return { fault: 'forbidden', host }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  if (port < firstFree && port !== 443 && !(port === 80 && url.protocol === 'http:')) return { fault: 'port', host }
  return { url, host, port }
}
