import { entities, groups, periodKey, periods } from '../entities/entity.ts'
import { monthOf } from '../consolidation/period.ts'
import { statement } from '../consolidation/statement.ts'
import { isCurrency } from '../kernel/money.ts'
import { add, command, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, aFile, choice, count, flag, maybe, shape, text, type Of } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { bridge } from '../recurring/bridge.ts'
import { rollForward } from '../recognition/roll-forward.ts'
import { isCustomers } from '../receivables/applying.ts'
import { boardPacks, customerMargins, packLanguages, renderPack, type BoardPack } from './pack-facts.ts'
import { packOf } from './pack-page.ts'

/** Customers that a board reads of, and open items that a pack adds up. */
const topCustomers = 10
const most = 100_000

const input = shape({
  period: text,
  language: choice(...packLanguages),
  /** Left out: the group's. */
  currency: maybe(aCurrency),
  /** A further version, where the figures of a final one are no longer those of the books: a month that was opened again. */
  again: maybe(flag),
})

async function load({ period, language, currency, again }: Of<typeof input>, read: Read, now: Now) {
  const month = monthOf(period)
  if (!month) return refuse('closing.badMonth', { month: period })
  if (now.caller.entities !== 'all') return refuse('closing.wholeGroup', {})
  const found = await statement.ask({ period, view: 'transacted', currency, entity: null }, read, now)
  if (refused(found)) return found
  assert(isCurrency(found.currency), 'a currency')
  const members = await read.list(entities, { order: ['code'], limit: 1000 })
  const states = await read.some(periods, members.map(({ code }) => periodKey(code, period))) // prettier-ignore
  const final = members.every(({ code }) => states.get(periodKey(code, period))?.state === 'locked')
  const deferred = await rollForward.ask({ entity: null, from: found.from, to: period }, read, now)
  assert(!refused(deferred), `the roll-forward of ${found.from} to ${period}`)
  // As it was known when the month ended: what is learned of later never moves what was printed.
  const recurring = await bridge.ask({ from: found.from, to: period, view: 'recorded', rates: 'constant', rateMonth: null, knownAt: null, entity: null, customerGroup: null, productFamily: null, measured: null, groupedBy: null }, read, now)
  if (refused(recurring)) return recurring
  const where = { all: [{ field: 'clearedOn', is: 'empty' }, { field: 'postedOn', is: 'atMost', value: month.last }] } as const
  const open = (await read.list(openItems, { where, order: ['id'], limit: most })).filter(isCustomers)
  const margins = await read.ask(customerMargins, { from: found.from, to: period, limit: topCustomers })
  const data = { period, currency: found.currency, entities: found.entities.map(({ entity, name }) => ({ entity, name })), ...packOf({ statement: found, deferred, recurring, open, margins, last: month.last, language }) }
  const of = { all: [{ field: 'period', is: 'equal', value: period }, { field: 'currency', is: 'equal', value: found.currency }, { field: 'language', is: 'equal', value: language }] } as const
  const [kept] = await read.list(boardPacks, { where: of, order: ['-version'], limit: 1 })
  const hash = now.digest(JSON.stringify(data))
  // A month that is not locked everywhere yet is a draft: it is printed anew each time and kept by nobody.
  if (kept && (kept.hash === hash || !again)) return { kept, differs: kept.hash !== hash }
  const version = (kept?.version ?? 0) + 1
  // Of groups that were bought, that of the one to which all belong now.
  const group = (await read.list(groups, { order: ['code'], limit: 1000 })).find(({ parent }) => parent === null)
  const page = { ...data, language, final, version, title: group?.name ?? '', day: month.last }
  const [printed] = await read.ask(renderPack, { name: `board-pack-${period}-${found.currency}-${language}.pdf`, data: page })
  assert(printed, 'a printed pack')
  return { kept: undefined, final, version, data, hash, file: printed.file, currency: found.currency }
} // prettier-ignore

/**
 * What the board reads of a month: profit and loss, balance sheet, cash, recurring revenue and what moved it, deferred revenue, ageing, the best customers, in English or German and any currency. Once
 * all entities have locked the month the first print is kept for ever; where the books say something else later, it says so and a further version has to be asked for.
 */
export const boardPack = command({
  name: 'closing.boardPack',
  zone: 'finance',
  permit: 'closing.read',
  offline: 'never',
  input,
  output: shape({ file: aFile, version: count, final: flag, /** The books no longer say what the kept pack says. */ differs: flag }),
  refusals: ['closing.badMonth', 'closing.wholeGroup', 'recurring.badMonths', 'consolidation.badPeriod', 'consolidation.noGroup', 'rates.missing', 'rates.stale'],
  load,
  decide: ({ period, language }, facts, now) => {
    if (refused(facts)) return facts
    if (facts.kept) return { result: { file: facts.kept.file, version: facts.kept.version, final: facts.kept.final, differs: facts.differs }, changes: [] }
    const { final, version, data, hash, file, currency } = facts
    const result = { file, version, final, differs: false }
    if (!final) return { result, changes: [] }
    const row: BoardPack = { id: now.newId() as BoardPack['id'], period, version, final, currency, language, data, hash, file, madeAt: now.at, madeBy: now.caller.name }
    return { result, changes: [add(boardPacks, row)] }
  },
}) // prettier-ignore
