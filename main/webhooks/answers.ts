import type { AtRest } from '../at-rest.ts'
import type { Policy } from '../policy/policy.ts'
import type { Seals } from '../seals.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import { targetOf } from './address.ts'
import { allowedBy } from './networks.ts'
import { secretBytes, secretOf } from './signature.ts'

export interface WebhookAnswersWorld {
  readonly policy: Policy
  readonly atRest: Pick<AtRest, 'seal'>
  readonly seals: Pick<Seals, 'seal'>
  /** Milliseconds of the real clock. */
  readonly clock: () => number
  readonly bytes: (length: number) => Buffer
}

/** Where the sealed secret of a webhook belongs. */
export const placeOfSecret = (webhook: string): string => `secret of webhook ${webhook}`

export const webhookAnswerers = ({ policy, atRest, seals, clock, bytes }: WebhookAnswersWorld): Readonly<Record<string, Answerer>> => ({
  'webhooks.urlJudged': async ({ url }) => {
    const target = targetOf(url as string, allowedBy(policy.effective().values.WebhookNetworks))
    return ['fault' in target ? { ...target, url } : { fault: null, url: target.url.href, host: target.host }]
  },
  'webhooks.newSecret': async ({ webhook }) => {
    const secret = secretOf(bytes(secretBytes))
    const kept = (await atRest.seal(secret, placeOfSecret(webhook as string))) ?? null
    return [{ shown: seals.seal(secret), kept, at: new Date(clock()).toISOString() }]
  },
})
