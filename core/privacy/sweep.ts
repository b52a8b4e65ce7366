import { command, put, redact, type Change, type Plain } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import { count, shape } from '../kernel/shape.ts'
import { erasedPeople } from './erasure.ts'
import { erasingOf, type Erasing } from './erasing.ts'

/** Calls of devices that are looked through at once. */
const most = 200
const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A device that had not heard of an erasure yet sent something of the person: it was refused, and what it said goes as well. */
export const sweepLate = (kinds: () => readonly RecordKind[]) =>
  command({
    name: 'privacy.sweep',
    zone: 'setup',
    permit: 'privacy.decide',
    offline: 'never',
    input: shape({}),
    output: shape({ swept: count }),
    refusals: [],
    load: async (_input, read, now) => {
      const intents = kinds().find(({ record }) => record === 'intents')!
      const late = (await read.list(intents, { where: { field: 'code', is: 'equal', value: 'privacy.erasedPerson' }, order: ['-receivedAt'], limit: most })) as readonly Plain[] // prettier-ignore
      const named = new Set(late.flatMap((row) => String(row['body']).match(ids) ?? []))
      const people = await read.some(erasedPeople, [...named])
      const found: Erasing[] = []
      for (const { id, person, pseudonym } of people.values()) {
        const erasing = await erasingOf({ person, subject: id }, pseudonym, kinds(), read, now)
        if (!refused(erasing)) found.push(erasing)
      }
      return found
    },
    decide: (_input, found) => {
      const changes = new Map<string, Change>()
      for (const one of found.flatMap(({ judged }) => judged))
        if (one.fate === 'replaced' && one.by === 'mentions')
          changes.set(
            `${one.kind.record}/${one.row[one.kind.key] as string}`,
            one.kind.immutable ? redact(one.kind, one.after) : put(one.kind, one.after as never),
          )
      return { result: { swept: changes.size }, changes: [...changes.values()] }
    },
  })
