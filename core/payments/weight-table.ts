import type { Day } from '../kernel/day.ts'
import { listing } from '../kernel/listing.ts'
import { add, command, query, tell, type Read } from '../kernel/operation.ts'
import { question, record, view, type Row } from '../kernel/record.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import {
  aDay,
  aFile,
  anInstant,
  choice,
  count,
  idOf,
  maybe,
  shape,
  someData,
  text,
  type FileRef,
  type Id,
  type Wire,
} from '../kernel/shape.ts'
import { accountNumbers, judge, judgement } from './check-account.ts'
import { readTable, type WeightRow, type WeightTable } from './modulus.ts'

/** The weights by which British accounts are checked, as they were published and loaded: data that changes several times a year and comes with no program. */
export const weightTables = record(
  'weightTables',
  shape({
    id: idOf('weightTables'),
    /** As its publisher calls it: `8.20`. */
    edition: text,
    /** The day from which on accounts are checked by it. */
    from: aDay,
    weightFile: aFile,
    substituteFile: maybe(aFile),
    /** Ranges of sort codes that it speaks of. */
    ranges: count,
    weightRows: someData,
    substitutions: someData,
    loadedAt: anInstant,
    loadedBy: text,
  }),
  { key: 'id', immutable: true, personal: { keep: 'books', since: 'loadedAt', not: ['weightFile', 'substituteFile', 'weightRows', 'substitutions'] } },
) // prettier-ignore
type Stored = Row<typeof weightTables>

export const weightTableRows = view({
  view: 'payments.weightTables',
  key: 'id',
  search: ['edition', 'loadedBy'],
  order: ['-from', '-loadedAt'],
  row: shape({ id: idOf('weightTables'), edition: text, from: aDay, ranges: count, loadedAt: anInstant, loadedBy: text }),
})
export const listWeightTables = listing({ name: 'payments.weightTables', zone: 'setup', permit: 'payments.read', view: weightTableRows })

/** The text of a file that was uploaded, where it is one: neither missing, nor too large, nor anything else than text. */
export const tableText = question(
  'payments.tableText',
  shape({ file: aFile }),
  shape({ fault: maybe(choice('missing', 'tooLarge', 'notText')), lines: someData }),
)

const faults = { missing: 'payments.fileMissing', tooLarge: 'payments.fileTooLarge', notText: 'payments.notText' } as const

async function textOf(read: Read, file: FileRef | null) {
  if (file === null) return ''
  const [found] = await read.ask(tableText, { file })
  const { fault, lines } = found!
  return fault === null ? (lines as readonly string[]).join('\n') : refuse(faults[fault], { file: file.name })
}

/** Takes over the published table of weights, and the one of substitutes. Nothing of earlier ones changes; the latest whose day has come is the one that counts. */
export const loadWeightTable = command({
  name: 'payments.loadWeightTable',
  zone: 'setup',
  permit: 'payments.write',
  offline: 'never',
  input: shape({ edition: text, from: aDay, weightFile: aFile, substituteFile: maybe(aFile) }),
  output: shape({ id: idOf('weightTables'), edition: text, from: aDay, ranges: count }),
  refusals: ['payments.fileMissing', 'payments.fileTooLarge', 'payments.notText', 'payments.badTable', 'payments.emptyTable'],
  load: async ({ weightFile, substituteFile }, read) => ({
    weights: await textOf(read, weightFile),
    substitutes: await textOf(read, substituteFile),
  }),
  decide: ({ edition, from, weightFile, substituteFile }, { weights, substitutes }, now) => {
    if (refused(weights)) return weights
    if (refused(substitutes)) return substitutes
    const table = readTable(weights, substitutes)
    if ('badLine' in table) return refuse('payments.badTable', { line: table.badLine.slice(0, 100) })
    if (table.rows.length === 0) return refuse('payments.emptyTable', { file: weightFile.name })
    const id = now.newId() as Id<'weightTables'>
    const row: Stored = {
      id, edition: edition.trim(), from, weightFile, substituteFile, ranges: table.rows.length, weightRows: table.rows as unknown as Wire,
      substitutions: Object.fromEntries(table.substitutes), loadedAt: now.at, loadedBy: now.caller.name,
    }
    return { result: { id, edition: row.edition, from, ranges: row.ranges }, changes: [add(weightTables, row), tell('payments.weightTableLoaded', { weightTable: id, edition: row.edition, from })] }
  },
}) // prettier-ignore

/** The table by which accounts are checked on a day; none where none was loaded or its day is still to come. */
async function tableOn(read: Read, day: Day): Promise<Stored | undefined> {
  const where = { field: 'from', is: 'atMost', value: day } as const
  return (await read.list(weightTables, { where, order: ['-from', '-loadedAt'], limit: 1 }))[0]
}
const tableIn = ({ weightRows, substitutions }: Pick<Stored, 'weightRows' | 'substitutions'>): WeightTable => ({
  rows: weightRows as unknown as readonly WeightRow[],
  substitutes: new Map(Object.entries(substitutions as Readonly<Record<string, string>>)),
})

/** The same as what accounts are judged by; without a table nothing is said of British ones. */
export async function tableInForce(read: Read, day: Day): Promise<WeightTable> {
  const stored = await tableOn(read, day)
  return stored ? tableIn(stored) : { rows: [], substitutes: new Map() }
}

/** Whether the number of a bank account can be right, by the table that the house has loaded; and by which, or that there is none. */
export const verifyAccount = query({
  name: 'payments.verifyAccount',
  zone: 'finance',
  permit: 'payments.read',
  input: shape(accountNumbers),
  output: shape({
    ...judgement,
    /** Of a British account: the edition that it was checked by. */
    edition: maybe(text),
    /** Why nothing is said of a British account: no table was loaded, or the table does not speak of its sort code. */
    unchecked: maybe(choice('noTable', 'notListed')),
  }),
  refusals: ['payments.accountMissing'],
  ask: async (given, read, now) => {
    const stored = await tableOn(read, now.today)
    const found = judge(given, stored ? tableIn(stored) : { rows: [], substitutes: new Map() })
    if (refused(found)) return found
    const { byTable, ...said } = found
    const british = said.sortCode !== null
    return {
      ...said,
      edition: british ? (stored?.edition ?? null) : null,
      unchecked: british && said.verdict !== 'wrong' && !byTable ? (stored ? ('notListed' as const) : ('noTable' as const)) : null,
    }
  },
})
