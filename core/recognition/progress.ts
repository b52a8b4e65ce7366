import { add, command, put, type Read } from '../kernel/operation.ts'
import { decimalText } from '../kernel/decimal.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { recognitionProgress, recognitions } from './recognition.ts'
import { byProgress, shareOf } from './rules.ts'

/** Records how much of a charge was delivered by a day: the next run of its month earns that much of it. */
export const recordProgress = command({
  name: 'recognition.progress',
  zone: 'finance',
  permit: 'recognition.run',
  offline: 'never',
  input: shape({ charge: idOf('charges'), day: aDay, percent: aDecimal, note: maybe(text) }),
  output: shape({ charge: idOf('charges'), progress: aDecimal }),
  refusals: ['recognition.unknown', 'recognition.byTime', 'recognition.done', 'recognition.invalidPercent'],
  load: async ({ charge }, read: Read) => {
    const where = { field: 'charge', is: 'equal', value: charge } as const
    const [last] = await read.list(recognitionProgress, { where, order: ['-number'], limit: 1 })
    return { row: await read.get(recognitions, charge), number: (last?.number ?? 0) + 1 }
  },
  decide: (input, { row, number }, now) => {
    if (!row) return refuse('recognition.unknown', { charge: input.charge })
    if (!byProgress.has(row.recognition)) return refuse('recognition.byTime', { recognition: row.recognition })
    if (row.state === 'done') return refuse('recognition.done', { charge: row.id })
    if (input.percent.lt(0) || input.percent.gt(100)) return refuse('recognition.invalidPercent', { percent: decimalText(input.percent) })
    const share = shareOf(input.percent)
    const recorded = {
      id: now.newId() as Id<'recognitionProgress'>,
      charge: row.id,
      entity: row.entity,
      number,
      day: input.day,
      share,
      note: input.note,
      recordedAt: now.at,
      recordedBy: now.caller.name,
    }
    return {
      result: { charge: row.id, progress: share },
      changes: [add(recognitionProgress, recorded), put(recognitions, { ...row, progress: share })],
    }
  },
})
