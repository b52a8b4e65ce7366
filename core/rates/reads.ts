import { view } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  aFile,
  anInstant,
  choice,
  count,
  flag,
  idOf,
  longText,
  many,
  maybe,
  shape,
  text,
} from '../kernel/shape.ts'
import { origins } from './import.ts'
import { overrideStates } from './override.ts'
import { aRateType } from './rate.ts'

/** Published exchange rates, the newest first. */
export const rateRows = view({
  view: 'rates.list',
  row: shape({
    id: idOf('rates'),
    day: aDay,
    type: aRateType,
    base: aCurrency,
    value: aDecimal,
    quote: aCurrency,
    source: text,
    version: count,
    fetchedAt: maybe(anInstant),
    /** Two people set it by hand. */
    overridden: flag,
    /** No later version has replaced it. */
    current: flag,
  }),
  key: 'id',
  search: ['base', 'quote', 'source'],
  order: ['-day', 'base', 'quote', 'type', '-version'],
})

/** Rates that people proposed by hand, those that wait first. */
export const overrideRows = view({
  view: 'rates.overrides',
  row: shape({
    id: idOf('rateOverrides'),
    day: aDay,
    base: aCurrency,
    value: aDecimal,
    quote: aCurrency,
    type: aRateType,
    source: text,
    /** Of an old rate that may still be used: its day. */
    published: maybe(aDay),
    reason: longText,
    state: choice(...overrideStates),
    proposedAt: anInstant,
    proposedBy: text,
    proposedByName: text,
    decidedAt: maybe(anInstant),
    decidedByName: maybe(text),
    note: maybe(text),
  }),
  key: 'id',
  search: ['base', 'quote', 'reason', 'proposedByName'],
  order: ['-proposedAt'],
})

/** Files of rates that were taken over, the newest first. */
export const importRows = view({
  view: 'rates.imports',
  row: shape({
    id: idOf('rateImports'),
    fetchedAt: anInstant,
    source: text,
    origin: choice(...origins),
    file: aFile,
    state: choice('reading', 'done'),
    firstDay: maybe(aDay),
    lastDay: maybe(aDay),
    added: count,
    changed: count,
    unchanged: count,
    unknown: many(text),
    createdBy: text,
  }),
  key: 'id',
  search: ['source', 'createdBy'],
  order: ['-fetchedAt'],
})
