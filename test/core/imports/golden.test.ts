import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRejected, judging } from '../../../core/imports/judge.ts'
import { publish, type Waiting } from '../../../core/imports/publish.ts'
import { decideReading, surveySheet } from '../../../core/imports/survey.ts'
import { isSheetFault, readSheet } from '../../../main/integrations/spreadsheets/read.ts'
import { demoTerms } from './terms.ts'

const world = join(__dirname, '../../world/import')
interface Expected {
  readonly rows: number
  readonly customers: number
  readonly contracts: number
  readonly lines: number
  readonly rejected: readonly { readonly row: number; readonly reason: string }[]
  readonly ignored: readonly number[]
}
const expected = (JSON.parse(readFileSync(join(world, 'expected.json'), 'utf8')) as { files: Record<string, Expected> }).files
const habits = {
  'uk-agreements.xlsx': { culture: 'en-GB', dateOrder: 'dayFirst' },
  'de-vertraege.csv': { culture: 'de-DE', dateOrder: 'dayFirst' },
  'in-contracts.csv': { culture: 'en-IN', dateOrder: 'dayFirst' },
} as const

/** All rows of a file judged and published into an empty house. */
async function importOf(file: keyof typeof habits): Promise<Expected> {
  const sheet = await readSheet(readFileSync(join(world, file)), file, {})
  if (isSheetFault(sheet)) throw new Error(sheet.fault)
  const reading = decideReading(surveySheet(sheet.rows), habits[file], { decimalMark: null, dateOrder: null })
  const judge = judging(reading, demoTerms)
  const rejected: { row: number; reason: string }[] = []
  const ignored: number[] = []
  const waiting: Waiting[] = []
  let rows = 0
  for (const { row, cells } of sheet.rows) {
    if (row <= reading.row) continue
    rows++
    const judged = judge(cells)
    if (judged === null) ignored.push(row)
    else if (isRejected(judged)) rejected.push({ row, reason: judged.reason })
    else waiting.push({ id: `${row}`, row, meaning: judged, claim: judged })
  }
  let ids = 0
  const published = publish(waiting, { customers: new Map(), contracts: new Map(), lines: new Map() }, () => `id ${++ids}`)
  for (const { id, reason } of published.exceptions) rejected.push({ row: Number(id), reason: `${reason}` })
  expect(published.customers).toHaveLength(published.counts.customers)
  expect(published.contracts).toHaveLength(published.counts.contracts)
  return {
    rows,
    customers: published.customers.length,
    contracts: published.contracts.length,
    lines: published.lines.length,
    rejected: rejected.sort((a, b) => a.row - b.row),
    ignored,
  }
}

it.each(Object.keys(habits) as (keyof typeof habits)[])('%s: every count, rejected row, reason and ignored row', async (file) => {
  const { rows, customers, contracts, lines, rejected, ignored } = expected[file]!
  expect(await importOf(file)).toEqual({ rows, customers, contracts, lines, rejected, ignored })
})
