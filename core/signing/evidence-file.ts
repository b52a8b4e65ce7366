import type { Now, Read } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { clauseLibrary } from '../terms/choosing.ts'
import { canonicalJson, withoutNothing } from './canonical.ts'
import { statementWire, type Statement } from './evidence.ts'
import { aPayload, type Payload } from './payload.ts'
import { fileBytes } from './reads.ts'
import { ownKey, ownSignature, signingKeys, type SigningKey } from './seal.ts'
import { countersignatures, signatures, type Countersignature, type Signature } from './signature.ts'
import { wordsShown, type ShownClause } from './words-shown.ts'

/** A signature with everything that proves it. */
export interface Evidence {
  readonly signature: Signature
  readonly payload: Payload
  readonly clauses: readonly ShownClause[]
  readonly countersignature: Countersignature | undefined
  readonly keys: readonly SigningKey[]
}

/** A signature that the caller may see, with what proves it. */
export async function evidenceOf(
  id: Signature['id'],
  read: Read,
  { caller }: Pick<Now, 'caller'>,
): Promise<Evidence | Refusal<'signing.unknown' | 'signing.unknownClause'>> {
  const signature = await read.get(signatures, id)
  const seen = signature && (caller.entities === 'all' || caller.entities.includes(signature.entity))
  if (!seen) return refuse('signing.unknown', { signature: id })
  const [countersignature, library] = await Promise.all([read.get(countersignatures, id), clauseLibrary(read)])
  const payload = payloadOf(signature)
  const clauses = wordsShown(payload, library)
  if (refused(clauses)) return clauses
  return { signature, payload, clauses, countersignature, keys: await keysOf(signature, countersignature, read) }
}

export const payloadOf = ({ payload }: Pick<Signature, 'payload'>): Payload => aPayload.parse(payload, 'payload')

/** The keys that sealed, and those that certified them. */
async function keysOf(signature: Signature, countersignature: Countersignature | undefined, read: Read): Promise<readonly SigningKey[]> {
  const used = [signature.sealKey, ...(countersignature ? [countersignature.sealKey] : [])]
  const known = await read.some(signingKeys, used)
  const certifying = await read.some(signingKeys, [...known.values()].map((key) => key.certifiedBy)) // prettier-ignore
  return [...new Map([...known, ...certifying]).values()].sort((a, b) => (a.publicKey < b.publicKey ? -1 : 1))
}

/** What was sealed, from the row that was kept. */
export const statementIn = (signature: Signature, { digest }: Pick<Now, 'digest'>): Statement => ({
  document: signature.document.hash,
  payload: signature.payloadHash,
  clauses: signature.clauses.map((clause) => clause.hash),
  consent: payloadOf(signature).consent,
  signer: signature.signer,
  role: signature.role,
  email: signature.email,
  place: signature.place,
  method: signature.method,
  image: signature.image === null ? null : digest(signature.image),
  viewedAt: signature.viewedAt,
  consentedAt: signature.consentedAt,
  signedAt: signature.signedAt,
})

/** Evidence as plain data that stands for itself: what `harmony verify` reads. `document` in base64 where nothing else brings it along. */
export function evidenceWire(
  { signature, clauses, countersignature, keys }: Evidence,
  document: string | null,
  now: Pick<Now, 'digest'>,
): Wire {
  const { document: file, image, sealKey, previous, sealedAt, seal, link } = signature
  return withoutNothing({
    format: 'harmony-evidence/1',
    id: signature.id,
    record: signature.record,
    subject: signature.subject,
    capturedBy: signature.capturedBy,
    payload: signature.payload,
    clauses: clauses.map((clause) => ({ ...clause })),
    document: { name: file.name, size: file.size, hash: file.hash, base64: document },
    statement: statementWire(statementIn(signature, now)),
    image,
    seal: { algorithm: 'Ed25519', key: sealKey, previous, at: sealedAt, signature: seal, link },
    countersignature: countersignature
      ? {
          receivedAt: countersignature.receivedAt,
          chain: countersignature.chain,
          seal: {
            algorithm: 'Ed25519',
            key: countersignature.sealKey,
            previous: countersignature.previous,
            at: countersignature.sealedAt,
            signature: countersignature.seal,
            link: countersignature.link,
          },
        }
      : null,
    keys: keys.map((key) => signingKeys.shape.print(key)),
  })
}

/** What the exporting place signs, so that no byte of a file is without a seal. */
export const fileText = (hash: string): string => `harmony-file/1\n${hash}\n`

/** The text of an evidence file: canonical JSON, closed by the signature of the place that wrote it. Another device than the one that sealed shows its certificate. */
export async function evidenceText(evidence: Evidence, withDocument: boolean, read: Read, now: Pick<Now, 'digest'>): Promise<string> {
  const [bytes] = withDocument ? await read.ask(fileBytes, { hash: evidence.signature.document.hash }) : []
  const [own] = await read.ask(ownKey, {})
  const closing = own && (await read.get(signingKeys, own.key))
  const others = evidence.keys.filter(({ publicKey }) => publicKey !== own?.key)
  const keys = closing ? [...others, closing].sort((a, b) => (a.publicKey < b.publicKey ? -1 : 1)) : evidence.keys
  const open = evidenceWire({ ...evidence, keys }, bytes?.base64 ?? null, now) as { readonly [name: string]: Wire }
  const [signed] = await read.ask(ownSignature, { text: fileText(now.digest(canonicalJson(open))) })
  assert(signed, 'a signature of this place')
  return canonicalJson({ ...open, file: { key: signed.key, signature: signed.signature } })
}
