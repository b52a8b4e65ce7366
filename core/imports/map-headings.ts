import { listing } from '../kernel/listing.ts'
import { command, put, query, remove, tell, type Change } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aFile, choice, codeOf, count, flag, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { meaningOf, reduced } from './columns.ts'
import { fileRefusals, mappingsOf, surveyOf } from './facts.ts'
import { headingMappings } from './heading-mapping.ts'
import { subjectNames } from './import.ts'
import { importOptions, noOptions } from './options.ts'
import { headingMappingRows } from './questions.ts'
import { allColumns, subjects } from './subjects.ts'

/** Headings that one call maps. */
const mostHeadings = 200

/** The headings of a file, what each of them means, and what is missing. Answers also where the file cannot be imported yet, so that it can be mended. */
export const findSheetHeadings = query({
  name: 'imports.headings',
  zone: 'operations',
  permit: 'imports.write',
  input: shape({ file: aFile, entity: codeOf('entities'), subject: maybe(choice(...subjectNames)), options: maybe(importOptions) }),
  output: shape({
    headingRow: count,
    headings: many(shape({ heading: text, name: maybe(choice(...allColumns)), isMapped: flag })),
    columns: many(shape({ name: choice(...allColumns), isOptional: flag, isFound: flag })),
  }),
  refusals: ['imports.unknownEntity', ...fileRefusals],
  ask: async (input, read) => {
    const { columns, name } = subjects[input.subject ?? 'contracts']
    const opened = await surveyOf(input, name, input.options ?? noOptions, read)
    if (refused(opened)) return opened
    const { row, headings, layout } = opened.survey
    const mappings = await mappingsOf(name, read)
    return {
      headingRow: row,
      headings: headings.flatMap((heading, at) => {
        if (reduced(heading) === '') return []
        const meaning = meaningOf(heading, columns, mappings)
        // The first of several columns of one meaning is the one that is read.
        const isRead = meaning !== undefined && layout[columns.names.indexOf(meaning)] === at
        return [{ heading, name: isRead ? meaning : null, isMapped: Object.hasOwn(mappings, reduced(heading)) }]
      }),
      columns: columns.names.map((column, i) => ({ name: column, isOptional: columns.optional.has(column), isFound: layout[i] !== -1 })),
    }
  },
})

/** Says what headings mean; it is remembered for every file of the subject, and counts before what Harmony knows itself. */
export const mapHeadings = command({
  name: 'imports.mapHeadings',
  zone: 'operations',
  permit: 'imports.write',
  offline: 'never',
  input: shape({
    subject: choice(...subjectNames),
    mappings: many(
      shape({
        heading: text,
        /** Left out: the heading means none of our columns. */
        name: maybe(choice(...allColumns)),
        /** What was said of it before is forgotten. */
        forget: maybe(flag),
      }),
      mostHeadings,
    ),
  }),
  output: shape({ mapped: count, forgotten: count }),
  refusals: ['imports.unknownColumn', 'imports.blankHeading', 'imports.columnTwice'],
  load: async ({ subject, mappings }, read) => {
    const bare = [...new Set(mappings.map(({ heading }) => reduced(heading)))]
    const where = { all: [{ field: 'subject', is: 'equal', value: subject }, { field: 'reduced', is: 'in', value: bare }] } as const // prettier-ignore
    const said = await read.list(headingMappings, { where, limit: mostHeadings })
    return new Map(said.map((mapping) => [mapping.reduced, mapping]))
  },
  decide: ({ subject, mappings }, said, now) => {
    const changes: Change[] = []
    const taken = new Set<string>()
    let mapped = 0
    for (const { heading, name: column, forget } of mappings) {
      const bare = reduced(heading)
      if (bare === '') return refuse('imports.blankHeading', { heading })
      const before = said.get(bare)
      if (forget === true) {
        if (before) changes.push(remove(headingMappings, before.id))
        continue
      }
      if (column !== null && !subjects[subject].columns.names.includes(column)) return refuse('imports.unknownColumn', { column, heading })
      if (column !== null && taken.has(column)) return refuse('imports.columnTwice', { column, heading })
      if (column !== null) taken.add(column)
      mapped++
      if (before && before.column === column) continue
      const id = before?.id ?? (now.newId() as Id<'headingMappings'>)
      changes.push(
        put(headingMappings, {
          id,
          subject,
          reduced: bare,
          heading: heading.trim(),
          column,
          recordedAt: now.at,
          recordedBy: now.caller.name,
        }),
      )
    }
    const forgotten = changes.filter((change) => change.does === 'remove').length
    if (changes.length > 0) changes.push(tell('imports.headingsMapped', { subject }))
    return { result: { mapped, forgotten }, changes }
  },
})

export const listHeadingMappings = listing({
  name: 'imports.headingMappings',
  zone: 'operations',
  permit: 'imports.read',
  view: headingMappingRows,
})
