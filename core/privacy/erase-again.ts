import { add, command, put, tell, type Change } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import { anInstant, choice, flag, idOf, many, shape, text } from '../kernel/shape.ts'
import { erasedPeople, erasures, personKinds, type Erasure } from './erasure.ts'
import { erased, erasingOf } from './erasing.ts'

/** Somebody whom a restored backup brought back is erased again, under the pseudonym that they had: two people agreed to it then. */
export const eraseAgain = (kinds: () => readonly RecordKind[]) =>
  command({
    name: 'privacy.eraseAgain',
    zone: 'setup',
    permit: 'privacy.decide',
    offline: 'never',
    input: shape({
      erasure: idOf('erasures'),
      person: choice(...personKinds),
      pseudonym: text,
      erasedAt: anInstant,
      subjects: many(idOf('records'), 1000),
    }),
    output: shape({ found: flag }),
    refusals: ['privacy.logBroken'],
    load: async ({ erasure, person, pseudonym, subjects }, read, now) => {
      const [known, before] = await Promise.all([read.some(erasedPeople, subjects), read.get(erasures, erasure)])
      for (const kind of [person, ...(person === 'contact' ? (['lead'] as const) : [])])
        for (const subject of subjects.filter((id) => !known.has(id))) {
          const erasing = await erasingOf({ person: kind, subject }, pseudonym, kinds(), read, now, erasure)
          if (!refused(erasing)) return { known, before, erasing }
        }
      return { known, before, erasing: undefined }
    },
    decide: ({ erasure, person, pseudonym, erasedAt, subjects }, { known, before, erasing }, now) => {
      const row: Erasure = {
        id: erasure,
        person,
        subject: subjects[0] ?? (erasure as unknown as Erasure['subject']),
        name: pseudonym,
        customer: before?.customer ?? null,
        cause: 'restored',
        note: null,
        state: 'done',
        proposedAt: before?.proposedAt ?? erasedAt,
        proposedBy: before?.proposedBy ?? now.caller.name,
        proposedByUser: before?.proposedByUser ?? now.caller.user,
        decidedAt: now.at,
        decidedBy: now.caller.name,
        answer: null,
        pseudonym,
        held: [],
        heldUntil: null,
      }
      const done = new Set<string>([...known.keys(), ...(erasing?.person.ids ?? [])])
      const rest = subjects.filter((id) => !done.has(id))
      const marks = rest.map((id): Change => add(erasedPeople, { id, erasure, person, pseudonym, erasedAt }))
      if (erasing) return { result: { found: true }, changes: [...marks, ...erased(row, erasing, now)] }
      return { result: { found: false }, changes: [...marks, put(erasures, row), tell('privacy.erased', { erasure, pseudonym })] }
    },
  })
