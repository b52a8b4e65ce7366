import { question } from '../kernel/record.ts'
import { aDay, codeOf, count, flag, maybe, shape, someData, text, anInstant } from '../kernel/shape.ts'

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
    /** A run up to the month's last day or later was proposed: what is due by then is on invoices, or in it. */
    billed: flag,
    /** Journals of the month. */
    journals: count,
    /** The accrual of the month was posted. */
    accrued: flag,
    /** Work on the entity's orders by people of another, not charged yet. */
    uncharged: count,
    /** Money that came in and belongs to no document yet. */
    unapplied: count,
    /** Other entities and currencies in which what both say they owe each other is not opposite, and items that somebody disputes. */
    disagreeing: count,
    disputed: count,
    /** Supplier invoices of the month or before that somebody has to accept, and that are ready and not posted. */
    toAccept: count,
    toPost: count,
    /** Deliveries that no supplier has invoiced yet. */
    received: count,
    /** Proposals of payments that nobody released or dropped. */
    proposed: count,
    /** Journals of the month in no batch, where the entity exports at all, and batches that accounting has not acknowledged. */
    toExport: count,
    unacknowledged: count,
    lastPosted: maybe(anInstant),
  }),
)
/** The last audit: that of the whole house. */
export const lastAudit = question('closing.lastAudit', shape({}), shape({ ok: flag, at: anInstant, by: text, checks: someData }))
