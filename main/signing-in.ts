import { randomUUID } from 'node:crypto'
import type { Outcome } from '../core/kernel/operation.ts'
import type { SignInRules } from '../core/people/sign-in-rules.ts'
import type { Away } from './away.ts'
import type { HarmonyCall } from './calls.ts'
import type { HostCaller } from './callers.ts'
import type { Seals } from './seals.ts'
import { vouchedBy, type Vouched } from './vouching.ts'

/** The provider by which people sign in, as the rules of signing in name it. */
export interface Provider {
  readonly issuer: string
  readonly clientId: string
  /** What the provider says of somebody, as far as it counts here. */
  vouched(claims: Claims): Vouched
}
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

/** What a door needs that signs people in by a provider; it knows neither operations nor rules. */
export interface SigningIn {
  provider(): Promise<Provider | undefined>
  /** Who is at the provider. */
  readonly away: Away
  /** Signs in somebody for whom the provider has vouched: the door has checked it. */
  signInBy(identity: Vouched, caller: HostCaller): Promise<Outcome>
}

export function signingIn(
  run: (call: HarmonyCall) => Promise<Outcome>,
  scheduler: HostCaller,
  seals: Pick<Seals, 'seal'>,
  at: () => string,
  away: Away,
): SigningIn {
  return {
    away,
    provider: async () => {
      const told = await run({ id: randomUUID(), operation: 'people.signInRules', input: {}, caller: scheduler })
      if (!told.ok) return undefined
      const rules = told.result as unknown as SignInRules
      const { openidIssuer: issuer, clientId } = rules
      return issuer === null || clientId === null ? undefined : { issuer, clientId, vouched: (claims) => vouchedIn(claims, issuer, rules) }
    },
    signInBy: (identity, caller) =>
      run({ id: randomUUID(), operation: 'people.signInWith', input: { proof: vouchedBy(seals, at())(identity) }, caller }),
  }
}

const textIn = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' && value.length <= 255 ? value : null)

/** An e-mail is somebody's only where the provider says that it has been verified: else anybody could write down anybody's. */
function vouchedIn(claims: Claims, issuer: string, { claim, groupsClaim }: SignInRules): Vouched {
  const email = claims['email_verified'] === true ? textIn(claims['email']) : null
  const groups = groupsClaim === null ? undefined : claims[groupsClaim]
  return {
    openidIssuer: issuer,
    outsideSubject: claims.sub,
    login: claim === 'email' ? email : textIn(claims[claim]),
    name: textIn(claims['name']),
    email,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string').slice(0, 1000) : null,
  }
}
