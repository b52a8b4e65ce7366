import { record } from '../kernel/record.ts'
import { anInstant, count, flag, many, maybe, shape, text } from '../kernel/shape.ts'

/** There is one plan for the whole installation. */
export const thePlan = 'company'

/** When backups are written by themselves, where to, who can open them, and how many are kept. */
export const backupPlans = record(
  'backupPlans',
  shape({
    plan: text,
    active: flag,
    /** A folder of the machine on which the hub runs. */
    folder: text,
    /** Public keys (age): their owners can open the backups, the hub cannot. */
    recipients: many(text, 20),
    everyHours: count,
    /** How many are kept: the newest of so many days, weeks and months. */
    keptDays: count,
    keptWeeks: count,
    keptMonths: count,
    changedAt: anInstant,
    changedBy: maybe(text),
  }),
  { key: 'plan', personal: { keep: 'use', not: ['recipients'] } },
)
