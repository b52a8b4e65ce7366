import { X509Certificate } from 'node:crypto'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { readTrusted, type TrustedFile } from './trusted-file.ts'

export type ExtraAuthorities =
  | { readonly state: 'none' }
  | { readonly state: 'trusted'; readonly certificates: readonly string[] }
  | { readonly state: 'refused'; readonly file: string; readonly why: string }

/** The certificates of the company's authority. One that cannot be read refuses the file as a whole: half a trust is none. */
export function readAuthorities(file: string | null, read: (file: string) => TrustedFile = readTrusted): ExtraAuthorities {
  if (file === null) return { state: 'none' }
  const found = read(file)
  if (found.state !== 'read') return { state: 'refused', file, why: found.state === 'absent' ? 'absent' : found.why }
  const certificates = found.bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    for (const certificate of certificates) new X509Certificate(certificate)
  } catch {
    return { state: 'refused', file, why: 'no certificate' }
  }
  return certificates.length === 0 ? { state: 'refused', file, why: 'no certificate' } : { state: 'trusted', certificates }
}

/**
 * From here on this process trusts what it trusted, what the system trusts, and the company's own authority. Certificates are only ever added: hosts are
 * compared, dates count, and there is no way to ask for less.
 */
export function trustAuthorities(file: string | null, read?: (file: string) => TrustedFile): ExtraAuthorities {
  const extra = readAuthorities(file, read)
  const more = extra.state === 'trusted' ? extra.certificates : []
  setDefaultCACertificates([...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...more])])
  return extra
}
