import { Agent as PlainAgent, get as getPlain, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, get as getSecure } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { isLoopback } from '../doors/http-guard.ts'
import { proxyEnvironment } from '../policy/network.ts'
import type { Policy } from '../policy/policy.ts'
import type { HubAnswer } from './surroundings.ts'

/** Milliseconds until a hub that does not answer counts as away. */
const patience = 8_000
/** What TLS calls an authority that nobody here vouches for, a name or a date that does not fit. */
const distrust = /CERT|SIGNED|ISSUER|ALTNAME|UNABLE_TO/

/** Calls the hub's address as a laptop would, through the same proxy, trusting the same authorities. Any answer is one. */
export function callHub(hub: string, policy: Policy): Promise<HubAnswer> {
  const url = new URL(hub)
  const secure = url.protocol === 'https:'
  const proxyEnv = isLoopback(url.hostname) ? {} : proxyEnvironment(policy.effective().values, process.env)
  return new Promise((resolve) => {
    const heard = (answer: IncomingMessage): void => {
      const { socket, headers } = answer
      const until = secure && socket && 'getPeerCertificate' in socket ? Date.parse((socket as TLSSocket).getPeerCertificate().valid_to) : Number.NaN
      const clock = Date.parse(headers.date ?? '')
      answer.resume()
      resolve({ answers: true, clock: Number.isNaN(clock) ? null : clock, certificateUntil: Number.isNaN(until) ? null : until })
    } // prettier-ignore
    const asked = secure
      ? getSecure(url, { agent: new SecureAgent({ minVersion: 'TLSv1.2', proxyEnv }), timeout: patience }, heard)
      : getPlain(url, { agent: new PlainAgent({ proxyEnv }), timeout: patience }, heard)
    asked.on('timeout', () => asked.destroy(new Error('ETIMEDOUT')))
    asked.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code ?? error.message.slice(0, 100)
      resolve({ answers: false, untrusted: distrust.test(why), why })
    })
  })
}
