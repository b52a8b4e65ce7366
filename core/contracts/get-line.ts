import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, many, maybe, shape } from '../kernel/shape.ts'
import { historyOf } from './changing.ts'
import { contractLines, contracts } from './contract.ts'
import { noticeDeadlines } from './deadlines.ts'
import { lineChanges } from './line-change.ts'

/** One line with all that is recorded of it, and when it can be left. */
export const getLine = query({
  name: 'contracts.line',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({ line: idOf('contractLines') }),
  output: shape({
    contract: contracts.shape,
    line: contractLines.shape,
    /** In the order of recording. */
    changes: many(lineChanges.shape),
    customerNoticeBy: maybe(aDay),
    supplierNoticeBy: maybe(aDay),
    /** The last day that a notice given today brings about, by the customer and by us. */
    customerEnd: aDay,
    supplierEnd: aDay,
  }),
  refusals: ['contracts.unknownLine'],
  ask: async ({ line: id }, read, now) => {
    const history = await historyOf(id, read)
    if (!history) return refuse('contracts.unknownLine', { line: id })
    const { contract, line, changes } = history
    const { customerNoticeBy, supplierNoticeBy, earliestEnd } = noticeDeadlines(line)
    const [customerEnd, supplierEnd] = [earliestEnd(now.today), earliestEnd(now.today, 'supplier')]
    return { contract, line, changes, customerNoticeBy, supplierNoticeBy, customerEnd, supplierEnd }
  },
})
