import { exactly } from '../kernel/decimal.ts'
import { add, command, tell, type Now } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { knownReadings } from './facts.ts'
import { lateOf, linesToRecheck, rechecks } from './late.ts'
import { linesNamed } from './naming.ts'
import { ownSource, usageRecords, type UsageRecord } from './usage-record.ts'

/** Takes a reading back. It stays where it is, and beside it stands its opposite with the reason. */
export const reverseUsage = command({
  name: 'usage.reverse',
  zone: 'operations',
  permit: 'usage.reverse',
  offline: 'queue',
  input: shape({
    /** The record, or the source and its own id. */
    usage: maybe(idOf('usageRecords')),
    source: maybe(text),
    sourceId: maybe(text),
    reason: text,
  }),
  output: usageRecords.shape,
  refusals: ['usage.unknownReading', 'usage.reversedBefore', 'usage.isReversal'],
  load: async ({ usage, source, sourceId }, read, now) => {
    const [told] = usage === null && source !== null && sourceId !== null ? await read.ask(knownReadings, { source, sourceIds: [sourceId] }) : [] // prettier-ignore
    const id = usage ?? told?.id
    const reading = id && (await read.get(usageRecords, id))
    if (!reading) return { opposites: [] }
    const named = new Map((await read.ask(linesNamed, { lines: [reading.line], contracts: [] })).map((line) => [line.id as string, line]))
    const late = lateOf([reading], named, now)
    const opposites = await read.list(usageRecords, { where: { field: 'reverses', is: 'equal', value: reading.id }, limit: 1 })
    return { reading, opposites, late, lines: await linesToRecheck(late, read) }
  },
  decide: (input, { reading, opposites, late, lines }, now) => {
    if (!reading) return refuse('usage.unknownReading', { usage: input.usage ?? `${input.source ?? ''} ${input.sourceId ?? ''}`.trim() })
    const name = { source: reading.source, sourceId: reading.sourceId }
    if (reading.reverses !== null) return refuse('usage.isReversal', name)
    if (opposites.length > 0) return refuse('usage.reversedBefore', name)
    const opposite = oppositeOf(reading, input.reason.trim(), now)
    return {
      result: opposite,
      changes: [
        add(usageRecords, opposite),
        ...rechecks(late, lines),
        tell('usage.reversed', { usage: reading.id, line: reading.line, contract: reading.contract }),
      ],
    }
  },
})

const oppositeOf = (reading: UsageRecord, reason: string, now: Now): UsageRecord => ({
  ...reading,
  id: now.newId() as Id<'usageRecords'>,
  source: ownSource,
  sourceId: reading.id,
  quantity: exactly('0').minus(reading.quantity),
  note: null,
  reverses: reading.id,
  reason,
  recordedAt: now.at,
  recordedBy: now.caller.name,
})
