import { readFileSync } from 'node:fs'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'

/** Why a database server is not believed. `code`: `noTls`, `wrongHost`, `untrusted`, `expired`. */
export class DatabaseNotTrusted extends Error {
  readonly code: string
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'DatabaseNotTrusted'
    this.code = code
  }
}

/** This machine itself, or a socket of it. */
export const isHere = (host: string): boolean => host === '' || host.startsWith('/') || /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)

/**
 * TLS to the database: verified in full, chain and name, whatever the wording of `sslmode`; there is no half trust. Over a network it is used unless the
 * address says `sslmode=disable` in so many words.
 */
export function tlsOf(host: string, parameters: URLSearchParams): object | undefined {
  const mode = parameters.get('sslmode')
  const root = parameters.get('sslrootcert')
  // Whoever names an authority wants it asked, on this machine too.
  if (mode === 'disable' || (mode === null && root === null && isHere(host))) return undefined
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    // Said here and not left to the driver: the certificate must be for the very name, or number, that was asked for.
    checkServerIdentity: (_name: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate),
    // Certificates of this company only, where they are named: a public authority cannot vouch for the database then.
    ...(root === null || root === 'system' ? {} : { ca: pemOf(root) }),
  }
}

function pemOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new DatabaseNotTrusted('untrusted', `the certificates of the database cannot be read: ${path}`, error)
  }
}

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_SIGNATURE_FAILURE',
  'CERT_REVOKED', 'INVALID_CA', 'CERT_UNTRUSTED',
]) // prettier-ignore

/** What went wrong while connecting, in words that say what to do; anything else stays as it is. */
export function namedTrouble(error: unknown, host: string): unknown {
  const { parent, original } = (error ?? {}) as { parent?: { code?: string }; original?: { code?: string } }
  const code = parent?.code ?? original?.code ?? (error as { code?: string }).code ?? ''
  const text = error instanceof Error ? error.message : String(error)
  if (/does not support SSL/i.test(text))
    return new DatabaseNotTrusted(
      'noTls',
      `the database at ${host} offers no TLS, so no password is sent to it: switch TLS on there`,
      error,
    )
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new DatabaseNotTrusted(
      'wrongHost',
      `the certificate of the database is not for ${host}: use the name that it was made for`,
      error,
    )
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return new DatabaseNotTrusted(
      'expired',
      `the certificate of the database at ${host} is not valid today: renew it, or look at the clock`,
      error,
    )
  if (untrusted.has(code))
    return new DatabaseNotTrusted(
      'untrusted',
      `the certificate of the database at ${host} is from nobody whom this machine trusts: name the file with your company's certificate, sslrootcert=FILE`,
      error,
    )
  return error
}
