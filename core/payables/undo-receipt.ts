import { add, command, tell } from '../kernel/operation.ts'
import { decimalText, zero } from '../kernel/decimal.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, shape, text, type Id } from '../kernel/shape.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import { costActuals, costLines } from '../purchases/cost-line.ts'
import { Act, loadAct } from '../receivables/acting.ts'
import { givenBack } from '../receivables/undo.ts'
import { afterDelivery, orderedWith } from './delivered-orders.ts'
import { receivedOf, type Receipt } from './deliveries.ts'
import { costOfDelivery } from './receive.ts'
import { goodsReceipts } from './supplier-invoice.ts'

/** Lines of the journal of one delivery. */
const most = 1000

/** Takes a delivery back that was recorded by mistake: its journal by the exact mirror, its cost off the contract. Before any of it is invoiced or sent back. */
export const undoReceipt = command({
  name: 'payables.undoReceipt',
  zone: 'operations',
  permit: 'payables.receive',
  offline: 'never',
  input: shape({ receipt: idOf('goodsReceipts'), day: aDay, reason: text }),
  output: goodsReceipts.shape,
  refusals: ['payables.unknownReceipt', 'payables.receiptUsed', 'payables.tooEarly', 'receivables.unknownEntity'],
  load: async ({ receipt: id, day }, read) => {
    const receipt = await read.get(goodsReceipts, id)
    const cost = receipt && (await read.get(costLines, receipt.costLine))
    if (!receipt || !cost) return undefined
    const where = { field: 'costLine', is: 'equal', value: cost.id } as const
    const journal = await read.get(journals, id)
    const lines = await read.list(journalLines, { where: { field: 'journal', is: 'equal', value: id }, order: ['position'], limit: most })
    return {
      receipt, cost, journal, lines, item: await read.get(openItems, id),
      receipts: await read.list(goodsReceipts, { where, limit: 10_000 }),
      actuals: await read.list(costActuals, { where, order: ['number'], limit: 10_000 }),
      ordered: await orderedWith(read, cost.id),
      act: journal ? await loadAct(read, receipt.entity, day, ['reversal']) : null,
    }
  },
  decide: ({ receipt: id, day, reason }, facts, now) => {
    if (!facts) return refuse('payables.unknownReceipt', { receipt: id })
    const { receipt, cost, journal, lines, item, receipts, actuals, ordered, act: own } = facts
    const used = receipt.quantity.lte(zero) || receipts.some(({ takesBack }) => takesBack === receipt.id) || (item && item.open !== item.amount)
    if (used || receivedOf(receipts, cost.id).lt(receipt.quantity)) return refuse('payables.receiptUsed', { item: cost.item, quantity: decimalText(receipt.quantity) })
    if (day < receipt.day) return refuse('payables.tooEarly', { number: journal?.number ?? cost.item, day, issued: receipt.day })
    if (own !== null && refused(own)) return own
    const opposite: Receipt = { ...receipt, id: now.newId() as Id<'goodsReceipts'>, day, quantity: receipt.quantity.neg(), recordedAt: now.at, recordedBy: now.caller.name, takesBack: receipt.id }
    const act = own && new Act(own, now, item ? [item] : [])
    const all = item && { amount: -item.open, entityAmount: -item.entityOpen, groupAmount: -item.groupOpen }
    const posted = act && journal && act.undo(journal, lines, item && all ? [{ before: item, after: givenBack(item, all, day), opposite: null }] : [], reason.trim())
    return {
      result: opposite,
      changes: [
        ...(act?.changes() ?? []),
        add(goodsReceipts, opposite),
        ...(posted ? costOfDelivery(cost, actuals, posted, day, now, opposite.id) : []),
        ...(ordered ? afterDelivery(ordered, opposite, now) : []),
        tell('payables.receiptUndone', { contract: cost.contract, costLine: cost.id, entity: cost.entity }),
      ],
    }
  },
}) // prettier-ignore
