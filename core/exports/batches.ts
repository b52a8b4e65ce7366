import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { view } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import {
  aCurrency,
  aFile,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'
import { batchStates, exportBatches, exportedJournals } from './batch.ts'
import { exportHash, movements } from './facts.ts'
import { factsOf, isMonth, writtenOf, type Basis } from './making.ts'
import { targets } from './profile.ts'

export const batchRows = view({
  view: 'exports.list',
  key: 'id',
  search: ['number', 'month'],
  order: ['-createdAt', '-number'],
  entityField: 'entity',
  row: shape({
    id: idOf('exportBatches'),
    number: text,
    entity: codeOf('entities'),
    target: choice(...targets),
    month: text,
    state: choice(...batchStates),
    journals: count,
    lines: count,
    currency: aCurrency,
    debitSum: minorIn('currency'),
    createdAt: anInstant,
    createdBy: text,
    sentAt: maybe(anInstant),
    decidedAt: maybe(anInstant),
    reason: maybe(text),
  }),
})
export const listBatches = listing({ name: 'exports.list', zone: 'finance', permit: 'exports.read', view: batchRows })

const { writtenWith: _writtenWith, ...batchFields } = exportBatches.shape.fields

/** One batch with its control totals. */
export const oneBatch = query({
  name: 'exports.batch',
  zone: 'finance',
  permit: 'exports.read',
  input: shape({ exportBatch: idOf('exportBatches') }),
  output: shape({ ...batchFields, entityName: text }),
  refusals: ['exports.unknownBatch'],
  ask: async ({ exportBatch }, read) => {
    const batch = await read.get(exportBatches, exportBatch)
    if (!batch) return refuse('exports.unknownBatch', { batch: exportBatch })
    return { ...batch, entityName: (batch.writtenWith as unknown as Basis).entityName }
  },
})

/** The file of a batch, the very bytes of then, or its cover report. */
export const batchFile = query({
  name: 'exports.file',
  zone: 'finance',
  permit: 'exports.read',
  input: shape({ exportBatch: idOf('exportBatches'), /** The cover report instead. */ cover: maybe(flag) }),
  output: shape({ file: aFile }),
  refusals: ['exports.unknownBatch'],
  ask: async ({ exportBatch, cover }, read) => {
    const batch = await read.get(exportBatches, exportBatch)
    if (!batch) return refuse('exports.unknownBatch', { batch: exportBatch })
    return { file: cover ? batch.cover : batch.file }
  },
})

/** Writes a batch again from its journals and compares it with the file that was kept. */
export const verifyBatch = query({
  name: 'exports.verify',
  zone: 'finance',
  permit: 'exports.read',
  input: shape({ exportBatch: idOf('exportBatches') }),
  output: shape({ identical: flag, hash: text, again: text }),
  refusals: ['exports.unknownBatch', 'exports.letGo'],
  ask: async ({ exportBatch }, read) => {
    const batch = await read.get(exportBatches, exportBatch)
    if (!batch) return refuse('exports.unknownBatch', { batch: exportBatch })
    if (batch.state === 'rejected') return refuse('exports.letGo', { number: batch.number })
    const members = await read.list(exportedJournals, { where: { field: 'exportBatch', is: 'equal', value: exportBatch }, limit: 100_000 })
    const facts = await factsOf(read, members.map(({ journal }) => journal)) // prettier-ignore
    const written = writtenOf(batch, batch.writtenWith as unknown as Basis, facts)
    const [answer] = await read.ask(exportHash, { encoding: written.encoding, content: written.content })
    const again = answer?.hash ?? ''
    return { identical: again === batch.file.hash, hash: batch.file.hash, again }
  },
})

/** Whether what was handed over is what the ledger has, account by account. */
export const reconcile = query({
  name: 'exports.reconcile',
  zone: 'finance',
  permit: 'exports.read',
  input: shape({ entity: codeOf('entities'), month: text }),
  output: shape({
    entity: codeOf('entities'),
    month: text,
    agrees: flag,
    accounts: many(
      shape({
        account: codeOf('accounts'),
        names: maybe(someData),
        currency: aCurrency,
        /** In the ledger, debitSum less creditSum. */
        movement: minorIn('currency'),
        /** In batches that are not rejected. */
        exported: minorIn('currency'),
        difference: minorIn('currency'),
        /** Journals that explain it: those in no batch. */
        waiting: count,
      }),
    ),
  }),
  refusals: ['exports.badMonth'],
  ask: async ({ entity, month }, read) => {
    if (!isMonth(month)) return refuse('exports.badMonth', { month })
    const where = { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'month', is: 'equal', value: month }, { field: 'state', is: 'not', value: 'rejected' }] } as const // prettier-ignore
    const batches = await read.list(exportBatches, { where, order: ['sequence'], limit: 10_000 })
    const exported = new Map<string, bigint>()
    for (const { account, debitSum, creditSum } of batches.flatMap(({ totals }) => totals)) exported.set(account, (exported.get(account) ?? 0n) + debitSum - creditSum)
    const moved = await read.ask(movements, { entity, month })
    const accounts = moved.map((of) => {
      const sent = exported.get(of.account) ?? 0n
      return { ...of, exported: sent, difference: of.movement - sent }
    })
    return { entity, month, agrees: accounts.every(({ difference, waiting }) => difference === 0n && waiting === 0), accounts }
  },
}) // prettier-ignore
