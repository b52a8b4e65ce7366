import { anythingDue } from '../billing/unproposed.ts'
import { closingRates, monthOf } from '../consolidation/period.ts'
import { entities, groups, periodKey, periods } from '../entities/entity.ts'
import { addDays, dayIn, type Day } from '../kernel/day.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { anInstant, choice, codeOf, count, flag, many, maybe, shape, text, type Value } from '../kernel/shape.ts'
import { pendingGroups } from '../recognition/facts.ts'
import { readValued } from '../receivables/revalue.ts'
import { lastAudit, monthCounts } from './checklist-facts.ts'

export const closingSteps = [
  'over',
  'billing',
  'recognition',
  'accrual',
  'transfer',
  'suppliers',
  'received',
  'payments',
  'rates',
  'revaluation',
  'unapplied',
  'intercompany',
  'audit',
  'exports',
  'locked',
] as const
type StepName = (typeof closingSteps)[number]
const aStep = shape({
  step: choice(...closingSteps),
  /** `blocks`: the month should not be locked before it is done. `look`: somebody should know of it. */
  standing: choice('done', 'blocks', 'look'),
  /** How many of what it speaks of. */
  count: maybe(count),
  /** What stands in the way, where it has a name. */
  about: maybe(text),
})
type Step = Value<typeof aStep>

const aLight = shape({
  at: maybe(anInstant),
  by: maybe(text),
  /** `older`: in order then, and something was posted since. */
  light: choice('inOrder', 'older', 'broken', 'never'),
  /** Checks that failed, by name. */
  broken: many(text),
})

type Counts = Answer<typeof monthCounts>
const todo = (step: StepName, waiting: number, about: string | null = null): Step => ({
  step,
  standing: waiting === 0 ? 'done' : 'blocks',
  count: waiting,
  about,
})
const toLook = (step: StepName, waiting: number): Step => ({ step, standing: waiting === 0 ? 'done' : 'look', count: waiting, about: null })

interface Shared {
  readonly pending: number
  readonly over: boolean
  /** The last day of the month, where something is due by it that nobody has proposed; `null` of it: there are too many lines to tell. */
  readonly unproposed: { readonly last: Day; readonly due: boolean | null }
  readonly valued: Valued
  readonly audit: Answer<typeof lastAudit> | undefined
  readonly locked: boolean
}
/** What a revaluation of the month would still post: accounts whose gain is not booked, or the pair that has no closing rate. */
interface Valued {
  readonly gains: number
  readonly missing: string | null
}

/** Proposals wait to be posted, or something is due and nobody has proposed it; what lacks something is to be looked at. */
function billingStep({ proposals, blocked }: Counts, { last, due }: Shared['unproposed']): Step {
  if (proposals > 0) return todo('billing', proposals)
  if (due === false) return toLook('billing', blocked)
  return { step: 'billing', standing: due === true ? 'blocks' : 'look', count: null, about: last }
}

/** The steps of one legal entity's month, in the order in which a controller takes them. */
function stepsOf(counts: Counts, { pending, over, unproposed, valued, audit, locked }: Shared): Step[] {
  const audited = audit?.ok === true && (counts.lastPosted === null || audit.at >= counts.lastPosted)
  return [
    { step: 'over', standing: over ? 'done' : 'blocks', count: null, about: null },
    billingStep(counts, unproposed),
    todo('recognition', pending),
    { step: 'accrual', standing: counts.accrued ? 'done' : 'look', count: null, about: null },
    todo('transfer', counts.uncharged),
    // Of a month that is closed: what suppliers charged for it belongs into it.
    todo('suppliers', counts.toAccept + counts.toPost),
    // Booked as received already, so it is in the right month; somebody asks the supplier for the invoice.
    toLook('received', counts.received),
    toLook('payments', counts.proposed),
    { step: 'rates', standing: valued.missing === null ? 'done' : 'blocks', count: null, about: valued.missing },
    todo('revaluation', valued.gains),
    toLook('unapplied', counts.unapplied),
    counts.disagreeing > 0 ? todo('intercompany', counts.disagreeing) : toLook('intercompany', counts.disputed),
    { step: 'audit', standing: audited ? 'done' : 'blocks', count: null, about: audit?.at ?? null },
    toLook('exports', counts.toExport + counts.unacknowledged),
    { step: 'locked', standing: locked ? 'done' : 'look', count: null, about: null },
  ]
}

async function valuedIn(read: Read, entity: string, period: string, missing: string | null): Promise<Valued> {
  const valued = await readValued({ entity, period }, read)
  if (!refused(valued))
    return { gains: new Set(valued.valuation.gains.map(({ contra, currency }) => `${contra}/${currency}`)).size, missing }
  const { from, to, base, quote } = valued.about as Readonly<Record<string, unknown>>
  return { gains: 0, missing: `${String(from ?? base ?? '')}/${String(to ?? quote ?? '')}` }
}

/** The light over the books, and why it has its colour. */
function booksOf(audit: Answer<typeof lastAudit> | undefined, counts: readonly Counts[]): Value<typeof aLight> {
  if (!audit) return { at: null, by: null, light: 'never', broken: [] }
  const posted = counts.some(({ lastPosted }) => lastPosted !== null && audit.at < lastPosted)
  const broken = (audit.checks as unknown as readonly { readonly check: string; readonly ok: boolean }[]).filter(({ ok }) => !ok)
  return { at: audit.at, by: audit.by, light: audit.ok ? (posted ? 'older' : 'inOrder') : 'broken', broken: broken.map(({ check }) => check) }
} // prettier-ignore

export async function checklistOf(period: string, read: Read, now: Now) {
  const month = monthOf(period)
  if (!month) return refuse('closing.badMonth', { month: period })
  const members = await read.list(entities, { order: ['code'], limit: 1000 })
  const found = await read.ask(monthCounts, { month: period, last: month.last })
  const known = await read.some(periods, members.map(({ code }) => periodKey(code, period))) // prettier-ignore
  const [audit] = await read.ask(lastAudit, {})
  const closing = await closingRates(read, month, now.today)
  const group = members[0] && (await read.get(groups, members[0].group))
  const lists = []
  for (const member of members) {
    const counts = found.find((one) => one.entity === member.code)
    if (!counts) continue
    const pending = await read.ask(pendingGroups, { entities: [member.code], asOf: addDays(month.last, 1) })
    const missing = group ? closing.fault(member.currency, group.currency) : undefined
    const steps = stepsOf(counts, {
      pending: pending.reduce((sum, one) => sum + one.charges, 0),
      unproposed: { last: month.last, due: counts.billed ? false : await anythingDue(member, month.last, read) },
      over: dayIn(member.zone, now.at) > month.last,
      valued: await valuedIn(read, member.code, period, missing ? `${member.currency}/${group!.currency}` : null),
      audit,
      locked: known.get(periodKey(member.code, period))?.state === 'locked',
    })
    lists.push({ entity: member.code, name: member.name, ready: steps.every((step) => step.standing !== 'blocks'), steps })
  }
  return { period, books: booksOf(audit, found), entities: lists }
}

/** What a month's end still needs, entity by entity: what blocks, what somebody should look at, what is done. */
export const closingChecklist = query({
  name: 'closing.checklist',
  zone: 'finance',
  permit: 'closing.read',
  input: shape({ /** `2026-11` */ period: text }),
  output: shape({
    period: text,
    books: aLight,
    entities: many(shape({ entity: codeOf('entities'), name: text, ready: flag, steps: many(aStep) })),
  }),
  refusals: ['closing.badMonth'],
  ask: ({ period }, read, now) => checklistOf(period, read, now),
})
