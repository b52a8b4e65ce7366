import { record, type Row } from '../kernel/record.ts'
import { aDay, aDecimal, anInstant, codeOf, count, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'

/** A published index that prices may follow: consumer prices, collectively agreed wages. */
export const indexSeries = record(
  'indexSeries',
  shape({
    /** `UK-CPI`. */
    code: codeOf('indexSeries'),
    /** Names by language. */
    names: someData,
    /** Who publishes it, and as what: `ONS, D7BT`. */
    source: text,
    /** Where it stands at a hundred: `2015 = 100`. Values of two bases are never mixed: a rebased index is a series of its own. */
    base: maybe(text),
  }),
  { key: 'code', devices: ['all'], personal: { keep: 'use', not: ['names'] } },
)

/** What an index stood at in a month. A corrected value is a further version; what was proposed with the old one keeps it. */
export const indexValues = record(
  'indexValues',
  shape({
    id: idOf('indexValues'),
    index: codeOf('indexSeries'),
    /** `2026-10`. */
    month: text,
    value: aDecimal,
    /** Day on which its publisher made it known. */
    published: aDay,
    version: count,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  { key: 'id', immutable: true, devices: ['all'], personal: { keep: 'books', since: 'recordedAt' } },
)
export type IndexValue = Row<typeof indexValues>
