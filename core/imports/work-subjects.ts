import { decimal, decimalText, isWhole, powerOfTen, ratioOf, ratioText, ratio } from '../kernel/decimal.ts'
import { exponents, isCurrency, majorText, toMinor, withinLimit } from '../kernel/money.ts'
import { add } from '../kernel/operation.ts'
import { expenses, timeEntries } from '../work/entry.ts'
import { knownExpenses, knownTime } from '../work/facts.ts'
import { expenseInput, judgeExpense, judgeTime, timeInput, workFacts, type ExpenseInput, type TimeInput } from '../work/judge.ts'
import type { Columns } from './columns.ts'
import { importSource, inputsOf, isTotal, ownId, recordedFrom } from './intake.ts'
import { readerOf, type Reader } from './reader.ts'
import type { Cell } from './sheet.ts'
import type { Entity, Reason, RejectedRow, RowJudgement, Subject } from './subject.ts'
import { bookingTypeOf, expenseKindOf } from './vocabulary.ts'

/** Columns of everything that people did. */
const shared = {
  person: ['Person', 'Name', 'Employee', 'User', 'Engineer', 'Who', 'Mitarbeiter', 'Mitarbeiterin', 'Techniker', 'Wer'],
  day: ['Date', 'Day', 'Datum', 'Tag', 'When', 'Wann'],
  contract: ['Contract', 'Contract number', 'Contract no', 'Contract ID', 'Agreement', 'Agreement number', 'Vertrag', 'Vertragsnummer', 'Vertragsnr', 'Vertrags-Nr'], // prettier-ignore
  project: ['Project', 'Project name', 'Job', 'Projekt', 'Projektname', 'Auftrag'],
  source: ['Source', 'System', 'Source system', 'Quelle', 'Quellsystem', 'Herkunft'],
  sourceId: ['Source ID', 'Id', 'Entry ID', 'Reference', 'Receipt no', 'Kennung', 'Quell-ID', 'Referenz', 'Belegnummer'],
  note: ['Note', 'Notes', 'Comment', 'Description', 'Notiz', 'Bemerkung', 'Kommentar', 'Beschreibung', 'Tätigkeit'],
} as const
const sometimes = ['contract', 'project', 'source', 'sourceId', 'note'] as const

const timeNames = ['person', 'day', 'contract', 'project', 'hours', 'bookingType', 'workType', 'source', 'sourceId', 'note'] as const
type TimeName = (typeof timeNames)[number]
export const timeColumns: Columns = {
  names: timeNames,
  optional: new Set<string>([...sometimes, 'bookingType', 'workType']),
  headings: {
    ...shared,
    hours: ['Hours', 'Time', 'Duration', 'Hours worked', 'Stunden', 'Zeit', 'Dauer', 'Std'],
    bookingType: ['Booking type', 'Time type', 'Buchungsart', 'Zeitart'],
    workType: ['Work type', 'Type of work', 'Activity', 'Task', 'Leistungsart', 'Aufgabe', 'Tätigkeitsart'],
  },
  numbers: ['hours'],
  days: ['day'],
}

const expenseNames = ['person', 'day', 'contract', 'project', 'expenseKind', 'amount', 'currency', 'source', 'sourceId', 'note'] as const
type ExpenseName = (typeof expenseNames)[number]
export const expenseColumns: Columns = {
  names: expenseNames,
  optional: new Set<string>([...sometimes, 'expenseKind', 'currency']),
  headings: {
    ...shared,
    expenseKind: ['Kind', 'Type', 'Category', 'Kind of expense', 'Expense type', 'Art', 'Kategorie', 'Art der Auslage'],
    amount: ['Amount', 'Total', 'Value', 'Cost', 'Betrag', 'Summe', 'Kosten', 'Brutto'],
    currency: ['Currency', 'Ccy', 'Curr', 'Währung', 'Waehrung'],
  },
  numbers: ['amount'],
  days: ['day'],
}

/** What both kinds of rows have; the rest is said by the caller. */
function placed<Name extends string>(
  cells: readonly Cell[],
  reader: Reader<Name | keyof typeof shared>,
  names: readonly Name[],
): RejectedRow | null | { readonly day: string } {
  const text = (name: Name | keyof typeof shared): string => reader.text(cells, name)
  const because = (reason: Reason, column: Name | keyof typeof shared): RejectedRow => ({ reason, column, value: text(column) })
  const nowhere = text('contract') === '' && text('project') === ''
  if (nowhere && (text('person') === '' || text('day') === '' || isTotal(text('person')))) return null
  const day = reader.day(cells, 'day')
  if (day === undefined) return because('invalid_date', 'day')
  if (text('person') === '') return because('missing_value', 'person')
  if (day === null) return because('missing_value', 'day')
  if (nowhere) return because('missing_value', 'contract')
  const tooLong = names.find((name) => text(name).length > 400)
  return tooLong === undefined ? { day } : because('unknown_value', tooLong)
}

/** `1:30` is an hour and a half. */
function hoursOf(reader: Reader<TimeName>, cells: readonly Cell[]): string | null | undefined {
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(reader.text(cells, 'hours'))
  return clock ? ratioText(ratio(BigInt(clock[1]!) * 60n + BigInt(clock[2]!), 60n), 4) : reader.number(cells, 'hours')
}

function readTime(cells: readonly Cell[], reader: Reader<TimeName>, entity: Entity): RowJudgement {
  const text = (name: TimeName): string => reader.text(cells, name)
  const because = (reason: Reason, column: TimeName): RejectedRow => ({ reason, column, value: text(column) })
  const place = placed(cells, reader, timeNames)
  if (place === null || 'reason' in place) return place
  const hours = hoursOf(reader, cells)
  if (hours === null) return because('missing_value', 'hours')
  if (hours === undefined) return because('invalid_number', 'hours')
  const bookingType = text('bookingType') === '' ? 'day' : bookingTypeOf(text('bookingType'))
  if (bookingType === undefined) return because('unknown_value', 'bookingType')
  const [contract, project, person, workType, note] = [text('contract'), text('project'), text('person'), text('workType'), text('note')]
  return {
    meaning: {
      source: text('source') || importSource,
      sourceId: text('sourceId') || ownId(entity.code, person, place.day, contract, project, bookingType, workType, hours, note),
      entity: entity.code,
      contract: contract || null,
      project: project || null,
      person,
      day: place.day,
      hours,
      bookingType,
      workType: workType || null,
      note: note || null,
    },
  }
}

/** The amount in whole minor units; `undefined` where it is finer than the currency. */
function minorOf(amount: string, currency: string): string | undefined {
  const value = decimal(amount)
  if (value === undefined || !isCurrency(currency)) return undefined
  const { numerator, denominator } = ratioOf(value)
  if (!isWhole(value.times(powerOfTen(exponents[currency]).toString()))) return undefined
  const minor = toMinor(currency, { numerator, denominator })
  return withinLimit(minor) ? minor.toString() : undefined
}

function readExpense(cells: readonly Cell[], reader: Reader<ExpenseName>, entity: Entity): RowJudgement {
  const text = (name: ExpenseName): string => reader.text(cells, name)
  const because = (reason: Reason, column: ExpenseName): RejectedRow => ({ reason, column, value: text(column) })
  const place = placed(cells, reader, expenseNames)
  if (place === null || 'reason' in place) return place
  const amount = reader.number(cells, 'amount')
  if (amount === null) return because('missing_value', 'amount')
  // Without a currency it is money of the entity.
  const currency = text('currency').toUpperCase() || entity.currency
  if (!isCurrency(currency)) return because('unknown_currency', 'currency')
  const minor = amount === undefined ? undefined : minorOf(amount, currency)
  if (minor === undefined) return because('invalid_number', 'amount')
  const expenseKind = text('expenseKind') === '' ? 'other' : expenseKindOf(text('expenseKind'))
  if (expenseKind === undefined) return because('unknown_value', 'expenseKind')
  const [contract, project, person, note] = [text('contract'), text('project'), text('person'), text('note')]
  return {
    meaning: {
      source: text('source') || importSource,
      sourceId: text('sourceId') || ownId(entity.code, person, place.day, contract, project, expenseKind, `${minor} ${currency}`, note),
      entity: entity.code,
      contract: contract || null,
      project: project || null,
      person,
      day: place.day,
      expenseKind,
      amount: { currency, minor },
      note: note || null,
    },
  }
}

/** Why work cannot be recorded, as a row's reason: the contract is unknown, or the number cannot be. */
const blameOf =
  <Input extends { readonly contract: string | null }>(column: string, shown: (input: Input) => string) =>
  (code: string, input: Input): { readonly reason: Reason; readonly column: string; readonly value: string } =>
    code === 'usage.unknownContract'
      ? { reason: 'unknown_contract', column: 'contract', value: input.contract ?? '' }
      : { reason: 'invalid_number', column, value: shown(input) }

export const timeSubject: Subject = {
  name: 'time',
  columns: timeColumns,
  judging: async (entity, reading) => {
    const reader = readerOf(timeNames, reading)
    return (cells) => readTime(cells, reader, entity)
  },
  publishing: async (rows, _entity, reading, read, now) => {
    const inputs = inputsOf(rows, timeInput)
    const all = inputs.map(({ input }) => input)
    const facts = await workFacts(all, (source, sourceIds) => read.ask(knownTime, { source, sourceIds }), timeEntries, read)
    const known = new Map(facts.known)
    return recordedFrom(inputs, {
      columns: timeColumns,
      reading,
      known,
      judge: (input) => judgeTime(input, { ...facts, known }, now),
      blame: blameOf('hours', (input: TimeInput) => decimalText(input.hours)),
      changes: (added) => added.map((entry) => add(timeEntries, entry)),
    })
  },
}

export const expensesSubject: Subject = {
  name: 'expenses',
  columns: expenseColumns,
  judging: async (entity, reading) => {
    const reader = readerOf(expenseNames, reading)
    return (cells) => readExpense(cells, reader, entity)
  },
  publishing: async (rows, _entity, reading, read, now) => {
    const inputs = inputsOf(rows, expenseInput)
    const all = inputs.map(({ input }) => input)
    const facts = await workFacts(all, (source, sourceIds) => read.ask(knownExpenses, { source, sourceIds }), expenses, read)
    const known = new Map(facts.known)
    return recordedFrom(inputs, {
      columns: expenseColumns,
      reading,
      known,
      judge: (input) => judgeExpense(input, { ...facts, known }, now),
      blame: blameOf('amount', (input: ExpenseInput) => majorText(input.amount.currency, input.amount.minor)),
      changes: (added) => added.map((expense) => add(expenses, expense)),
    })
  },
}
