import { command, query, tell } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, flag, maybe, shape, text } from '../kernel/shape.ts'

const keys = shape({
  /** SHA-256 of the public key that the device believes, 64 hex digits; nothing where the hub is this machine itself. */
  known: maybe(text),
  /** The same of the key that its address shows now, as far as a certificate that somebody vouches for came with it. */
  shown: maybe(text),
  /** Who vouches for the certificate, and until when it is good. */
  issuer: maybe(text),
  validUntil: maybe(aDay),
  /** Why nothing was shown. */
  why: maybe(text),
})
/** Answered by the host: `look` asks the address, otherwise it is what was seen last. Nothing on anything but a device. */
export const hubKeys = question('sync.hubKeys', shape({ look: flag }), keys)

/** The hub's key that this device knows, and the one that it shows now, to be compared by a person. */
export const compareHubKeys = query({
  name: 'sync.hubKey',
  zone: 'sales',
  permit: null,
  input: shape({}),
  output: keys,
  refusals: ['sync.onlyInField'],
  ask: async (_input, read) => (await read.ask(hubKeys, { look: true }))[0] ?? refuse('sync.onlyInField'),
})

/** As it is read out or pasted: with spaces, colons, in capitals. */
export const fingerprintOf = (typed: string): string => typed.toLowerCase().replace(/[^0-9a-f]/g, '')

/**
 * A person has the new key's fingerprint from somebody at head office, and it is the one that is shown. From then on the device believes that key and no other;
 * without a person it never believes another one.
 */
export const acceptHubKey = command({
  name: 'sync.acceptHubKey',
  zone: 'sales',
  permit: null,
  offline: 'local',
  /** Its fingerprint, as head office reads it out. */
  input: shape({ hubKey: text }),
  output: shape({ known: text }),
  refusals: ['sync.onlyInField', 'sync.noKeyShown', 'sync.otherHubKey'],
  load: async (_input, read) => ({ keys: (await read.ask(hubKeys, { look: false }))[0] }),
  decide: ({ hubKey }, { keys: seen }) => {
    if (!seen) return refuse('sync.onlyInField')
    if (seen.shown === null) return refuse('sync.noKeyShown')
    if (fingerprintOf(hubKey) !== seen.shown) return refuse('sync.otherHubKey')
    return { result: { known: seen.shown }, changes: [tell('sync.hubKeyAccepted', { key: seen.shown, before: seen.known ?? '' })] }
  },
})
