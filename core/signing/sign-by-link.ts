import { dayIn } from '../kernel/day.ts'
import { command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aFile, anInstant, count, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { clauseLibrary } from '../terms/choosing.ts'
import type { Signing } from './evidence.ts'
import { aPayload, somePayload } from './payload.ts'
import { sealedSignature, signingFacts, signingFaults } from './sealed-signature.ts'
import { signatures, signingInvitations, type SigningInvitation } from './signature.ts'
import { wordsShown } from './words-shown.ts'

/** What a link leads to. Nobody comes upon 256 bits by trying, so whoever holds one that is over may be told why. */
export async function behindLink(link: string, read: Read, now: Now): Promise<SigningInvitation | undefined> {
  const [found] = await read.list(signingInvitations, { where: { field: 'linkHash', is: 'equal', value: now.digest(link) }, limit: 1 })
  return found && read.get(signingInvitations, found.id)
}
export const linkFaults = ['signing.badLink', 'signing.linkTakenBack', 'signing.linkOver'] as const
type LinkFault = (typeof linkFaults)[number]
/** Why a link opens nothing. What was signed by it can be looked at as long as it would have been open. */
export function closedLink(invitation: SigningInvitation | undefined, now: Now): Refusal<LinkFault> | undefined {
  if (!invitation) return refuse('signing.badLink')
  if (invitation.state === 'withdrawn') return refuse('signing.linkTakenBack', { by: invitation.createdBy })
  return invitation.expiresAt > now.at
    ? undefined
    : refuse('signing.linkOver', { by: invitation.createdBy, day: dayIn('UTC', invitation.expiresAt) })
}
const payloadOf = (invitation: SigningInvitation) => aPayload.parse(invitation.payload, 'payload')

/** Opens a link: what is to be signed, word for word. That it was looked at is noted before anything can be signed. */
export const openLink = command({
  name: 'signing.openLink',
  zone: 'sales',
  permit: 'public',
  offline: 'never',
  input: shape({ link: text }),
  secrets: ['link'],
  output: shape({
    signer: text,
    email: maybe(text),
    expiresAt: anInstant,
    /** Signed already; the page says when. */
    signedAt: maybe(anInstant),
    payload: somePayload,
    clauses: many(shape({ code: text, version: count, language: text, heading: text, text: longText, hash: text })),
    document: aFile,
  }),
  refusals: [...linkFaults, 'signing.unknownClause'],
  load: async ({ link }, read, now) => {
    const invitation = await behindLink(link, read, now)
    const closed = closedLink(invitation, now)
    if (closed || !invitation) return { closed }
    const [library, signature] = await Promise.all([
      clauseLibrary(read),
      invitation.signature === null ? undefined : read.get(signatures, invitation.signature),
    ])
    return { closed, invitation, library, signedAt: signature?.signedAt ?? null }
  },
  decide: (_input, facts, now) => {
    if (facts.closed) return facts.closed
    const { invitation, library, signedAt } = facts
    assert(invitation, 'an open link')
    const payload = payloadOf(invitation)
    const clauses = wordsShown(payload, library)
    if (refused(clauses)) return clauses
    const { signer, email, expiresAt, document, record, subject } = invitation
    const result = { signer, email, expiresAt, signedAt, payload, clauses, document }
    if (invitation.viewedAt !== null) return { result, changes: [] }
    return { result, changes: [put(signingInvitations, { ...invitation, viewedAt: now.at }), tell('signing.linkOpened', { record, subject, signer })] } // prettier-ignore
  },
})

/** Signs what a link opens: once, by whoever holds it, after it was looked at. The place that serves the page seals. */
export const signByLink = command({
  name: 'signing.signByLink',
  zone: 'sales',
  permit: 'public',
  offline: 'never',
  input: shape({
    link: text,
    signer: text,
    role: maybe(text),
    place: maybe(text),
    /** SHA-256 of the document that the page showed. */
    viewed: text,
    /** The sentence that was agreed to, as it stood there. */
    consent: text,
    /** The drawn line, where one was drawn: see `aSigning`. */
    image: maybe(longText),
  }),
  secrets: ['link'],
  output: shape({ signature: idOf('signatures'), signedAt: anInstant }),
  refusals: [...linkFaults, 'signing.signedBefore', 'signing.notOpened', 'signing.noConsent', ...signingFaults],
  load: async (input, read, now) => {
    const invitation = await behindLink(input.link, read, now)
    const wrong = closedLink(invitation, now) ?? signFault(invitation!, input)
    if (wrong || !invitation) return { invitation, wrong, signing: undefined }
    const signing = signingBy(invitation, input, now)
    return { invitation, wrong, signing: { input: signing, facts: await signingFacts(signing, read, now) } }
  },
  decide: (_input, { invitation, wrong, signing }, now) => {
    if (wrong) return wrong
    assert(invitation && signing, 'an open link')
    const { record, subject, entity, customer } = invitation
    const signed = sealedSignature({ record, subject, entity, customer }, signing.input, signing.facts, now)
    if (refused(signed)) return signed
    const { id, signedAt } = signed.signature
    return {
      result: { signature: id, signedAt },
      changes: [...signed.changes, put(signingInvitations, { ...invitation, state: 'signed', signature: id })],
    }
  },
})

function signFault(
  invitation: SigningInvitation,
  { consent }: { readonly consent: string },
): Refusal<'signing.signedBefore' | 'signing.notOpened' | 'signing.noConsent'> | undefined {
  if (invitation.state === 'signed') return refuse('signing.signedBefore', { signer: invitation.signer })
  if (invitation.viewedAt === null) return refuse('signing.notOpened')
  return consent === payloadOf(invitation).consent ? undefined : refuse('signing.noConsent')
}

type Said = Pick<Signing, 'signer' | 'role' | 'place' | 'viewed' | 'image'>
const signingBy = (invitation: SigningInvitation, { signer, role, place, viewed, image }: Said, now: Now): Signing => ({
  payload: payloadOf(invitation),
  document: invitation.document,
  viewed,
  signer,
  role,
  email: invitation.email,
  place,
  method: 'link',
  image,
  viewedAt: invitation.viewedAt!,
  consentedAt: now.at,
  signedAt: now.at,
})
