import { question } from '../kernel/record.ts'
import { aDay, codeOf, count, flag, maybe, shape, text, anInstant } from '../kernel/shape.ts'

/** What a month of each legal entity still waits for, as counts. */
export const monthCounts = question(
  'closing.counts',
  shape({ month: text, last: aDay }),
  shape({
    entity: codeOf('entities'),
    /** Billing runs up to the month's last day that are proposed or being posted. */
    proposals: count,
    /** Lines that those runs leave out because something is missing. */
    blocked: count,
    /** Journals of the month. */
    journals: count,
    /** The accrual of the month was posted. */
    accrued: flag,
    /** Work on the entity's orders by people of another, not charged yet. */
    uncharged: count,
    /** Open items in foreign currency, and whether the month was revalued. */
    foreignItems: count,
    revalued: flag,
    /** Money that came in and belongs to no document yet. */
    unapplied: count,
    lastPosted: maybe(anInstant),
  }),
)
/** The last audit: that of the whole house. */
export const lastAudit = question('closing.lastAudit', shape({}), shape({ ok: flag, at: anInstant }))
