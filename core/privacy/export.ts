import { command, put, remove, tell } from '../kernel/operation.ts'
import { personalFields } from '../kernel/personal-fields.ts'
import type { RecordKind } from '../kernel/record.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { aFile, count, idOf, maybe, shape, text, type FileRef, type Id, type Wire } from '../kernel/shape.ts'
import { keepText } from '../signing/reads.ts'
import { everythingOf, printed, type Found } from './finding.ts'
import { personOf, aPerson, type Person } from './person.ts'
import { personExports, type PersonExport } from './person-export.ts'
import { letter, type Logged } from './questions.ts'

/** Everything that is kept of one person, as one file for machines and one letter for them (GDPR 15 and 20). */
export const exportPerson = (kinds: () => readonly RecordKind[]) =>
  command({
    name: 'privacy.export',
    zone: 'setup',
    permit: 'privacy.export',
    offline: 'never',
    input: shape({ ...aPerson.fields, /** Of the letter; the person's own unless it is said. */ language: maybe(text) }),
    output: shape({ id: idOf('personExports'), file: aFile, letter: aFile, rows: count, entries: count, files: count }),
    refusals: ['privacy.unknownPerson'],
    load: async (input, read, now) => {
      const person = await personOf(input, read)
      if (refused(person)) return person
      const found = (await everythingOf(person, kinds(), read)).filter(({ kind }) => !kind.secret && kind.record !== personExports.record)
      const language = input.language ?? person.language
      const data = written(person, found, now.at, language)
      const stem = `harmony-person-${person.subject}`
      const [[file], [paper], before] = await Promise.all([
        read.ask(keepText, { name: `${stem}.json`, mime: 'application/json', text: `${JSON.stringify(data, null, 2)}\n` }),
        read.ask(letter, { name: `${stem}.html`, language, data }),
        read.list(personExports, { where: { field: 'subject', is: 'equal', value: person.subject }, limit: 100 }),
      ])
      assert(file && paper, 'kept files')
      return { person, language, file: file.file, letter: paper.file, rows: found.length, files: filesIn(found).length, before }
    },
    decide: ({ person: kind, subject }, facts, now) => {
      if (refused(facts)) return refuse('privacy.unknownPerson', { person: subject })
      const { file, letter: paper, rows, files, person, language, before } = facts
      const id = now.newId() as Id<'personExports'>
      const row: PersonExport = {
        id,
        person: kind,
        subject,
        language,
        rows,
        file,
        letter: paper,
        exportedAt: now.at,
        exportedBy: now.caller.name,
      }
      return {
        result: { id, file, letter: paper, rows, entries: person.entries.length, files },
        changes: [...before.map((old) => remove(personExports, old.id)), put(personExports, row), tell('privacy.told', { export: id })],
      }
    },
  })

/** Fields by which people find a row again. */
const places = ['number', 'reference', 'code', 'day', 'signedAt', 'issued', 'createdAt', 'recordedAt', 'state'] as const

/** A row as its person is told it: all of what is theirs; of others' rows where it is and what it says of them. */
function told({ kind, row, by }: Found): { readonly [field: string]: Wire } {
  const said = personalFields(kind)
  const shown =
    by === 'own' ? Object.keys(kind.shape.fields) : [kind.key, ...places.filter((field) => field in kind.shape.fields), ...said.keys()]
  const kept = [...new Set(shown)].filter((field) => row[field] !== null && row[field] !== undefined)
  return Object.fromEntries(kept.map((field) => [field, printed(kind, field, row[field])]))
}
const filesIn = (found: readonly Found[]): FileRef[] =>
  found.flatMap(({ kind, row }) =>
    [...personalFields(kind)].flatMap(([field, said]) => (said.endsWith('.file') && row[field] ? [row[field] as FileRef].flat() : [])),
  )

function written(person: Person, found: readonly Found[], at: string, language: string): Wire {
  const byRecord = Map.groupBy(found, ({ kind }) => kind.record)
  return {
    format: 'harmony-person/1',
    at,
    language,
    person: { kind: person.kind, id: person.subject, name: person.name },
    records: Object.fromEntries([...byRecord].map(([record, rows]) => [record, rows.map((row) => ({ found: row.by, keep: row.kind.personal?.keep ?? 'use', row: told(row) }))])), // prettier-ignore
    files: filesIn(found).map(({ hash, name, mime, size }) => ({ hash, name, mime, size })),
    log: person.entries.map((entry: Logged) => ({
      ...(entry.merge === null ? {} : { merge: entry.merge }),
      seq: entry.seq,
      at: entry.at,
      operation: entry.operation,
      by: entry.user,
      events: entry.events,
    })),
  }
}
