import { exponents, majorText, type Currency } from '../../kernel/money.ts'
import { powerOfTen, ratio, ratioText } from '../../kernel/decimal.ts'
import { csvLine, fileWord } from '../csv.ts'
import type { BatchToWrite, Writer, WrittenJournal, WrittenLine } from '../model.ts'
import { bookedBy } from '../taxed.ts'

// Every line as it is in the ledger, in both currencies: for programs that have no form of their own, and to reconcile by.

const columns = [
  'batch', 'journal', 'line', 'document', 'entity', 'account', 'localAccount', 'currency', 'amount', 'rate', 'entityCurrency', 'entityAmount', 'taxCode', 'base', 'party', 'partyName', 'partner',
  'date', 'due', 'narrative',
] as const // prettier-ignore
type Cells = Readonly<Record<(typeof columns)[number], string | null>>

const rateOf = (line: WrittenLine, own: Currency): string | null =>
  line.amount === 0n || line.entityAmount === 0n
    ? null
    : ratioText(ratio(line.entityAmount * powerOfTen(exponents[line.currency]), line.amount * powerOfTen(exponents[own])), 8)

/** What a line of tax was reckoned on: the lines of its journal that bear the code. */
function baseOf(journal: WrittenJournal, line: WrittenLine): bigint | null {
  if (!line.isTax) return null
  const of = journal.lines.filter((other) => !other.isTax && line.tax !== null && other.codes.includes(line.tax.code))
  return of.length === 0 ? null : of.reduce((sum, other) => sum + other.entityAmount, 0n)
}

function cellsOf(batch: BatchToWrite, journal: WrittenJournal, line: WrittenLine): Cells {
  const base = baseOf(journal, line)
  return {
    batch: batch.number,
    journal: journal.number,
    line: `${line.position}`,
    document: journal.document,
    entity: batch.entity,
    account: line.account,
    localAccount: line.local,
    currency: line.currency,
    amount: majorText(line.currency, line.amount),
    rate: rateOf(line, batch.currency),
    entityCurrency: batch.currency,
    entityAmount: majorText(batch.currency, line.entityAmount),
    taxCode: line.codes.length === 0 ? null : line.codes.join('+'),
    base: base === null ? null : majorText(batch.currency, base),
    party: line.party?.number ?? null,
    partyName: line.party?.name ?? null,
    partner: line.partner,
    date: journal.postedOn,
    due: journal.due,
    narrative: journal.narrative,
  }
}

export const genericCsv: Writer = (batch) => ({
  name: `${fileWord(batch.number)}-${batch.month}.csv`,
  mime: 'text/csv',
  encoding: 'utf-8',
  content: [
    csvLine(columns),
    ...batch.journals.flatMap((journal) =>
      journal.lines.map((line) => {
        const cells = cellsOf(batch, journal, line)
        return csvLine(columns.map((name) => cells[name] ?? ''))
      }),
    ),
  ].join(''),
  booked: bookedBy(batch.journals),
})

/** What the head of a journal says for all its lines. */
const ofJournal: ReadonlySet<string> = new Set(['batch', 'journal', 'document', 'entity', 'date', 'due', 'narrative'])

export const genericJson: Writer = (batch) => ({
  name: `${fileWord(batch.number)}-${batch.month}.json`,
  mime: 'application/json',
  encoding: 'utf-8',
  content: `${JSON.stringify(
    {
      format: 'harmony-journals/1',
      batch: batch.number,
      entity: batch.entity,
      currency: batch.currency,
      from: batch.from,
      to: batch.to,
      createdAt: batch.createdAt,
      journals: batch.journals.map((journal) => ({
        id: journal.id,
        journal: journal.number,
        document: journal.document,
        date: journal.postedOn,
        due: journal.due,
        narrative: journal.narrative,
        reverses: journal.reverses,
        lines: journal.lines.map((line) => Object.fromEntries(Object.entries(cellsOf(batch, journal, line)).filter(([name]) => !ofJournal.has(name)))),
      })),
    },
    undefined,
    1,
  )}\n`,
  booked: bookedBy(batch.journals),
}) // prettier-ignore
