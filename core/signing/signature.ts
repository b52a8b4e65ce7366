import { record, type Row } from '../kernel/record.ts'
import { aFile, anInstant, choice, codeOf, count, flag, idOf, longText, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** `typed` is for whoever cannot draw on the device that they are handed: their name stands for it, and the evidence says so. */
export const methods = ['pen', 'typed', 'link'] as const

/** That a customer signed: what was signed, who, how, when, sealed by the key of the place where it happened. It never changes, whatever becomes of the order. */
export const signatures = record(
  'signatures',
  shape({
    id: idOf('signatures'),
    /** What was signed: a kind of record and its id. */
    record: text,
    subject: idOf('records'),
    kind: choice('order', 'quote', 'changeOrder'),
    reference: maybe(text),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    /** The very bytes that the signer saw. */
    document: aFile,
    payload: someData,
    payloadHash: text,
    clauses: many(shape({ code: text, version: count, language: text, hash: text }), 200),
    signer: text,
    role: maybe(text),
    email: maybe(text),
    place: maybe(text),
    method: choice(...methods),
    /** The drawn line as an SVG path, 500 by 200 units. */
    image: maybe(longText),
    viewedAt: anInstant,
    consentedAt: anInstant,
    signedAt: anInstant,
    /** The seal (see `seal.ts`). */
    sealKey: codeOf('signingKeys'),
    previous: maybe(text),
    sealedAt: anInstant,
    seal: text,
    link: text,
    capturedBy: text,
  }),
  {
    key: 'id',
    immutable: true,
    devices: [{ customer: 'customer' }],
    personal: {
      keep: 'contract',
      since: 'signedAt',
      fields: {
        signer: 'signer.name',
        role: 'signer.role',
        email: 'signer.email',
        place: 'signer.address',
        image: 'signer.picture',
        payload: 'signer.data',
        document: 'signer.file',
      },
      not: ['clauses'],
    },
  },
)
export type Signature = Row<typeof signatures>

/** The hub's word that evidence reached it as it is: made once, in the transaction that takes it in. */
export const countersignatures = record(
  'countersignatures',
  shape({
    signature: idOf('signatures'),
    receivedAt: anInstant,
    sealKey: codeOf('signingKeys'),
    previous: maybe(text),
    sealedAt: anInstant,
    seal: text,
    link: text,
    /** How the device's chain goes on with it: its first seal, one that follows a known one, one after others that never came, or a second after the same. */
    chain: choice('first', 'follows', 'gap', 'fork'),
  }),
  { key: 'signature', immutable: true, devices: [{ of: 'signature' }] },
)
export type Countersignature = Row<typeof countersignatures>

/** A link by which somebody may sign once, without signing in. Only its SHA-256 is kept. */
export const signingInvitations = record(
  'signingInvitations',
  shape({
    id: idOf('signingInvitations'),
    linkHash: codeOf('links'),
    record: text,
    subject: idOf('records'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    signer: text,
    email: maybe(text),
    payload: someData,
    document: aFile,
    expiresAt: anInstant,
    state: choice('open', 'signed', 'withdrawn'),
    viewedAt: maybe(anInstant),
    signature: maybe(idOf('signatures')),
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    devices: [{ customer: 'customer' }],
    personal: { keep: 'use', fields: { signer: 'signer.name', email: 'signer.email', payload: 'signer.data', document: 'signer.file' } },
  },
)
export type SigningInvitation = Row<typeof signingInvitations>

/** A printed signed document in the archive: the exact bytes that were given to the customer. */
export const signedDocuments = record(
  'signedDocuments',
  shape({
    id: idOf('signedDocuments'),
    signature: idOf('signatures'),
    language: text,
    /** The hub's countersignature stands in it. */
    countersigned: flag,
    file: aFile,
    archivedAt: anInstant,
  }),
  {
    key: 'id',
    immutable: true,
    devices: [{ of: 'signature' }],
    personal: { keep: 'contract', since: 'archivedAt', fields: { file: 'signer.file' } },
  },
)
