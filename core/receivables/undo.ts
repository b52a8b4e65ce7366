import { command, tell, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, shape, text } from '../kernel/shape.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import { Act, loadAct } from './acting.ts'
import { receipts, settlements } from './receipt.ts'

/** Lines of one journal, and the items that one act touches. */
const most = 1000

/** What the journals of this module take off items, and what they gave back, in the order of the acts. */
const ours = ['receipt', 'settlement', 'refund', 'writeOff'] as const

async function load({ journal: id, day }: { readonly journal: string; readonly day: Parameters<typeof loadAct>[2] }, read: Read) {
  const journal = await read.get(journals, id)
  if (!journal || !ours.some((document) => document === journal.document)) return undefined
  const taken = await read.list(settlements, { where: { field: 'journal', is: 'equal', value: id }, limit: most })
  const receipt = await read.get(receipts, id)
  if (taken.length === 0 && !receipt) return undefined
  const where = { all: [{ field: 'source', is: 'equal', value: id }, { field: 'document', is: 'equal', value: 'reversal' }] } as const // prettier-ignore
  const [mirror] = await read.list(journals, { where, limit: 1 })
  const lines = await read.list(journalLines, { where: { field: 'journal', is: 'equal', value: id }, order: ['position'], limit: most })
  const items = await read.some(openItems, [...taken.map(({ openItem }) => openItem as string), ...(receipt ? [id] : [])])
  return { journal, lines, taken, receipt, items, mirror, act: await loadAct(read, journal.entity, day, ['reversal']) }
}

/** An item after something that was taken off it was given back, at what it was carried at. */
export const givenBack = (item: OpenItem, back: { readonly amount: bigint; readonly entityAmount: bigint; readonly groupAmount: bigint }, day: OpenItem['due']): OpenItem => {
  const open = item.open + back.amount
  return { ...item, open, entityOpen: item.entityOpen + back.entityAmount, groupOpen: item.groupOpen + back.groupAmount, clearedOn: open === 0n ? day : null }
} // prettier-ignore

/** Takes a receipt, an application, a refund or a write-off back by its exact mirror. Of a receipt that was applied, the applications first. */
export const undo = command({
  name: 'receivables.undo',
  zone: 'finance',
  permit: 'receivables.write',
  offline: 'never',
  input: shape({ journal: idOf('journals'), day: aDay, reason: text }),
  output: shape({ journal: idOf('journals'), number: text }),
  refusals: [
    'receivables.unknownEntity', 'receivables.cannotUndo', 'receivables.alreadyUndone', 'receivables.stillApplied', 'receivables.tooEarly',
  ],
  load,
  decide: ({ journal: id, day, reason }, facts, now) => {
    if (!facts) return refuse('receivables.cannotUndo', { journal: id })
    const { journal, lines, taken, receipt, items, mirror, act: own } = facts
    if (refused(own)) return own
    const { number, postedOn } = journal
    if (mirror) return refuse('receivables.alreadyUndone', { number, by: mirror.number })
    if (day < postedOn) return refuse('receivables.tooEarly', { number, day, posted: postedOn })
    const back = taken.map((row) => {
      const before = items.get(row.openItem)!
      return { before, after: givenBack(before, row, day), opposite: row.opposite }
    })
    if (receipt) {
      const money = items.get(id)!
      if (money.open !== money.amount) return refuse('receivables.stillApplied', { number })
      const all = { amount: -money.open, entityAmount: -money.entityOpen, groupAmount: -money.groupOpen }
      back.push({ before: money, after: givenBack(money, all, day), opposite: null })
    }
    const act = new Act(own, now, [...items.values()])
    const posted = act.undo(journal, lines, back, reason)
    return {
      result: { journal: posted.journal.id, number: posted.journal.number },
      changes: [...act.changes(), tell('receivables.undone', { journal: id, number, entity: journal.entity })],
    }
  },
}) // prettier-ignore
