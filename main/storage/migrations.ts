import * as log from '../../migrations/0001-log.ts'
import * as house from '../../migrations/0002-house.ts'
import * as funds from '../../migrations/0003-funds.ts'
import * as life from '../../migrations/0004-life.ts'
import * as usage from '../../migrations/0005-usage.ts'
import * as purchases from '../../migrations/0006-purchases.ts'
import * as recognition from '../../migrations/0007-recognition.ts'
import * as indexation from '../../migrations/0008-indexation.ts'
import * as review from '../../migrations/0009-review.ts'
import * as fundBilling from '../../migrations/0010-fund-billing.ts'
import * as behaviours from '../../migrations/0011-behaviours.ts'
import * as contacts from '../../migrations/0012-contacts.ts'
import * as pools from '../../migrations/0013-pools.ts'
import * as field from '../../migrations/0014-field.ts'
import * as campaigns from '../../migrations/0015-campaigns.ts'
import * as orders from '../../migrations/0016-orders.ts'
import * as terms from '../../migrations/0017-terms.ts'
import * as approvals from '../../migrations/0018-approvals.ts'
import * as accruals from '../../migrations/0019-accruals.ts'
import * as books from '../../migrations/0020-books.ts'
import * as tax from '../../migrations/0021-tax.ts'
import * as rates from '../../migrations/0022-rates.ts'
import * as einvoice from '../../migrations/0023-einvoice.ts'
import * as receivables from '../../migrations/0024-receivables.ts'
import * as exporting from '../../migrations/0027-exports.ts'
import * as builtInRoles from '../../migrations/0028-built-in-roles.ts'
import * as reviewLists from '../../migrations/0029-review-lists.ts'
import * as identity from '../../migrations/0030-identity.ts'
import * as suppliers from '../../migrations/0031-suppliers.ts'
import * as group from '../../migrations/0032-group.ts'
import * as hubs from '../../migrations/0033-hubs.ts'
import * as forgetting from '../../migrations/0036-forgetting.ts'
import * as matchedCost from '../../migrations/0037-matched-cost.ts'
import * as backups from '../../migrations/0034-backups.ts'
import * as exceptions from '../../migrations/0035-exceptions.ts'
import * as privacy from '../../migrations/0039-privacy.ts'
import * as bankAccounts from '../../migrations/0038-bank-accounts.ts'
import * as transfer from '../../migrations/0025-transfer.ts'
import * as payables from '../../migrations/0026-payables.ts'
import * as reach from '../../migrations/0040-reach.ts'
import * as merging from '../../migrations/0041-merging.ts'
import * as instants from '../../migrations/0042-instants.ts'
import * as mergedLog from '../../migrations/0043-merged-log.ts'
import * as pins from '../../migrations/0044-pins.ts'
import * as severalHubs from '../../migrations/0045-several-hubs.ts'
import * as durableFiles from '../../migrations/0046-durable-files.ts'
import * as webhooks from '../../migrations/0047-webhooks.ts'
import * as lostNumbers from '../../migrations/0048-lost-numbers.ts'
import * as queueStanding from '../../migrations/0049-queue-standing.ts'
import * as failedAttempts from '../../migrations/0050-failed-attempts.ts'
import * as intentBatches from '../../migrations/0051-intent-batches.ts'
import type { Dialect } from './session.ts'

export interface Migration {
  readonly name: string
  readonly statements: (dialect: Dialect) => string[]
}
/** In the order in which they run. A migration that was ever released never changes; a new one is a new line. */
export const migrations: readonly Migration[] = [
  log,
  house,
  funds,
  life,
  usage,
  purchases,
  recognition,
  indexation,
  review,
  fundBilling,
  behaviours,
  contacts,
  pools,
  field,
  campaigns,
  orders,
  terms,
  approvals,
  accruals,
  books,
  tax,
  rates,
  einvoice,
  receivables,
  transfer,
  payables,
  exporting,
  builtInRoles,
  reviewLists,
  identity,
  suppliers,
  group,
  hubs,
  backups,
  exceptions,
  forgetting,
  matchedCost,
  bankAccounts,
  privacy,
  reach,
  merging,
  instants,
  mergedLog,
  pins,
  severalHubs,
  durableFiles,
  webhooks,
  lostNumbers,
  queueStanding,
  failedAttempts,
  intentBatches,
]
