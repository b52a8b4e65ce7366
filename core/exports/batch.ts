import { record, type Row } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aFile,
  anInstant,
  choice,
  codeOf,
  count,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'
import { targets } from './profile.ts'

export const batchStates = ['created', 'sent', 'acknowledged', 'rejected'] as const

/** What a batch carries of an account, in the entity's currency. */
export const aTotal = shape({
  account: codeOf('accounts'),
  localAccount: text,
  currency: aCurrency,
  lines: count,
  debitSum: minorIn('currency'),
  creditSum: minorIn('currency'),
})

/** Journals of one month of a legal entity as they left the house: the exact bytes, the control totals beside them. A mistake is answered by another batch. */
export const exportBatches = record(
  'exportBatches',
  shape({
    id: idOf('exportBatches'),
    entity: codeOf('entities'),
    sequence: count,
    /** `NLDE-EXP-000001`, also in the name of the file. */
    number: text,
    target: choice(...targets),
    /** `2026-11` */
    month: text,
    from: aDay,
    to: aDay,
    state: choice(...batchStates),
    currency: aCurrency,
    journals: count,
    lines: count,
    /** Debits of all lines in the entity's currency; creditSum are the same. */
    debitSum: minorIn('currency'),
    totals: many(aTotal),
    /** The settings it was written with, so that it can be written again. */
    writtenWith: someData,
    file: aFile,
    cover: aFile,
    createdAt: anInstant,
    createdBy: text,
    sentAt: maybe(anInstant),
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    /** Why it was rejected. */
    reason: maybe(text),
  }),
  {
    key: 'id',
    entityField: 'entity',
    personal: {
      keep: 'books',
      since: 'createdAt',
      fields: { file: 'customer.file', cover: 'customer.file', reason: 'anyone.words' },
      not: ['totals', 'writtenWith'],
    },
  },
)
export type ExportBatch = Row<typeof exportBatches>

/** The journals of a batch. A journal is in one batch at a time; a rejected batch lets go of its journals. */
export const exportedJournals = record('exportedJournals', shape({ exportBatch: idOf('exportBatches'), journal: idOf('journals') }), {
  key: 'exportBatch',
  partOf: 'exportBatches',
})

export const batchNumber = (entity: string, sequence: number): string => `${entity}-EXP-${`${sequence}`.padStart(6, '0')}`
