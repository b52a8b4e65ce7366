import { createHmac } from 'node:crypto'

/** Bytes of a secret: Standard Webhooks asks for 24 to 64. */
export const secretBytes = 32
const mark = 'whsec_'
export const secretOf = (bytes: Buffer): string => mark + bytes.toString('base64')

/** The headers of Standard Webhooks 1.0: every secret that is valid signs, so that a receiver changes over whenever it likes. */
export function signedHeaders(id: string, seconds: number, body: string, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(mark.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') }
}
