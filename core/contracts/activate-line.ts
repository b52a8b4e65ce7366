import { addDays, addMonths } from '../kernel/day.ts'
import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, maybe, shape, text } from '../kernel/shape.ts'
import { documentOf } from '../catalog/document.ts'
import { changed, changedLine, changing, historyOf, lineNamed, named, withLife, withRecorded } from './changing.ts'
import type { ContractLine } from './contract.ts'
import type { Day } from '../kernel/day.ts'
import { termFrom } from './deadlines.ts'
import { longestTerm } from './rules.ts'
import { rolled } from './roll.ts'
import { soldWith } from './sold.ts'

/** A line that waited begins: its first day, its terms and its binding are counted from here. */
export const activateLine = command({
  name: 'contracts.activateLine',
  zone: 'operations',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** The first day that is charged; left out: today. */
    on: maybe(aDay),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: [
    'contracts.unknownLine', 'contracts.ended', 'contracts.notInForce', 'contracts.notAwaiting', 'contracts.notDelivered', 'contracts.endBeforeStart',
  ], // prettier-ignore
  load: async (input, read) => {
    const history = await historyOf(input.line, read)
    return { history, sold: history && (await soldWith(history.line, read)) }
  },
  decide: (input, { history, sold }, now) => {
    if (!history || !sold) return refuse('contracts.unknownLine', { line: input.line })
    const { line, contract } = history
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (contract.state === 'draft') return refuse('contracts.notInForce', named(history))
    if (line.state !== 'awaiting') return refuse('contracts.notAwaiting', named(history))
    const { deliveryFirst } = documentOf(sold.product, sold.version).deliver
    if (deliveryFirst === true && !line.life?.deliveredOn) return refuse('contracts.notDelivered', named(history))
    const on = input.on ?? now.today
    const begun = beginning(line, on)
    if (begun.end !== null && begun.end < on) return refuse('contracts.endBeforeStart', { start: on, end: begun.end })
    const of = withLife(changing({ ...history, line: { ...begun, state: 'active' } }), { activatedOn: on, awaits: null })
    const active = withRecorded(of, { act: 'activate', effective: on, reason: input.reason }, now)
    return changed({ ...active, line: rolled(active, now.today) })
  },
})

/** The line with another first day. What was counted from the old one is counted from the new; what was agreed as a day stays. */
function beginning(line: ContractLine, on: Day): ContractLine {
  const months = line.life?.renewal?.initialMonths ?? null
  const counted = months !== null && line.termEnd === termFrom(line.start, months)
  const termEnd = counted ? termFrom(on, months) : line.termEnd
  const end = counted && line.end === line.termEnd ? termEnd : line.end
  const signed = line.life?.signed
  return {
    ...line,
    start: on,
    end,
    termEnd,
    boundUntil: line.boundUntil === null ? null : moved(line.boundUntil, line.start, on),
    life: line.life && signed ? { ...line.life, signed: { ...signed, end } } : line.life,
  }
}
/** A binding lasts as many whole months as it was agreed for; one that was agreed to another day stays. */
function moved(until: Day, from: Day, to: Day): Day {
  for (let months = 1; months <= longestTerm; months += 1) if (addDays(addMonths(from, months), -1) === until) return termFrom(to, months)
  return until
}
