import { zero } from '../kernel/decimal.ts'
import { add, command, tell, type Now } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { ownSource } from '../usage/usage-record.ts'
import { expenses, timeEntries } from './entry.ts'
import { knownExpenses, knownTime } from './facts.ts'

const taking = (reason: string, now: Now) => ({ source: ownSource, note: null, reason: reason.trim(), recordedAt: now.at, recordedBy: now.caller.name }) // prettier-ignore

/** Takes time back. It stays where it is, and beside it stands its opposite with the reason. */
export const reverseWork = command({
  name: 'work.reverse',
  zone: 'operations',
  permit: 'work.reverse',
  offline: 'queue',
  input: shape({ time: maybe(idOf('timeEntries')), source: maybe(text), sourceId: maybe(text), reason: text }),
  output: timeEntries.shape,
  refusals: ['work.unknownEntry', 'work.reversedBefore', 'work.isReversal'],
  load: async ({ time, source, sourceId }, read) => {
    const [told] = time === null && source !== null && sourceId !== null ? await read.ask(knownTime, { source, sourceIds: [sourceId] }) : []
    const id = time ?? told?.id
    const entry = id && (await read.get(timeEntries, id))
    return entry ? { entry, opposites: await read.list(timeEntries, { where: { field: 'reverses', is: 'equal', value: entry.id }, limit: 1 }) } : { opposites: [] } // prettier-ignore
  },
  decide: (input, { entry, opposites }, now) => {
    if (!entry) return refuse('work.unknownEntry', { entry: input.time ?? `${input.source ?? ''} ${input.sourceId ?? ''}`.trim() })
    const name = { source: entry.source, sourceId: entry.sourceId }
    if (entry.reverses !== null) return refuse('work.isReversal', name)
    if (opposites.length > 0) return refuse('work.reversedBefore', name)
    const id = now.newId() as Id<'timeEntries'>
    const opposite = { ...entry, id, ...taking(input.reason, now), sourceId: entry.id, hours: zero.minus(entry.hours), reverses: entry.id }
    return { result: opposite, changes: [add(timeEntries, opposite), tell('work.reversed', { entry: entry.id })] }
  },
})

/** Takes an expense back. */
export const reverseExpense = command({
  name: 'work.reverseExpense',
  zone: 'operations',
  permit: 'work.reverse',
  offline: 'queue',
  input: shape({ expense: maybe(idOf('expenses')), source: maybe(text), sourceId: maybe(text), reason: text }),
  output: expenses.shape,
  refusals: ['work.unknownEntry', 'work.reversedBefore', 'work.isReversal'],
  load: async ({ expense, source, sourceId }, read) => {
    const [told] = expense === null && source !== null && sourceId !== null ? await read.ask(knownExpenses, { source, sourceIds: [sourceId] }) : [] // prettier-ignore
    const id = expense ?? told?.id
    const entry = id && (await read.get(expenses, id))
    return entry ? { entry, opposites: await read.list(expenses, { where: { field: 'reverses', is: 'equal', value: entry.id }, limit: 1 }) } : { opposites: [] } // prettier-ignore
  },
  decide: (input, { entry, opposites }, now) => {
    if (!entry) return refuse('work.unknownEntry', { entry: input.expense ?? `${input.source ?? ''} ${input.sourceId ?? ''}`.trim() })
    const name = { source: entry.source, sourceId: entry.sourceId }
    if (entry.reverses !== null) return refuse('work.isReversal', name)
    if (opposites.length > 0) return refuse('work.reversedBefore', name)
    const id = now.newId() as Id<'expenses'>
    const opposite = { ...entry, id, ...taking(input.reason, now), sourceId: entry.id, amount: -entry.amount, reverses: entry.id }
    return { result: opposite, changes: [add(expenses, opposite), tell('work.reversed', { entry: entry.id })] }
  },
})
