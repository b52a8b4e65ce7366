import { connect, getCACertificates, type PeerCertificate } from 'node:tls'
import type { Plain } from '../../core/kernel/operation.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import { pinOf } from './http-transport.ts'
import type { Device } from './on-device.ts'

/** Milliseconds that the address has to show its certificate. */
const patience = 10_000

/** The key that an address shows, where somebody whom we believe vouches for it. Nothing is sent to it. */
function shownBy(hub: string, ca: string | undefined): Promise<PeerCertificate> {
  const { hostname, port } = new URL(hub)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const line = connect({
      host,
      servername: /^[\d.]+$|:/.test(host) ? '' : host,
      port: Number(port || 443),
      minVersion: 'TLSv1.2',
      ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...(ca ? [ca] : [])])],
      timeout: patience,
    })
    line.once('secureConnect', () => {
      resolve(line.getPeerCertificate())
      line.destroy()
    })
    line.once('timeout', () => line.destroy(new Error('the hub is silent')))
    line.once('error', reject)
  })
}

const nothing = { shown: null, issuer: null, validUntil: null, why: null }

/** What is known of the hub's key. What was seen last is what a person compared, so that nothing else can slip in before they agree. */
export function hubKeyAnswerers(device: () => Device | undefined): Readonly<Record<string, Answerer>> {
  let seen: Plain = nothing
  return {
    'sync.hubKeys': async ({ look }) => {
      const state = await device()?.state()
      const hub = state?.get('hub')
      if (!state || hub === undefined) return []
      if (look === true)
        seen = hub.startsWith('https:')
          ? await shownBy(hub, state.get('hubCa') || undefined).then(
              ({ raw, issuer, valid_to: until }) => ({
                shown: pinOf(raw),
                issuer: [issuer.O, issuer.CN].flat().filter(Boolean).join(', ') || null,
                validUntil: new Date(until).toISOString().slice(0, 10),
                why: null,
              }),
              (error: unknown) => ({ ...nothing, why: (error as { code?: string }).code ?? String(error) }),
            )
          : nothing
      return [{ known: state.get('hubPin') || null, ...seen }]
    },
  }
}
