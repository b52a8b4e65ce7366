import { query } from '../kernel/operation.ts'
import { assert } from '../kernel/refusal.ts'
import { codeOf, many, shape } from '../kernel/shape.ts'
import { listing } from '../kernel/listing.ts'
import { ownKey, signingKeys } from './seal.ts'
import { invitationRows, signatureRows } from './reads.ts'

export const listSignatures = listing({ name: 'signing.list', zone: 'sales', permit: 'signing.read', view: signatureRows })
export const listInvitations = listing({ name: 'signing.invitations', zone: 'sales', permit: 'signing.read', view: invitationRows })

/** The key of this place, for whoever wants to trust no other, and those that were taken on. */
export const listKeys = query({
  name: 'signing.keys',
  zone: 'setup',
  permit: 'signing.read',
  input: shape({}),
  output: shape({ own: codeOf('signingKeys'), keys: many(signingKeys.shape) }),
  ask: async (_input, read) => {
    const [[own], keys] = await Promise.all([read.ask(ownKey, {}), read.list(signingKeys, { order: ['certifiedAt'], limit: 10_000 })])
    assert(own, 'the key of this place')
    return { own: own.key, keys }
  },
})
