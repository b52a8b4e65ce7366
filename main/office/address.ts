import { X509Certificate } from 'node:crypto'
import { policyHere, type Policy } from '../policy/policy.ts'
import { isHere } from '../storage/trust.ts'

/** Where a company's PostgreSQL is, and who a person is there. Never its password. */
export interface OfficeAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  /** Without it only for a database on this very machine. */
  readonly tls: boolean
  /** Certificates (PEM) of the company's authority; `null`: those that this machine trusts. */
  readonly ca: string | null
}
/** Which of it the organisation has said: nobody here can change that. */
export type ManagedPart = 'host' | 'port' | 'database' | 'ca'

export const usualPort = 5432
const hostForm = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*|[0-9a-f:]{2,45})$/i
const nameForm = /^[^\p{Cc}]{1,63}$/u

const textIn = (raw: unknown, longest: number): string => (typeof raw === 'string' ? raw.slice(0, longest).trim() : '')

/** The certificates of a text, and until when the first of them to end counts; `undefined` where it holds none. */
export function authoritiesIn(pem: string): { readonly name: string; readonly until: string } | undefined {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    const read = found.map((text) => new X509Certificate(text))
    const [first] = read.toSorted((a, b) => a.validToDate.getTime() - b.validToDate.getTime())
    return first && { name: commonName(first.subject), until: first.validToDate.toISOString().slice(0, 10) }
  } catch {
    return undefined
  }
}
/** `CN=db.example.com` among the lines of a subject; else all of it. */
export const commonName = (subject: string): string => /(?:^|\n)CN=(.+)/.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ')

/** What somebody typed, or what lies in a file, as an address; `undefined`: something needed is missing or has not the form. */
export function readAddress(raw: unknown): OfficeAddress | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const given = raw as Readonly<Record<string, unknown>>
  const host = textIn(given['host'], 300).replace(/^\[(.*)\]$/, '$1')
  const port = Number(textIn(String(given['port'] ?? ''), 6) || usualPort)
  const database = textIn(given['database'], 200)
  const user = textIn(given['user'], 200)
  const ca = textIn(given['ca'], 60_000)
  if (!hostForm.test(host) || !nameForm.test(database) || !nameForm.test(user)) return undefined
  if (!Number.isSafeInteger(port) || port < 1 || port > 65_535) return undefined
  return { host, port, database, user, tls: given['tls'] !== false || !isHere(host), ca: ca === '' ? null : ca }
}

/** What the organisation says of the address. A file of certificates that does not count is none, and is told by the diagnosis. */
export function managedAddress(policy: Policy = policyHere()): Partial<Pick<OfficeAddress, ManagedPart>> & { readonly caFile?: string } {
  const { DatabaseServer, DatabaseName, DatabaseCaFile } = policy.effective().values
  const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(DatabaseServer ?? '') ?? []
  return {
    ...(host ? { host, port: port === undefined ? usualPort : Number(port) } : {}),
    ...(DatabaseName === null ? {} : { database: DatabaseName }),
    ...(DatabaseCaFile === null ? {} : { caFile: DatabaseCaFile }),
  }
}

/** The address as every part of the program takes it. The certificates lie in a file, for that is what the address can name. */
export function urlOf(address: OfficeAddress, password: string, caFile: string | undefined): string {
  const url = new URL('postgres://host/')
  url.hostname = address.host.includes(':') ? `[${address.host}]` : address.host
  url.port = String(address.port)
  url.username = encodeURIComponent(address.user)
  url.password = encodeURIComponent(password)
  url.pathname = `/${encodeURIComponent(address.database)}`
  url.searchParams.set('sslmode', address.tls ? 'verify-full' : 'disable')
  if (address.tls && caFile !== undefined) url.searchParams.set('sslrootcert', caFile)
  return url.href
}

/** The other way round, for an address on a command line. */
export function addressOf(text: string): {
  readonly address: OfficeAddress
  readonly password: string
  readonly caFile: string | undefined
} {
  const url = new URL(text)
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1')
  const mode = url.searchParams.get('sslmode')
  const root = url.searchParams.get('sslrootcert')
  return {
    address: {
      host: host === '' ? 'localhost' : host,
      port: Number(url.port || usualPort),
      database: decodeURIComponent(url.pathname.slice(1)),
      user: decodeURIComponent(url.username),
      tls: mode === null ? !isHere(host) : mode !== 'disable',
      ca: null,
    },
    password: decodeURIComponent(url.password),
    caFile: root === null || root === 'system' ? undefined : root,
  }
}
