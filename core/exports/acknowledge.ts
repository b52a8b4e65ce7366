import { clear, command, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { aFile, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { exportBatches, exportedJournals, type ExportBatch } from './batch.ts'
import { uploadedText } from './facts.ts'

const stateOf = shape({ number: text, state: exportBatches.shape.fields.state })

/** A rejected batch lets go of its journals, so that the next one takes them; its file stays. */
function decided(batch: ExportBatch, isAccepted: boolean, reason: string | null, now: Now): Change[] {
  const state = isAccepted ? ('acknowledged' as const) : ('rejected' as const)
  const about = { batch: batch.id, number: batch.number, entity: batch.entity }
  const row = { ...batch, state, reason, decidedAt: now.at, decidedBy: now.caller.name }
  return [
    // Members first: what is acknowledged keeps them for good.
    ...(isAccepted ? [] : [clear(exportedJournals, 'exportBatch', batch.id)]),
    put(exportBatches, row),
    isAccepted ? tell('exports.acknowledged', about) : tell('exports.rejected', about),
  ]
}
const over = (batch: ExportBatch): Refusal<'exports.decided'> | undefined =>
  batch.state === 'acknowledged' || batch.state === 'rejected' ? refuse('exports.decided', { number: batch.number, by: batch.decidedBy ?? '' }) : undefined // prettier-ignore

/** Says that the file has gone out. */
export const sendBatch = command({
  name: 'exports.send',
  zone: 'finance',
  permit: 'exports.write',
  offline: 'never',
  input: shape({ exportBatch: idOf('exportBatches') }),
  output: stateOf,
  refusals: ['exports.unknownBatch', 'exports.decided'],
  load: ({ exportBatch }, read) => read.get(exportBatches, exportBatch),
  decide: ({ exportBatch }, batch, now) => {
    if (!batch) return refuse('exports.unknownBatch', { batch: exportBatch })
    const fault = over(batch)
    if (fault) return fault
    const result = { number: batch.number, state: 'sent' as const }
    if (batch.state === 'sent') return { result, changes: [] }
    return {
      result,
      changes: [
        put(exportBatches, { ...batch, state: 'sent', sentAt: now.at }),
        tell('exports.sent', { batch: batch.id, number: batch.number, entity: batch.entity }),
      ],
    }
  },
})

/** What the accounting program made of a batch: taken, and frozen with that; or rejected, and its journals go into the next one. */
export const acknowledgeBatch = command({
  name: 'exports.acknowledge',
  zone: 'finance',
  permit: 'exports.write',
  offline: 'never',
  input: shape({ exportBatch: idOf('exportBatches'), isAccepted: flag, /** Of a rejection. */ reason: maybe(text) }),
  output: stateOf,
  refusals: ['exports.unknownBatch', 'exports.decided', 'exports.reasonMissing'],
  load: ({ exportBatch }, read) => read.get(exportBatches, exportBatch),
  decide: ({ exportBatch, isAccepted, reason }, batch, now) => {
    if (!batch) return refuse('exports.unknownBatch', { batch: exportBatch })
    const fault = over(batch)
    if (fault) return fault
    if (!isAccepted && reason === null) return refuse('exports.reasonMissing', { number: batch.number })
    const state = isAccepted ? ('acknowledged' as const) : ('rejected' as const)
    return { result: { number: batch.number, state }, changes: decided(batch, isAccepted, isAccepted ? null : reason, now) }
  },
})

export interface Verdict {
  readonly number: string
  readonly isAccepted: boolean
  readonly reason: string | null
}
/** What the other side wrote: a line for each batch, `number;accepted` or `number;rejected;reason`, with comma, semicolon or tab; a first line may name them. */
export function verdictsOf(content: string): readonly Verdict[] | { readonly line: number; readonly text: string } {
  const verdicts: Verdict[] = []
  for (const [i, line] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue
    const [number = '', word = '', ...reason] = line.split(/[;,\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    const said = /^(accepted|ok|imported|acknowledged|angenommen|verbucht)$/i.test(word) ? true : /^(rejected|error|failed|abgelehnt|fehler)$/i.test(word) ? false : null // prettier-ignore
    if (said === null && i === 0) continue
    const text = reason.join(', ').slice(0, 500).trim()
    if (said === null || number === '' || (!said && text === '')) return { line: i + 1, text: line.slice(0, 100) }
    verdicts.push({ number, isAccepted: said, reason: said ? null : text })
  }
  return verdicts
}

async function named(read: Read, number: string): Promise<ExportBatch | undefined> {
  return (await read.list(exportBatches, { where: { field: 'number', is: 'equal', value: number }, limit: 1 }))[0]
}

/** Reads the accounting program's answer to several batches. All of it holds, or nothing. */
export const importAcknowledgements = command({
  name: 'exports.importAcknowledgements',
  zone: 'finance',
  permit: 'exports.write',
  offline: 'never',
  input: shape({ file: aFile }),
  output: shape({ acknowledged: count, rejected: count, batches: many(stateOf) }),
  refusals: ['exports.unreadable', 'exports.unknownBatch', 'exports.decided'],
  load: async ({ file }, read) => {
    const [answer] = await read.ask(uploadedText, { hash: file.hash })
    const verdicts = verdictsOf(typeof answer?.content === 'string' ? answer.content : '')
    if (!Array.isArray(verdicts)) return { fault: verdicts as { line: number; text: string }, found: [] }
    const found = []
    for (const verdict of verdicts as readonly Verdict[]) found.push({ verdict, batch: await named(read, verdict.number) })
    return { fault: null, found }
  },
  decide: (_input, { fault, found }, now) => {
    if (fault) return refuse('exports.unreadable', { line: `${fault.line}`, text: fault.text })
    if (found.length === 0) return refuse('exports.unreadable', { line: '1', text: '' })
    const changes: Change[] = []
    const seen = new Set<string>()
    for (const { verdict, batch } of found) {
      if (!batch) return refuse('exports.unknownBatch', { batch: verdict.number })
      const wrong = seen.has(batch.id) ? refuse('exports.decided', { number: batch.number, by: now.caller.name }) : over(batch)
      if (wrong) return wrong
      seen.add(batch.id)
      changes.push(...decided(batch, verdict.isAccepted, verdict.reason, now))
    }
    const batches = found.map(({ verdict }) => ({ number: verdict.number, state: verdict.isAccepted ? ('acknowledged' as const) : ('rejected' as const) })) // prettier-ignore
    const acknowledged = batches.filter(({ state }) => state === 'acknowledged').length
    return { result: { acknowledged, rejected: batches.length - acknowledged, batches }, changes }
  },
})
