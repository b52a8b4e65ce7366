import type { Now, Read } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { Code, FileRef, Id } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { matchName } from '../customers/rules.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { headingIn, type Mappings } from './columns.ts'
import type { Terms } from './judge.ts'
import { headingMappings } from './heading-mapping.ts'
import { openingOf, type ImportOptions, type StoredOptions } from './options.ts'
import { lineKey, type KnownContract, type KnownLine, type Standing, type Waiting } from './publish.ts'
import { bookCurrencies, importProducts, standingContracts, standingCustomers, standingLines } from './questions.ts'
import { sheetFacts, sheetRows, type SheetFaultName, type SheetRow } from './sheet.ts'
import type { Entity } from './subject.ts'
import { decideReading, type Survey } from './survey.ts'
import { termsOf } from './terms.ts'

export const fileRefusals = [
  'imports.missing',
  'imports.tooLarge',
  'imports.notASpreadsheet',
  'imports.encrypted',
  'imports.brokenArchive',
  'imports.unknownSheet',
  'imports.empty',
] as const
export const readingRefusals = ['imports.unknownEntity', 'imports.headingsMissing', ...fileRefusals] as const
export type ReadingRefusal = 'imports.unknownEntity' | 'imports.headingsMissing' | `imports.${SheetFaultName}`

/** What people said of the headings of a subject; more than these nobody said. */
const mostMappings = 10_000
export async function mappingsOf(subject: string, read: Read): Promise<Mappings> {
  const said = await read.list(headingMappings, { where: { field: 'subject', is: 'equal', value: subject }, limit: mostMappings })
  return Object.fromEntries(said.map(({ reduced, column }) => [reduced, column]))
}

interface Opened {
  readonly entity: Entity
  readonly survey: Survey
  readonly facts: Pick<StoredOptions, 'format' | 'encoding' | 'delimiter' | 'sheet' | 'lastRow'>
}
/** Looks into a file for an entity: what it is and where its columns are, or why it cannot be read. */
export async function surveyOf(
  input: { readonly file: FileRef; readonly entity: Code<'entities'> },
  subject: string,
  chosen: ImportOptions,
  read: Read,
): Promise<Opened | Refusal<Exclude<ReadingRefusal, 'imports.headingsMissing'>>> {
  // Entities that the caller does not work for are as unknown as those that do not exist.
  const entity = await read.get(entities, input.entity)
  if (!entity) return refuse('imports.unknownEntity', { entity: input.entity })
  const mappings = await mappingsOf(subject, read)
  const [facts] = await read.ask(sheetFacts, { file: input.file, ...openingOf(chosen), subject, mappings })
  assert(facts, 'an answer about the file')
  if (facts.fault !== null) return refuse(`imports.${facts.fault}`, { file: input.file.name, ...(facts.about as Record<string, string>) })
  return { entity, survey: facts.survey as unknown as Survey, facts }
}

/** Opens a file for an entity: what it is and how its rows are read, or why it cannot be used. */
export async function openFile(
  input: { readonly file: FileRef; readonly entity: Code<'entities'> },
  subject: string,
  chosen: ImportOptions,
  read: Read,
  { caller }: Pick<Now, 'caller'>,
): Promise<{ readonly entity: Entity; readonly options: StoredOptions } | Refusal<ReadingRefusal>> {
  const opened = await surveyOf(input, subject, chosen, read)
  if (refused(opened)) return opened
  const { entity, survey, facts } = opened
  if (survey.missing.length > 0) {
    const headings = survey.missing.map((heading) => headingIn(caller.language, heading)).join(', ')
    return refuse('imports.headingsMissing', { file: input.file.name, headings, row: `${survey.row}` })
  }
  const { format, encoding, delimiter, sheet, lastRow } = facts
  return { entity, options: { chosen, reading: decideReading(survey, entity, chosen), format, encoding, delimiter, sheet, lastRow } }
}

export async function rowsAfter(
  file: FileRef,
  chosen: ImportOptions,
  after: number,
  limit: number,
  read: Read,
): Promise<readonly SheetRow[]> {
  return (await read.ask(sheetRows, { file, ...openingOf(chosen), after, limit })) as unknown as readonly SheetRow[]
}

/** What rows of an entity are judged by. */
export async function loadTerms(entity: Entity, read: Read): Promise<Terms> {
  const products = await read.ask(importProducts, {})
  const books = await read.ask(bookCurrencies, {})
  const codes = await read.list(taxCodes, { limit: 10_000 })
  return termsOf(
    products,
    books.map((book) => book.currency),
    codes,
    entity.country,
  )
}

/** What stands already of the customers, contracts and lines that the rows speak of: three questions, however many rows there are. */
export async function loadStanding(entity: Code<'entities'>, rows: readonly Waiting[], read: Read): Promise<Standing> {
  const numbers = new Set<string>()
  const spelled = new Set<string>()
  for (const { meaning } of rows) {
    if (!meaning) continue
    numbers.add(meaning.contract)
    spelled.add(meaning.customer)
  }
  const names = [...new Set([...spelled].map(matchName))]
  const customers = new Map((await read.ask(standingCustomers, { names })).map((c) => [c.matchName, c.id as string]))
  const contracts = new Map<string, KnownContract>()
  const numberOf = new Map<Id<'contracts'>, string>()
  for (const contract of await read.ask(standingContracts, { entity, numbers: [...numbers] })) {
    contracts.set(contract.number, contract)
    numberOf.set(contract.id, contract.number)
  }
  const lines = new Map<string, KnownLine>()
  if (contracts.size > 0)
    for (const line of await read.ask(standingLines, { contracts: [...numberOf.keys()] }))
      lines.set(lineKey(numberOf.get(line.contract)!, line.number), line)
  return { customers, contracts, lines }
}
