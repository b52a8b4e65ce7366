import { query } from '../kernel/operation.ts'
import { assert, refused } from '../kernel/refusal.ts'
import { aFile, shape } from '../kernel/shape.ts'
import { clauseLibrary } from '../terms/choosing.ts'
import { fileNameFor, orderPage } from './order-page.ts'
import { payloadText, somePayload } from './payload.ts'
import { renderOrder } from './reads.ts'
import { wordsShown } from './words-shown.ts'

/** Prints a document as it is to be signed: these very bytes are looked at, and their hash is signed. */
export const previewDocument = query({
  name: 'signing.preview',
  zone: 'sales',
  permit: 'signing.sign',
  input: shape({ payload: somePayload }),
  output: shape({ file: aFile }),
  refusals: ['signing.unknownClause'],
  ask: async ({ payload }, read, now) => {
    const clauses = wordsShown(payload, await clauseLibrary(read))
    if (refused(clauses)) return clauses
    const [printed] = await read.ask(renderOrder, {
      name: fileNameFor(payload),
      data: orderPage(payload, clauses, now.digest(payloadText(payload)), null),
      copy: null,
      seen: null,
    })
    assert(printed, 'a printed document')
    return { file: printed.file }
  },
})
