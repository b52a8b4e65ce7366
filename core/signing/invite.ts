import { add, command, put, tell } from '../kernel/operation.ts'
import { addMilliseconds } from '../kernel/day.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aFile, anInstant, choice, codeOf, count, idOf, longText, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'
import { payloadWire, somePayload } from './payload.ts'
import { newLink } from './reads.ts'
import { signingInvitations, type SigningInvitation } from './signature.ts'

/** Milliseconds of a day, and the most days that a link opens anything. */
const day = 86_400_000
const longest = 90

/** Makes a link by which somebody signs without signing in. The link is in the answer, once, and nowhere else. */
export const inviteToSign = command({
  name: 'signing.invite',
  zone: 'sales',
  permit: 'signing.sign',
  offline: 'never',
  input: shape({
    record: text,
    subject: idOf('records'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    payload: somePayload,
    /** What `signing.preview` printed: the link shows these very bytes. */
    document: aFile,
    signer: text,
    email: maybe(text),
    /** 14 unless it is said. */
    days: maybe(count),
  }),
  output: shape({ invitation: idOf('signingInvitations'), link: longText, expiresAt: anInstant }),
  refusals: ['signing.badDays'],
  load: async (_input, read) => ({ made: (await read.ask(newLink, {}))[0] }),
  decide: ({ days, payload, ...input }, { made }, now) => {
    const id = now.newId() as Id<'signingInvitations'>
    assert(made, 'a link')
    const open = days ?? 14
    if (open < 1 || open > longest) return refuse('signing.badDays', { days: `${open}`, limit: `${longest}` })
    const invitation: SigningInvitation = {
      id,
      ...input,
      linkHash: now.digest(made.secret) as Code<'links'>,
      payload: payloadWire(payload),
      expiresAt: addMilliseconds(now.at, open * day),
      state: 'open',
      viewedAt: null,
      signature: null,
      createdAt: now.at,
      createdBy: now.caller.name,
    }
    return {
      result: { invitation: id, link: made.sealed, expiresAt: invitation.expiresAt },
      changes: [
        add(signingInvitations, invitation),
        tell('signing.invited', { record: input.record, subject: input.subject, signer: input.signer }),
      ],
    }
  },
})

/** Takes a link back before anybody signed by it. */
export const withdrawInvitation = command({
  name: 'signing.withdrawLink',
  zone: 'sales',
  permit: 'signing.sign',
  offline: 'never',
  input: shape({ invitation: idOf('signingInvitations') }),
  output: shape({ invitation: idOf('signingInvitations'), state: choice('open', 'signed', 'withdrawn') }),
  refusals: ['signing.unknownInvitation', 'signing.signedBefore'],
  load: ({ invitation }, read) => read.get(signingInvitations, invitation),
  decide: ({ invitation: id }, invitation, now) => {
    const { entities } = now.caller
    if (!invitation || (entities !== 'all' && !entities.includes(invitation.entity)))
      return refuse('signing.unknownInvitation', { invitation: id })
    if (invitation.state === 'signed') return refuse('signing.signedBefore', { signer: invitation.signer })
    if (invitation.state === 'withdrawn') return { result: { invitation: id, state: 'withdrawn' }, changes: [] }
    const { record, subject, signer } = invitation
    return {
      result: { invitation: id, state: 'withdrawn' },
      changes: [put(signingInvitations, { ...invitation, state: 'withdrawn' }), tell('signing.linkWithdrawn', { record, subject, signer })],
    }
  },
})
