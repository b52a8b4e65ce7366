import { add, command, tell } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { lateOf, rechecks } from './late.ts'
import { judgeReading, readingFaults, readingInput, sourceKey } from './reading.ts'
import { recordingFacts } from './recording.ts'
import { usageRecords } from './usage-record.ts'

/** Records what was counted or measured for a line. The same reading of the same source again is the same record. */
export const recordUsage = command({
  name: 'usage.record',
  zone: 'operations',
  permit: 'usage.record',
  offline: 'queue',
  input: readingInput,
  output: usageRecords.shape,
  refusals: readingFaults,
  load: (input, read, now) => recordingFacts([input], read, now),
  decide: (input, { facts, lines }, now) => {
    const reading = judgeReading(input, facts, now)
    if (refused(reading)) return reading
    if (facts.known.has(sourceKey(input.source, input.sourceId))) return { result: reading, changes: [] }
    const { id, line, contract } = reading
    return {
      result: reading,
      changes: [
        add(usageRecords, reading),
        ...rechecks(lateOf([reading], facts.named.lines, now), lines),
        tell('usage.recorded', { usage: id, line, contract }),
      ],
    }
  },
})
