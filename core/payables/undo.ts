import type { Day } from '../kernel/day.ts'
import { entities, groups, numberSeries } from '../entities/entity.ts'
import { command, put, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, idOf, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import { postJournal, reverseJournal, seriesFor, type PostingLine } from '../ledger/post-journal.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { paidFor } from '../purchases/actual.ts'
import { costsUndone, prepaidCosts, type PrepaidCost } from '../recognition/prepaid-cost.ts'
import { settlementOf } from '../receivables/acting.ts'
import { settlements } from '../receivables/receipt.ts'
import { givenBack } from '../receivables/undo.ts'
import { costsOf, linesOf } from './post.ts'
import { supplierInvoices, type SupplierInvoice } from './supplier-invoice.ts'

const input = shape({ invoice: idOf('supplierInvoices'), day: aDay, reason: text })
type Input = Of<typeof input>
const most = 10_000

async function load({ invoice: id, day }: Input, read: Read) {
  const invoice = await read.get(supplierInvoices, id)
  const journal = invoice?.state === 'posted' ? await read.get(journals, id) : undefined
  const entity = invoice && (await read.get(entities, invoice.entity))
  if (!invoice || !journal || !entity) return { invoice }
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const item = await read.get(openItems, id)
  assert(item, `the open item of ${invoice.number}`)
  const lines = await linesOf(read, id)
  const taken = await read.list(settlements, { where: { all: [{ field: 'journal', is: 'equal', value: id }, { field: 'openItem', is: 'not', value: id }] }, limit: most }) // prettier-ignore
  const deliveries = await read.some(openItems, taken.map(({ openItem }) => openItem as string).sort()) // prettier-ignore
  const posted = await read.list(journalLines, { where: { field: 'journal', is: 'equal', value: id }, order: ['position'], limit: most })
  const known = await costsOf(read, lines)
  const prepaid = await read.list(prepaidCosts, { where: { field: 'invoice', is: 'equal', value: id }, order: ['id'], limit: most })
  return {
    invoice,
    entity,
    group,
    item,
    lines,
    journal,
    posted,
    taken,
    deliveries,
    prepaid,
    ...known,
    // After the reversal's own: whoever posts both takes them in this order.
    series: await seriesFor(read, entity, 'reversal', day),
    releases: await seriesFor(read, entity, 'recognition', day),
  }
}
type Facts = Extract<Awaited<ReturnType<typeof load>>, { readonly journal: unknown }>

/** Each cost that the invoice brought is answered by its opposite, under the number of the reversal. */
function costsBack({ lines, costs, actuals }: Facts, reference: string, now: Now): readonly Change[] {
  const recorded = new Map<string, number>()
  for (const { costLine, number } of actuals) recorded.set(costLine, Math.max(recorded.get(costLine) ?? 0, number))
  return lines.flatMap(({ id, costLine }, i) => {
    const cost = costLine === null ? undefined : costs.get(costLine)
    const actual = actuals.find((one) => (one.id as string) === id)
    if (!cost || !actual) return []
    const before = recorded.get(cost.id) ?? 0
    recorded.set(cost.id, before + 1)
    const { amount, entityAmount, groupAmount } = actual
    const back = { amount: -amount, entityAmount: -entityAmount, groupAmount: -groupAmount, reference: `${reference}/${i + 1}` }
    return paidFor(cost, { ...actual, ...back }, before, now).changes
  })
}

/** What of a prepaid cost was cost already: the mirror takes all of it off what waits, so cost and waiting change places once more. */
const releasedLines = (rows: readonly PrepaidCost[]): readonly PostingLine[] =>
  rows
    .filter(({ recognised, entityRecognised, groupRecognised }) => recognised !== 0n || entityRecognised !== 0n || groupRecognised !== 0n)
    .flatMap(({ prepaidAccount, costAccount, recognised, entityRecognised, groupRecognised, supplier }) => [
      { account: prepaidAccount, minor: recognised, pinned: { entityMinor: entityRecognised, groupMinor: groupRecognised }, supplier },
      { account: costAccount, minor: -recognised, pinned: { entityMinor: -entityRecognised, groupMinor: -groupRecognised }, supplier },
    ])
function releasesBack({ invoice, entity, group, prepaid, releases }: Facts, day: Day, reason: string, balances: BalanceSheet, now: Now): readonly Change[] {
  const lines = releasedLines(prepaid)
  if (lines.length === 0) return costsUndone(prepaid)
  const posted = postJournal({
    id: now.newId(), entity, groupCurrency: group.currency, document: 'recognition', series: releases, postedOn: day, postedAt: now.at, currency: invoice.currency, lines: [...lines],
    exchanges: null, rates: {}, source: invoice.id, narrative: reason, balances, digest: now.digest,
  })
  assert(!refused(posted), 'amounts that were booked together once balance')
  return [...posted.changes, put(numberSeries, posted.series), ...costsUndone(prepaid)]
} // prettier-ignore

/** What had come in before it was invoiced stands as not invoiced again. */
function deliveredAgain({ taken, deliveries }: Facts, journal: Id<'journals'>, day: Day, reason: string, now: Now): readonly Change[] {
  const standing = new Map(deliveries)
  return taken.flatMap((row) => {
    const before = standing.get(row.openItem)!
    const after = givenBack(before, row, day)
    standing.set(row.openItem, after)
    const about = { journal, event: journal, day, act: 'undone', reason, opposite: null } as const
    return [put(openItems, after), settlementOf(before, after, about, now)]
  })
}

function decide(
  { day, reason }: Input,
  facts: Facts,
  now: Now,
): Decision<SupplierInvoice> | Refusal<'payables.paid' | 'payables.tooEarly'> {
  const { invoice, entity, group, item, journal, posted, series } = facts
  const { number } = invoice
  if (item.open !== item.amount) return refuse('payables.paid', { number })
  if (day < journal.postedOn) return refuse('payables.tooEarly', { number, day, issued: journal.postedOn })
  const balances = new BalanceSheet()
  const mirror = reverseJournal({
    id: now.newId(), entity, groupCurrency: group.currency, series, postedOn: day, postedAt: now.at, narrative: reason.trim(), balances, digest: now.digest, original: journal, lines: posted,
  }) // prettier-ignore
  const result: SupplierInvoice = { ...invoice, state: 'undone', decidedBy: now.caller.name, decidedAt: now.at, decision: reason.trim() }
  return {
    result,
    changes: [
      ...mirror.changes,
      ...releasesBack(facts, day, reason.trim(), balances, now),
      put(openItems, { ...item, open: 0n, entityOpen: 0n, groupOpen: 0n, clearedOn: day }),
      ...deliveredAgain(facts, mirror.journal.id, day, reason.trim(), now),
      ...costsBack(facts, mirror.journal.number, now),
      put(supplierInvoices, result),
      ...balances.changes(),
      put(numberSeries, mirror.series),
      tell('payables.undone', { invoice: invoice.id, number, entity: entity.code, journal: mirror.journal.number }),
    ],
  }
}

/** Takes a posted invoice back by its exact mirror, before anything of it is paid. What it cost is taken off the contracts again. */
export const undo = command({
  name: 'payables.undo',
  zone: 'finance',
  permit: 'payables.post',
  offline: 'never',
  input,
  output: supplierInvoices.shape,
  refusals: ['payables.unknownInvoice', 'payables.notPosted', 'payables.paid', 'payables.tooEarly'],
  load,
  decide: (asked, facts, now) => {
    if (!facts.invoice) return refuse('payables.unknownInvoice', { invoice: asked.invoice })
    const { invoice } = facts
    return 'journal' in facts ? decide(asked, facts as Facts, now) : refuse('payables.notPosted', { number: invoice.number, state: invoice.state })
  },
}) // prettier-ignore
