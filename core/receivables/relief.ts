import type { Day } from '../kernel/day.ts'
import { divide, ratio, ratioOf, roundHalfAway, zero, type Decimal } from '../kernel/decimal.ts'
import { command, tell, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, idOf, minorIn, shape, text, type Code } from '../kernel/shape.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import type { PostingLine } from '../ledger/post-journal.ts'
import { account } from '../ledger/posting.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { reliefFrom, reliefIn, type BadDebtRelief } from '../tax/statute/bad-debts.ts'
import { Act, loadAct } from './acting.ts'
import { actFaults, isCustomers } from './applying.ts'
import { settlements } from './receipt.ts'

/** Lines and acts of one document. */
const most = 10_000
interface DocumentTax {
  readonly code: Code<'taxCodes'>
  /** What the document charged, above zero. */
  readonly tax: bigint
  /** Per cent. */
  readonly rate: Decimal
}
/** The tax that a document charged, by code, in its own currency. */
export async function taxesOf(read: Read, item: OpenItem): Promise<readonly DocumentTax[]> {
  const where = { all: [{ field: 'journal', is: 'equal', value: item.id }, { field: 'account', is: 'equal', value: account('outputTax') }] } as const // prettier-ignore
  const lines = await read.list(journalLines, { where, order: ['position'], limit: most })
  const taxes = new Map<Code<'taxCodes'>, bigint>()
  for (const { taxCode, amount, currency } of lines)
    if (taxCode !== null && currency === item.currency) taxes.set(taxCode, (taxes.get(taxCode) ?? 0n) - amount)
  const known = await read.some(taxCodes, [...taxes.keys()].sort())
  return [...taxes].filter(([, tax]) => tax > 0n).map(([code, tax]) => ({ code, tax, rate: known.get(code)?.rate ?? zero }))
}

/** The tax in a part of a document. */
export const taxIn = (taxes: readonly DocumentTax[], part: bigint, item: OpenItem): readonly DocumentTax[] =>
  item.amount === 0n
    ? []
    : taxes.map((one) => ({ ...one, tax: roundHalfAway(ratio(one.tax * part, item.amount)) })).filter(({ tax }) => tax !== 0n)

/** Tax that comes back, where the country's returns show it. */
export const reliefLines = (rule: BadDebtRelief, taxes: readonly DocumentTax[], item: OpenItem): readonly PostingLine[] =>
  taxes.map(({ code, tax }) => ({ account: account(rule.claimedAs), minor: tax, taxCode: code, customer: item.customer }))

/**
 * What the tax that comes back was charged on, where returns want both: the bad debt, code by code, and what of it bore none. A document with one tax on all of it has
 * one line. Britain's return takes the tax alone (VAT Notice 700/18, 2.8).
 */
export function baseLines(rule: BadDebtRelief | null, taxes: readonly DocumentTax[], net: bigint, customer: OpenItem['customer']): readonly PostingLine[] {
  const debt = (minor: bigint, taxCode: Code<'taxCodes'> | null): PostingLine => ({ account: account('badDebt'), minor, taxCode, customer })
  if (rule?.claimedAs !== 'outputTax' || taxes.length === 0) return [debt(net, null)]
  const based = taxes.map(({ code, tax, rate }) => ({ code, base: rate.eq(zero) ? 0n : roundHalfAway(divide(ratio(tax * 100n), ratioOf(rate))) }))
  const rest = based.reduce((left, { base }) => left - base, net)
  // The tax was rounded, so its base comes within some pence of the bad debt.
  const [one] = based
  if (based.length === 1 && (rest < 0n ? -rest : rest) <= 5n) return [debt(net, one!.code)]
  return [...based.filter(({ base }) => base !== 0n).map(({ code, base }) => debt(base, code)), ...(rest === 0n ? [] : [debt(rest, null)])]
} // prettier-ignore

export interface Relief {
  readonly rule: BadDebtRelief
  readonly from: Day
}
export function reliefOf(item: OpenItem, country: string, day: Day): Relief | null {
  const rule = item.kind === 'receivable' && item.amount > 0n ? reliefIn(country, day) : undefined
  return rule ? { rule, from: reliefFrom(rule, item.postedOn, item.due) } : null
}
/** What taxes were charged on, by their rates. */
const basisOf = (taxes: readonly DocumentTax[]): bigint =>
  taxes.reduce((sum, { tax, rate }) => (rate.eq(zero) ? sum : sum + roundHalfAway(divide(ratio(tax * 100n), ratioOf(rate)))), 0n)
const sumOf = (taxes: readonly DocumentTax[]): bigint => taxes.reduce((sum, { tax }) => sum + tax, 0n)

/** What was written off of a document, and how much of its tax came back since, by code. */
async function written(read: Read, item: OpenItem) {
  const acts = await read.list(settlements, { where: { field: 'openItem', is: 'equal', value: item.id }, limit: most })
  const offs = new Set(acts.filter(({ act }) => act === 'writtenOff').map(({ journal }) => journal as string))
  const posted = await read.list(journals, { where: { field: 'source', is: 'equal', value: item.id }, order: ['id'], limit: most })
  const mirrors = await read.list(journals, { where: { all: [{ field: 'document', is: 'equal', value: 'reversal' }, { field: 'source', is: 'in', value: [item.id, ...posted.map(({ id }) => id as string)] }] }, order: ['id'], limit: most }) // prettier-ignore
  const undone = new Set(mirrors.map(({ source }) => source as string))
  const standing = posted.filter(({ id, document }) => document === 'writeOff' && !undone.has(id))
  const lines = standing.length === 0 ? [] : await read.list(journalLines, { where: { field: 'journal', is: 'in', value: standing.map(({ id }) => id as string) }, order: ['position'], limit: most }) // prettier-ignore
  const amount = acts.filter(({ journal }) => offs.has(journal) && !undone.has(journal)).reduce((sum, act) => sum + act.amount, 0n)
  const back = new Map<string, bigint>()
  for (const line of lines)
    if (line.taxCode !== null && (line.account === account('inputTax') || line.account === account('outputTax')))
      back.set(line.taxCode, (back.get(line.taxCode) ?? 0n) + line.amount)
  return { amount, back }
}

/** Takes the tax of what was written off back from the authority, once the law allows it; and gives it back where the write-off was taken back since. */
export const claimRelief = command({
  name: 'receivables.claimRelief',
  zone: 'finance',
  permit: 'receivables.writeOff',
  offline: 'never',
  input: shape({ openItem: idOf('openItems'), day: aDay, reason: text }),
  output: shape({ journal: idOf('journals'), number: text, currency: aCurrency, tax: minorIn('currency') }),
  refusals: [...actFaults, 'receivables.unknownItem', 'receivables.noRelief', 'receivables.reliefLater'],
  load: async ({ openItem, day }, read) => {
    const item = await read.get(openItems, openItem)
    if (!isCustomers(item)) return undefined
    return { item, taxes: await taxesOf(read, item), done: await written(read, item), act: await loadAct(read, item.entity, day, ['writeOff']) }
  },
  decide: ({ openItem, day, reason }, facts, now) => {
    if (!facts) return refuse('receivables.unknownItem', { item: openItem })
    const { item, taxes, done, act: own } = facts
    if (refused(own)) return own
    const relief = reliefOf(item, own.entity.country, day)
    const wanted = relief ? taxIn(taxes, done.amount, item) : []
    const due = taxes.flatMap(({ code, rate }) => {
      const tax = (wanted.find((one) => one.code === code)?.tax ?? 0n) - (done.back.get(code) ?? 0n)
      return tax === 0n ? [] : [{ code, tax, rate }]
    })
    if (!relief || due.length === 0) return refuse('receivables.noRelief', { number: item.number })
    if (sumOf(due) > 0n && day < relief.from) return refuse('receivables.reliefLater', { number: item.number, from: relief.from, source: relief.rule.source })
    const act = new Act(own, now, [item])
    const about = { document: 'writeOff', currency: item.currency, source: item.id, narrative: `${reason.trim()} (${relief.rule.source})`, id: act.event } as const
    // The bad debt itself stands already; here its part gets the code of its tax, so that the return finds the base.
    const [named] = [baseLines(relief.rule, due, basisOf(due), item.customer).filter(({ taxCode }) => taxCode)]
    const unnamed = -named.reduce((sum, { minor }) => sum + minor, 0n) - sumOf(due)
    const others = [...reliefLines(relief.rule, due, item), ...named, { account: account('badDebt'), minor: unnamed, customer: item.customer }]
    const posted = act.post(others, about)
    if (refused(posted)) return posted
    const { id, number } = posted.journal
    const told = tell('receivables.relieved', { item: item.id, number: item.number, entity: item.entity })
    return { result: { journal: id, number, currency: item.currency, tax: sumOf(due) }, changes: [...act.changes(), told] }
  },
}) // prettier-ignore
