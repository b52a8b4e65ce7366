import { add, command, tell } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { timeEntries } from './entry.ts'
import { knownTime } from './facts.ts'
import { judgeTime, timeFaults, timeInput, workFacts, workKey } from './judge.ts'

/** Records time that somebody worked. The same entry of the same source again is the same record. */
export const recordWork = command({
  name: 'work.record',
  zone: 'operations',
  permit: 'work.record',
  offline: 'queue',
  input: timeInput,
  output: timeEntries.shape,
  refusals: timeFaults,
  load: (input, read) => workFacts([input], (source, sourceIds) => read.ask(knownTime, { source, sourceIds }), timeEntries, read),
  decide: (input, facts, now) => {
    const entry = judgeTime(input, facts, now)
    if (refused(entry)) return entry
    if (facts.known.has(workKey(input.source, input.sourceId))) return { result: entry, changes: [] }
    return { result: entry, changes: [add(timeEntries, entry), tell('work.recorded', { time: entry.id, person: entry.person })] }
  },
})
