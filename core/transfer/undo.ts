import { entities } from '../entities/entity.ts'
import { command, put, tell, type Change, type Read } from '../kernel/operation.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aDay, count, idOf, many, shape, text } from '../kernel/shape.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import { groupCurrencies } from './one-group.ts'
import { Books, holdSeries } from './posting.ts'

/** Lines of one settlement's journals: an item each, the bank, the difference. */
const most = 5000

const input = shape({
  /** As the settlement answered it. */
  event: idOf('journals'),
  day: aDay,
  reason: text,
})

async function load({ event, day }: { readonly event: string; readonly day: OpenItem['due'] }, read: Read) {
  const where = { all: [{ field: 'event', is: 'equal', value: event }, { field: 'document', is: 'equal', value: 'settlement' }] } as const // prettier-ignore
  const found = await read.list(journals, { where, order: ['id'], limit: 100 })
  const lines = found.length === 0 ? [] : await read.list(journalLines, { where: { field: 'journal', is: 'in', value: found.map(({ id }) => id) }, order: ['journal', 'position'], limit: most }) // prettier-ignore
  const items = await read.some(openItems, [...new Set(lines.flatMap((line) => line.openItem ?? []))].sort())
  // A customer's settlement has no items between entities; a side that the caller may not see is missing.
  const books = new Set(found.map(({ entity }) => entity))
  if (books.size !== 2 || [...items.values()].some(({ kind }) => kind !== 'intercompany') || items.size === 0) return undefined
  const sources = { all: [{ field: 'source', is: 'in', value: found.map(({ id }) => id) }, { field: 'document', is: 'equal', value: 'reversal' }] } as const // prettier-ignore
  const [mirror] = await read.list(journals, { where: sources, limit: 1 })
  const members = await read.some(entities, [...books].sort())
  const wanted = [...members.values()].map((entity) => ({ entity, document: 'reversal' as const, day }))
  return { found, lines, items, mirror, members, currencyOf: await groupCurrencies(read), series: await holdSeries(read, wanted) }
}

/** Takes a settlement between two entities back in both books at once, by exact mirrors: every item is owed again as it was, at what it was carried at. */
export const undoSettlement = command({
  name: 'transfer.undoSettlement',
  zone: 'finance',
  permit: 'transfer.post',
  offline: 'never',
  input,
  output: shape({ journals: many(idOf('journals')), items: count }),
  refusals: ['transfer.unknownSettlement', 'transfer.undoneAlready', 'transfer.undoTooEarly'],
  load,
  decide: ({ event, day, reason }, facts, now) => {
    if (!facts) return refuse('transfer.unknownSettlement', { event })
    const { found, lines, items, mirror, members, currencyOf, series } = facts
    if (mirror) return refuse('transfer.undoneAlready', { number: mirror.number })
    const early = found.find(({ postedOn }) => day < postedOn)
    if (early) return refuse('transfer.undoTooEarly', { number: early.number, day: early.postedOn })
    const books = new Books(series, currencyOf, now)
    const standing = new Map<string, OpenItem>(items)
    const mirrors = found.map((journal) => {
      const own = lines.filter((line) => line.journal === journal.id)
      const entity = members.get(journal.entity)
      assert(entity, `the entity ${journal.entity}`)
      for (const line of own) {
        const item = line.openItem === null ? undefined : standing.get(line.openItem)
        if (!item) continue
        const open = item.open - line.amount
        const after = { open, entityOpen: item.entityOpen - line.entityAmount, groupOpen: item.groupOpen - line.groupAmount }
        standing.set(item.id, { ...item, ...after, clearedOn: open === 0n ? day : null })
      }
      return books.undo(entity, journal, own, day, reason).journal.id
    })
    const changes: Change[] = [...standing.values()].map((item) => put(openItems, item))
    const told = tell('transfer.settlementUndone', { event, reason })
    return { result: { journals: mirrors, items: standing.size }, changes: [...changes, ...books.changes(), told] }
  },
})
