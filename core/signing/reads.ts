import { question, view } from '../kernel/record.ts'
import { anInstant, choice, codeOf, idOf, longText, maybe, shape, someData, text } from '../kernel/shape.ts'
import { aFile } from '../kernel/shape.ts'
import { methods } from './signature.ts'

/** Who signed what, newest first. */
export const signatureRows = view({
  view: 'signing.list',
  row: shape({
    id: idOf('signatures'),
    record: text,
    subject: idOf('records'),
    kind: choice('order', 'quote', 'changeOrder'),
    reference: maybe(text),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    signer: text,
    role: maybe(text),
    place: maybe(text),
    method: choice(...methods),
    signedAt: anInstant,
    /** The hub has countersigned, where it did not make the seal itself. */
    countersignedAt: maybe(anInstant),
    chain: maybe(choice('first', 'follows', 'gap', 'fork')),
    capturedBy: text,
  }),
  key: 'id',
  search: ['signer', 'customerName', 'reference', 'place'],
  called: ['reference', 'signer'],
  order: ['-signedAt'],
  entityField: 'entity',
})

/** Links to sign by. */
export const invitationRows = view({
  view: 'signing.invitations',
  row: shape({
    id: idOf('signingInvitations'),
    record: text,
    subject: idOf('records'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    signer: text,
    email: maybe(text),
    state: choice('open', 'signed', 'withdrawn'),
    expiresAt: anInstant,
    viewedAt: maybe(anInstant),
    createdAt: anInstant,
    createdBy: text,
  }),
  key: 'id',
  search: ['signer', 'customerName', 'email'],
  called: ['signer'],
  order: ['-createdAt'],
  entityField: 'entity',
})

/** Prints a document and keeps its bytes; `copy` is the machine-readable text that goes inside, `seen` the document that was signed. Answered by the host. */
export const renderOrder = question(
  'signing.render',
  shape({ name: text, data: someData, copy: maybe(longText), seen: maybe(aFile) }),
  shape({ file: aFile }),
  { witnessed: true },
)
/** Keeps a text as a file. */
export const keepText = question('signing.keepText', shape({ name: text, mime: text, text: longText }), shape({ file: aFile }))
/** The bytes of a kept file in base64, for whoever may not fetch files; nothing where it has not come here yet. */
export const fileBytes = question(
  'signing.fileBytes',
  shape({ hash: text }),
  shape({ base64: longText, /** SHA-256 of the bytes, reckoned now. */ actual: text }),
)
/** A secret that opens a page to whoever holds it: 256 bits, and as it may lie in a stored answer. */
export const newLink = question('signing.newLink', shape({}), shape({ secret: text, sealed: text }))
