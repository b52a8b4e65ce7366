import { momentIn } from '../kernel/day.ts'
import { add, type Now, type Read } from '../kernel/operation.ts'
import { assert, refused } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { decimalText } from '../kernel/decimal.ts'
import type { RegisterReading } from '../usage/facts.ts'
import { lateOf, rechecks } from '../usage/late.ts'
import { lineNamed, linesOf } from '../usage/naming.ts'
import { judgeReading, readingInput, type ReadingFacts, type ReadingInput } from '../usage/reading.ts'
import { recordingFacts } from '../usage/recording.ts'
import { usageRecords } from '../usage/usage-record.ts'
import type { Columns } from './columns.ts'
import { importSource, isCode, isTotal, ownId, recordedFrom } from './intake.ts'
import { readerOf, type Reader, type WrittenMoment } from './reader.ts'
import type { Cell } from './sheet.ts'
import type { Entity, ReadRow, Reason, RejectedRow, RowJudgement, Subject } from './subject.ts'
import { flagOf, lineNumberOf, readingKindOf } from './vocabulary.ts'

const names = ['contract', 'line', 'product', 'at', 'kind', 'quantity', 'restarts', 'source', 'sourceId', 'note'] as const
type Name = (typeof names)[number]

export const usageColumns: Columns = {
  names,
  optional: new Set<string>(['line', 'product', 'kind', 'restarts', 'source', 'sourceId', 'note']),
  headings: {
    contract: ['Contract', 'Contract number', 'Contract no', 'Contract ID', 'Agreement', 'Agreement number', 'Vertrag', 'Vertragsnummer', 'Vertragsnr', 'Vertrags-Nr'], // prettier-ignore
    line: ['Line', 'Line number', 'Line no', 'Pos', 'Item', 'Position', 'Positionsnummer', 'Zeile'],
    product: ['Product', 'Product code', 'SKU', 'Article', 'Service', 'Artikel', 'Artikelnummer', 'Artikelnr', 'Produkt', 'Leistung'],
    at: ['Date', 'Day', 'At', 'When', 'Timestamp', 'Time', 'Read at', 'Reading date', 'Counted on', 'Datum', 'Tag', 'Zeitpunkt', 'Zeit', 'Ablesedatum', 'Abgelesen am', 'Gezählt am', 'Stichtag'], // prettier-ignore
    kind: ['Kind', 'Type', 'Type of reading', 'Art', 'Typ', 'Messart'],
    quantity: ['Qty', 'Quantity', 'Count', 'Units', 'Value', 'Reading', 'Amount', 'Consumption', 'Usage', 'Devices', 'Menge', 'Anzahl', 'Wert', 'Messwert', 'Stand', 'Zählerstand', 'Verbrauch', 'Geräte'], // prettier-ignore
    restarts: ['Restarts', 'Meter exchanged', 'New meter', 'Reset', 'Zählerwechsel', 'Zähler beginnt neu', 'Neuer Zähler'],
    source: ['Source', 'System', 'Source system', 'Quelle', 'Quellsystem', 'Herkunft'],
    sourceId: ['Source ID', 'Id', 'Reference', 'Reading ID', 'External ID', 'Kennung', 'Quell-ID', 'Referenz', 'Messwert-ID'],
    note: ['Note', 'Notes', 'Comment', 'Remark', 'Notiz', 'Bemerkung', 'Kommentar'],
  },
  numbers: ['quantity'],
  days: ['at'],
}

/** Readings: counts, consumption and registers of contract lines. */
export const usageSubject: Subject = {
  name: 'usage',
  columns: usageColumns,
  judging: async (entity, reading) => {
    const reader = readerOf(names, reading)
    return (cells) => readRow(cells, reader, entity)
  },
  publishing: async (rows, entity, reading, read, now) => {
    const inputs = await timedInputs(rows, entity, read)
    const all = inputs.map(({ input }) => input)
    const { facts, lines } = await recordingFacts(all, read, now)
    const known = new Map(facts.known)
    const registers = new Map(facts.registers)
    const soFar: ReadingFacts = { ...facts, known, registers }
    return recordedFrom(inputs, {
      columns: usageColumns,
      reading,
      known,
      judge: (input) => judgeReading(input, soFar, now),
      blame,
      added: (record) => {
        if (record.kind === 'meter') registers.set(record.line, [...(registers.get(record.line) ?? []), record as RegisterReading])
      },
      changes: (added) => [
        ...added.map((record) => add(usageRecords, record)),
        ...rechecks(lateOf(added, facts.named.lines, now as Pick<Now, 'today'>), lines),
      ],
    })
  },
}

/** What a row says by itself: the input of `usage.record`, and the time that a clock showed where its zone is not known yet. */
function readRow(cells: readonly Cell[], reader: Reader<Name>, entity: Entity): RowJudgement {
  const text = (name: Name): string => reader.text(cells, name)
  const because = (reason: Reason, column: Name): RejectedRow => ({ reason, column, value: text(column) })
  const [contract, product, line] = [text('contract'), text('product'), text('line')]
  if ((contract === '' && product === '') || (isTotal(contract) && product === '' && line === '')) return null
  const at = reader.moment(cells, 'at')
  if (at === undefined) return because('invalid_date', 'at')
  const quantity = reader.number(cells, 'quantity')
  if (quantity === null) return because('missing_quantity', 'quantity')
  if (contract === '') return because('missing_value', 'contract')
  if (product === '' && line === '') return because('missing_value', 'product')
  if (at === null) return because('missing_value', 'at')
  const lineNumber = line === '' ? null : lineNumberOf(reader.number(cells, 'line'))
  if (lineNumber === undefined) return because('invalid_number', 'line')
  if (product !== '' && !isCode(product)) return because('unknown_line', 'product')
  if (quantity === undefined) return because('invalid_number', 'quantity')
  const kind = text('kind') === '' ? 'level' : readingKindOf(text('kind'))
  if (kind === undefined) return because('unknown_value', 'kind')
  const restarts = text('restarts') === '' ? false : flagOf(text('restarts'))
  if (restarts === undefined) return because('unknown_value', 'restarts')
  const tooLong = names.find((name) => text(name).length > 200)
  if (tooLong !== undefined) return because('unknown_value', tooLong)
  const when = 'at' in at ? at.at : `${at.day}${at.time ?? ''}`
  return {
    meaning: {
      input: {
        source: text('source') || importSource,
        sourceId: text('sourceId') || ownId(entity.code, contract, line, product.toUpperCase(), when, kind),
        entity: entity.code,
        contract,
        lineNumber,
        product: product || null,
        quantity,
        kind,
        restarts,
        note: text('note') || null,
      },
      at: at as unknown as Wire,
    },
  }
}

/** The rows' inputs. A time on a clock becomes a moment where the customer is. */
async function timedInputs(rows: readonly ReadRow[], entity: Entity, read: Read): Promise<{ row: ReadRow; input: ReadingInput }[]> {
  const parsed = rows.flatMap((row) => {
    if (row.meaning === null) return []
    const { input, at } = row.meaning as unknown as { readonly input: Record<string, Wire>; readonly at: WrittenMoment }
    return [{ row, at, input: readingInput.parse({ ...input, ...('at' in at ? { at: at.at } : { day: at.day }) }, `row ${row.row}`) }]
  })
  const clocked = parsed.filter(({ at }) => 'time' in at && at.time !== null)
  if (clocked.length === 0) return parsed
  const named = await linesOf(clocked.map(({ input }) => input), read) // prettier-ignore
  return parsed.map(({ row, at, input }) => {
    if (!('time' in at) || at.time === null) return { row, input }
    const line = lineNamed(input, named, () => at.day)
    const moment = refused(line) ? undefined : momentIn(line.zone, at.day, at.time)
    assert(entity.code === input.entity, 'a row of the entity that is imported for')
    return { row, input: moment ? { ...input, at: moment } : input }
  })
}

function blame(code: string, input: ReadingInput): { readonly reason: Reason; readonly column: Name; readonly value: string } {
  const line: Name = input.lineNumber === null ? 'product' : 'line'
  const named = { contract: input.contract ?? '', [line]: input.lineNumber === null ? `${input.product}` : `${input.lineNumber}` }
  const quantity = decimalText(input.quantity)
  switch (code) {
    case 'usage.negativeLevel':
      return { reason: 'negative_quantity', column: 'quantity', value: quantity }
    case 'usage.registerFalls':
      return { reason: 'register_falls', column: 'quantity', value: quantity }
    case 'usage.outsideTerm':
      return { reason: 'outside_term', column: 'at', value: input.day ?? input.at ?? '' }
    case 'usage.unknownContract':
      return { reason: 'unknown_contract', column: 'contract', value: named.contract }
    case 'usage.ambiguousLine':
      return { reason: 'ambiguous_line', column: line, value: named[line] ?? '' }
    default:
      return { reason: 'unknown_line', column: line, value: named[line] ?? '' }
  }
}
