import { query, type Now, type Read } from '../kernel/operation.ts'
import { aStep } from '../kernel/explanation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, choice, count, flag, idOf, many, maybe, shape, someData, text, type Wire } from '../kernel/shape.ts'
import { contracts } from '../contracts/contract.ts'
import { fundMovements, type Movement } from '../funds/fund.ts'
import { holdingOf, stampOf } from '../funds/holding.ts'
import type { Holding, Stamp } from '../funds/moving.ts'
import { reverse } from '../funds/rules.ts'
import { coverageRule, entryKinds, mostRules, rungs } from './coverage-rule.ts'
import { entriesOf, type Entry } from './entry.ts'
import { coverageFacts, standing, type CoverageFacts } from './facts.ts'
import { landingPart, landings, stepsOf, type Landing } from './landing.ts'
import { ruleFacts, ruleFaults, rulesFault } from './set-ladder.ts'
import { walk } from './walking.ts'

/** Landings that one rehearsal looks at. */
const most = 5000

const rehearsed = shape({
  kind: choice(...entryKinds),
  entry: text,
  day: aDay,
  label: text,
  was: many(landingPart),
  /** `null` where it could not land: then `refusal` says why. */
  would: maybe(many(landingPart)),
  rung: maybe(choice(...rungs, 'several')),
  refusal: maybe(text),
  about: someData,
  differs: flag,
  why: many(aStep),
  warnings: many(aStep),
})

/** What would have landed elsewhere by other rules: the days are landed again from what the funds held before them. Nothing is changed. */
export const rehearseLadder = query({
  name: 'coverage.rehearse',
  zone: 'operations',
  permit: 'coverage.read',
  input: shape({ contract: idOf('contracts'), rules: many(coverageRule, mostRules), from: aDay, to: aDay }),
  output: shape({ entries: many(rehearsed), differing: count, stranded: count }),
  refusals: ['coverage.unknownContract', 'coverage.endBeforeStart', 'coverage.tooMany', ...ruleFaults],
  ask: async ({ contract: id, rules, from, to }, read, now) => {
    const contract = await read.get(contracts, id)
    if (!contract) return refuse('coverage.unknownContract', { contract: id })
    if (to < from) return refuse('coverage.endBeforeStart', { start: from, end: to })
    const fault = rulesFault(rules, await ruleFacts(rules, id, read))
    if (fault) return fault
    const where = { all: [{ field: 'contract', is: 'equal', value: id }, { field: 'day', is: 'atLeast', value: from }, { field: 'day', is: 'atMost', value: to }] } as const // prettier-ignore
    const rows = await read.list(landings, { where, order: ['day', 'id'], limit: most + 1 })
    if (rows.length > most) return refuse('coverage.tooMany', { most: `${most}` })
    const landed = standing(rows)
    const entries = await entriesOf(landed, read)
    const known = [...entries.values()].map(({ entry }) => entry)
    const facts = await coverageFacts(read, known, false)
    const before = await asBefore(landed, facts, read, now)
    return again(landed, entries, { ...before, rules }, now)
  },
})

/** The funds as they would stand without these landings. Where a fund cannot go back, its landings stay as they are. */
async function asBefore(landed: readonly Landing[], facts: CoverageFacts, read: Read, now: Now) {
  const ids = landed.flatMap(({ parts }) => parts.flatMap(({ movement }) => (movement === null ? [] : [movement as string])))
  const movements: ReadonlyMap<string, Movement> = ids.length === 0 ? new Map() : await read.some(fundMovements, ids)
  const holdings = new Map<string, Holding>(facts.holdings)
  for (const fund of new Set([...movements.values()].map((movement) => movement.fund as string))) {
    const lots = [...movements.values()].filter((movement) => movement.fund === fund).flatMap(({ shares }) => shares.map(({ lot }) => lot as string)) // prettier-ignore
    const holding = await holdingOf(read, fund, [...new Set(lots)])
    if (holding) holdings.set(fund, holding)
  }
  const stays = new Set<string>()
  for (const landing of [...landed].reverse()) {
    for (const part of landing.parts) {
      const movement = part.movement === null ? undefined : movements.get(part.movement)
      const holding = movement && holdings.get(movement.fund)
      if (!movement || !holding) continue
      const back = reverse(holding, stampOf(now), movement, { day: movement.day, reason: '–' })
      if (refused(back)) stays.add(landing.id)
      else holdings.set(movement.fund, { ...back, movements: [] })
    }
  }
  return { facts: { ...facts, holdings }, stays }
}

function again(
  landed: readonly Landing[],
  entries: ReadonlyMap<string, { readonly entry: Entry }>,
  { facts, stays, rules }: { readonly facts: CoverageFacts; readonly stays: ReadonlySet<string>; readonly rules: Parameters<typeof rulesFault>[0] }, // prettier-ignore
  now: Now,
) {
  const stamp: Stamp = stampOf(now)
  const ids = new Set(landed.map((landing) => landing.id as string))
  const of = [...facts.contracts.values()][0]
  let done: Landing[] = of ? of.landings.filter((landing) => !ids.has(landing.id) || stays.has(landing.id)) : []
  let holdings = facts.holdings
  const out = []
  for (const landing of landed) {
    const { kind, entry: id, day, label, parts: was } = landing
    const entry = entries.get(id)?.entry
    const common = { kind, entry: id, day, label, was, about: null as Wire }
    if (!entry || !of || stays.has(landing.id)) {
      out.push({ ...common, would: was, rung: landing.rung, refusal: null, differs: false, why: stepsOf(landing.why), warnings: stepsOf(landing.warnings) }) // prettier-ignore
      continue
    }
    const walked = walk(entry, { ...of, rules, source: 'contract' }, facts, { holdings, landings: done }, stamp)
    if (refused(walked)) {
      out.push({ ...common, would: null, rung: null, refusal: walked.refused as string, about: (walked.about ?? {}) as Wire, differs: true, why: [], warnings: [] }) // prettier-ignore
      continue
    }
    const { parts, steps, warnings } = walked
    holdings = walked.holdings
    done = [...done, { ...landing, parts }]
    const found = new Set(parts.map((part) => part.rung))
    const rung = found.size === 1 ? parts[0]!.rung : ('several' as const)
    out.push({ ...common, would: parts, rung, refusal: null, differs: !isSame(was, parts), why: steps, warnings })
  }
  return {
    entries: out,
    differing: out.filter(({ differs }) => differs).length,
    stranded: out.filter(({ would }) => would === null).length,
  }
}
const isSame = (a: Landing['parts'], b: Landing['parts']): boolean =>
  a.length === b.length && a.every((part, i) => part.rung === b[i]!.rung && part.fund === b[i]!.fund && part.quantity.eq(b[i]!.quantity))
