import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, choice, codeOf, count, flag, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { aTotal } from './batch.ts'
import { waitingMonths } from './facts.ts'
import { daysAsked, factsOf, mostJournals, productGaps, profileGaps, totalsOf, waitingOf } from './making.ts'
import { targets } from './profile.ts'
import { lookUp, type Gap } from './resolve.ts'
import { settingsOf } from './settings.ts'

export const gapKinds = ['account', 'badAccount', 'taxKey', 'products', 'profile', 'range'] as const
const aGap = shape({
  kind: choice(...gapKinds),
  /** The account, the tax code, the setting. */
  subject: text,
  /** What was said of it, where it does not fit. */
  value: maybe(text),
  count,
  /** Nothing can be exported before it is mended. */
  blocks: flag,
})
const shown = (gaps: readonly Gap[]) =>
  gaps.map((gap) => ({ ...gap, value: gap.value === '' ? null : gap.value, blocks: gap.kind !== 'products' }))

/** What a batch would hold now, month by month, open months too; and what stands in its way. Nothing is written. */
export const previewBatches = query({
  name: 'exports.preview',
  zone: 'finance',
  permit: 'exports.read',
  input: shape({ entity: codeOf('entities'), from: maybe(text), to: maybe(text), /** With journals of months that are still open. */ withOpen: maybe(flag) }),
  output: shape({
    entity: codeOf('entities'),
    target: choice(...targets),
    months: many(shape({ month: text, state: choice('open', 'softClosed', 'locked'), journals: count, exportable: flag })),
    currency: aCurrency,
    journals: count,
    lines: count,
    debitSum: minorIn('currency'),
    totals: many(aTotal),
    gaps: many(aGap),
    more: flag,
  }),
  refusals: ['exports.badMonth', 'exports.unknownEntity'],
  ask: async ({ entity, from, to, withOpen }, read) => {
    const days = daysAsked(from, to)
    if (refused(days)) return days
    const settings = await settingsOf(read, entity)
    if (!settings) return refuse('exports.unknownEntity', { entity })
    const months = await read.ask(waitingMonths, { entity, ...days })
    const waiting = await waitingOf(read, entity, days, withOpen === true)
    const facts = await factsOf(read, waiting.slice(0, mostJournals).map(({ id }) => id)) // prettier-ignore
    const { lookup, gaps } = lookUp(settings, facts)
    const totals = totalsOf(facts, lookup.accounts)
    return {
      entity,
      target: settings.profile.target,
      months: months.map((of) => ({ ...of, exportable: of.state !== 'open' })),
      currency: settings.entity.currency,
      journals: waiting.length > mostJournals ? mostJournals : waiting.length,
      lines: facts.length,
      debitSum: totals.reduce((sum, total) => sum + total.debitSum, 0n),
      totals,
      gaps: shown([...profileGaps(settings), ...gaps, ...(await productGaps(read, settings))]),
      more: waiting.length > mostJournals,
    }
  },
}) // prettier-ignore

/** What an entity lacks before its journals can leave the house: over everything that waits, in open months too, and all that it sells. */
export const checkCoverage = query({
  name: 'exports.coverage',
  zone: 'finance',
  permit: 'exports.read',
  input: shape({ entity: codeOf('entities') }),
  output: shape({ entity: codeOf('entities'), target: choice(...targets), complete: flag, gaps: many(aGap) }),
  refusals: ['exports.unknownEntity'],
  ask: async ({ entity }, read) => {
    const settings = await settingsOf(read, entity)
    if (!settings) return refuse('exports.unknownEntity', { entity })
    const days = daysAsked(null, null)
    const waiting = refused(days) ? [] : await waitingOf(read, entity, days, true)
    const facts = await factsOf(read, waiting.map(({ id }) => id)) // prettier-ignore
    const gaps = shown([...profileGaps(settings), ...lookUp(settings, facts).gaps, ...(await productGaps(read, settings))])
    return { entity, target: settings.profile.target, complete: !gaps.some((gap) => gap.blocks), gaps }
  },
})
