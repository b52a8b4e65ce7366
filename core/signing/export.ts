import { query } from '../kernel/operation.ts'
import { assert, refused } from '../kernel/refusal.ts'
import { aFile, idOf, shape } from '../kernel/shape.ts'
import { evidenceOf, evidenceText } from './evidence-file.ts'
import { fileNameFor } from './order-page.ts'
import { keepText } from './reads.ts'

/** A signed order as one file that stands for itself: `harmony verify FILE` proves it on any machine. */
export const exportEvidence = query({
  name: 'signing.export',
  zone: 'sales',
  permit: 'signing.read',
  input: shape({ signature: idOf('signatures') }),
  output: shape({ file: aFile }),
  refusals: ['signing.unknown', 'signing.unknownClause'],
  ask: async ({ signature: id }, read, now) => {
    const evidence = await evidenceOf(id, read, now)
    if (refused(evidence)) return evidence
    const name = fileNameFor(evidence.payload, '-evidence').replace(/pdf$/, 'json')
    const [kept] = await read.ask(keepText, { name, mime: 'application/json', text: await evidenceText(evidence, true, read, now) })
    assert(kept, 'a kept file')
    return { file: kept.file }
  },
})
