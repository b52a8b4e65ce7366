import { momentIn, type Instant } from '../kernel/day.ts'
import { add, type Read } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { incidentInput, judgeIncident, type IncidentFacts, type IncidentInput } from '../usage/incident-judge.ts'
import { incidents } from '../usage/incident.ts'
import { contractNamed, contractsOf } from '../usage/naming.ts'
import { incidentFacts } from '../usage/record-incident.ts'
import type { Columns } from './columns.ts'
import { importSource, isTotal, ownId, recordedFrom } from './intake.ts'
import { readerOf, type Reader, type WrittenMoment } from './reader.ts'
import type { Cell } from './sheet.ts'
import type { Entity, ReadRow, Reason, RejectedRow, RowJudgement, Subject } from './subject.ts'
import { flagOf, priorityOf } from './vocabulary.ts'

const names = [
  'contract', 'priority', 'type', 'summary', 'openedAt', 'closedAt', 'outOfHours', 'duplicateOf', 'reopens', 'source', 'sourceId', 'note',
] as const // prettier-ignore
type Name = (typeof names)[number]

export const incidentColumns: Columns = {
  names,
  optional: new Set<string>(['summary', 'openedAt', 'outOfHours', 'duplicateOf', 'reopens', 'source', 'sourceId', 'note']),
  headings: {
    contract: ['Contract', 'Contract number', 'Contract no', 'Contract ID', 'Agreement', 'Agreement number', 'Vertrag', 'Vertragsnummer', 'Vertragsnr', 'Vertrags-Nr'], // prettier-ignore
    priority: ['Priority', 'Prio', 'Severity', 'Urgency', 'Priorität', 'Prioritaet', 'Dringlichkeit'],
    type: ['Type', 'Ticket type', 'Category', 'Kind', 'Art', 'Typ', 'Kategorie', 'Störungsart'],
    summary: ['Title', 'Subject', 'Summary', 'Description', 'Titel', 'Betreff', 'Beschreibung', 'Kurzbeschreibung'],
    openedAt: ['Opened', 'Opened at', 'Created', 'Created at', 'Reported', 'Eröffnet', 'Eroeffnet', 'Gemeldet', 'Erstellt', 'Eröffnet am'],
    closedAt: ['Closed', 'Closed at', 'Resolved', 'Resolved at', 'Completed', 'Date', 'Geschlossen', 'Gelöst', 'Geloest', 'Erledigt', 'Geschlossen am', 'Datum'], // prettier-ignore
    outOfHours: ['Out of hours', 'OOH', 'After hours', 'Außerhalb der Servicezeit', 'Ausserhalb der Servicezeit', 'Außerhalb'],
    duplicateOf: ['Duplicate of', 'Merged into', 'Duplikat von', 'Zusammengeführt mit'],
    reopens: ['Reopens', 'Reopened from', 'Follow-up of', 'Kommt wieder von', 'Wiedereröffnet von', 'Folgeticket von'],
    source: ['Source', 'System', 'Source system', 'Quelle', 'Quellsystem', 'Herkunft'],
    sourceId: ['Ticket', 'Ticket number', 'Ticket no', 'Ticket ID', 'Incident', 'Incident number', 'Id', 'Source ID', 'Ticketnummer', 'Ticket-Nr', 'Störung', 'Vorgang', 'Kennung'], // prettier-ignore
    note: ['Note', 'Notes', 'Comment', 'Remark', 'Notiz', 'Bemerkung', 'Kommentar'],
  },
  numbers: [],
  days: ['openedAt', 'closedAt'],
}

/** Incidents that were closed, priced without a timesheet. */
export const incidentsSubject: Subject = {
  name: 'incidents',
  columns: incidentColumns,
  judging: async (entity, reading) => {
    const reader = readerOf(names, reading)
    return (cells) => readRow(cells, reader, entity)
  },
  publishing: async (rows, _entity, reading, read, now) => {
    const inputs = await timedInputs(rows, read)
    const facts = await incidentFacts(inputs.map(({ input }) => input), read) // prettier-ignore
    const known = new Map(facts.known)
    const soFar: IncidentFacts = { ...facts, known }
    return recordedFrom(inputs, {
      columns: incidentColumns,
      reading,
      known,
      judge: (input) => judgeIncident(input, soFar, now),
      blame,
      changes: (added) => added.map((incident) => add(incidents, incident)),
    })
  },
}

/** What a row says by itself: the input of `usage.recordIncident`, and the times that a clock showed. */
function readRow(cells: readonly Cell[], reader: Reader<Name>, entity: Entity): RowJudgement {
  const text = (name: Name): string => reader.text(cells, name)
  const because = (reason: Reason, column: Name): RejectedRow => ({ reason, column, value: text(column) })
  const contract = text('contract')
  if (text('type') === '' && (isTotal(contract || text('sourceId')) || (contract === '' && text('sourceId') === ''))) return null
  const openedAt = reader.moment(cells, 'openedAt')
  if (openedAt === undefined) return because('invalid_date', 'openedAt')
  const closedAt = reader.moment(cells, 'closedAt')
  if (closedAt === undefined) return because('invalid_date', 'closedAt')
  const blank = (['contract', 'priority', 'type', 'closedAt'] as const).find((name) => text(name) === '')
  if (blank !== undefined || closedAt === null) return because('missing_value', blank ?? 'closedAt')
  const priority = priorityOf(text('priority'))
  if (priority === undefined) return because('unknown_value', 'priority')
  const outOfHours = text('outOfHours') === '' ? false : flagOf(text('outOfHours'))
  if (outOfHours === undefined) return because('unknown_value', 'outOfHours')
  const tooLong = names.find((name) => text(name).length > 400)
  if (tooLong !== undefined) return because('unknown_value', tooLong)
  const when = 'at' in closedAt ? closedAt.at : `${closedAt.day}${closedAt.time ?? ''}`
  return {
    meaning: {
      input: {
        source: text('source') || importSource,
        sourceId: text('sourceId') || ownId(entity.code, contract, when, priority, text('type'), text('summary')),
        entity: entity.code,
        contract,
        priority,
        type: text('type'),
        summary: text('summary') || null,
        outOfHours,
        duplicateOf: text('duplicateOf') || null,
        reopens: text('reopens') || null,
        note: text('note') || null,
      },
      openedAt: openedAt as unknown as Wire,
      closedAt: closedAt as unknown as Wire,
    },
  }
}

interface Parsed {
  readonly input: Record<string, Wire>
  readonly openedAt: WrittenMoment | null
  readonly closedAt: WrittenMoment
}
/** The rows' inputs. Times on a clock become moments where the customer is; a day alone is a day. */
async function timedInputs(rows: readonly ReadRow[], read: Read): Promise<{ row: ReadRow; input: IncidentInput }[]> {
  const parsed = rows.flatMap((row) => {
    if (row.meaning === null) return []
    const { input, openedAt, closedAt } = row.meaning as unknown as Parsed
    return [{ row, openedAt, closedAt, input: incidentInput.parse(input, `row ${row.row}`) }]
  })
  const contracts = await contractsOf(parsed.map(({ input }) => ({ contract: input.contract, entity: input.entity })), read) // prettier-ignore
  return parsed.map(({ row, openedAt, closedAt, input }) => {
    const contract = contractNamed(input, contracts)
    const momentOf = (written: WrittenMoment | null): Instant | null => {
      if (written === null || refused(contract)) return null
      if ('at' in written) return written.at
      return momentIn(contract.zone, written.day, written.time ?? undefined) ?? null
    }
    // Closed on a day: the whole of it; opened on a day: from its beginning.
    const dayAlone = !('at' in closedAt) && closedAt.time === null
    const closed = dayAlone ? { day: closedAt.day } : { closedAt: momentOf(closedAt) }
    return { row, input: { ...input, ...closed, openedAt: momentOf(openedAt) } }
  })
}

function blame(code: string, input: IncidentInput): { readonly reason: Reason; readonly column: Name; readonly value: string } {
  switch (code) {
    case 'usage.unknownContract':
      return { reason: 'unknown_contract', column: 'contract', value: input.contract }
    case 'usage.closedBeforeOpened':
      return { reason: 'end_before_start', column: 'closedAt', value: input.closedAt ?? input.day ?? '' }
    case 'usage.noDay':
      return { reason: 'missing_value', column: 'closedAt', value: '' }
    default: {
      const column = input.duplicateOf === null ? 'reopens' : 'duplicateOf'
      return { reason: 'unknown_original', column, value: input[column] ?? '' }
    }
  }
}
