import { command, put, remove, tell, type Now, type Plain, type Read } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { addDays, addMonths, dayIn } from '../kernel/day.ts'
import { count, shape } from '../kernel/shape.ts'
import { leads } from '../opportunities/lead.ts'
import { erasedPeople, erasures, type Erasure } from './erasure.ts'
import { personExports } from './person-export.ts'
import { proposed } from './propose.ts'
import { keptOf, retentionFacts } from './retention.ts'

/** Proposals of one night: a person has to look at each. */
const most = 100
/** Months after which a lead that came to nothing is forgotten. */
const leadMonths = 24
/** Days for which an export can be fetched. */
const exportDays = 30

type Wanted = Pick<Erasure, 'person' | 'subject' | 'name' | 'customer'>
interface Held {
  readonly record: string
  readonly ids: readonly string[]
}

/** Whether nothing keeps some of what an erasure had to keep. */
async function isOver({ held, customer }: Erasure, kinds: readonly RecordKind[], read: Read, now: Now): Promise<boolean> {
  for (const { record, ids } of held as unknown as readonly Held[]) {
    const kind = kinds.find((one) => one.record === record)
    if (!kind) continue
    for (const row of (await read.some(kind, ids)).values()) {
      const whose = ((row as Plain)['customer'] as string | null | undefined) ?? customer
      const facts = await retentionFacts(whose === null ? [] : [whose], read, now.today)
      if (keptOf(kind, row as Plain, whose, facts) === undefined) return true
    }
  }
  return false
}

/** Proposes, each night, the erasure of what is kept no longer: what earlier erasures had to leave, and leads that came to nothing. Nothing goes by itself. */
export const proposeDue = (kinds: () => readonly RecordKind[]) =>
  command({
    name: 'privacy.due',
    zone: 'setup',
    permit: 'privacy.propose',
    offline: 'never',
    input: shape({}),
    output: shape({ proposed: count, removed: count }),
    refusals: [],
    load: async (_input, read, now) => {
      const done = await read.list(erasures, { where: { field: 'state', is: 'equal', value: 'done' }, limit: 10_000 })
      const over: Wanted[] = []
      for (const erasure of done)
        if (over.length < most && (erasure.held as readonly unknown[]).length > 0 && (await isOver(erasure, kinds(), read, now)))
          over.push({ person: erasure.person, subject: erasure.subject, name: erasure.name, customer: erasure.customer })
      const old = `${addMonths(now.today, -leadMonths)}T00:00:00.000Z`
      const cold = await read.list(leads, { where: { all: [{ field: 'state', is: 'equal', value: 'discarded' }, { field: 'createdAt', is: 'less', value: old }] }, order: ['createdAt'], limit: most }) // prettier-ignore
      const gone = await read.some(erasedPeople, cold.map(({ id }) => id)) // prettier-ignore
      const people = [...over, ...cold.filter(({ id }) => !gone.has(id)).map((lead): Wanted => ({ person: 'lead', subject: lead.id as unknown as Erasure['subject'], name: lead.name, customer: lead.customer }))] // prettier-ignore
      const open = await read.list(erasures, { where: { all: [{ field: 'state', is: 'in', value: ['proposed', 'declined'] }, { field: 'subject', is: 'in', value: people.map(({ subject }) => subject) }] }, limit: 1000 }) // prettier-ignore
      const exports = await read.list(personExports, { where: { field: 'exportedAt', is: 'less', value: `${addDays(dayIn('UTC', now.at), -exportDays)}T00:00:00.000Z` }, limit: 1000 }) // prettier-ignore
      return { people, open: new Set(open.map(({ subject }) => subject as string)), exports }
    },
    decide: (_input, { people, open, exports }, now) => {
      const rows = people
        .filter(({ subject }) => !open.has(subject))
        .slice(0, most)
        .map((wanted) => proposed(wanted, 'retention', null, now))
      return {
        result: { proposed: rows.length, removed: exports.length },
        changes: [
          ...rows.flatMap((row) => [put(erasures, row), tell('privacy.proposed', { erasure: row.id })]),
          ...exports.map(({ id }) => remove(personExports, id)),
        ],
      }
    },
  })
