import { addDays, addMonths, type Day } from '../kernel/day.ts'
import type { Now, Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import type { Code, Id, Value, Wire } from '../kernel/shape.ts'
import { batchNumber, type aTotal, type ExportBatch } from './batch.ts'
import { coverOf } from './cover.ts'
import { journalsToWrite, keepExport, soldProducts, waitingJournals } from './facts.ts'
import type { BatchToWrite, Written } from './model.ts'
import { partiesOf } from './parties.ts'
import type { PartyNumber } from './profile.ts'
import { codeOf, journalsOf, localOf, lookUp, type Gap, type Lookup } from './resolve.ts'
import type { Settings } from './settings.ts'
import { bookedBy, differing } from './taxed.ts'
import { writers } from './writers/list.ts'
import { account, type AccountRole } from '../ledger/posting.ts'

export type JournalFact = Answer<typeof journalsToWrite>

/** Journals that one batch holds at most: DATEV takes 99,999 lines. */
export const mostJournals = 20_000
const portion = 500

export const lastDayOf = (month: string): Day => addDays(addMonths(`${month}-01` as Day, 1), -1)
export const isMonth = (text: string): boolean => /^(19|2\d)\d\d-(0[1-9]|1[0-2])$/.test(text)

/** The days that months asked for stand for; everything where none is said. */
export function daysAsked(from: string | null, to: string | null): { readonly from: Day; readonly to: Day } | Refusal<'exports.badMonth'> {
  const wrong = [from, to].find((month) => month !== null && !isMonth(month))
  if (wrong !== undefined && wrong !== null) return refuse('exports.badMonth', { month: wrong })
  return { from: (from === null ? '1900-01-01' : `${from}-01`) as Day, to: to === null ? ('2999-12-31' as Day) : lastDayOf(to) }
}

/** Journals with everything that a file says of them, in the order in which they were asked for. */
export async function factsOf(read: Read, ids: readonly Id<'journals'>[]): Promise<readonly JournalFact[]> {
  const facts: JournalFact[] = []
  for (let from = 0; from < ids.length; from += portion)
    facts.push(...(await read.ask(journalsToWrite, { ids: ids.slice(from, from + portion) })))
  // Both databases give one order: the day, then the number.
  return facts.sort((a, b) => (a.postedOn === b.postedOn ? (a.number === b.number ? a.position - b.position : a.number < b.number ? -1 : 1) : a.postedOn < b.postedOn ? -1 : 1)) // prettier-ignore
}
export const waitingOf = (read: Read, entity: string, days: { readonly from: Day; readonly to: Day }, open: boolean) =>
  read.ask(waitingJournals, { entity: entity as Code<'entities'>, ...days, open, limit: mostJournals + 1 })

/** Control totals by account, in the order of the entity's own codes. */
export function totalsOf(facts: readonly JournalFact[], accounts: Lookup['accounts']): readonly Value<typeof aTotal>[] {
  const totals = new Map<string, Value<typeof aTotal>>()
  for (const fact of facts) {
    if (fact.entityAmount === 0n) continue
    const localAccount = accounts[`${fact.account}|${codeOf(fact) ?? ''}`] ?? fact.account
    const key = `${localAccount}|${fact.account}`
    const before = totals.get(key) ?? {
      account: fact.account,
      localAccount,
      currency: fact.entityCurrency,
      lines: 0,
      debitSum: 0n,
      creditSum: 0n,
    }
    const [debit, credit] = fact.entityAmount > 0n ? [fact.entityAmount, 0n] : [0n, -fact.entityAmount]
    totals.set(key, { ...before, lines: before.lines + 1, debitSum: before.debitSum + debit, creditSum: before.creditSum + credit })
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total)
}

/** What the settings lack themselves. */
export function profileGaps({ profile }: Pick<Settings, 'profile'>): readonly Gap[] {
  if (profile.target !== 'datev') return []
  return (['consultant', 'client'] as const).flatMap((field) => (profile[field] === null ? [{ kind: 'profile' as const, subject: field, value: '', count: 1 }] : []))
} // prettier-ignore

/** Products in contracts of the entity whose revenue has no account there. They block nothing until they are invoiced. */
export async function productGaps(read: Read, settings: Settings): Promise<readonly Gap[]> {
  const sold = await read.ask(soldProducts, { entity: settings.profile.entity })
  const missing = new Map<string, Set<string>>()
  for (const { product, revenue } of sold) {
    const code = account(revenue as AccountRole)
    if (localOf(settings, code, null) === undefined) missing.set(code, (missing.get(code) ?? new Set()).add(product))
  }
  return [...missing]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([subject, products]) => ({ kind: 'products', subject, value: '', count: products.size }))
}

/** Settings as they were when a batch was written: all that writing it again needs beside the journals. */
export interface Basis {
  readonly profile: BatchToWrite['profile']
  readonly entityName: string
  readonly country: string
  readonly fiscalYearStart: number
  readonly lookup: Lookup
}
type Head = Pick<ExportBatch, 'number' | 'entity' | 'currency' | 'month' | 'from' | 'to' | 'createdAt'>

/** The file of a batch: a pure function of its journals and of the settings of then. */
export function writtenOf(head: Head, writtenWith: Basis, facts: readonly JournalFact[]): Written {
  const { number, entity, currency, month, from, to, createdAt } = head
  const { profile, entityName, country, fiscalYearStart, lookup } = writtenWith
  const journals = journalsOf(facts, lookup)
  const batch = { number, entity, entityName, country, currency, fiscalYearStart, profile, month, from, to, createdAt, journals }
  const written = writers[profile.target](batch)
  const wrong = differing(written.booked, bookedBy(journals))
  assert(wrong === undefined, `what ${number} books on ${wrong ?? ''} is what its lines have`)
  return written
}

export interface Made {
  readonly row: ExportBatch
  readonly journals: readonly Id<'journals'>[]
  readonly given: readonly PartyNumber[]
}
export type MakingFault =
  'exports.accountMissing' | 'exports.accountUnfit' | 'exports.taxKeyMissing' | 'exports.profileIncomplete' | 'exports.rangeFull'

/** Why a batch is not made, named by the first thing that is missing. */
export function refusalOf(entity: string, gaps: readonly Gap[]): Refusal<MakingFault> | undefined {
  const [first] = gaps
  if (!first) return undefined
  const about = { entity, subject: first.subject, value: first.value, gaps: `${gaps.length}`, lines: `${first.count}` }
  if (first.kind === 'account') return refuse('exports.accountMissing', about)
  if (first.kind === 'badAccount') return refuse('exports.accountUnfit', about)
  if (first.kind === 'taxKey') return refuse('exports.taxKeyMissing', about)
  return first.kind === 'range' ? refuse('exports.rangeFull', about) : refuse('exports.profileIncomplete', about)
}

interface Making {
  readonly settings: Settings
  readonly month: string
  readonly sequence: number
  readonly journals: readonly Id<'journals'>[]
  /** Numbers that batches before it in the same call gave. */
  readonly given: readonly PartyNumber[]
}

/** Writes one batch and keeps its file and cover report; nothing is kept where something is missing. */
export async function makeBatch(read: Read, { settings, month, sequence, journals, given }: Making, now: Now): Promise<Made | Refusal<MakingFault>> {
  const { entity, profile } = settings
  const facts = await factsOf(read, journals)
  const { lookup: found, gaps } = lookUp(settings, facts)
  const fault = refusalOf(entity.code, [...profileGaps(settings), ...gaps])
  if (fault) return fault
  const people = await partiesOf(read, profile, facts, given)
  if (people.full !== null) return refuse('exports.rangeFull', { entity: entity.code, subject: people.full, value: '', gaps: '1', lines: '1' })
  const { batches: _batches, ...kept } = profile
  const { name: entityName, country, fiscalYearStart, currency } = entity
  const writtenWith: Basis = { profile: kept, entityName, country, fiscalYearStart, lookup: { ...found, parties: people.parties } }
  const head = { number: batchNumber(entity.code, sequence), entity: entity.code, currency, month, from: `${month}-01` as Day, to: lastDayOf(month), createdAt: now.at }
  const written = writtenOf(head, writtenWith, facts)
  const [file] = await read.ask(keepExport, { name: written.name, mime: written.mime, encoding: written.encoding, content: written.content })
  assert(file, 'a file of the batch')
  const totals = totalsOf(facts, found.accounts)
  const row = {
    id: now.newId() as ExportBatch['id'],
    ...head,
    sequence,
    target: profile.target,
    state: 'created' as const,
    journals: journals.length,
    lines: facts.length,
    debitSum: totals.reduce((sum, total) => sum + total.debitSum, 0n),
    totals,
    writtenWith: writtenWith as unknown as Wire,
    file: file.file,
    createdBy: now.caller.name,
    sentAt: null,
    decidedAt: null,
    decidedBy: null,
    reason: null,
  }
  assert(totals.reduce((sum, total) => sum + total.creditSum, 0n) === row.debitSum, `batch ${row.number} balances`)
  const cover = coverOf(row, entityName, entity.language)
  const [kept2] = await read.ask(keepExport, { name: `${row.number}-${month}-cover.txt`, mime: 'text/plain', encoding: 'utf-8', content: cover })
  assert(kept2, 'a cover report of the batch')
  return { row: { ...row, cover: kept2.file }, journals, given: people.given }
} // prettier-ignore
