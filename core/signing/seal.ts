import type { Instant } from '../kernel/day.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { question, record, type Row } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import { anInstant, choice, codeOf, flag, maybe, shape, text, type Value } from '../kernel/shape.ts'

/** A link of a chain: what a key said, when, and what it had said before. Keys are Ed25519 public keys, hashes SHA-256, all in hex digits. */
export const aSeal = shape({
  algorithm: choice('Ed25519'),
  key: codeOf('signingKeys'),
  /** Link of the seal that the key made before; `null` of its first. */
  previous: maybe(text),
  /** By the clock of whoever sealed. */
  at: anInstant,
  signature: text,
  /** SHA-256 over the sealed text and its signature: what the next seal of the key names. */
  link: text,
})
export type Seal = Value<typeof aSeal>

/** The text that is signed. */
export const sealText = (statementHash: string, seal: Pick<Seal, 'key' | 'previous' | 'at'>): string =>
  `harmony-seal/1\n${seal.key}\n${seal.previous ?? '-'}\n${seal.at}\n${statementHash}\n`
/** The text whose SHA-256 is the link. */
export const linkText = (statementHash: string, seal: Pick<Seal, 'key' | 'previous' | 'at' | 'signature'>): string =>
  `${sealText(statementHash, seal)}${seal.signature}\n`

/** Seals the SHA-256 of a statement with the key of this place, as the next link of its chain. On a device its answer travels with the call. */
export const seal = question('signing.seal', shape({ text }), aSeal, { witnessed: true })
/** The same by the place that is asked, whoever made the call: how a hub countersigns. */
export const ownSeal = question('signing.ownSeal', shape({ text }), aSeal)
/** Signs a text with the key of this place, outside the chain: certificates of keys, whole files. */
export const ownSignature = question('signing.ownSignature', shape({ text }), shape({ key: codeOf('signingKeys'), signature: text }))
/** The public key of this place. */
export const ownKey = question('signing.ownKey', shape({}), shape({ key: codeOf('signingKeys') }))
/** Whether a key signed a text, and whether it is the key of this place. */
export const checkSeal = question('signing.check', shape({ key: text, text, signature: text }), shape({ valid: flag, own: flag }))

/** Public keys whose seals count: of the installation, and of devices that it has enrolled. */
export const signingKeys = record(
  'signingKeys',
  shape({
    /** The Ed25519 public key, 64 hex digits. */
    publicKey: codeOf('signingKeys'),
    keptBy: choice('installation', 'device'),
    /** Short name of the device, `K7`; of the installation its company. */
    name: text,
    certifiedAt: anInstant,
    /** The installation's key and its signature over `certificateText`; the installation's own key certifies itself. */
    certifiedBy: codeOf('signingKeys'),
    certificate: text,
    /** Seals after this moment do not count. */
    revokedAt: maybe(anInstant),
  }),
  { key: 'publicKey', devices: ['all'], personal: { keep: 'contract', since: 'certifiedAt', not: ['name'] } },
)
export type SigningKey = Row<typeof signingKeys>

/** What an installation signs when it takes a key on. */
export const certificateText = (of: {
  readonly publicKey: string
  readonly keptBy: string
  readonly name: string
  readonly certifiedAt: Instant
  readonly certifiedBy: string
}): string => `harmony-key/1\n${of.publicKey}\n${of.keptBy}\n${of.name}\n${of.certifiedAt}\n${of.certifiedBy}\n`

/** For `load` of an enrolment on the hub: the device's key, certified by the installation's. Its row is to be added in `decide`. */
export async function deviceCertificate(
  read: Read,
  now: Now,
  device: { readonly key: string; readonly name: string },
): Promise<SigningKey> {
  const [own] = await read.ask(ownKey, {})
  assert(own, 'the key of this place')
  const publicKey = device.key as SigningKey['publicKey']
  const about = { publicKey, keptBy: 'device', name: device.name, certifiedAt: now.at, certifiedBy: own.key } as const
  const [signed] = await read.ask(ownSignature, { text: certificateText(about) })
  assert(signed, 'a certificate')
  return { ...about, certificate: signed.signature, revokedAt: null }
}
