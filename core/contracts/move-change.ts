import { command, type Now } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { decreaseFault } from './change-quantity.ts'
import { boundFault, changed, changedLine, changing, effectiveFault, effectiveFaults, historyOf, named, withRecorded, type Changing, type NewChange } from './changing.ts' // prettier-ignore
import { lineChanges, type LineChange } from './line-change.ts'
import { soldWith } from './sold.ts'

/** What sets terms from a day on, and means the same from another one. Ends, pauses and notices have days of their own to choose. */
const movable: readonly LineChange['act'][] = ['quantity', 'price', 'version', 'ramp']

/** A recorded change holds from another day: it is taken back and recorded anew, in one act, so that both are known and billing proposes the difference. */
export const moveChange = command({
  name: 'contracts.moveChange',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    change: idOf('lineChanges'),
    /** The day from which it holds now. */
    effective: aDay,
    /** Number of the amendment that both sides signed; left out, the one of the change. */
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: [
    'contracts.unknownChange', 'contracts.notMovable', 'contracts.retractedBefore', 'contracts.sameDay', 'contracts.noDecrease', 'contracts.priceBound', ...effectiveFaults,
  ],
  load: async ({ change: id }, read) => {
    const change = await read.get(lineChanges, id)
    const history = change && (await historyOf(change.line, read))
    return { change, history, sold: history && (await soldWith(history.line, read)) }
  },
  decide: (input, { change, history, sold }, now) => {
    if (!change || !history || !sold) return refuse('contracts.unknownChange', { change: input.change })
    const about = { ...named(history), number: `${change.number}` }
    if (!movable.includes(change.act)) return refuse('contracts.notMovable', about)
    if (history.changes.some((one) => one.retracts === change.id)) return refuse('contracts.retractedBefore', about)
    const { effective, reason } = input
    if (effective === change.effective) return refuse('contracts.sameDay', { ...about, effective })
    const amendment = input.amendment ?? change.amendment
    const taken = withRecorded(changing(history), { act: 'retract', effective: change.effective, retracts: change.id, reason }, now)
    const sets = (field: LineChange['sets'][number]): boolean => change.sets.includes(field)
    const fault =
      effectiveFault(history, effective) ??
      (sets('unitPrice') || sets('version') ? boundFault(history, effective, amendment) : undefined) ??
      (sets('quantity') ? decreaseFault(taken, sold, change.quantity!, effective) : undefined)
    return fault ?? changed(recordedAgain(taken, change, { effective, amendment, reason }, now))
  },
}) // prettier-ignore

/** The same terms once more, from their new day. */
function recordedAgain(of: Changing, change: LineChange, more: Pick<NewChange, 'effective' | 'amendment' | 'reason'>, now: Now): Changing {
  const { act, sets, quantity, unitPrice, version } = change
  return withRecorded(
    of,
    {
      act,
      ...(sets.includes('quantity') ? { quantity: quantity! } : {}),
      ...(sets.includes('unitPrice') ? { unitPrice } : {}),
      ...(sets.includes('version') ? { version: version! } : {}),
      ...more,
    },
    now,
  )
}
