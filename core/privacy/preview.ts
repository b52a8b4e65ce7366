import { query } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import { aDay, choice, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { erasedPeople, erasureLine, erasures, personKinds } from './erasure.ts'
import { erasingOf, pseudonymOf } from './erasing.ts'
import { firstEnd, linesOf } from './judging.ts'
import { aPerson } from './person.ts'

export const erasurePreview = shape({
  name: text,
  person: choice(...personKinds),
  subject: idOf('records'),
  fates: many(erasureLine),
  /** Entries of the log that speak of them. */
  entries: count,
  /** Files that go. */
  files: count,
  /** What somebody else is called too: it stays where it stands by itself. */
  shared: many(text),
  heldUntil: maybe(aDay),
  /** An erasure that is proposed already. */
  proposed: maybe(idOf('erasures')),
  erased: maybe(text),
})

/** What would go, what is kept until when and why, and what a pseudonym takes the place of. Changes nothing. */
export const previewErasure = (kinds: () => readonly RecordKind[]) =>
  query({
    name: 'privacy.preview',
    zone: 'setup',
    permit: 'privacy.read',
    input: aPerson,
    output: erasurePreview,
    refusals: ['privacy.unknownPerson'],
    ask: async (input, read, now) => {
      const [[open], gone] = await Promise.all([
        read.list(erasures, { where: { all: [{ field: 'subject', is: 'equal', value: input.subject }, { field: 'state', is: 'equal', value: 'proposed' }] }, limit: 1 }), // prettier-ignore
        read.get(erasedPeople, input.subject),
      ])
      // The proposal itself is not what is kept of them.
      const found = await erasingOf(input, pseudonymOf(input.subject, now), kinds(), read, now, open?.id)
      if (refused(found)) return found
      const lines = linesOf(found.judged)
      return {
        name: found.person.name,
        person: input.person,
        subject: input.subject,
        fates: lines,
        entries: found.person.entries.length,
        files: found.files.length,
        shared: found.person.shared.map((word) => word.text),
        heldUntil: firstEnd(lines),
        proposed: open?.id ?? null,
        erased: gone?.pseudonym ?? null,
      }
    },
  })
