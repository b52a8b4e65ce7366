import { command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, shape, text } from '../kernel/shape.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import { Act, loadAct } from '../receivables/acting.ts'
import { settlements } from '../receivables/receipt.ts'
import { givenBack } from '../receivables/undo.ts'
import { isSuppliers } from './paying.ts'
import { supplierPayments } from './payment.ts'

/** Lines of one journal, and the items that one act touches. */
const most = 1000

/** Takes a payment, or what was set off, back by its exact mirror. Of a payment in advance that an invoice used, the setting off first. */
export const undoPayment = command({
  name: 'payables.undoPayment',
  zone: 'finance',
  permit: 'payables.pay',
  offline: 'never',
  input: shape({ journal: idOf('journals'), day: aDay, reason: text }),
  output: shape({ journal: idOf('journals'), number: text }),
  refusals: ['receivables.unknownEntity', 'payables.cannotUndo', 'payables.advanceUsed', 'payables.tooEarly'],
  load: async ({ journal: id, day }, read) => {
    const journal = await read.get(journals, id)
    if (!journal || !(journal.document === 'payment' || journal.document === 'settlement')) return undefined
    const taken = await read.list(settlements, { where: { field: 'journal', is: 'equal', value: id }, limit: most })
    const payment = await read.get(supplierPayments, id)
    const where = { all: [{ field: 'source', is: 'equal', value: id }, { field: 'document', is: 'equal', value: 'reversal' }] } as const // prettier-ignore
    const [mirror] = await read.list(journals, { where, limit: 1 })
    const lines = await read.list(journalLines, { where: { field: 'journal', is: 'equal', value: id }, order: ['position'], limit: most })
    const items = await read.some(openItems, [...new Set([...taken.map(({ openItem }) => openItem as string), id])].sort())
    return { journal, taken, payment, mirror, lines, items, act: await loadAct(read, journal.entity, day, ['reversal']) }
  },
  decide: ({ journal: id, day, reason }, facts, now) => {
    const ours = facts && facts.items.size > 0 && [...facts.items.values()].every(isSuppliers)
    if (!facts || !ours || facts.mirror) return refuse('payables.cannotUndo', { journal: facts?.journal.number ?? id, by: facts?.mirror?.number ?? '–' })
    const { journal, taken, payment, lines, items, act: own } = facts
    if (refused(own)) return own
    const { number, postedOn, entity } = journal
    if (day < postedOn) return refuse('payables.tooEarly', { number, day, issued: postedOn })
    const back = taken.map((row) => {
      const before = items.get(row.openItem)!
      return { before, after: givenBack(before, row, day), opposite: row.opposite }
    })
    const advance = payment && items.get(id)
    if (advance) {
      if (advance.open !== advance.amount) return refuse('payables.advanceUsed', { number })
      const all = { amount: -advance.open, entityAmount: -advance.entityOpen, groupAmount: -advance.groupOpen }
      back.push({ before: advance, after: givenBack(advance, all, day), opposite: null })
    }
    const act = new Act(own, now, [...items.values()])
    const posted = act.undo(journal, lines, back, reason.trim())
    return {
      result: { journal: posted.journal.id, number: posted.journal.number },
      changes: [...act.changes(), tell('payables.paymentUndone', { journal: id, number, entity })],
    }
  },
}) // prettier-ignore
