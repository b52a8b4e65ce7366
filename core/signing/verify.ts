import type { Instant } from '../kernel/day.ts'
import { anInstant, choice, codeOf, count, many, maybe, longText, shape, someData, text, type Value, type Wire } from '../kernel/shape.ts'
import { clauseText } from '../terms/clause.ts'
import { canonicalJson } from './canonical.ts'
import { receiptText } from './evidence.ts'
import { fileText } from './evidence-file.ts'
import { aSeal, certificateText, linkText, sealText, signingKeys, type Seal, type SigningKey } from './seal.ts'

/** The links of the chain of evidence, in the order in which they are looked at. */
export const checkNames = [
  'form', 'clauses', 'payload', 'document', 'consent', 'line', 'seal', 'link', 'key', 'receipt', 'pin', 'file',
] as const // prettier-ignore
export type CheckName = (typeof checkNames)[number]
/** `absent`: there is nothing to look at, such as a countersignature of what the hub has sealed itself or has not got yet. */
export interface Check {
  readonly check: CheckName
  readonly stands: 'yes' | 'no' | 'absent'
  /** Which one of several, or by whom. */
  readonly about?: string
}

/** What the core cannot do by itself. */
export interface Tools {
  readonly digest: (said: string) => string
  /** Whether an Ed25519 key, in hex digits, signed a text. */
  readonly signs: (key: string, said: string, signature: string) => boolean
  /** SHA-256 of the signed document's bytes, wherever they were found; left out: they are not there. */
  readonly documentHash?: string
  /** The installation's key that the reader trusts; left out: none was given. */
  readonly pinned?: string
}

/** An evidence file. Anything else in it is refused: what nobody looks at could be anything. */
const anEvidence = shape({
  format: choice('harmony-evidence/1'),
  id: text,
  record: text,
  subject: text,
  capturedBy: text,
  payload: someData,
  clauses: many(shape({ code: text, version: count, language: text, heading: text, text: longText, hash: text }), 1000),
  document: shape({ name: text, size: count, hash: text, base64: maybe(someData) }),
  statement: shape({
    format: choice('harmony-signature/1'),
    document: text,
    payload: text,
    clauses: many(text, 1000),
    consent: text,
    signer: text,
    role: maybe(text),
    email: maybe(text),
    place: maybe(text),
    method: text,
    image: maybe(text),
    viewedAt: anInstant,
    consentedAt: anInstant,
    signedAt: anInstant,
  }),
  image: maybe(longText),
  seal: aSeal,
  countersignature: maybe(shape({ receivedAt: anInstant, chain: text, seal: aSeal })),
  keys: many(signingKeys.shape, 10),
  file: maybe(shape({ key: codeOf('signingKeys'), signature: text })),
})
type EvidenceFile = Value<typeof anEvidence>

function read(file: Wire): EvidenceFile | undefined {
  try {
    return anEvidence.parse(file, 'evidence')
  } catch {
    return undefined
  }
}
const member = (of: Wire, name: string): Wire =>
  typeof of === 'object' && of !== null && !Array.isArray(of) ? ((of as { readonly [key: string]: Wire })[name] ?? null) : null

/** Every link of an evidence file, each with whether it stands. Nothing but the file itself is asked, so it needs no database. */
export function verifyEvidence(file: Wire, tools: Tools): readonly Check[] {
  const evidence = read(file)
  if (!evidence) return [{ check: 'form', stands: 'no' }]
  const statementHash = tools.digest(canonicalJson(member(file, 'statement')))
  return [
    { check: 'form', stands: 'yes' },
    clausesStand(evidence, file, tools),
    is('payload', tools.digest(canonicalJson(member(file, 'payload'))) === evidence.statement.payload),
    documentStands(evidence, tools),
    is('consent', consentStands(evidence, file)),
    lineStands(evidence, tools),
    is('seal', sealed(statementHash, evidence.seal, tools), evidence.seal.key),
    is('link', tools.digest(linkText(statementHash, evidence.seal)) === evidence.seal.link),
    keyStands(evidence, tools),
    receiptStands(evidence, tools),
    pinStands(evidence, tools),
    fileStands(evidence, file, tools),
  ]
}

/** The signatures that an evidence file claims, for whoever must have them checked elsewhere. */
export function claimsOf(
  file: Wire,
  digest: Tools['digest'],
): readonly { readonly key: string; readonly text: string; readonly signature: string }[] {
  const claims: { key: string; text: string; signature: string }[] = []
  verifyEvidence(file, {
    digest,
    signs: (key, said, signature) => {
      claims.push({ key, text: said, signature })
      return true
    },
  })
  return claims
}

const is = (check: CheckName, stands: boolean, about?: string): Check => ({
  check,
  stands: stands ? 'yes' : 'no',
  ...(about === undefined ? {} : { about }),
})
const sealed = (statementHash: string, seal: Seal, { signs }: Tools): boolean =>
  signs(seal.key, sealText(statementHash, seal), seal.signature)

/** Words, hashes, and the order in which payload and statement name them. */
function clausesStand({ clauses, statement }: EvidenceFile, file: Wire, { digest }: Tools): Check {
  const altered = clauses.find((clause) => digest(clauseText(clause.heading, clause.text)) !== clause.hash)
  if (altered) return is('clauses', false, `${altered.code} ${altered.version}`)
  const named = member(member(file, 'payload'), 'clauses')
  const told = Array.isArray(named) ? (named as readonly Wire[]) : []
  const wrong = clauses.find(
    ({ hash, code, version, language, heading }, i) =>
      statement.clauses[i] !== hash || canonicalJson({ hash, code, version, language, heading }) !== canonicalJson(told[i] ?? null),
  )
  if (wrong) return is('clauses', false, `${wrong.code} ${wrong.version}`)
  return is('clauses', statement.clauses.length === clauses.length && told.length === clauses.length)
}

function documentStands({ document, statement }: EvidenceFile, { documentHash }: Tools): Check {
  if (document.hash !== statement.document) return is('document', false)
  return documentHash === undefined ? { check: 'document', stands: 'absent' } : is('document', documentHash === document.hash)
}

function consentStands({ statement }: EvidenceFile, file: Wire): boolean {
  const { viewedAt, consentedAt, signedAt } = statement
  return statement.consent === member(member(file, 'payload'), 'consent') && viewedAt <= consentedAt && consentedAt <= signedAt
}

function lineStands({ image, statement }: EvidenceFile, { digest }: Tools): Check {
  if (image === null && statement.image === null) return { check: 'line', stands: 'absent' }
  return is('line', image !== null && digest(image) === statement.image)
}

/** The key as the installation took it on: certified, and not revoked when it sealed. */
function keyStands({ keys, seal }: EvidenceFile, tools: Tools): Check {
  const own = keys.find(({ publicKey }) => publicKey === seal.key)
  // A device that was never connected since its enrolment has nothing to show for itself, and says so.
  if (!own) return { check: 'key', stands: 'absent' }
  const forged = keys.find((key) => !tools.signs(key.certifiedBy, certificateText(key), key.certificate))
  return is('key', !forged && countsAt(own.revokedAt, seal.at), (forged ?? own).name)
}
const countsAt = (revokedAt: Instant | null, at: Instant): boolean => revokedAt === null || at <= revokedAt

/** The key that vouches: of the installation that took the sealing key on. */
const voucherOf = ({ keys, seal }: EvidenceFile): string => keys.find(({ publicKey }) => publicKey === seal.key)?.certifiedBy ?? seal.key

function receiptStands(evidence: EvidenceFile, tools: Tools): Check {
  const { countersignature, seal } = evidence
  if (!countersignature) return { check: 'receipt', stands: 'absent' }
  const hash = tools.digest(receiptText(seal.link, countersignature.receivedAt))
  const own = countersignature.seal
  const stands = sealed(hash, own, tools) && tools.digest(linkText(hash, own)) === own.link && own.key === voucherOf(evidence)
  return is('receipt', stands, own.key)
}

function pinStands(evidence: EvidenceFile, { pinned }: Tools): Check {
  const voucher = voucherOf(evidence)
  return pinned === undefined ? { check: 'pin', stands: 'absent', about: voucher } : is('pin', voucher === pinned, voucher)
}

/** Every byte of the file, by the place that wrote it: the one that sealed, the installation that vouches for it, or another device that it has taken on. */
function fileStands(evidence: EvidenceFile, file: Wire, tools: Tools): Check {
  const { file: closing, ...open } = file as { readonly [name: string]: Wire }
  if (!evidence.file || closing === undefined) return is('file', false)
  const { key, signature } = evidence.file
  const voucher = voucherOf(evidence)
  const vouched = (of: SigningKey): boolean =>
    of.publicKey === key && of.certifiedBy === voucher && tools.signs(voucher, certificateText(of), of.certificate)
  const known = key === evidence.seal.key || key === voucher || evidence.keys.some(vouched)
  return is('file', known && tools.signs(key, fileText(tools.digest(canonicalJson(open))), signature), key)
}
