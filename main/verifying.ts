import { createHash } from 'node:crypto'
import type { Wire } from '../core/kernel/shape.ts'
import { canonicalJson } from '../core/signing/canonical.ts'
import { verifyEvidence, type Check, type Tools } from '../core/signing/verify.ts'
import { enclosedIn } from './integrations/documents/pdf-files.ts'
import { pdfSealText, sealIn } from './integrations/documents/pdf-seal.ts'
import { evidenceName, seenName } from './integrations/documents/signed-names.ts'
import { signs } from './signs.ts'

/** What became of every link of a file's evidence, and who signed when, as far as the file can be read. */
export interface Verdict {
  readonly checks: readonly Check[]
  /** The first link that does not stand. */
  readonly broken: Check | null
  readonly signer: string | null
  readonly signedAt: string | null
  /** The key of the company that vouches. */
  readonly key: string | null
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Checks a signed PDF or an exported evidence file. It knows no database: everything that is asked is in the file. */
export function verifyFile(bytes: Buffer, pinned?: string): Verdict {
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? verifyPdf(bytes, pinned) : verifyText(bytes, pinned)
}

function verifyText(bytes: Buffer, pinned: string | undefined): Verdict {
  const evidence = wireOf(bytes)
  if (evidence === undefined) return verdictOf(null, [{ check: 'form', stands: 'no' }])
  const enclosed = text(evidence, 'document', 'base64')
  return verdictOf(evidence, verifyEvidence(evidence, tools(pinned, enclosed === null ? undefined : Buffer.from(enclosed, 'base64'))))
}

function verifyPdf(bytes: Buffer, pinned: string | undefined): Verdict {
  const files = enclosedIn(bytes)
  const evidence = wireOf(files.get(evidenceName))
  const seal = sealIn(bytes)
  const known = evidence === undefined ? [] : [text(evidence, 'seal', 'key'), text(evidence, 'file', 'key')]
  const sealed = seal !== undefined && known.includes(seal.key) && signs(seal.key, pdfSealText(seal.hash), seal.signature)
  const whole: Check = { check: 'file', stands: sealed ? 'yes' : 'no' }
  if (evidence === undefined) return verdictOf(null, [{ check: 'form', stands: 'no' }, whole])
  const checks = verifyEvidence(evidence, tools(pinned, files.get(seenName)))
  const inPaper = (check: Check): Check => {
    // Every byte of the paper: the evidence inside is a part of it.
    if (check.check === 'file' && check.stands === 'yes') return whole
    // It says that what was looked at lies in it, and that cannot be read any more.
    return check.check === 'document' && check.stands === 'absent' && bytes.includes(`(${seenName})`)
      ? { check: 'document', stands: 'no' }
      : check
  }
  return verdictOf(evidence, checks.map(inPaper))
}

const tools = (pinned: string | undefined, document: Buffer | undefined): Tools => ({
  digest: sha256,
  signs,
  ...(document === undefined ? {} : { documentHash: sha256(document) }),
  ...(pinned === undefined ? {} : { pinned }),
})

/** The data of canonical text; any other text of the same data is refused, so that no byte is without meaning. */
function wireOf(bytes: Buffer | undefined): Wire | undefined {
  if (bytes === undefined) return undefined
  try {
    const said = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const wire = JSON.parse(said) as Wire
    return canonicalJson(wire) === said ? wire : undefined
  } catch {
    return undefined
  }
}

function text(of: Wire, ...path: readonly string[]): string | null {
  let at: Wire = of
  for (const name of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return null
    at = (at as { readonly [key: string]: Wire })[name]!
  }
  return typeof at === 'string' ? at : null
}

function verdictOf(evidence: Wire | null, checks: readonly Check[]): Verdict {
  const sealed = evidence === null ? null : text(evidence, 'seal', 'key')
  return {
    checks,
    broken: checks.find(({ stands }) => stands === 'no') ?? null,
    signer: evidence === null ? null : text(evidence, 'statement', 'signer'),
    signedAt: evidence === null ? null : text(evidence, 'statement', 'signedAt'),
    key: voucherIn(evidence, sealed),
  }
}

function voucherIn(evidence: Wire | null, sealed: string | null): string | null {
  const keys = (evidence as { readonly keys?: Wire } | null)?.keys
  const own = Array.isArray(keys) ? (keys as readonly Wire[]).find((key) => text(key, 'publicKey') === sealed) : undefined
  return (own === undefined ? null : text(own, 'certifiedBy')) ?? sealed
}
