import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, historyOf, named, withLife, withRecorded, type Changing } from './changing.ts'
import { lineChanges, type LineChange } from './line-change.ts'

/** What happened and cannot be taken back by a word: each has an operation of its own that answers it. */
const standing: readonly LineChange['act'][] = ['activate', 'withdraw', 'renew', 'terminate', 'novate', 'retract']

/** Takes a recorded change back, as if it had never been; it stays known that it was. */
export const retractChange = command({
  name: 'contracts.retract',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({ change: idOf('lineChanges'), reason: maybe(text) }),
  output: changedLine,
  refusals: ['contracts.unknownChange', 'contracts.ended', 'contracts.notRetractable', 'contracts.retractedBefore'],
  load: async ({ change: id }, read) => {
    const change = await read.get(lineChanges, id)
    return { change, history: change && (await historyOf(change.line, read)) }
  },
  decide: (input, { change, history }, now) => {
    if (!change || !history) return refuse('contracts.unknownChange', { change: input.change })
    if (history.contract.state === 'ended') return refuse('contracts.ended', { number: history.contract.number })
    const about = { ...named(history), number: `${change.number}` }
    if (standing.includes(change.act)) return refuse('contracts.notRetractable', about)
    if (history.changes.some((one) => one.retracts === change.id)) return refuse('contracts.retractedBefore', about)
    let of: Changing = changing(history)
    if (change.act === 'notice') of = withLife(of, { noticeOn: null, noticeBy: null })
    const open = history.changes.filter((one) => !history.changes.some((other) => other.retracts === one.id))
    for (const { id: retracts, effective } of together(change, open))
      of = withRecorded(of, { act: 'retract', effective, retracts, reason: input.reason }, now)
    return changed(of)
  },
})

/** A free period, and a suspension of known length, are two changes recorded together: half of a free period, or the end of a suspension alone, would be another promise. */
function together(change: LineChange, changes: readonly LineChange[]): readonly LineChange[] {
  const { act, number, recordedAt, billing } = change
  const ends = (one: LineChange): boolean => one.number === number + 1 && one.recordedAt === recordedAt && one.billing === true
  if (act === 'suspend') return changes.filter((one) => one.id === change.id || (one.act === 'resume' && ends(one)))
  if (act !== 'free') return [change]
  const other = billing === true ? number - 1 : number + 1
  return changes.filter((one) => one.id === change.id || (one.number === other && one.act === 'free'))
}
