import { listing } from '../kernel/listing.ts'
import { add, command, put, query, tell, type Now, type Read } from '../kernel/operation.ts'
import { question, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, count, flag, idOf, many, maybe, shape, someData, text, type Id, type Value } from '../kernel/shape.ts'
import { aConflict, aDecision, aPreview, mergeRows, merges } from './merge.ts'

export type Merge = Row<typeof merges>
export type Conflict = Value<typeof aConflict>
export type Decision = Value<typeof aDecision>
export type Preview = Value<typeof aPreview>

const common = { zone: 'setup', permit: 'backups.manage' } as const
const act = { ...common, offline: 'never' } as const
const ofMerge = shape({ merge: idOf('merges') })
const found = (read: Read, id: string): Promise<Merge | undefined> => read.get(merges, id)
const decisionKey = ({ kind, former }: Pick<Decision, 'kind' | 'former'>): string => `${kind}/${former}`

/** How far the host is with one that it carries out. */
export const mergeProgress = question('backups.mergeProgress', ofMerge, shape({ done: count, of: count }))

/** What somebody still has to say, and what stands in the way whatever is said. */
export function openQuestions(conflicts: readonly Conflict[], decisions: readonly Decision[]): readonly Conflict[] {
  const said = new Map(decisions.map((decision) => [decisionKey(decision), decision]))
  return conflicts.filter((conflict) => {
    if (conflict.within !== null && said.get(decisionKey({ kind: 'customers', former: conflict.within }))?.verdict !== 'same') return false
    if (conflict.verdicts.length === 0) return conflict.blocks
    const decision = said.get(decisionKey(conflict))
    return decision === undefined ? conflict.blocks : !conflict.verdicts.includes(decision.verdict)
  })
}

export const listMerges = listing({ name: 'backups.merges', ...common, view: mergeRows })

/** One bought company: what it brings, what is in its way, what was said, how far it is. */
export const readMerge = query({
  name: 'backups.merge',
  ...common,
  input: ofMerge,
  output: shape({ merge: merges.shape, open: many(aConflict, 100_000), done: count, of: count }),
  refusals: ['backups.unknownMerge'],
  ask: async ({ merge: id }, read) => {
    const merge = await found(read, id)
    if (!merge) return refuse('backups.unknownMerge', { merge: id })
    const { conflicts } = aPreview.parse(merge.preview, 'preview')
    const [progress] = await read.ask(mergeProgress, { merge: id })
    return { merge, open: [...openQuestions(conflicts, merge.decisions)], done: progress?.done ?? 0, of: progress?.of ?? 0 }
  },
})

const isOver = ({ state }: Merge): boolean => state === 'done' || state === 'carried'

/** The host has opened the file of a company and looked at what it brings. The same file again is the same merge. */
export const openMerge = command({
  name: 'backups.openMerge',
  ...act,
  input: shape({ name: text, contentHash: text, founding: text, takenAt: anInstant, preview: aPreview }),
  output: shape({ merge: idOf('merges'), finished: flag }),
  refusals: ['backups.mergedBefore'],
  load: ({ founding }, read: Read) => read.list(merges, { where: { field: 'founding', is: 'equal', value: founding }, order: ['-openedAt'], limit: 1000 }), // prettier-ignore
  decide: ({ preview, ...input }, known, now) => {
    const same = known.find(({ contentHash, state }) => contentHash === input.contentHash && state !== 'calledOff')
    if (same && isOver(same)) return { result: { merge: same.id, finished: true }, changes: [] }
    const before = known.find(isOver)
    if (before) return refuse('backups.mergedBefore', { name: before.name, at: before.doneAt ?? before.openedAt })
    const fresh: Merge = {
      ...input, id: now.newId() as Id<'merges'>, state: 'opened', openedAt: now.at, openedBy: now.caller.name, preview: aPreview.print(preview), decisions: [], fault: null, about: {},
      calls: null, head: null, proof: {}, doneAt: null, doneBy: null,
    } // prettier-ignore
    if (!same) return { result: { merge: fresh.id, finished: false }, changes: [add(merges, fresh), tell('backups.mergeOpened', { merge: fresh.id, name: fresh.name })] } // prettier-ignore
    // What is here may have changed since; what was said stays said.
    const again: Merge = { ...same, state: 'opened', preview: aPreview.print(preview), fault: null, about: {}, doneBy: null }
    return { result: { merge: same.id, finished: false }, changes: [put(merges, again)] }
  },
})

/** Says what becomes of conflicts; nothing else changes yet. */
export const decideMerge = command({
  name: 'backups.decideMerge',
  ...act,
  input: shape({ merge: idOf('merges'), decisions: many(aDecision, 100_000) }),
  output: shape({ open: count }),
  refusals: ['backups.unknownMerge', 'backups.mergeUnderWay', 'backups.noSuchConflict', 'backups.mergeName'],
  load: ({ merge }, read: Read) => found(read, merge),
  decide: ({ merge: id, decisions }, merge) => {
    if (!merge) return refuse('backups.unknownMerge', { merge: id })
    if (merge.state !== 'opened' && merge.state !== 'failed') return refuse('backups.mergeUnderWay', { name: merge.name, state: merge.state })
    const { conflicts } = aPreview.parse(merge.preview, 'preview')
    const known = new Map(conflicts.map((conflict) => [decisionKey(conflict), conflict]))
    // What either of the two is called already is no name for a third. Whatever else is taken, the host finds when it carries it out.
    const names = new Set(conflicts.flatMap(({ kind, former, ours }) => [`${kind}/${former}`, `${kind}/${ours ?? ''}`]))
    const said = new Map(merge.decisions.map((decision) => [decisionKey(decision), decision]))
    for (const decision of decisions) {
      const conflict = known.get(decisionKey(decision))
      if (!conflict?.verdicts.includes(decision.verdict)) return refuse('backups.noSuchConflict', { kind: decision.kind, former: decision.former, verdict: decision.verdict }) // prettier-ignore
      said.set(decisionKey(decision), decision)
    }
    for (const { kind, verdict, rename } of said.values()) {
      if (verdict !== 'rename') continue
      const name = `${kind}/${rename ?? ''}`
      if (rename === null || !/^[\p{L}\p{N}][\p{L}\p{N}._+:@ -]{0,63}$/u.test(rename) || names.has(name)) return refuse('backups.mergeName', { kind, name: rename ?? '' }) // prettier-ignore
      names.add(name)
    }
    const after: Merge = { ...merge, state: 'opened', fault: null, about: {}, decisions: [...said.values()] }
    return { result: { open: openQuestions(conflicts, after.decisions).length }, changes: [put(merges, after)] }
  },
}) // prettier-ignore

/** Asks for it to be carried out: the host does it, in one act that is whole or nothing. */
export const carryOutMerge = command({
  name: 'backups.carryOutMerge',
  ...act,
  input: ofMerge,
  output: ofMerge,
  refusals: ['backups.unknownMerge', 'backups.mergeUnderWay', 'backups.mergeUndecided'],
  load: ({ merge }, read: Read) => found(read, merge),
  decide: ({ merge: id }, merge, now) => {
    if (!merge) return refuse('backups.unknownMerge', { merge: id })
    if (merge.state !== 'opened' && merge.state !== 'failed') return refuse('backups.mergeUnderWay', { name: merge.name, state: merge.state })
    const open = openQuestions(aPreview.parse(merge.preview, 'preview').conflicts, merge.decisions)
    if (open[0]) return refuse('backups.mergeUndecided', { count: `${open.length}`, kind: open[0].kind, name: open[0].formerName })
    // The host does it, and this person did.
    const after: Merge = { ...merge, state: 'asked', fault: null, about: {}, doneBy: now.caller.name }
    return { result: { merge: id }, changes: [put(merges, after), tell('backups.mergeAsked', { merge: id, name: merge.name })] }
  },
}) // prettier-ignore

/** Calls it off. What was carried out already is in the books and stays. */
export const cancelMerge = command({
  name: 'backups.cancelMerge',
  ...act,
  input: ofMerge,
  output: ofMerge,
  refusals: ['backups.unknownMerge', 'backups.mergeUnderWay'],
  load: ({ merge }, read: Read) => found(read, merge),
  decide: ({ merge: id }, merge) => {
    if (!merge) return refuse('backups.unknownMerge', { merge: id })
    if (isOver(merge)) return refuse('backups.mergeUnderWay', { name: merge.name, state: merge.state })
    const told = tell('backups.mergeCancelled', { merge: id, name: merge.name })
    return { result: { merge: id }, changes: [put(merges, { ...merge, state: 'calledOff', doneBy: null }), told] }
  },
})

/** The host tells what became of it: the last step, or why it was not carried out. What is carried out is written with the act itself. */
export const endMerge = command({
  name: 'backups.endMerge',
  ...act,
  input: shape({ merge: idOf('merges'), fault: maybe(text), about: someData }),
  output: ofMerge,
  refusals: ['backups.unknownMerge', 'backups.mergeUnderWay'],
  load: ({ merge }, read: Read) => found(read, merge),
  decide: ({ merge: id, fault, about }, merge, now: Now) => {
    if (!merge) return refuse('backups.unknownMerge', { merge: id })
    if (fault !== null) {
      if (isOver(merge)) return refuse('backups.mergeUnderWay', { name: merge.name, state: merge.state })
      const after: Merge = { ...merge, state: merge.state === 'calledOff' ? 'calledOff' : 'failed', fault, about, doneBy: null }
      return { result: { merge: id }, changes: [put(merges, after), tell('backups.mergeFailed', { merge: id, fault })] }
    }
    if (merge.state === 'done') return { result: { merge: id }, changes: [] }
    if (merge.state !== 'carried') return refuse('backups.mergeUnderWay', { name: merge.name, state: merge.state })
    const done: Merge = { ...merge, state: 'done', doneAt: now.at }
    return { result: { merge: id }, changes: [put(merges, done), tell('backups.merged', { merge: id, name: merge.name })] }
  },
})
