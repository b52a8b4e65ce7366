import { add, command, tell, type Change } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { count, flag, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import type { RegisterReading } from './facts.ts'
import { lateOf, rechecks } from './late.ts'
import { judgeReading, readingInput, sourceKey, type ReadingFacts } from './reading.ts'
import { recordingFacts } from './recording.ts'
import { usageRecords, type UsageRecord } from './usage-record.ts'

/** Readings that one call takes. */
const mostReadings = 5000

/** Records many readings in one act. What cannot be recorded is answered with its reason, and the others stand: a system that sends again sends the same. */
export const recordManyReadings = command({
  name: 'usage.recordMany',
  zone: 'operations',
  permit: 'usage.record',
  offline: 'queue',
  input: shape({ readings: many(readingInput, mostReadings) }),
  output: shape({
    recorded: count,
    /** Told before, with the same content. */
    known: count,
    refusedCount: count,
    /** One for each reading, in their order. */
    outcomes: many(shape({ usage: maybe(idOf('usageRecords')), isKnown: flag, refused: maybe(text), about: maybe(someData) })),
  }),
  refusals: [],
  load: ({ readings }, read, now) => recordingFacts(readings, read, now),
  decide: ({ readings }, { facts, lines }, now) => {
    // Each reading is judged by what stood before and by the readings in front of it.
    const known = new Map(facts.known)
    const registers = new Map(facts.registers)
    const soFar: ReadingFacts = { ...facts, known, registers }
    const added: UsageRecord[] = []
    const outcomes = readings.map((input) => {
      const key = sourceKey(input.source, input.sourceId)
      const isKnown = known.has(key)
      const reading = judgeReading(input, soFar, now)
      if (refused(reading)) return { usage: null, isKnown: false, refused: reading.refused as string, about: reading.about }
      if (!isKnown) {
        added.push(reading)
        known.set(key, reading)
        if (reading.kind === 'meter') registers.set(reading.line, [...(registers.get(reading.line) ?? []), reading as RegisterReading])
      }
      return { usage: reading.id, isKnown, refused: null, about: null }
    })
    const changes: Change[] = [
      ...added.map((reading) => add(usageRecords, reading)),
      ...rechecks(lateOf(added, facts.named.lines, now), lines),
    ]
    if (added.length > 0) changes.push(tell('usage.manyRecorded', { readings: `${added.length}` }))
    const refusedCount = outcomes.filter((outcome) => outcome.refused !== null).length
    return { result: { recorded: added.length, known: readings.length - added.length - refusedCount, refusedCount, outcomes }, changes }
  },
})
