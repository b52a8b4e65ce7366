import { approvalsReads } from './approvals.ts'
import { auditReads } from './audit.ts'
import { coverageReads } from './coverage.ts'
import { billingReads } from './billing.ts'
import { billingReviewReads } from './billing-review.ts'
import { documentsReads } from './documents.ts'
import { einvoiceReads } from './einvoice.ts'
import { exportsReads } from './exports.ts'
import { fundsReads } from './funds.ts'
import { campaignsReads } from './campaigns.ts'
import { opportunitiesReads } from './opportunities.ts'
import { purchasesReads } from './purchases.ts'
import { quotesReads } from './quotes.ts'
import { ordersReads } from './orders.ts'
import { labReads } from './lab.ts'
import { ledgerReads } from './ledger.ts'
import { closingReads } from './closing.ts'
import { consolidationReads } from './consolidation.ts'
import { recurringReads } from './recurring.ts'
import { receivablesReads } from './receivables.ts'
import { recognitionReads } from './recognition.ts'
import { catalogReads } from './catalog.ts'
import { contractsReads } from './contracts.ts'
import { customersReads } from './customers.ts'
import { deskReads } from './desk.ts'
import { entitiesReads } from './entities.ts'
import { searchReads } from './search.ts'
import { backupsReads } from './backups.ts'
import { privacyReads } from './privacy.ts'
import { ratesReads } from './rates.ts'
import { renewalsReads } from './renewals.ts'
import { syncReads } from './sync.ts'
import { signingReads } from './signing.ts'
import { termsReads } from './terms.ts'
import { taxReads } from './tax.ts'
import type { Caller, Plain } from '../../../core/kernel/operation.ts'
import type { Dialect } from '../session.ts'
import { payablesReads } from './payables.ts'
import { paymentsReads } from './payments.ts'
import { peopleReads } from './people.ts'
import { indexationReads } from './indexation.ts'
import { importReads } from './imports.ts'
import { adjustmentReads } from './adjustments.ts'
import { intercompanyReads } from './intercompany.ts'
import { transferReads } from './transfer.ts'
import { usageReads } from './usage.ts'
import { webhooksReads } from './webhooks.ts'
import { workReads } from './work.ts'

/** One text for both databases, or where it cannot be, one for each. Columns are named like the fields of the answer, in snake case. */
export type SqlText = string | ((dialect: Dialect) => string)

/**
 * The SQL of a module's lists and reports. In it:
 * - `:asOf` is a value that was asked for, by the name of its field (money: `:limitMinor`, `:limitCurrency`);
 * - `{entities e.entity}` is true where the caller may see that legal entity;
 * - `{words c.number, c.name :words}` is true where each of the words occurs in one of these columns, whatever its case;
 * - `{rank c.number, c.name :text}` is 0 where one of them is that text, 1 where one begins so, 2 where a word of one does, else 3;
 * - `{in c.id :ids}` is true where the expression is one of a list that was asked for;
 * - money takes two columns, `<field>_minor` and `<field>_currency`.
 * Sums of minor units are exact on both databases. Decimals are text on SQLite: compare and add them in the program, or on amounts.
 */
export interface Reads {
  /** By the name of the view: a SELECT that the host wraps, filters, searches, sorts and pages. */
  readonly views: Readonly<Record<string, SqlText>>
  readonly questions: Readonly<Record<string, SqlText>>
  /**
   * Questions that look across legal entities and beyond what a right reaches on purpose, whoever asks: the database's own fence is open for them (`fence.ts`). What
   * they answer is a rule's: a sum, a yes or no, a word that was given.
   */
  readonly groupWide?: readonly string[]
  /** Views of which a whole row costs PostgreSQL little more than its key: a page is read, and counted, in one statement. */
  readonly atOnce?: readonly string[]
}

/** Answers a question that is not in the database: rows of a spreadsheet, another system. */
export type Answerer = (about: Plain, caller: Caller) => Promise<readonly Plain[]>

/** All modules' reads. A module that reads in SQL adds its line. */
export const reads: readonly Reads[] = [
  importReads,
  syncReads,
  taxReads,
  termsReads,
  signingReads,
  ratesReads,
  backupsReads,
  privacyReads,
  entitiesReads,
  customersReads,
  approvalsReads,
  contractsReads,
  renewalsReads,
  indexationReads,
  fundsReads,
  opportunitiesReads,
  campaignsReads,
  purchasesReads,
  quotesReads,
  ordersReads,
  usageReads,
  workReads,
  coverageReads,
  catalogReads,
  peopleReads,
  billingReads,
  billingReviewReads,
  labReads,
  ledgerReads,
  closingReads,
  consolidationReads,
  recurringReads,
  adjustmentReads,
  intercompanyReads,
  transferReads,
  payablesReads,
  paymentsReads,
  receivablesReads,
  recognitionReads,
  auditReads,
  documentsReads,
  einvoiceReads,
  exportsReads,
  webhooksReads,
  deskReads,
  searchReads,
]
