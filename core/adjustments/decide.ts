import { add, command, put, tell, type Change } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { codeOf, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { postingFaults } from '../ledger/post-journal.ts'
import { rateFaults, type RateFault } from '../rates/exchange.ts'
import { adjustments, type Adjustment } from './adjustment.ts'
import { openBook, postByHand, type Book } from './posting.ts'
import { dayInMonth, nextFirst } from './rules.ts'

/** Agrees to a journal by hand, which posts it, or declines it. Whoever wrote it cannot agree; into a soft-closed month only who may post late. */
export const decide = command({
  name: 'adjustments.decide',
  zone: 'finance',
  permit: 'adjustments.approve',
  offline: 'never',
  input: shape({ adjustment: idOf('adjustments'), approve: flag, said: maybe(text) }),
  output: adjustments.shape,
  refusals: ['adjustments.unknown', 'adjustments.decided', 'adjustments.samePerson', ...postingFaults, ...rateFaults],
  load: async (input, read) => {
    const row = await read.get(adjustments, input.adjustment)
    if (!row || row.state !== 'proposed' || !input.approve) return { row, book: undefined }
    return { row, book: await openBook(read, row.entity, row.currency, row.postedOn, row.reversesOn) }
  },
  decide: ({ adjustment, approve, said }, { row, book }, now) => {
    if (!row) return refuse('adjustments.unknown', { adjustment })
    if (row.state !== 'proposed') return refuse('adjustments.decided', { state: row.state })
    if (approve && row.proposedBy === now.caller.user) return refuse('adjustments.samePerson', {})
    const decided = { ...row, decidedBy: now.caller.user, decidedAt: now.at, said }
    if (!approve || !book) {
      const after: Adjustment = { ...decided, state: 'declined' }
      return { result: after, changes: [put(adjustments, after), tell('adjustments.declined', { adjustment, entity: row.entity })] }
    }
    if (refused(book)) return book
    const posted = postByHand(row, book, now)
    if (refused(posted)) return posted
    const after: Adjustment = { ...decided, state: 'posted', journal: posted.journal, reversal: posted.reversal }
    return { result: after, changes: [...posted.changes, put(adjustments, after), tell('adjustments.posted', { adjustment, entity: row.entity })] }
  },
}) // prettier-ignore

/** Series that one call posts: each of another entity and kind. */
const most = 500

/** Posts the month of every series that was agreed to and has none there yet. Running it again posts nothing twice. */
export const repeat = command({
  name: 'adjustments.repeat',
  zone: 'finance',
  permit: 'adjustments.approve',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), /** `2026-12` */ month: text }),
  output: shape({ posted: count, journals: many(idOf('journals')) }),
  refusals: ['adjustments.badMonth', ...postingFaults, ...rateFaults],
  load: async ({ entity, month }, read): Promise<{ readonly due: readonly Adjustment[]; readonly books: readonly Book[] } | Refusal<'adjustments.badMonth' | RateFault>> => {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return refuse('adjustments.badMonth', { month })
    const where = { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'state', is: 'equal', value: 'posted' }, { field: 'repeatsUntil', is: 'atLeast', value: month }] } as const
    const agreed = (await read.list(adjustments, { where, order: ['id'], limit: most })).filter((row) => row.repeats === null && row.postedOn.slice(0, 7) < month)
    const children = agreed.length === 0 ? [] : await read.list(adjustments, { where: { field: 'repeats', is: 'in', value: agreed.map(({ id }) => id) }, limit: 100_000 })
    const due = agreed
      .filter((row) => !children.some((child) => child.repeats === row.id && child.postedOn.slice(0, 7) === month))
      .map((row) => { const postedOn = dayInMonth(row.postedOn, month); return { ...row, postedOn, reversesOn: row.reversesOn === null ? null : nextFirst(postedOn) } })
    const books: Book[] = []
    for (const row of due) {
      const book = await openBook(read, row.entity, row.currency, row.postedOn, row.reversesOn)
      if (refused(book)) return book
      books.push(book)
    }
    return { due, books }
  },
  decide: (_input, facts, now) => {
    if (refused(facts)) return facts
    const changes: Change[] = []
    const journals = []
    // Journals of one series follow each other: each begins where the one before left it.
    const series = new Map<string, Book['series']>()
    for (const [i, row] of facts.due.entries()) {
      const book = facts.books[i]!
      const at = (one: Book['series'] | null) => (one ? (series.get(one.series) ?? one) : null)
      const posted = postByHand(row, { ...book, series: at(book.series)!, mirrors: at(book.mirrors) }, now)
      if (refused(posted)) return posted
      for (const change of posted.changes) if (change.does === 'put' && 'next' in change.row) series.set(`${change.row['series'] as string}`, change.row as unknown as Book['series'])
      const child: Adjustment = { ...row, id: now.newId() as Adjustment['id'], repeats: row.id, repeatsUntil: null, journal: posted.journal, reversal: posted.reversal, decidedAt: now.at }
      changes.push(...posted.changes, add(adjustments, child), tell('adjustments.repeated', { adjustment: child.id, entity: row.entity }))
      journals.push(posted.journal)
    }
    return { result: { posted: journals.length, journals }, changes }
  },
}) // prettier-ignore
