import { record, type Row } from '../kernel/record.ts'
import { anInstant, count, idOf, longText, shape, text, type Id } from '../kernel/shape.ts'
import type { Device } from './device.ts'
import type { Digest } from './rules.ts'

/**
 * What a device signed as a whole when it sent: the list of digests of all that one push brought. It stands for a look at the signature of each, and proves
 * each of them for ever. Evidence: only ever added.
 */
export const intentBatches = record(
  'intentBatches',
  shape({
    /** Worked out of what was signed, so that the same batch is the same row however often it comes. */
    id: idOf('intentBatches'),
    device: idOf('devices'),
    /** The hub's timeline that it was sent to. */
    epoch: count,
    receivedAt: anInstant,
    /** `digestOfSent` of each intent in the order in which they were sent, 64 hex digits each, one behind the other. */
    digests: longText,
    /** The device's key under `batchText`. */
    signature: text,
  }),
  { key: 'id', immutable: true, personal: { keep: 'use', since: 'receivedAt', not: ['digests'] } },
)
export type IntentBatch = Row<typeof intentBatches>

/** What is signed of an intent where it is captured. */
export const intentText = (bodyHash: string): string => `harmony-intent/1\n${bodyHash}\n`
/** What a batch says of one intent: its whole envelope (`bodyHash`, 64 hex digits) and the signature that it got where it was captured. */
export const digestOfSent = (digest: Digest, { bodyHash, signature }: { readonly bodyHash: string; readonly signature: string }): string =>
  digest(`${bodyHash}${signature}`)
/** What is signed of a batch: by whom it is sent and to which timeline, and exactly what is in it. */
export const batchText = (device: string, epoch: number, digests: readonly string[]): string =>
  `harmony-batch/1\n${device}\n${epoch}\n${digests.join('\n')}\n`

const digits = 64
/** The digests of a batch, one by one. */
export const digestsIn = ({ digests }: Pick<IntentBatch, 'digests'>): string[] => digests.match(new RegExp(`.{1,${digits}}`, 'gs')) ?? []

/** What is kept of a batch whose signature is right. */
export function batchOf(
  digest: Digest,
  device: Device,
  epoch: number,
  digests: readonly string[],
  signature: string,
): Omit<IntentBatch, 'receivedAt'> {
  const name = digest(batchText(device.id, epoch, digests))
  const id = `${name.slice(0, 8)}-${name.slice(8, 12)}-8${name.slice(13, 16)}-8${name.slice(17, 20)}-${name.slice(20, 32)}`
  return { id: id as Id<'intentBatches'>, device: device.id, epoch, digests: digests.join(''), signature }
}
