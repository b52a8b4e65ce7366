import type { Day } from '../kernel/day.ts'
import { record } from '../kernel/record.ts'
import { aDay, anInstant, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** Somebody stands in for somebody else on some days, with that person's limits. Standing in is not handed on. */
export const delegations = record(
  'delegations',
  shape({
    id: idOf('delegations'),
    person: idOf('users'),
    standIn: idOf('users'),
    firstDay: aDay,
    lastDay: aDay,
    note: maybe(text),
    createdAt: anInstant,
    createdBy: text,
    /** Ended before its last day. */
    endedAt: maybe(anInstant),
  }),
  { key: 'id', personal: { keep: 'use', since: 'createdAt', fields: { note: 'anyone.words' } } },
)

/** First and last day count. */
export const standsIn = (of: { readonly firstDay: Day; readonly lastDay: Day; readonly endedAt: string | null }, today: Day): boolean =>
  of.endedAt === null && of.firstDay <= today && today <= of.lastDay
