import type { Reach } from '../kernel/bounds.ts'

/**
 * Whose the rows of a record are, said once for all of them. A row is somebody's who stands in one of its `people` fields, who looks after its customer, in
 * whose territory it lies, or whose the row is that it names (`of`).
 */
export interface Owned {
  /** Fields with the id of a user. */
  readonly people?: readonly string[]
  /** The field with the customer. */
  readonly customer?: string
  readonly territory?: string
  /** Fields that name rows of other records. */
  readonly of?: readonly string[]
  /** A row that names none of them counts for everybody: a price that is not of one contract. */
  readonly elseEverybody?: true
}
/**
 * `everybody`: what all work with, and nobody changes whose right does not reach everything; `free`: the same, written by the way by whoever does something else.
 * `whole`: books, runs and the like, which are nobody's: seen whole or
 * not at all, while decisions of other modules may rest on them.
 */
export type Ownership = Owned | 'everybody' | 'free' | 'whole'

const customer = { customer: 'customer' } as const satisfies Owned
const ofContract = { of: ['contract'] } as const satisfies Owned
const ofOrder = { of: ['order'] } as const satisfies Owned
const sold = { people: ['owner'], customer: 'customer' } as const satisfies Owned

/** By module and record. A record that is missing here is seen by nobody whose rights are bounded; test/core/people holds it against the modules. */
export const ownership: Readonly<Record<string, Readonly<Record<string, Ownership>>>> = {
  people: {
    users: 'everybody', roles: 'everybody', roleDefinitions: 'everybody', roleBounds: 'everybody', teams: 'everybody', dutyRules: 'everybody', signInRules: 'everybody',
    passwords: 'whole', sessions: 'whole', tokens: 'whole', secondFactors: 'whole', recoveryCodes: 'whole', outsideIdentities: 'whole', computers: 'whole', pins: { people: ['user'] },
  },
  entities: { groups: 'everybody', entities: 'everybody', numberSeries: 'whole', periods: 'whole', mergedNames: 'whole', mergedSeries: 'whole', lostNumbers: 'whole' },
  rates: { rates: 'everybody', ratePolicies: 'everybody', rateOverrides: 'everybody', rateImports: 'everybody', rateFeeds: 'everybody' },
  catalog: { products: 'everybody', productVersions: 'everybody' },
  tax: { taxCodes: 'everybody', taxRules: 'everybody', taxProfiles: 'everybody', taxIdChecks: 'whole', salesTaxAnswers: 'whole' },
  terms: { clauses: 'everybody', clauseWithdrawals: 'everybody' },
  signing: {
    signatures: customer, countersignatures: { of: ['signature'] }, signingInvitations: customer, signedDocuments: { of: ['signature'] }, signingKeys: 'free',
  },
  customers: {
    territories: 'everybody', territoryMoves: customer, customers: { customer: 'id', territory: 'territory' }, contacts: customer, customerCarers: customer,
  },
  approvals: {
    approvals: { people: ['askedBy'], customer: 'customer' }, approvalLimits: 'everybody', delegations: { people: ['person', 'standIn'] }, creditLimits: customer, unbilledOrders: customer,
  },
  contracts: { contracts: customer, contractLines: customer, lineChanges: ofContract, contractRecipients: customer },
  opportunities: {
    leads: { people: ['owner'], customer: 'customer', territory: 'territory' }, opportunityStages: 'everybody', opportunities: sold,
    activities: { people: ['owner'], customer: 'customer', of: ['lead', 'opportunity'] }, visits: sold, consentEvents: { customer: 'customer', of: ['lead'] },
  },
  campaigns: { campaigns: 'everybody', campaignMembers: { customer: 'customer', of: ['lead'] }, campaignSends: { of: ['member'] }, campaignCosts: 'whole' },
  indexation: { indexSeries: 'everybody', indexValues: 'everybody', priceBatches: 'whole', priceProposals: customer, priceLetters: customer },
  purchases: {
    suppliers: 'everybody', supplierTerms: 'everybody', costLines: ofContract, costActuals: ofContract, changeOrders: ofContract, purchaseOrders: 'whole', purchaseOrderLines: ofContract,
  },
  ledger: { journals: 'whole', journalLines: 'whole', openItems: customer, balances: 'whole', accounts: 'everybody' },
  payments: { weightTables: 'everybody' },
  receivables: { receipts: customer, settlements: { of: ['openItem'] }, revaluations: 'whole' },
  payables: {
    supplierInvoices: 'whole', supplierInvoiceLines: 'whole', goodsReceipts: 'whole', matchTolerances: 'whole', supplierPayments: 'whole', paymentProposals: 'whole', paymentProposalLines: 'whole',
    supplierBankAccounts: 'whole', supplierPayees: 'whole', payingAccounts: 'whole', paymentFiles: 'whole',
  },
  consolidation: { retranslations: 'whole', retranslationRates: 'whole', retranslatedBalances: 'whole' },
  funds: { funds: customer, fundLots: { of: ['fund'] }, fundMovements: { of: ['fund'] } },
  quotes: { quotes: sold, quoteVersions: { of: ['quote'] }, saleRules: 'everybody' },
  orders: { orders: sold, orderLines: ofOrder, orderCosts: ofOrder, orderDocuments: ofOrder, orderChanges: ofOrder },
  usage: { usageRecords: customer, incidents: customer, incidentPrices: { of: ['contract'], elseEverybody: true } },
  work: { timeEntries: { customer: 'customer', of: ['contract'] }, expenses: { customer: 'customer', of: ['contract'] } },
  coverage: { coverageRules: { of: ['contract'], elseEverybody: true }, landings: { customer: 'customer', of: ['contract'] }, coverageWaits: ofContract },
  transfer: { employments: 'whole', transferPolicies: 'whole', transferTargets: 'whole', transferCharges: 'whole', transferRuns: 'whole' },
  adjustments: { adjustments: 'whole', adjustmentTemplates: 'whole' },
  imports: { imports: 'whole', importRows: 'whole', headingMappings: 'whole' },
  recognition: { recognitions: customer, recognitionProgress: 'whole', recognitionRuns: 'whole', accruals: 'whole', accrualLines: customer, prepaidCosts: 'whole' },
  billing: {
    billingRuns: 'whole', charges: customer, blockedLines: customer, invoices: customer, invoiceTaxes: { of: ['invoice'] }, chargeTaxes: { of: ['charge'] }, billingSettings: 'everybody', chargeReviews: 'whole', runChanges: 'whole',
  },
  einvoice: { einvoiceBuyers: customer, einvoiceSellers: 'everybody', eInvoices: { of: ['invoice'] } },
  documents: { archivedDocuments: { of: ['invoice'] }, archivedStatements: { of: ['fund'] } },
  intercompany: { intercompanyInvoices: 'whole', intercompanyCharges: 'whole', intercompanyPrints: 'whole', intercompanyEInvoices: 'whole' },
  exports: { exportProfiles: 'whole', exportAccounts: 'whole', exportTaxKeys: 'whole', exportParties: 'whole', exportBatches: 'whole', exportedJournals: 'whole' },
  audit: { audits: 'whole' },
  closing: { boardPacks: 'whole' },
  demo: { settings: 'everybody' },
  backups: { backupPlans: 'whole', backups: 'whole', merges: 'whole' },
  privacy: { erasures: 'whole', erasedPeople: 'whole', personExports: 'whole', retentionRules: 'whole' },
  webhooks: { webhooks: 'whole', webhookSecrets: 'whole', webhookPlaces: 'whole', webhookMessages: 'whole' },
  sync: { devices: { people: ['user'] }, enrolments: 'whole', intentBatches: 'free', intents: { people: ['actor'] }, attentions: { people: ['user', 'assignee'], customer: 'customer' } },
} // prettier-ignore

/** Rights whose work is with rows that are somebody's, so that they can be bounded by people and customers. test/attack/bounds proves each of them. */
export const ownable: readonly string[] = [
  'customers.read', 'customers.write', 'customers.assign', 'signing.read', 'signing.sign', 'approvals.read', 'approvals.ask', 'approvals.decide', 'contracts.read', 'contracts.write', 'opportunities.read',
  'opportunities.write', 'campaigns.read', 'purchases.read', 'receivables.read', 'funds.read', 'funds.write', 'funds.draw', 'quotes.read', 'quotes.write', 'orders.read', 'orders.write',
  'orders.accept', 'orders.execute', 'usage.read', 'usage.record', 'usage.reverse', 'work.read', 'work.record', 'work.reverse', 'coverage.read', 'coverage.land', 'billing.read',
  'documents.read', 'sync.read',
] // prettier-ignore
/** Rights to read what everybody works with: a bound leaves them as they are. */
const everybodys: readonly string[] = ['entities.read', 'rates.read', 'catalog.read', 'tax.read', 'terms.read', 'people.read', 'people.seeMargins', 'people.seePurchasePrices', 'people.seeCostRates'] // prettier-ignore

/** Whether a right can be bounded so. Of one that cannot, a bound takes the whole right away: nothing is ever given by mistake. */
export const canReach = (right: string, reach: Reach): boolean =>
  reach === 'all' || reach === 'entities' || ownable.includes(right) || everybodys.includes(right)
