import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type * as client from 'openid-client'
import { patience } from '../away.ts'
import type { Harmony } from '../compose.ts'
import type { Provider } from '../signing-in.ts'
import { callerOf, setSession, type Reach } from './http-guard.ts'
import type { SessionGrant } from '../../core/kernel/shape.ts'

/** What the provider was told of this hub, beside what the rules of signing in say. */
export interface OidcOptions {
  /** The client's secret; a public client has none and relies on PKCE alone. */
  readonly secret?: string
  /** Where browsers reach this hub: `https://hub.example.com`; the page's own address unless it is said. */
  readonly origin?: string
  /** For tests: how the provider is reached. */
  readonly fetch?: client.CustomFetch
}

/** Milliseconds for which what the provider says of itself is believed. */
const discoveredFor = 60 * 60_000
const callback = '/sign-in/callback'

/** The cookie ties the way back to the browser that went: `Lax`, for the provider sends it back from another site. It opens nothing by itself. */
const cookieName = ({ secure }: Reach): string => (secure ? '__Host-signin' : 'signin')
function remember(reply: FastifyReply, value: string, reach: Reach): void {
  const age = value === '' ? 0 : patience / 1000
  void reply.header(
    'set-cookie',
    `${cookieName(reach)}=${value}; Path=/; HttpOnly; SameSite=Lax${reach.secure ? '; Secure' : ''}; Max-Age=${age}`,
  )
}
function remembered(request: FastifyRequest, reach: Reach): string | undefined {
  const found = (request.headers.cookie ?? '').split(';').flatMap((pair) => {
    const [key, value = ''] = pair.trim().split('=', 2)
    return key === cookieName(reach) ? [value] : []
  })
  return found.length === 1 && /^[\w-]{43}$/.test(found[0]!) ? found[0] : undefined
}

type Client = typeof client

/** Signing in by an OpenID provider: authorisation code with PKCE, state and nonce, each good once. Source: OpenID Connect Core 3.1, RFC 9700. */
export function oidcRoutes(app: FastifyInstance, harmony: Harmony, reach: Reach, options: OidcOptions = {}): void {
  const { away } = harmony.signingIn
  const provider = discovering(options)
  const originOf = (request: FastifyRequest): string => options.origin ?? `${reach.secure ? 'https' : 'http'}://${request.host}`
  const failed = (request: FastifyRequest, reply: FastifyReply, why: unknown): FastifyReply => {
    // The address of the page says only that it failed; what was wrong is for whoever runs the hub.
    request.log.warn({ why: why instanceof Error ? `${why.name}: ${why.message}`.slice(0, 300) : why }, 'sign-in by the provider refused')
    remember(reply, '', reach)
    return reply.header('cache-control', 'no-store').redirect('/?signIn=failed', 303)
  }

  const start = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const named = await harmony.signingIn.provider()
    if (!named) return failed(request, reply, 'no provider is set up')
    const { lib, config } = await provider(named)
    const [state, browser] = [lib.randomState(), randomBytes(32).toString('base64url')]
    const [verifier, nonce] = [lib.randomPKCECodeVerifier(), lib.randomNonce()]
    await away.goes(state, browser, { verifier, nonce, issuer: named.issuer })
    remember(reply, browser, reach)
    const to = lib.buildAuthorizationUrl(config, {
      redirect_uri: `${originOf(request)}${callback}`,
      scope: 'openid profile email',
      response_type: 'code',
      state,
      nonce,
      code_challenge: await lib.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return reply.header('cache-control', 'no-store').redirect(to.href, 303)
  }
  app.get('/sign-in/start', (request, reply) => start(request, reply).catch((error: unknown) => failed(request, reply, error)))

  const arrive = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { state = '' } = request.query as { state?: string }
    const going = typeof state === 'string' ? await away.returns(state, remembered(request, reach)) : undefined
    if (!going) return failed(request, reply, 'nobody went to the provider from this browser, or it was long ago')
    const named = await harmony.signingIn.provider()
    if (named?.issuer !== going.issuer) return failed(request, reply, 'the provider was changed meanwhile')
    const { lib, config } = await provider(named)
    const tokens = await lib.authorizationCodeGrant(config, new URL(request.url, originOf(request)), {
      pkceCodeVerifier: going.verifier,
      expectedState: state,
      expectedNonce: going.nonce,
      idTokenExpected: true,
    })
    const caller = await callerOf(request, harmony, reach)
    const outcome = await harmony.signingIn.signInBy(
      named.vouched(tokens.claims()!),
      caller ?? harmony.visitor({ address: request.ip, language: 'en' }),
    )
    if (!outcome.ok) return failed(request, reply, outcome.refusal)
    const { session } = outcome.result as unknown as { session: SessionGrant }
    remember(reply, '', reach)
    setSession(reply, session, reach)
    return reply.header('cache-control', 'no-store').redirect('/', 303)
  }
  app.get(callback, (request, reply) => arrive(request, reply).catch((error: unknown) => failed(request, reply, error)))
}

/** What the provider says of itself, read when it is first needed and now and then again. */
function discovering({ secret, fetch }: OidcOptions) {
  let known: { readonly of: string; readonly at: number; readonly config: Promise<client.Configuration> } | undefined
  return async ({ issuer: address, clientId }: Provider): Promise<{ lib: Client; config: client.Configuration }> => {
    const lib = await import('openid-client')
    const of = `${address}\n${clientId}`
    if (known?.of !== of || Date.now() - known.at > discoveredFor) {
      const issuer = new URL(address)
      const config = lib.discovery(issuer, clientId, undefined, secret === undefined ? lib.None() : lib.ClientSecretPost(secret), {
        ...(fetch === undefined ? {} : { [lib.customFetch]: fetch }),
        // Of this very machine alone it may be plain; the rules let no other plain address in. Signatures are looked at all the same.
        execute: [lib.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [lib.allowInsecureRequests] : [])],
        timeout: 15,
      })
      known = { of, at: Date.now(), config }
      config.catch(() => (known = undefined))
    }
    return { lib, config: await known.config }
  }
}
