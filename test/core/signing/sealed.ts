import { createPrivateKey, sign } from 'node:crypto'
import type { Instant } from '../../../core/kernel/day.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import { canonicalJson } from '../../../core/signing/canonical.ts'
import { receiptText, statementText, type Signing } from '../../../core/signing/evidence.ts'
import { evidenceWire, fileText, type Evidence } from '../../../core/signing/evidence-file.ts'
import { payloadText, payloadWire, type Payload } from '../../../core/signing/payload.ts'
import { statementOf } from '../../../core/signing/sealed-signature.ts'
import { certificateText, linkText, sealText, type Seal, type SigningKey } from '../../../core/signing/seal.ts'
import type { Countersignature, Signature } from '../../../core/signing/signature.ts'
import { wordsShown, type ShownClause } from '../../../core/signing/words-shown.ts'
import { britishOrder, demoLibrary, sha256, signingOf } from './sample.ts'

/** A key made of one digit, so that every run of the tests has the same. */
export interface TestKey {
  readonly key: string
  sign(text: string): string
}
export function testKey(digit: number): TestKey {
  const secret = Buffer.alloc(32, digit)
  const privateKey = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret]), format: 'der', type: 'pkcs8' }) // prettier-ignore
  const jwk = privateKey.export({ format: 'jwk' }) as { x: string }
  return {
    key: Buffer.from(jwk.x, 'base64url').toString('hex'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('hex'),
  }
}
export const [device, hub, stranger] = [testKey(1), testKey(2), testKey(3)] as const

export function sealedBy(by: TestKey, statement: string, previous: string | null, at: string): Seal {
  const hash = sha256(statement)
  const about = { key: by.key as Seal['key'], previous, at: at as Instant }
  const signature = by.sign(sealText(hash, about))
  return { algorithm: 'Ed25519', ...about, signature, link: sha256(linkText(hash, { ...about, signature })) }
}
export function certified(of: TestKey, by: TestKey, name: string): SigningKey {
  const about = {
    publicKey: of.key as SigningKey['publicKey'],
    keptBy: of.key === by.key ? ('installation' as const) : ('device' as const),
    name,
    certifiedAt: '2026-10-01T09:00:00.000Z' as Instant,
    certifiedBy: by.key as SigningKey['publicKey'],
  }
  return { ...about, certificate: by.sign(certificateText(about)), revokedAt: null }
}

export const documentBytes = Buffer.from('%PDF-1.7 the document as it was looked at')
export const documentRef = { hash: sha256(documentBytes.toString('latin1')), size: documentBytes.length }

export interface Making {
  readonly payload?: Payload
  readonly signing?: Partial<Signing>
  readonly by?: TestKey
  readonly keys?: readonly SigningKey[]
  readonly countersigned?: boolean
}
/** Evidence as the product would keep it: sealed by a device, certified and countersigned by the hub. */
export function evidence({ payload = britishOrder, signing: more = {}, by = device, keys, countersigned = true }: Making = {}): Evidence {
  const signing = signingOf(payload, documentRef, more)
  const seal = sealedBy(by, statementText(statementOf(signing, { digest: sha256 })), sha256('the link before'), '2026-11-30T10:06:02.500Z')
  const signature: Signature = {
    id: '01980000-0000-7000-8000-00000000005a' as Signature['id'],
    record: 'orders',
    subject: payload.id as Signature['subject'],
    kind: payload.kind,
    reference: payload.reference,
    entity: payload.seller.entity as Signature['entity'],
    customer: payload.buyer.customer as Signature['customer'],
    document: signing.document,
    payload: payloadWire(payload),
    payloadHash: sha256(payloadText(payload)),
    clauses: payload.clauses.map(({ code, version, language, hash }) => ({ code, version, language, hash })),
    signer: signing.signer,
    role: signing.role,
    email: signing.email,
    place: signing.place,
    method: signing.method,
    image: signing.image,
    viewedAt: signing.viewedAt,
    consentedAt: signing.consentedAt,
    signedAt: signing.signedAt,
    sealKey: seal.key,
    previous: seal.previous,
    sealedAt: seal.at,
    seal: seal.signature,
    link: seal.link,
    capturedBy: 'Amelia Hart',
  }
  const receivedAt = '2026-11-30T18:02:00.000Z' as Instant
  const receipt = sealedBy(hub, receiptText(seal.link, receivedAt), null, receivedAt)
  const countersignature: Countersignature = {
    signature: signature.id,
    receivedAt,
    sealKey: receipt.key,
    previous: receipt.previous,
    sealedAt: receipt.at,
    seal: receipt.signature,
    link: receipt.link,
    chain: 'follows',
  }
  return {
    signature,
    payload,
    clauses: wordsShown(payload, { clauses: demoLibrary, withdrawals: [] }) as readonly ShownClause[],
    countersignature: countersigned ? countersignature : undefined,
    keys: keys ?? [certified(device, hub, 'K7'), certified(hub, hub, 'Harmony')],
  }
}

/** The evidence as an exported file, closed by a key. */
export function fileOf(of: Evidence, closedBy: TestKey = hub): string {
  const open = evidenceWire(of, documentBytes.toString('base64'), { digest: sha256 }) as { readonly [name: string]: Wire }
  return closed(open, closedBy)
}
export const closed = (open: { readonly [name: string]: Wire }, by: TestKey): string =>
  canonicalJson({ ...open, file: { key: by.key, signature: by.sign(fileText(sha256(canonicalJson(open)))) } })
