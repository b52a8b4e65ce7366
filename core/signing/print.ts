import { add, command, tell, type Now, type Read } from '../kernel/operation.ts'
import { assert, refused } from '../kernel/refusal.ts'
import { aFile, flag, idOf, shape, text, type Id } from '../kernel/shape.ts'
import { evidenceOf, evidenceText, type Evidence } from './evidence-file.ts'
import { fileNameFor, orderPage } from './order-page.ts'
import { fileBytes, renderOrder } from './reads.ts'
import { signedDocuments, type Signature } from './signature.ts'

/** What the archive holds of a signature; with the hub's countersignature once there is one. */
const archived = (read: Read, signature: Signature['id'], countersigned: boolean) =>
  read.list(signedDocuments, {
    where: {
      all: [
        { field: 'signature', is: 'equal', value: signature },
        { field: 'countersigned', is: 'equal', value: countersigned },
      ],
    },
    order: ['archivedAt'],
    limit: 1,
  })

/** For `load`: the paper as it lies in the archive, or printed now. */
export async function printing(id: Signature['id'], read: Read, now: Now) {
  const evidence = await evidenceOf(id, read, now)
  if (refused(evidence)) return { evidence }
  const [before] = await archived(read, id, evidence.countersignature !== undefined)
  // The hub's paper comes down to a device as its row alone; what does not lie here is printed here.
  const isHere = async (hash: string): Promise<boolean> => (await read.ask(fileBytes, { hash })).length > 0
  if (before && (await isHere(before.file.hash))) return { evidence, before }
  // What was looked at follows the order by itself: a paper without it is for today, and the archive waits for the whole one.
  return { evidence, printed: await printed(evidence, read, now), whole: await isHere(evidence.signature.document.hash) }
}
/** For `decide`: the paper, and its place in the archive where it is new. */
export function paperOf(
  evidence: Evidence,
  { before, printed: file, whole }: Omit<Awaited<ReturnType<typeof printing>>, 'evidence'>,
  id: Id<'signedDocuments'>,
  now: Now,
) {
  if (before) return { result: { file: before.file, language: before.language, countersigned: before.countersigned }, changes: [] }
  assert(file, 'a printed document')
  const { signature, payload, countersignature } = evidence
  const result = { file, language: payload.language, countersigned: countersignature !== undefined }
  return {
    result,
    changes: [
      ...(whole ? [add(signedDocuments, { id, signature: signature.id, ...result, archivedAt: now.at })] : []),
      tell('signing.printed', { signature: signature.id, record: signature.record, subject: signature.subject }),
    ],
  }
}

/**
 * Prints what was signed, in the customer's language: PDF/A-3 with the signature drawn, and inside it the document that was looked at and the
 * machine-readable evidence. Printing again gives those very bytes. Works without a network: the customer has it before the salesperson leaves.
 */
export const printSigned = command({
  name: 'signing.print',
  zone: 'sales',
  permit: 'signing.sign',
  offline: 'queue',
  input: shape({ signature: idOf('signatures') }),
  output: shape({ file: aFile, language: text, countersigned: flag }),
  refusals: ['signing.unknown', 'signing.unknownClause'],
  load: ({ signature }, read, now) => printing(signature, read, now),
  decide: (_input, { evidence, ...facts }, now) => {
    const id = now.newId() as Id<'signedDocuments'>
    return refused(evidence) ? evidence : paperOf(evidence, facts, id, now)
  },
})

async function printed(evidence: Evidence, read: Read, now: Parameters<typeof evidenceText>[3]) {
  const { signature, payload, clauses, countersignature, keys } = evidence
  const own = keys.some(({ publicKey, keptBy }) => publicKey === signature.sealKey && keptBy === 'installation')
  const countersignedAt = own ? undefined : (countersignature?.receivedAt ?? null)
  const [answer] = await read.ask(renderOrder, {
    name: fileNameFor(payload, '-signed'),
    data: orderPage(payload, clauses, signature.payloadHash, signature, countersignedAt),
    copy: await evidenceText(evidence, false, read, now),
    seen: signature.document,
  })
  assert(answer, 'a printed document')
  return answer.file
}
