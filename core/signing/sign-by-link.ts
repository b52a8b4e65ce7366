import { command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aFile, anInstant, count, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { clauseLibrary } from '../terms/choosing.ts'
import type { Signing } from './evidence.ts'
import { aPayload, somePayload } from './payload.ts'
import { fileBytes } from './reads.ts'
import { sealedSignature, signingFacts, signingFaults } from './sealed-signature.ts'
import { signatures, signingInvitations, type SigningInvitation } from './signature.ts'
import { wordsShown } from './words-shown.ts'

/** What a link opens; the same answer whether it never was, was withdrawn or is over, so that nobody learns by trying. */
async function opened(link: string, read: Read, now: Now): Promise<SigningInvitation | undefined> {
  const [found] = await read.list(signingInvitations, { where: { field: 'linkHash', is: 'equal', value: now.digest(link) }, limit: 1 })
  const invitation = found && (await read.get(signingInvitations, found.id))
  return invitation && invitation.state !== 'withdrawn' && invitation.expiresAt > now.at ? invitation : undefined
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
    /** The document's bytes, for a visitor has no other way to them. */
    base64: longText,
  }),
  refusals: ['signing.badLink', 'signing.unknownClause'],
  load: async ({ link }, read, now) => {
    const invitation = await opened(link, read, now)
    if (!invitation) return undefined
    const [library, [bytes], signature] = await Promise.all([
      clauseLibrary(read),
      read.ask(fileBytes, { hash: invitation.document.hash }),
      invitation.signature === null ? undefined : read.get(signatures, invitation.signature),
    ])
    return { invitation, library, bytes, signedAt: signature?.signedAt ?? null }
  },
  decide: (_input, facts, now) => {
    if (!facts?.bytes) return refuse('signing.badLink')
    const { invitation, library, bytes, signedAt } = facts
    const payload = payloadOf(invitation)
    const clauses = wordsShown(payload, library)
    if (refused(clauses)) return clauses
    const { signer, email, expiresAt, document, record, subject } = invitation
    const result = { signer, email, expiresAt, signedAt, payload, clauses, document, base64: bytes.base64 } // prettier-ignore
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
  }),
  secrets: ['link'],
  output: shape({ signature: idOf('signatures'), signedAt: anInstant }),
  refusals: ['signing.badLink', 'signing.signedBefore', 'signing.notOpened', 'signing.noConsent', ...signingFaults],
  load: async (input, read, now) => {
    const invitation = await opened(input.link, read, now)
    if (!invitation || invitation.state === 'signed' || invitation.viewedAt === null) return { invitation, signing: undefined }
    const signing = signingBy(invitation, input, now)
    return { invitation, signing: { input: signing, facts: await signingFacts(signing, read, now) } }
  },
  decide: (input, { invitation, signing }, now) => {
    const wrong = linkFault(invitation, input)
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

function linkFault(
  invitation: SigningInvitation | undefined,
  { consent }: { readonly consent: string },
): Refusal<'signing.badLink' | 'signing.signedBefore' | 'signing.notOpened' | 'signing.noConsent'> | undefined {
  if (!invitation) return refuse('signing.badLink')
  if (invitation.state === 'signed') return refuse('signing.signedBefore', { signer: invitation.signer })
  if (invitation.viewedAt === null) return refuse('signing.notOpened')
  return consent === payloadOf(invitation).consent ? undefined : refuse('signing.noConsent')
}

const signingBy = (
  invitation: SigningInvitation,
  {
    signer,
    role,
    place,
    viewed,
  }: { readonly signer: string; readonly role: string | null; readonly place: string | null; readonly viewed: string },
  now: Now,
): Signing => ({
  payload: payloadOf(invitation),
  document: invitation.document,
  viewed,
  signer,
  role,
  email: invitation.email,
  place,
  method: 'link',
  image: null,
  viewedAt: invitation.viewedAt!,
  consentedAt: now.at,
  signedAt: now.at,
})
