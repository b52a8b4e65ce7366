import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import { getCACertificates, type TLSSocket } from 'node:tls'
import type { Device } from '../../core/sync/device.ts'
import { isLoopback } from '../doors/http-guard.ts'
import { KeyTrouble } from '../keys/trouble.ts'
import { pinOf } from './http-transport.ts'

/** What a device brings to its hub, once. */
export interface Enrolling {
  readonly hub: string
  /** Certificates (PEM) that are believed beside the system's. */
  readonly ca?: string | undefined
  readonly code: string
  /** Ed25519, 64 hex digits. */
  readonly publicKey: string
  readonly language: string
}
/** What the hub answers. */
export interface Enrolled {
  readonly device: Device
  readonly hubKey: string
  readonly login: string
  readonly recoveryKey: string
  /** SHA-256 of the public key of the hub's certificate; `null` where it was plain HTTP on this machine. */
  readonly pin: string | null
}

/** Milliseconds. */
const patience = 30_000
const largest = 1_048_576

/** The address as it is kept: a name alone means https. */
export function hubAddress(said: string): string {
  const text = said.trim()
  let url: URL
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  } catch {
    throw new KeyTrouble('sync.hubUnreachable', { hub: text, why: 'URL' })
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new KeyTrouble('sync.needsTls', { hub: url.host })
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`
}

interface Answered {
  readonly status: number
  readonly body: unknown
  readonly pin: string | null
}

/** Shows the code and the device's key to the hub, by the door that everybody uses. */
export async function enrolAtHub({ hub, ca, code, publicKey, language }: Enrolling): Promise<Enrolled> {
  const { status, body, pin } = await asked(hub, ca, language, { code, publicKey }).catch((error: unknown) => {
    const why = (error as { code?: string }).code ?? (error instanceof Error ? error.message : String(error))
    throw new KeyTrouble(/CERT|SELF_SIGNED|SIGNATURE/.test(why) ? 'sync.hubNotTrusted' : 'sync.hubUnreachable', { hub, why })
  })
  const told = body as { readonly code?: string; readonly about?: Readonly<Record<string, string>>; readonly device?: Device } | null
  if (status === 200 && told?.device?.publicKey === publicKey) return { ...(body as Omit<Enrolled, 'pin'>), pin }
  if (typeof told?.code === 'string') throw new KeyTrouble(told.code, told.about ?? {})
  throw new KeyTrouble('sync.hubUnreachable', { hub, why: String(status) })
}

function asked(hub: string, ca: string | undefined, language: string, input: object): Promise<Answered> {
  const address = new URL(`${hub}/api/v1/sync/enrol`)
  const secure = address.protocol === 'https:'
  const text = JSON.stringify(input)
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'accept-language': language,
    // The door takes changes without a token only from the hub's own page; a device that is to become known has no token yet.
    origin: address.origin,
  }
  const trusted = [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...(ca === undefined ? [] : [ca])])]
  return new Promise((resolve, reject) => {
    const heard = (response: IncomingMessage): void => {
      // The connection is gone by the end of the answer.
      const shown = secure ? (response.socket as TLSSocket).getPeerCertificate().raw : undefined
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > largest) going.destroy(new Error('the answer is too large'))
        else parts.push(part)
      })
      response.on('error', reject)
      response.on('end', () => {
        try {
          const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
          resolve({ status: response.statusCode ?? 0, body, pin: shown ? pinOf(shown) : null })
        } catch {
          // Somebody else answered: the page of a hotel, a proxy's error.
          resolve({ status: response.statusCode ?? 0, body: null, pin: null })
        }
      })
    }
    const how = { method: 'POST', headers, timeout: patience }
    const going = secure ? secureRequest(address, { ...how, ca: trusted, minVersion: 'TLSv1.2' }, heard) : plainRequest(address, how, heard)
    going.on('timeout', () => going.destroy(new Error('the hub is silent')))
    going.on('error', reject)
    going.end(text)
  })
}
