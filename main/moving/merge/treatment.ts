import { modules } from '../../../core/harmony.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import { kindsOf } from '../../storage/tables.ts'

/**
 * What becomes of the rows of a record when the company is bought. All others come as they are: they have ids of their own, or belong to a legal entity.
 * What belongs to a place or to a person's way in stays behind: whoever comes along is let in anew, devices are enrolled anew.
 */
export const staying: ReadonlySet<string> = new Set([
  'passwords', 'sessions', 'tokens', 'secondFactors', 'recoveryCodes', 'outsideIdentities', 'signInRules', 'settings', 'backupPlans', 'backups', 'rateFeeds', 'boardPacks',
  'devices', 'enrolments', 'intentBatches', 'intents', 'attentions', 'webhooks', 'webhookSecrets', 'webhookPlaces', 'webhookMessages', 'computers', 'dutyRules',
]) // prettier-ignore

/** How far roles reach and what they decide: of a role that the house has, the house says it. */
export const ofRoles: ReadonlySet<string> = new Set(['roleDefinitions', 'roleBounds', 'approvalLimits'])

/** Where the house has a row with the same values of these fields, the house's row stands for both. */
export const matched: Readonly<Record<string, readonly string[]>> = {
  roles: ['code'],
  retentionRules: ['rule'],
  roleDefinitions: ['role'],
  roleBounds: ['role'],
  approvalLimits: ['role', 'kind'],
  territories: ['code'],
  accounts: ['code'],
  taxCodes: ['code'],
  taxRules: ['rule'],
  products: ['code'],
  productVersions: ['product', 'version'],
  indexSeries: ['code'],
  indexValues: ['index', 'month', 'version'],
  opportunityStages: ['code'],
  clauses: ['code', 'entity', 'version'],
  rates: ['source', 'type', 'base', 'quote', 'day', 'version'],
  headingMappings: ['subject', 'reduced'],
  signingKeys: ['publicKey'],
  einvoiceBuyers: ['customer'],
  customerCarers: ['customer', 'user'],
  supplierTerms: ['supplier'],
  supplierPayees: ['supplier'],
}

/** Names of work that people tell apart and that no paper carries: where the house has one, the bought one gets an addition. */
export const suffixed: Readonly<Record<string, string>> = {
  billingRuns: 'number',
  priceBatches: 'number',
  accruals: 'number',
  recognitionRuns: 'number',
  transferRuns: 'number',
  adjustmentTemplates: 'code',
  teams: 'code',
  suppliers: 'code',
  customers: 'code',
}

/** What systems reported, told once by a source. */
export const reported: readonly string[] = ['usageRecords', 'incidents', 'timeEntries', 'expenses']

/** What was signed or hashed as a whole: names in it stay what they were, or it would no longer be what was signed. */
export const keptWhole: Readonly<Record<string, readonly string[]>> = {
  signatures: ['payload'],
  signingInvitations: ['payload'],
  orderDocuments: ['document'],
  salesTaxAnswers: ['request', 'response'],
}

/** Groups, and what the house knows of its own merges, are looked at by themselves. */
const byItself = new Set(['groups', 'mergedNames', 'mergedSeries', 'merges'])

/** Months come last: a month that is locked takes no journal. */
const last = new Set(['periods'])
export function arrivingKinds(): RecordKind[] {
  const kinds = kindsOf(modules).filter(({ record }) => !staying.has(record) && !byItself.has(record))
  return [...kinds.filter(({ record }) => !last.has(record)), ...kinds.filter(({ record }) => last.has(record))]
}
export const kindNamed = (record: string): RecordKind => {
  const kind = kindsOf(modules).find((one) => one.record === record)
  if (!kind) throw new Error(`bug: expected a record ${record}`)
  return kind
}
export const naturalKey = (record: string, row: Plain): string => JSON.stringify(matched[record]!.map((field) => row[field] ?? null))
