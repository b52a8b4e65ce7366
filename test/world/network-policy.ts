import { policyHere, type Policy } from '../../main/policy/policy.ts'

/** The settings of this process, and private places that webhooks may go to. */
export function allowing(...networks: readonly string[]): Policy {
  const here = policyHere()
  return {
    ...here,
    effective: () => {
      const effective = here.effective()
      return { ...effective, values: { ...effective.values, WebhookNetworks: networks } }
    },
  }
}
