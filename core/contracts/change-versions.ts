import { command, query, type Change, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, count, flag, idOf, many, maybe, shape, someData, text, type Of } from '../kernel/shape.ts'
import { changeVersion } from './change-version.ts'

/** Lines that one act moves. */
const most = 500

const input = shape({
  lines: many(idOf('contractLines'), most),
  /** Left out: the version that is sold now. */
  version: maybe(count),
  /** Left out: today. */
  effective: maybe(aDay),
  /** Gives up agreed prices for those of the version. */
  listPrice: maybe(flag),
  amendment: maybe(text),
  reason: maybe(text),
})
type Input = Of<typeof input>

/** What comes of each line: moved, or why not. */
const outcomes = shape({
  changed: count,
  outcomes: many(
    shape({
      line: idOf('contractLines'),
      contractNumber: text,
      lineNumber: count,
      done: flag,
      /** The refusal that `contracts.changeVersion` would answer with. */
      refusal: maybe(text),
      about: someData,
    }),
  ),
})

async function load({ lines, ...said }: Input, read: Read, now: Now) {
  const facts = []
  for (const line of new Set(lines)) facts.push({ line, facts: await changeVersion.load({ line, ...said }, read, now) })
  return facts
}

/** Each line by the rules of a single one: what may not move stands still, and the others move. */
function moved({ lines: _lines, ...said }: Input, each: Awaited<ReturnType<typeof load>>, now: Now) {
  const changes: Change[] = []
  const told = each.map(({ line, facts }) => {
    const decision = changeVersion.decide({ line, ...said }, facts, now)
    const of = { line, contractNumber: facts.history?.contract.number ?? '', lineNumber: facts.history?.line.number ?? 0 }
    if (refused(decision)) return { ...of, done: false, refusal: decision.refused, about: decision.about }
    changes.push(...decision.changes)
    return { ...of, done: true, refusal: null, about: {} }
  })
  return { result: { changed: told.filter((one) => one.done).length, outcomes: told }, changes }
}

/** Moves many lines to another version of their products, in one act: each by its own rules, and what may not move is told. */
export const changeVersions = command({
  name: 'contracts.changeVersions',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'never',
  input,
  output: outcomes,
  refusals: ['contracts.noneChosen'],
  load,
  decide: (said, facts, now) => (said.lines.length === 0 ? refuse('contracts.noneChosen') : moved(said, facts, now)),
})

/** What would come of it, before anybody does it. */
export const rehearseVersions = query({
  name: 'contracts.rehearseVersions',
  zone: 'sales',
  permit: 'contracts.read',
  input,
  output: outcomes,
  refusals: ['contracts.noneChosen'],
  ask: async (said, read, now) =>
    said.lines.length === 0 ? refuse('contracts.noneChosen') : moved(said, await load(said, read, now), now).result,
})
