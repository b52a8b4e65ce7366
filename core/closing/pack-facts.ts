import { question, record, type Row } from '../kernel/record.ts'
import { aCurrency, aFile, anInstant, choice, count, flag, idOf, minorIn, shape, someData, text } from '../kernel/shape.ts'

/** What each customer brought from one month to another and what it cost, in the group's currency, dealings within the group left out; the best first. */
export const customerMargins = question(
  'closing.customerMargins',
  shape({ from: text, to: text, limit: count }),
  shape({
    customer: idOf('customers'),
    name: text,
    groupCurrency: aCurrency,
    revenue: minorIn('groupCurrency'),
    cost: minorIn('groupCurrency'),
  }),
)
/** Prints a pack and keeps its bytes; answered by the host with its typesetter. */
export const renderPack = question('closing.renderPack', shape({ name: text, data: someData }), shape({ file: aFile }))

export const packLanguages = ['en', 'de'] as const
/** A board pack of a month that every entity had locked: figures and bytes as they were. A later one is a version of its own. */
export const boardPacks = record(
  'boardPacks',
  shape({
    id: idOf('boardPacks'),
    /** `2026-11` */
    period: text,
    version: count,
    final: flag,
    currency: aCurrency,
    language: choice(...packLanguages),
    data: someData,
    /** SHA-256 of the data. */
    hash: text,
    file: aFile,
    madeAt: anInstant,
    madeBy: text,
  }),
  { key: 'id', immutable: true, personal: { keep: 'books', since: 'madeAt', not: ['data', 'file'] } },
)
export type BoardPack = Row<typeof boardPacks>
