import type { Happening } from '../core/kernel/manifest.ts'
import type { HarmonyCall } from './calls.ts'
import type { HostCaller } from './callers.ts'

/** What customers do by a link that others act upon: whoever signs orders, and whoever opens a quote has looked at it. */
const follows: Readonly<Record<string, (about: Readonly<Record<string, string>>, seq: number) => Omit<HarmonyCall, 'caller'> | undefined>> =
  {
    'signing.signed': ({ record, signature }) =>
      signature !== undefined && (record === 'orders' || record === 'quotes')
        ? { id: `signed/${signature}`, operation: 'orders.takeSignature', input: { signature } }
        : undefined,
    'signing.linkOpened': ({ record, subject }, seq) =>
      record === 'quotes' ? { id: `opened/${seq}`, operation: 'quotes.markViewed', input: { quote: subject } } : undefined,
  }
const byLink = new Set(['signing.signByLink', 'signing.openLink'])

/**
 * What was signed by a link is taken in at once. Several hubs may hear of it; the call id lets one of them act. What is refused, or missed by a hub that stopped
 * just then, shows among the tasks (`orders.signedByLink`), and the schedule tries it again.
 */
export function followSigned(run: (call: HarmonyCall) => Promise<unknown>, scheduler: HostCaller): (happening: Happening) => Promise<void> {
  return async ({ seq, operation, events }) => {
    if (!byLink.has(operation)) return
    for (const { event, about } of events) {
      const call = follows[event]?.(about, seq)
      if (call) await run({ ...call, caller: scheduler })
    }
  }
}
