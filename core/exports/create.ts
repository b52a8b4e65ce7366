import { add, command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import type { Id } from '../kernel/shape.ts'
import { codeOf, count, flag, many, maybe, shape, text } from '../kernel/shape.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { exportBatches, exportedJournals } from './batch.ts'
import { daysAsked, makeBatch, mostJournals, waitingOf, type Made, type MakingFault } from './making.ts'
import { exportParties, exportProfiles, type PartyNumber } from './profile.ts'
import { settingsOf, type Settings } from './settings.ts'

export const aBatch = shape({
  id: exportBatches.shape.fields.id,
  number: text,
  month: text,
  state: exportBatches.shape.fields.state,
  journals: count,
  lines: count,
  currency: exportBatches.shape.fields.currency,
  debitSum: exportBatches.shape.fields.debitSum,
  file: exportBatches.shape.fields.file,
})

interface Asked {
  readonly entity: string
  readonly from: string | null
  readonly to: string | null
}
type Fault = MakingFault | 'exports.badMonth' | 'exports.unknownEntity' | 'exports.nothing'
interface Making {
  readonly settings: Settings
  readonly made: readonly Made[]
  readonly more: boolean
}

/** Makes the batches of an entity: one for each closed month that has journals which no batch has taken. */
async function making({ entity, from, to }: Asked, read: Read, now: Now): Promise<Making | Refusal<Fault>> {
  const days = daysAsked(from, to)
  if (refused(days)) return days
  const settings = await settingsOf(read, entity, true)
  if (!settings) return refuse('exports.unknownEntity', { entity })
  const waiting = await waitingOf(read, entity, days, false)
  if (waiting.length === 0) {
    const open = (await waitingOf(read, entity, days, true)).length
    return refuse('exports.nothing', { entity, open: `${open}` })
  }
  const months = new Map<string, Id<'journals'>[]>()
  for (const { id, month } of waiting.slice(0, mostJournals)) months.set(month, [...(months.get(month) ?? []), id])
  const made: Made[] = []
  const given: PartyNumber[] = []
  for (const [month, journals] of months) {
    const batch = await makeBatch(read, { settings, month, sequence: settings.profile.batches + made.length + 1, journals, given }, now)
    if (refused(batch)) return batch
    made.push(batch)
    given.push(...batch.given)
  }
  return { settings, made, more: waiting.length > mostJournals }
}

/** Hands the posted journals of closed months over: a batch for each month, with its file and cover report. A journal is in one batch that is not rejected. */
export const createBatches = command({
  name: 'exports.create',
  zone: 'finance',
  permit: 'exports.write',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), /** First month, `2026-10`; left out: from the beginning. */ from: maybe(text), to: maybe(text) }),
  output: shape({ batches: many(aBatch), /** More is waiting: call again. */ more: flag }),
  refusals: [
    'exports.badMonth', 'exports.unknownEntity', 'exports.nothing', 'exports.accountMissing', 'exports.accountUnfit', 'exports.taxKeyMissing', 'exports.profileIncomplete',
    'exports.rangeFull',
  ],
  load: making,
  decide: (_input, facts) => {
    if (refused(facts)) return facts
    const { settings, made, more } = facts
    return {
      result: { batches: made.map(({ row }) => row), more },
      changes: [
        put(exportProfiles, { ...settings.profile, batches: settings.profile.batches + made.length }),
        ...made.flatMap(({ row, journals, given }) => [
          ...given.map((party) => add(exportParties, party)),
          add(exportBatches, row),
          ...journals.map((journal) => add(exportedJournals, { exportBatch: row.id, journal })),
          tell('exports.created', { batch: row.id, number: row.number, entity: row.entity }),
        ]),
      ],
    }
  },
}) // prettier-ignore
