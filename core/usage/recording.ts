import { dayIn } from '../kernel/day.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { knownReadings, registerReadings, type RegisterReading } from './facts.ts'
import { lateOf, linesToRecheck, type Came } from './late.ts'
import { lineNamed, linesOf, type NamedLine } from './naming.ts'
import { sourceKey, type ReadingFacts, type ReadingInput } from './reading.ts'
import { usageRecords, type UsageRecord } from './usage-record.ts'

/** What readings are decided on: a few questions, however many readings there are. */
export async function recordingFacts(inputs: readonly ReadingInput[], read: Read, now: Now) {
  const named = await linesOf(inputs, read)
  const meant = inputs.map((input) => {
    const line = lineNamed(input, named, (zone) => input.day ?? (input.at && dayIn(zone, input.at)))
    return refused(line) ? undefined : { line, input }
  })
  const registers = await registersOf(meant.flatMap((m) => (m?.input.kind === 'meter' ? [m.line] : [])), read) // prettier-ignore
  const came = meant.flatMap((m): Came[] => {
    const day = m && (m.input.day ?? (m.input.at && dayIn(m.line.zone, m.input.at)))
    return m && day ? [{ line: m.line.id, day }] : []
  })
  const late = lateOf(came, named.lines, now)
  const facts: ReadingFacts = { named, known: await knownOf(inputs, read), registers }
  return { facts, lines: await linesToRecheck(late, read) }
}

async function registersOf(lines: readonly NamedLine[], read: Read): Promise<ReadonlyMap<string, readonly RegisterReading[]>> {
  const ids = [...new Set(lines.map((line) => line.id))]
  const byLine = new Map<string, RegisterReading[]>()
  if (ids.length === 0) return byLine
  for (const reading of await read.ask(registerReadings, { lines: ids }))
    byLine.set(reading.line, [...(byLine.get(reading.line) ?? []), reading])
  return byLine
}

/** What the sources have told already. */
export async function knownOf(
  inputs: readonly { readonly source: string; readonly sourceId: string }[],
  read: Read,
): Promise<ReadonlyMap<string, UsageRecord | null>> {
  const bySource = new Map<string, string[]>()
  for (const { source, sourceId } of inputs) bySource.set(source, [...(bySource.get(source) ?? []), sourceId])
  const known = new Map<string, UsageRecord | null>()
  for (const [source, sourceIds] of bySource) {
    const found = await read.ask(knownReadings, { source, sourceIds })
    const rows = found.length === 0 ? new Map<string, UsageRecord>() : await read.some(usageRecords, found.map(({ id }) => id)) // prettier-ignore
    for (const { id, sourceId } of found) known.set(sourceKey(source, sourceId), rows.get(id) ?? null)
  }
  return known
}
