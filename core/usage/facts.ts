import { question, type Answer } from '../kernel/record.ts'
import { aDay, aDecimal, anInstant, choice, codeOf, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { priorities, standings } from './incident.ts'
import { readingKinds } from './usage-record.ts'

/** What a source has told already, whoever may see it: the ids of its readings by its own ids. */
export const knownReadings = question(
  'usage.knownReadings',
  shape({ source: text, sourceIds: many(text) }),
  shape({ id: idOf('usageRecords'), sourceId: text }),
)
export const knownIncidents = question(
  'usage.knownIncidents',
  shape({ source: text, sourceIds: many(text) }),
  shape({ id: idOf('incidents'), sourceId: text }),
)

/** What the registers of lines showed, as it stands now. */
export const registerReadings = question(
  'usage.registers',
  shape({ lines: many(idOf('contractLines')) }),
  shape({ line: idOf('contractLines'), source: text, at: anInstant, day: aDay, quantity: aDecimal, restarts: flag }),
)
export type RegisterReading = Answer<typeof registerReadings>

/**
 * What was recorded for lines on the days from `from` up to, not including, `to`, net of what was taken back, in the order of time; and of each line and
 * source the last level and the last reading of its register before `from`, for these go on. `knownAt`: as it was known at that moment.
 */
export const readingsOf = question(
  'usage.readings',
  shape({ lines: many(idOf('contractLines')), from: aDay, to: aDay, knownAt: maybe(anInstant) }),
  shape({
    id: idOf('usageRecords'),
    line: idOf('contractLines'),
    day: aDay,
    at: anInstant,
    kind: choice(...readingKinds),
    quantity: aDecimal,
    restarts: flag,
    source: text,
    recordedAt: anInstant,
  }),
)
export type Reading = Answer<typeof readingsOf>

/** Incidents of contracts on the days from `from` up to, not including, `to`, net of what was taken back, in the order of their closing. */
export const incidentsOf = question(
  'usage.incidentsOf',
  shape({ contracts: many(idOf('contracts')), from: aDay, to: aDay, knownAt: maybe(anInstant) }),
  shape({
    id: idOf('incidents'),
    contract: idOf('contracts'),
    customer: idOf('customers'),
    entity: codeOf('entities'),
    priority: choice(...priorities),
    type: text,
    closedAt: anInstant,
    day: aDay,
    outOfHours: flag,
    standing: choice(...standings),
    source: text,
    sourceId: text,
    recordedAt: anInstant,
  }),
)

/** Incidents that go back to one and still stand. */
export const incidentRepeats = question(
  'usage.incidentRepeats',
  shape({ incident: idOf('incidents') }),
  shape({ id: idOf('incidents'), sourceId: text }),
)

/** Which of these incidents were taken back. */
export const reversedIncidents = question(
  'usage.reversedIncidents',
  shape({ incidents: many(idOf('incidents')) }),
  shape({ incident: idOf('incidents') }),
)
