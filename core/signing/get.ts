import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aFile, choice, count, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { claimsOf, verifyEvidence } from './verify.ts'
import { evidenceOf, evidenceWire } from './evidence-file.ts'
import { fileBytes } from './reads.ts'
import { checkSeal } from './seal.ts'
import { countersignatures, signatures, signedDocuments } from './signature.ts'
import { checkNames } from './verify.ts'

/** A signature with its evidence: what was shown, how every link of it stands, and what was printed. */
export const getSignature = query({
  name: 'signing.signature',
  zone: 'sales',
  permit: 'signing.read',
  input: shape({ signature: idOf('signatures') }),
  output: shape({
    signature: signatures.shape,
    countersignature: maybe(countersignatures.shape),
    clauses: many(shape({ code: text, version: count, language: text, heading: text, text: longText, hash: text })),
    checks: many(shape({ check: choice(...checkNames), stands: choice('yes', 'no', 'absent'), about: maybe(text) })),
    printed: many(aFile),
  }),
  refusals: ['signing.unknown', 'signing.unknownClause'],
  ask: async ({ signature: id }, read, now) => {
    const evidence = await evidenceOf(id, read, now)
    if (refused(evidence)) return evidence
    const wire = evidenceWire(evidence, null, now)
    const claims = claimsOf(wire, now.digest)
    const proven = new Set<string>()
    for (const claim of claims) {
      const [answer] = await read.ask(checkSeal, claim)
      if (answer?.valid) proven.add(JSON.stringify(claim))
    }
    const [seen] = await read.ask(fileBytes, { hash: evidence.signature.document.hash })
    const checks = verifyEvidence(wire, {
      digest: now.digest,
      signs: (key, said, signature) => proven.has(JSON.stringify({ key, text: said, signature })),
      ...(seen ? { documentHash: seen.actual } : {}),
    })
    const printed = await read.list(signedDocuments, {
      where: { field: 'signature', is: 'equal', value: id },
      order: ['archivedAt'],
      limit: 100,
    })
    return {
      signature: evidence.signature,
      countersignature: evidence.countersignature ?? null,
      clauses: evidence.clauses,
      checks: checks.filter(({ check }) => check !== 'file').map(({ check, stands, about }) => ({ check, stands, about: about ?? null })),
      printed: printed.map(({ file }) => file),
    }
  },
})
