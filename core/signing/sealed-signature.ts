import type { Instant } from '../kernel/day.ts'
import { add, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import type { About } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { clauseLibrary, type Library } from '../terms/choosing.ts'
import { evidenceFault, evidenceFaults, receiptText, statementText, type Signing, type Statement } from './evidence.ts'
import { payloadText, payloadWire } from './payload.ts'
import {
  certificateText,
  checkSeal,
  linkText,
  ownSeal,
  ownSignature,
  seal,
  sealText,
  signingKeys,
  type Seal,
  type SigningKey,
} from './seal.ts'
import { countersignatures, signatures, type Countersignature, type Signature } from './signature.ts'

/** Codes with which a signature is refused. Prices, credit and limits are never among them. */
export const signingFaults = [...evidenceFaults, 'signing.foreignKey', 'signing.badSeal'] as const
export type SigningFault = (typeof signingFaults)[number]

/** What is signed. */
export interface Signed {
  /** A kind of record and the id of its row: `{ record: 'orders', subject: order.id, … }`. */
  readonly record: string
  readonly subject: string
  readonly entity: Signature['entity']
  readonly customer: Signature['customer']
}
/** Something that people should look at; evidence is taken in all the same. */
export interface Doubt {
  readonly code: 'unknownClause' | 'withdrawnClause' | 'oldClause'
  readonly about: About
}
export interface SigningFacts {
  /** `undefined` where the signing is no evidence and nothing was sealed. */
  readonly sealed: (Sealing & { readonly library: Library }) | undefined
}
interface Sealing {
  readonly statementHash: string
  readonly seal: Seal
  readonly check: { readonly valid: boolean; readonly own: boolean }
  /** The key as it was taken on. */
  readonly key: SigningKey | undefined
  /** Of the installation's own key that nobody has written down yet: its certificate for itself. */
  readonly ownCertificate: string | undefined
  /** What the hub says to evidence of a device. */
  readonly receipt: { readonly seal: Seal; readonly chain: Countersignature['chain']; readonly receivedAt: Instant } | undefined
}

/** To be asked in `load`, after everything else: it seals. On a device with the device's key; the hub reads that seal and checks it. */
export async function signingFacts(signing: Signing, read: Read, now: Now): Promise<SigningFacts> {
  if (evidenceFault(signing)) return { sealed: undefined }
  const library = await clauseLibrary(read)
  return { sealed: { ...(await sealing(statementText(statementOf(signing, now)), read, now)), library } }
}

/** To be put into `decide`: the row of the evidence and what else changes, or why it is none. */
export function sealedSignature(
  signed: Signed,
  signing: Signing,
  facts: SigningFacts,
  now: Now,
): { readonly signature: Signature; readonly changes: readonly Change[]; readonly doubts: readonly Doubt[] } | Refusal<SigningFault> {
  // Asked for first, so that the device and the hub give the same one.
  const id = now.newId() as Id<'signatures'>
  const fault = evidenceFault(signing)
  if (fault) return fault
  assert(facts.sealed, 'a seal')
  const wrong = sealFault(facts.sealed)
  if (wrong) return wrong
  const { seal: sealed, library } = facts.sealed
  const { payload, signer, role, email, place, method, image, viewedAt, consentedAt, signedAt, document } = signing
  const signature: Signature = {
    id,
    record: signed.record,
    subject: signed.subject as Signature['subject'],
    kind: payload.kind,
    reference: payload.reference,
    entity: signed.entity,
    customer: signed.customer,
    document,
    payload: payloadWire(payload),
    payloadHash: now.digest(payloadText(payload)),
    clauses: payload.clauses.map(({ code, version, language, hash }) => ({ code, version, language, hash })),
    signer,
    role,
    email,
    place,
    method,
    image,
    viewedAt,
    consentedAt,
    signedAt,
    sealKey: sealed.key,
    previous: sealed.previous,
    sealedAt: sealed.at,
    seal: sealed.signature,
    link: sealed.link,
    capturedBy: now.caller.name,
  }
  const told = { record: signed.record, subject: signed.subject, signature: id, signer }
  return {
    signature,
    changes: [add(signatures, signature), ...takenIn(signature, facts.sealed, now), tell('signing.signed', told)],
    doubts: doubtsOf(signing, library),
  }
}

/** What of a signing is sealed. */
export const statementOf = (signing: Omit<Signing, 'viewed'>, { digest }: Pick<Now, 'digest'>): Statement => ({
  document: signing.document.hash,
  payload: digest(payloadText(signing.payload)),
  clauses: signing.payload.clauses.map((clause) => clause.hash),
  consent: signing.payload.consent,
  signer: signing.signer,
  role: signing.role,
  email: signing.email,
  place: signing.place,
  method: signing.method,
  image: signing.image === null ? null : digest(signing.image),
  viewedAt: signing.viewedAt,
  consentedAt: signing.consentedAt,
  signedAt: signing.signedAt,
})

async function sealing(statement: string, read: Read, now: Now): Promise<Sealing> {
  const statementHash = now.digest(statement)
  const [sealed] = await read.ask(seal, { text: statementHash })
  assert(sealed, 'a seal')
  const [[check], key] = await Promise.all([
    read.ask(checkSeal, { key: sealed.key, text: sealText(statementHash, sealed), signature: sealed.signature }),
    read.get(signingKeys, sealed.key),
  ])
  assert(check, 'a checked seal')
  // What a device captured is sealed by the device. Where its seal is missing this place was asked instead, and does not vouch for what it never saw.
  const unseen = check.own && now.authority && now.reference() !== null
  const genuine = check.valid && !unseen && now.digest(linkText(statementHash, sealed)) === sealed.link
  const facts = {
    statementHash,
    seal: sealed,
    check: { valid: genuine, own: check.own },
    key,
    ownCertificate: undefined,
    receipt: undefined,
  }
  if (!now.authority || !genuine) return facts
  if (!check.own) return { ...facts, receipt: await receiptFor(sealed, read, now) }
  if (key) return facts
  const [own] = await read.ask(ownSignature, { text: certificateText(installationKey(sealed.key, now)) })
  assert(own, 'a certificate')
  return { ...facts, ownCertificate: own.signature }
}

function sealFault({ check, key, seal: sealed }: Sealing): Refusal<'signing.foreignKey' | 'signing.badSeal'> | undefined {
  if (!check.valid) return refuse('signing.badSeal', { key: sealed.key.slice(0, 16) })
  const counts = check.own || (key !== undefined && (key.revokedAt === null || sealed.at <= key.revokedAt))
  return counts ? undefined : refuse('signing.foreignKey', { key: sealed.key.slice(0, 16) })
}

/** The installation's own key, as it is written down when it is first used. */
const installationKey = (key: SigningKey['publicKey'], now: Now): Omit<SigningKey, 'certificate'> => ({
  publicKey: key,
  keptBy: 'installation',
  name: 'Harmony',
  certifiedAt: now.at,
  certifiedBy: key,
  revokedAt: null,
})

function takenIn(signature: Pick<Signature, 'id'>, { seal: sealed, ownCertificate, receipt }: Sealing, now: Now): readonly Change[] {
  return [
    ...(ownCertificate === undefined ? [] : [put(signingKeys, { ...installationKey(sealed.key, now), certificate: ownCertificate })]),
    ...(receipt === undefined ? [] : countersign(signature, receipt)),
  ]
}

/** How the chain of a device goes on with a seal of its own, by what has arrived of it. */
export async function chainOf(sealed: Pick<Seal, 'key' | 'previous' | 'link'>, read: Read): Promise<Countersignature['chain']> {
  const same = { field: 'sealKey', is: 'equal', value: sealed.key } as const
  const of = (field: 'previous' | 'link', value: string) =>
    read.list(signatures, { where: { all: [same, { field, is: 'equal', value }] }, limit: 2 })
  if (sealed.previous === null) {
    const [another] = await read.list(signatures, { where: { all: [same, { field: 'previous', is: 'empty' }] }, limit: 1 })
    return another && another.link !== sealed.link ? 'fork' : 'first'
  }
  const [before, beside] = await Promise.all([of('link', sealed.previous), of('previous', sealed.previous)])
  if (beside.some((other) => other.link !== sealed.link)) return 'fork'
  return before.length > 0 ? 'follows' : 'gap'
}

type Receipt = NonNullable<Sealing['receipt']>
/** For `load` on the hub: what it seals when a device's evidence arrives. */
export async function receiptFor(sealed: Pick<Seal, 'key' | 'previous' | 'link'>, read: Read, now: Now): Promise<Receipt> {
  const chain = await chainOf(sealed, read)
  const [own] = await read.ask(ownSeal, { text: now.digest(receiptText(sealed.link, now.at)) })
  assert(own, 'a seal of the hub')
  return { seal: own, chain, receivedAt: now.at }
}

/** For `decide` on the hub: its countersignature of evidence that it did not make itself. `sealedSignature` does so of its own accord. */
export function countersign(signature: Pick<Signature, 'id'>, { seal: own, chain, receivedAt }: Receipt): readonly Change[] {
  const row: Countersignature = {
    signature: signature.id,
    receivedAt,
    sealKey: own.key,
    previous: own.previous,
    sealedAt: own.at,
    seal: own.signature,
    link: own.link,
    chain,
  }
  return [add(countersignatures, row), tell('signing.countersigned', { signature: signature.id, chain })]
}

/** What people should look at in the clauses that were shown, by the day of the document. */
function doubtsOf({ payload }: Signing, { clauses, withdrawals }: Library): readonly Doubt[] {
  return payload.clauses.flatMap(({ code, version, hash }): Doubt[] => {
    const about = { clause: code, version: `${version}` }
    const known = clauses.find((clause) => clause.code === code && Object.values(clause.hashes as Record<string, string>).includes(hash))
    if (!known) return [{ code: 'unknownClause', about }]
    const gone = withdrawals.find((withdrawal) => withdrawal.clause === known.id && withdrawal.from <= payload.day)
    if (gone) return [{ code: 'withdrawnClause', about: { ...about, from: gone.from } }]
    const newer = clauses.find(
      (other) => other.code === code && other.entity === known.entity && other.version > known.version && other.validFrom <= payload.day,
    )
    return newer ? [{ code: 'oldClause', about: { ...about, newer: `${newer.version}` } }] : []
  })
}
