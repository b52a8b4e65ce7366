import type { Module } from '../kernel/operation.ts'
import { billAsKnown } from './as-known.ts'
import { askRebillTax } from './ask-rebill-tax.ts'
import { askSalesTaxes } from './ask-sales-tax.ts'
import { chargeTaxes, salesTaxMissing } from './charge-tax.ts'
import { chargeForWhy, whyCharge } from './why.ts'
import {
  allTracedCharges,
  changesOfLines,
  chargesOfLines,
  contractDueLines,
  dueLines,
  groupings,
  lineCount,
  poolMembers,
  portionEnd,
  runCharges,
  tracedCharges,
} from './facts.ts'
import { invoices, invoiceTaxes } from './invoice.ts'
import { billingChanges, billingDifference, compareRun } from './changes.ts'
import { runChanges } from './change-totals.ts'
import { invoiceByHand } from './by-hand.ts'
import { creditInvoice } from './credit.ts'
import { creditedTaxes, creditsOf, lastNths } from './credit-facts.ts'
import { creditAndRebill } from './rebill.ts'
import { contractsAfter, shouldHaveBeen } from './should-have-been.ts'
import { chargesInRuns, chargesOfRun } from './difference.ts'
import { getInvoice, invoiceCharges, listInvoices, proposedCharges } from './invoices.ts'
import { missingRateQuestions, missingRates, missingRateTask } from './missing-rates.ts'
import { listPeriods } from './list-periods.ts'
import { postBilling } from './post.ts'
import { proposeBilling } from './propose.ts'
import { blockedView, chargeView, invoiceView, runView } from './reads.ts'
import { billingRuns, blockedLines, charges } from './run.ts'
import { recipientsOf } from './recipients.ts'
import { approveRun, listExceptions, listReview, listReviews, reviewCharges, runApprovals } from './review.ts'
import { exceptionView, reviewLogView, reviewView } from './review-views.ts'
import { approvalState, chargeReviews, heldCharges } from './reviewing.ts'
import { carriedCharges } from './taken-back.ts'
import { billingSettings, getSettings, saveSettings } from './settings.ts'
import { cancelRun, getRun, listBlocked, listCharges, listRuns, pageCharges, resumeRun, runTotals } from './runs.ts'
import { postedSums, unbilled } from './unbilled.ts'
import { unproposed } from './unproposed.ts'
import { taxChecksOf, taxParties } from './taxing.ts'

const open = { field: 'state', is: 'equal', value: 'proposed' } as const

export const billingModule = {
  name: 'billing',
  needs: ['entities', 'rates', 'catalog', 'tax', 'customers', 'contracts', 'pricing', 'usage', 'funds', 'ledger', 'recognition'],
  records: [billingRuns, charges, blockedLines, invoices, invoiceTaxes, billingSettings, chargeReviews, runChanges, chargeTaxes],
  questions: [lineCount, portionEnd, dueLines, groupings, contractDueLines, changesOfLines, chargesOfLines, poolMembers, runCharges, tracedCharges, allTracedCharges, invoiceCharges, chargeForWhy, heldCharges, approvalState, chargesOfRun, chargesInRuns, creditsOf, creditedTaxes, lastNths, contractsAfter, proposedCharges, carriedCharges, taxParties, taxChecksOf, recipientsOf, salesTaxMissing, postedSums, ...missingRateQuestions],
  views: [runView, chargeView, blockedView, invoiceView, reviewView, exceptionView, reviewLogView],
  operations: [
    listPeriods, missingRates, proposeBilling, postBilling, resumeRun, cancelRun, listRuns, getRun, runTotals, pageCharges, listCharges, listBlocked, whyCharge, listInvoices, getInvoice, billAsKnown,
    getSettings, saveSettings, listReview, listExceptions, listReviews, reviewCharges, approveRun, runApprovals, billingChanges, billingDifference, compareRun, creditInvoice, creditAndRebill, askRebillTax, invoiceByHand, shouldHaveBeen, askSalesTaxes, unbilled, unproposed,
  ], // prettier-ignore
  permits: ['billing.read', 'billing.propose', 'billing.review', 'billing.post'],
  events: ['billing.accrued', 'billing.accrualPosted', 'billing.proposing', 'billing.proposed', 'billing.posting', 'billing.posted', 'billing.cancelled', 'billing.settingsSaved', 'billing.reviewed', 'billing.approved', 'billing.credited', 'billing.rebilled', 'billing.salesTaxAsked'],
  tasks: [
    {
      name: 'billing.toPost',
      zone: 'finance',
      permit: 'billing.post',
      approval: true,
      count: async (read) => (await read.list(billingRuns, { where: open, limit: 100 })).length,
    },
    {
      name: 'billing.blockedLines',
      zone: 'finance',
      permit: 'billing.read',
      count: async (read) => (await read.list(billingRuns, { where: open, limit: 100 })).reduce((sum, run) => sum + run.blocked, 0),
    },
    missingRateTask,
  ],
  says: [
    'billing.proposing', 'billing.posting', 'billing.comparing',
    'billing.why.line', 'billing.why.advance', 'billing.why.arrears', 'billing.why.price.line', 'billing.why.price.list', 'billing.why.flat', 'billing.why.band', 'billing.why.openBand',
    'billing.why.bandWithFee', 'billing.why.sum', 'billing.why.times', 'billing.why.counted', 'billing.why.prorated', 'billing.why.amount', 'billing.why.rounded', 'billing.why.tax', 'billing.why.taxByRule', 'billing.why.taxByService', 'billing.why.taxDiffers', 'billing.why.rate',
    'billing.why.credits', 'billing.why.creditsAll', 'billing.why.takenBack', 'billing.why.against', 'billing.why.share', 'billing.why.pool', 'billing.why.included', 'billing.why.over',
    'billing.why.minimum', 'billing.why.minimumShort', 'billing.why.cap', 'billing.why.guard', 'billing.why.thirty', 'billing.why.months', 'billing.why.notProrated', 'billing.why.fullPeriod',
    'billing.why.measured.snapshot', 'billing.why.measured.peak', 'billing.why.measured.average', 'billing.why.measured.anyTime', 'billing.why.measured.sum', 'billing.why.measured.p95',
  ],
} as const satisfies Module // prettier-ignore
