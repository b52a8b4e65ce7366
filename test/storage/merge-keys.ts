import { matched, ofRoles, staying, suffixed } from '../../main/moving/merge/treatment.ts'

/**
 * What becomes of the rows of each record when a company is bought (main/moving/merge). A new record is written down here, after thinking of what happens where
 * both companies have a row of the same key, and what its rows would say or do among those of the house.
 */
export const becomes = {
  /** Comes as it is: nobody else has its ids. */
  comes: [
    'users', 'pins', 'rateOverrides', 'rateImports', 'taxIdChecks', 'salesTaxAnswers', 'clauseWithdrawals', 'signatures', 'countersignatures', 'signingInvitations', 'signedDocuments',
    'territoryMoves', 'customers', 'contacts', 'approvals', 'delegations', 'creditLimits', 'unbilledOrders', 'contracts', 'contractLines', 'lineChanges', 'contractRecipients', 'leads',
    'opportunities', 'activities', 'visits', 'consentEvents', 'campaigns', 'campaignMembers', 'campaignSends', 'campaignCosts', 'priceBatches', 'priceProposals', 'priceLetters', 'suppliers',
    'costLines', 'costActuals', 'changeOrders', 'purchaseOrders', 'purchaseOrderLines', 'journals', 'journalLines', 'openItems', 'weightTables', 'recognitions', 'recognitionProgress',
    'recognitionRuns', 'accruals', 'accrualLines', 'prepaidCosts', 'receipts', 'settlements', 'supplierInvoices', 'supplierInvoiceLines', 'goodsReceipts', 'supplierPayments',
    'paymentProposals', 'paymentProposalLines', 'supplierBankAccounts', 'paymentFiles', 'retranslations', 'funds', 'fundLots', 'fundMovements', 'quotes', 'quoteVersions', 'orders',
    'orderLines', 'orderCosts', 'orderDocuments', 'orderChanges', 'usageRecords', 'incidents', 'incidentPrices', 'timeEntries', 'expenses', 'landings', 'employments', 'transferPolicies',
    'transferTargets', 'transferCharges', 'transferRuns', 'adjustments', 'imports', 'importRows', 'billingRuns', 'charges', 'blockedLines', 'invoices', 'invoiceTaxes', 'chargeReviews',
    'runChanges', 'chargeTaxes', 'eInvoices', 'archivedDocuments', 'archivedStatements', 'intercompanyInvoices', 'intercompanyCharges', 'intercompanyPrints', 'intercompanyEInvoices',
    'exportBatches', 'exportedJournals', 'audits', 'erasures', 'erasedPeople', 'personExports',
  ],
  /** Its key begins with the legal entity, or is one: two of them never share a code. */
  ofEntity: [
    'entities', 'numberSeries', 'periods', 'ratePolicies', 'taxProfiles', 'balances', 'revaluations', 'matchTolerances', 'payingAccounts', 'retranslatedBalances', 'saleRules', 'coverageRules',
    'coverageWaits', 'billingSettings', 'einvoiceSellers', 'exportProfiles', 'exportAccounts', 'exportTaxKeys', 'exportParties', 'lostNumbers',
  ],
  /** Its key begins with the id of something that comes. */
  ofAnId: ['retranslationRates'],
  /** Of two that say the same the house's stands for both; where they do not, somebody is asked (compare*.ts). */
  asked: ['accounts', 'taxCodes', 'taxRules', 'products', 'productVersions', 'indexSeries', 'indexValues', 'clauses', 'rates'],
  /** The house's word stands, whatever the bought company said: it is about rights, or about how work is sorted. */
  ours: ['roles', 'roleDefinitions', 'roleBounds', 'approvalLimits', 'territories', 'opportunityStages', 'headingMappings', 'signingKeys', 'einvoiceBuyers', 'supplierTerms', 'supplierPayees', 'customerCarers'],
  /** The longer of both (gains.ts). */
  longer: ['retentionRules'],
  /** Gets the code of the legal entity behind its own. */
  suffixed: ['teams', 'adjustmentTemplates'],
  /** Looked at by itself (history.ts). */
  byItself: ['groups', 'mergedNames', 'mergedSeries', 'merges'],
  /** Stays behind. */
  stays: [...staying],
} as const satisfies Readonly<Record<string, readonly string[]>> // prettier-ignore

/** Ids that may become those of a row of the house: what is one by them may be two where both companies have it. */
const shared = new Set(['customers', 'contacts', 'suppliers', 'users', 'clauses', 'rates', 'indexValues', 'productVersions', 'headingMappings', 'customerCarers', 'approvalLimits']) // prettier-ignore

interface Keyed {
  readonly record: string
  readonly entityField?: string | undefined
  readonly key: string
  readonly shape: { readonly fields: Readonly<Record<string, { readonly kind: string; readonly of?: string; readonly inner?: { readonly kind: string; readonly of?: string } }>> }
} // prettier-ignore

/** Fields that are unique together and of which none is one company's alone. */
export function canMeet({ record, key, shape: { fields } }: Keyed, unique: readonly string[]): boolean {
  const own = (name: string): boolean => {
    const field = fields[name]?.kind === 'maybe' ? fields[name]?.inner : fields[name]
    if (field?.kind === 'id') return name === key ? !shared.has(field.of ?? '') || field.of === record : !shared.has(field.of ?? '')
    return field?.kind === 'code' && (field.of === 'entities' || field.of === 'numberSeries')
  }
  return !unique.some(own)
}

/** What is unique in both companies and may meet, with what is done about it. */
const answers: Readonly<Record<string, string>> = {
  'users.login': 'asked (users)',
  'customers.matchName': 'the code of the legal entity behind the name (additions.ts)',
  'supplierInvoices.supplier+numberKey': 'the code of the legal entity behind the number (additions.ts)',
  'landings.entry': 'the id of a reading',
  'transferCharges.entry': 'the id of a reading',
  'signatures.link': 'a digest over an id',
  'signingInvitations.linkHash': 'a digest of chance',
  'retranslationRates.rate': 'begins with an id',
  'usageRecords.source+sourceId': 'asked (sources)',
  'incidents.source+sourceId': 'asked (sources)',
  'timeEntries.source+sourceId': 'asked (sources)',
  'expenses.source+sourceId': 'asked (sources)',
  'adjustmentTemplates.code': 'the code of the legal entity behind it',
}
const has = (of: readonly string[], all: readonly string[]): boolean => of.every((one) => all.includes(one))
/** What is done where both companies have a row with the same values of these fields. `undefined`: the merge would be stopped by the database, for good. */
export function answerFor(record: string, unique: readonly string[]): string | undefined {
  const said = answers[`${record}.${unique.join('+')}`]
  if (said !== undefined) return said
  if (staying.has(record)) return 'stays'
  if (matched[record] && has(matched[record], unique)) return 'the house’s stands for both'
  if (suffixed[record] && unique.includes(suffixed[record])) return 'the code of the legal entity behind it'
  if (ofRoles.has(record)) return 'of a role that the house has, the house’s stands'
  if ((becomes.byItself as readonly string[]).includes(record)) return 'looked at by itself'
  return (becomes.ofEntity as readonly string[]).includes(record) ? 'begins with the legal entity' : undefined
}
