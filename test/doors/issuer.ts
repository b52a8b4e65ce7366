import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Claims = Record<string, unknown>
export const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
export const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
/** A token of the provider, or of whoever has another key. */
export const jwt = (claims: Claims, key: KeyObject = keys.privateKey, header: object = { alg: 'RS256', kid: 'k', typ: 'JWT' }): string => {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

/** A provider of the tests' own: discovery, keys, and a token for each code that was handed out. */
export interface Issuer {
  readonly address: string
  /** What the next token says, and how it is made. */
  next: { claims: Claims; make: (claims: Claims) => string }
  readonly asked: URLSearchParams[]
  close(): void
}
export async function standIn(): Promise<Issuer> {
  const codes = new Map<string, { nonce: string; challenge: string }>()
  const server: Server = createServer((request, response) => {
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const url = new URL(request.url!, issuer.address)
    if (url.pathname === '/.well-known/openid-configuration')
      return json({ issuer: issuer.address, authorization_endpoint: `${issuer.address}/authorize`, token_endpoint: `${issuer.address}/token`, jwks_uri: `${issuer.address}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] }) // prettier-ignore
    if (url.pathname === '/keys')
      return json({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] })
    if (url.pathname === '/authorize') {
      const code = randomUUID()
      codes.set(code, { nonce: url.searchParams.get('nonce')!, challenge: url.searchParams.get('code_challenge')! })
      const back = new URL(url.searchParams.get('redirect_uri')!)
      back.search = new URLSearchParams({ code, state: url.searchParams.get('state')! }).toString()
      return response.writeHead(302, { location: back.href }).end()
    }
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const form = new URLSearchParams(body)
      issuer.asked.push(form)
      const known = codes.get(form.get('code')!)
      // A provider that is careless with its codes: what comes once is for the hub to see to.
      const proved = known && createHash('sha256').update(form.get('code_verifier')!).digest('base64url') === known.challenge
      if (!proved || form.get('client_secret') !== 'kept in a file') return json({ error: 'invalid_grant' }, 400)
      const now = Math.floor(Date.now() / 1000)
      const usual = { iss: issuer.address, aud: 'harmony', sub: 'subject-1', iat: now, exp: now + 300, nonce: known.nonce, email: 'ben@example.com', email_verified: true, name: 'Ben Ode' } // prettier-ignore
      return json({
        access_token: 'x',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: issuer.next.make({ ...usual, ...issuer.next.claims }),
      })
    })
    return undefined
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  const issuer: Issuer = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, next: { claims: {}, make: jwt }, asked: [], close: () => void server.close() } // prettier-ignore
  return issuer
}
