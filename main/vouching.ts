import type { Seals } from './seals.ts'
import type { Answerer } from './storage/reads/registry.ts'

/** What a provider says of somebody, checked by a door. */
export interface Vouched {
  readonly openidIssuer: string
  readonly outsideSubject: string
  /** `null`: the provider does not say, or nobody verified it. */
  readonly login: string | null
  readonly name: string | null
  readonly email: string | null
  /** `null`: the provider does not say. */
  readonly groups: readonly string[] | null
}

const mark = 'vouched/1'

/** Only what this very process checked is a proof: the seal's key is nobody else's and dies with it. */
export const vouchedBy =
  (seals: Pick<Seals, 'seal'>, at: string) =>
  (identity: Vouched): string =>
    seals.seal(JSON.stringify([mark, { ...identity, at }]))

export const vouchingAnswerers = (seals: Pick<Seals, 'open' | 'isSealed'>): Readonly<Record<string, Answerer>> => ({
  'people.provenIdentity': async ({ proof }) => {
    const text = seals.isSealed(proof as string) ? seals.open(proof as string) : undefined
    // Sessions and tokens are sealed with the same key, and are no proof of anybody.
    if (text?.startsWith(`["${mark}"`) !== true) return []
    const [, identity] = JSON.parse(text) as [string, Vouched & { readonly at: string }]
    return [{ ...identity }]
  },
})
