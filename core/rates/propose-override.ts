import { decimalText, type Decimal } from '../kernel/decimal.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { add, command, put, tell } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, flag, idOf, longText, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { rateOverrides } from './override.ts'
import { housePolicy, readPolicies } from './policy.ts'
import { aRateType, rates } from './rate.ts'
import { searchedDays } from './exchange.ts'

type Override = Row<typeof rateOverrides>
const about = ({ id, base, quote, day, source }: Override) => ({ override: id, base, quote, day, source })

/** Proposes a rate by hand for a day, or that the last published one may still be used on it. It counts when a second person has agreed. */
export const proposeOverride = command({
  name: 'rates.proposeOverride',
  zone: 'finance',
  permit: 'rates.write',
  offline: 'never',
  input: shape({
    /** Left out: the one that most legal entities convert by. */
    source: maybe(text),
    type: maybe(aRateType),
    base: aCurrency,
    quote: aCurrency,
    day: aDay,
    /** Left out: the last published one is to be used. */
    value: maybe(aDecimal),
    reason: longText,
  }),
  output: rateOverrides.shape,
  refusals: [
    'rates.samePair',
    'rates.notPositive',
    'rates.otherWayRound',
    'rates.unchanged',
    'rates.nothingPublished',
    'rates.proposedBefore',
  ],
  load: async ({ source: named, type: asked, base, quote, day }, read) => {
    const policy = housePolicy(await readPolicies(read))
    const [source, type] = [named ?? policy.source, asked ?? policy.type]
    const of = (from: string, to: string) => [
      { field: 'source', is: 'equal', value: source } as const,
      { field: 'type', is: 'equal', value: type } as const,
      { field: 'base', is: 'equal', value: from } as const,
      { field: 'quote', is: 'equal', value: to } as const,
    ]
    const recent = { field: 'day', is: 'between', value: [addDays(day, -searchedDays), day] } as const
    const [latest] = await read.list(rates, { where: { all: [...of(base, quote), recent] }, order: ['-day', '-version'], limit: 1 })
    const [inverse] = await read.list(rates, { where: { all: of(quote, base) }, limit: 1 })
    const open = await read.list(rateOverrides, {
      where: { all: [...of(base, quote), { field: 'day', is: 'equal', value: day }, { field: 'state', is: 'equal', value: 'proposed' }] },
      limit: 1,
    })
    return { source, type, latest, inverse, open: open[0] }
  },
  decide: (input, { source, type, latest, inverse, open }, now) => {
    const { base, quote, day, reason } = input
    if (base === quote) return refuse('rates.samePair', { currency: base })
    if (inverse) return refuse('rates.otherWayRound', { base, quote, source })
    if (open) return refuse('rates.proposedBefore', { base, quote, day, by: open.proposedByName })
    const value: Decimal | undefined = input.value ?? latest?.value
    if (value === undefined) return refuse('rates.nothingPublished', { base, quote, day, source })
    if (value.lte(0)) return refuse('rates.notPositive', { value: decimalText(value) })
    if (latest?.day === day && latest.value.eq(value)) return refuse('rates.unchanged', { base, quote, day, value: decimalText(value) })
    const published: Day | null = input.value === null ? latest!.day : null
    const one: Override = {
      id: now.newId() as Id<'rateOverrides'>, source, type, base, quote, day, value, published, reason, state: 'proposed', proposedAt: now.at, proposedBy: now.caller.user,
      proposedByName: now.caller.name, decidedAt: null, decidedBy: null, decidedByName: null, note: null, recordedAs: null,
    } // prettier-ignore
    return { result: one, changes: [add(rateOverrides, one), tell('rates.overrideProposed', about(one))] }
  },
})

/** The second pair of eyes: what is agreed to becomes the next version of the rate of its day, and says for ever that it was set by hand. */
export const decideOverride = command({
  name: 'rates.decideOverride',
  zone: 'finance',
  permit: 'rates.approve',
  offline: 'never',
  input: shape({ override: idOf('rateOverrides'), approve: flag, note: maybe(text) }),
  output: rateOverrides.shape,
  refusals: ['rates.unknownOverride', 'rates.overrideDecided', 'rates.ownOverride'],
  load: async ({ override }, read) => {
    const one = await read.get(rateOverrides, override)
    if (!one) return {}
    const { source, type, base, quote, day } = one
    const same = Object.entries({ source, type, base, quote, day }).map(([field, value]) => ({ field, is: 'equal', value }) as const)
    const [latest] = await read.list(rates, { where: { all: same }, order: ['-version'], limit: 1 })
    return { one, latest }
  },
  decide: ({ override, approve, note }, { one, latest }, now) => {
    if (!one) return refuse('rates.unknownOverride', { override })
    if (one.state !== 'proposed')
      return refuse('rates.overrideDecided', {
        base: one.base,
        quote: one.quote,
        day: one.day,
        by: one.decidedByName ?? one.proposedByName,
      })
    if (one.proposedBy === now.caller.user) return refuse('rates.ownOverride', { base: one.base, quote: one.quote, day: one.day })
    const { source, type, base, quote, day, value } = one
    const row: Row<typeof rates> = {
      id: now.newId() as Id<'rates'>, source, type, base, quote, day, value, version: (latest?.version ?? 0) + 1, fetchedAt: now.at, import: null, override: one.id,
    } // prettier-ignore
    const decided: Override = {
      ...one, state: approve ? 'approved' : 'declined', decidedAt: now.at, decidedBy: now.caller.user, decidedByName: now.caller.name, note, recordedAs: approve ? row.id : null,
    } // prettier-ignore
    return {
      result: decided,
      changes: [
        put(rateOverrides, decided),
        ...(approve ? [add(rates, row), tell('rates.recorded', { base, quote, day })] : []),
        approve ? tell('rates.overrideApproved', about(decided)) : tell('rates.overrideDeclined', about(decided)),
      ],
    }
  },
})

/** Takes a proposal back before anybody has decided. */
export const withdrawOverride = command({
  name: 'rates.withdrawOverride',
  zone: 'finance',
  permit: 'rates.write',
  offline: 'never',
  input: shape({ override: idOf('rateOverrides') }),
  output: rateOverrides.shape,
  refusals: ['rates.unknownOverride', 'rates.overrideDecided'],
  load: ({ override }, read) => read.get(rateOverrides, override),
  decide: ({ override }, one, now) => {
    if (!one) return refuse('rates.unknownOverride', { override })
    if (one.state !== 'proposed')
      return refuse('rates.overrideDecided', {
        base: one.base,
        quote: one.quote,
        day: one.day,
        by: one.decidedByName ?? one.proposedByName,
      })
    const gone: Override = { ...one, state: 'withdrawn', decidedAt: now.at, decidedBy: now.caller.user, decidedByName: now.caller.name }
    return { result: gone, changes: [put(rateOverrides, gone), tell('rates.overrideWithdrawn', about(gone))] }
  },
})
