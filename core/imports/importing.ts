import { job, put, tell, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { aFile, choice, codeOf, count, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { openFile, readingRefusals } from './facts.ts'
import { imports, subjectNames } from './import.ts'
import { importOptions, noOptions, optionsOf, stored } from './options.ts'
import { loadStep, stateOf, step, stepRefusals, type Import } from './stage.ts'
import type { SubjectName } from './subjects.ts'

/** What came of an import, in numbers. `lines` are those of the file that stand now: imported ones and unchanged ones. */
export const importSummary = shape({
  import: idOf('imports'),
  subject: choice(...subjectNames),
  entity: codeOf('entities'),
  file: text,
  state: choice('staging', 'staged', 'published', 'reviewed', 'cancelled'),
  rows: count,
  customers: count,
  contracts: count,
  lines: count,
  unchanged: count,
  conflicts: count,
  rejected: count,
  ignored: count,
})
export async function summaryOf(subject: string, read: Read) {
  const found = await read.get(imports, subject)
  assert(found, 'the import that was run')
  const { id, subject: what, entity, file, state, rows, customers, contracts, accepted, unchanged, conflicts, rejected, ignored } = found
  return {
    import: id,
    subject: what,
    entity,
    file: file.name,
    state,
    rows,
    customers,
    contracts,
    lines: accepted + unchanged,
    unchanged,
    conflicts,
    rejected,
    ignored,
  }
}

/** Imports that were begun and neither published nor cancelled. */
async function unfinished(read: Read, entity: Import['entity'], subject: SubjectName): Promise<readonly Import[]> {
  const where = {
    all: [
      { field: 'entity', is: 'equal', value: entity },
      { field: 'subject', is: 'equal', value: subject },
      { field: 'state', is: 'in', value: ['staging', 'staged'] },
    ],
  } as const
  return read.list(imports, { where, order: ['createdAt'], limit: 1000 })
}

/** The job that imports a subject: read in portions, then published in one act. */
const importing = <const Name extends string>(name: Name, subject: SubjectName) =>
  job({
    name,
    zone: 'operations',
    permit: 'imports.write',
    input: shape({ file: aFile, entity: codeOf('entities'), options: maybe(importOptions) }),
    output: importSummary,
    refusals: [...readingRefusals, ...stepRefusals],
    begin: {
      load: async (input, read, now) => ({
        opened: await openFile(input, subject, input.options ?? noOptions, read, now),
        waiting: await unfinished(read, input.entity, subject),
      }),
      decide: (input, { opened, waiting }, now) => {
        if (refused(opened)) return opened
        const chosen = JSON.stringify(importOptions.print(opened.options.chosen))
        // The same file for the same entity, read in the same way, goes on where it was left.
        const left = waiting.find(
          (w) => w.file.hash === input.file.hash && JSON.stringify(importOptions.print(optionsOf(w.options).chosen)) === chosen,
        )
        if (left) return { result: stateOf(left), changes: [] }
        const begun: Import = {
          id: now.newId() as Id<'imports'>,
          subject,
          entity: input.entity,
          file: input.file,
          options: stored(opened.options),
          state: 'staging',
          marker: opened.options.reading.row,
          rows: 0,
          accepted: 0,
          unchanged: 0,
          conflicts: 0,
          rejected: 0,
          ignored: 0,
          customers: 0,
          contracts: 0,
          createdAt: now.at,
          createdBy: now.caller.name,
        }
        return {
          result: stateOf(begun),
          changes: [put(imports, begun), tell('imports.begun', { import: begun.id, entity: begun.entity, file: begun.file.name })],
        }
      },
    },
    step: { load: loadStep, decide: step },
    finish: summaryOf,
  })

export const importContracts = importing('imports.contracts', 'contracts')
export const importUsage = importing('imports.usage', 'usage')
export const importIncidents = importing('imports.incidents', 'incidents')
export const importTime = importing('imports.time', 'time')
export const importExpenses = importing('imports.expenses', 'expenses')

export const resumeImport = job({
  name: 'imports.resume',
  zone: 'operations',
  permit: 'imports.write',
  input: shape({ import: idOf('imports') }),
  output: importSummary,
  refusals: stepRefusals,
  begin: {
    load: (input, read) => read.get(imports, input.import),
    decide: (input, subject) => {
      if (!subject) return refuse('imports.unknown', { import: input.import })
      if (subject.state === 'cancelled') return refuse('imports.cancelled', { file: subject.file.name })
      return { result: stateOf(subject), changes: [] }
    },
  },
  step: { load: loadStep, decide: step },
  finish: summaryOf,
})
