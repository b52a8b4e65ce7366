import approvalsDe from './approvals/words.de.ts'
import approvalsEn from './approvals/words.en.ts'
import auditDe from './audit/words.de.ts'
import auditEn from './audit/words.en.ts'
import backupsDe from './backups/words.de.ts'
import backupsEn from './backups/words.en.ts'
import billingDe from './billing/words.de.ts'
import billingEn from './billing/words.en.ts'
import deskDe from './desk/words.de.ts'
import deskEn from './desk/words.en.ts'
import documentsDe from './documents/words.de.ts'
import documentsEn from './documents/words.en.ts'
import privacyDe from './privacy/words.de.ts'
import webhooksDe from './webhooks/words.de.ts'
import webhooksEn from './webhooks/words.en.ts'
import privacyEn from './privacy/words.en.ts'
import quotesDe from './quotes/words.de.ts'
import quotesEn from './quotes/words.en.ts'
import ordersDe from './orders/words.de.ts'
import ordersEn from './orders/words.en.ts'
import purchasesDe from './purchases/words.de.ts'
import purchasesEn from './purchases/words.en.ts'
import fundsDe from './funds/words.de.ts'
import fundsEn from './funds/words.en.ts'
import campaignsDe from './campaigns/words.de.ts'
import campaignsEn from './campaigns/words.en.ts'
import opportunitiesDe from './opportunities/words.de.ts'
import opportunitiesEn from './opportunities/words.en.ts'
import coverageDe from './coverage/words.de.ts'
import coverageEn from './coverage/words.en.ts'
import usageDe from './usage/words.de.ts'
import usageEn from './usage/words.en.ts'
import workDe from './work/words.de.ts'
import workEn from './work/words.en.ts'
import labDe from './lab/words.de.ts'
import labEn from './lab/words.en.ts'
import ledgerDe from './ledger/words.de.ts'
import ledgerEn from './ledger/words.en.ts'
import pricingDe from './pricing/words.de.ts'
import pricingEn from './pricing/words.en.ts'
import payablesDe from './payables/words.de.ts'
import payablesEn from './payables/words.en.ts'
import paymentsDe from './payments/words.de.ts'
import paymentsEn from './payments/words.en.ts'
import receivablesDe from './receivables/words.de.ts'
import receivablesEn from './receivables/words.en.ts'
import recognitionDe from './recognition/words.de.ts'
import recognitionEn from './recognition/words.en.ts'
import searchDe from './search/words.de.ts'
import searchEn from './search/words.en.ts'
import importsDe from './imports/words.de.ts'
import importsEn from './imports/words.en.ts'
import indexationDe from './indexation/words.de.ts'
import indexationEn from './indexation/words.en.ts'
import kernelDe from './kernel/words.de.ts'
import kernelEn from './kernel/words.en.ts'
import entitiesDe from './entities/words.de.ts'
import entitiesEn from './entities/words.en.ts'
import ratesDe from './rates/words.de.ts'
import ratesEn from './rates/words.en.ts'
import syncDe from './sync/words.de.ts'
import syncEn from './sync/words.en.ts'
import taxDe from './tax/words.de.ts'
import taxEn from './tax/words.en.ts'
import catalogDe from './catalog/words.de.ts'
import catalogEn from './catalog/words.en.ts'
import customersDe from './customers/words.de.ts'
import customersEn from './customers/words.en.ts'
import adjustmentsDe from './adjustments/words.de.ts'
import adjustmentsEn from './adjustments/words.en.ts'
import intercompanyDe from './intercompany/words.de.ts'
import intercompanyEn from './intercompany/words.en.ts'
import transferDe from './transfer/words.de.ts'
import transferEn from './transfer/words.en.ts'
import closingDe from './closing/words.de.ts'
import closingEn from './closing/words.en.ts'
import recurringDe from './recurring/words.de.ts'
import recurringEn from './recurring/words.en.ts'
import consolidationDe from './consolidation/words.de.ts'
import consolidationEn from './consolidation/words.en.ts'
import contractsDe from './contracts/words.de.ts'
import contractsEn from './contracts/words.en.ts'
import demoDe from './demo/words.de.ts'
import einvoiceDe from './einvoice/words.de.ts'
import einvoiceEn from './einvoice/words.en.ts'
import supportDe from './support/words.de.ts'
import supportEn from './support/words.en.ts'
import exportsDe from './exports/words.de.ts'
import exportsEn from './exports/words.en.ts'
import demoEn from './demo/words.en.ts'
import signingDe from './signing/words.de.ts'
import signingEn from './signing/words.en.ts'
import termsDe from './terms/words.de.ts'
import termsEn from './terms/words.en.ts'
import type { Words } from './kernel/words.ts'
import peopleDe from './people/words.de.ts'
import peopleEn from './people/words.en.ts'

/** The words of every module in the languages that come with the product. Further languages are packs in the data folder. */
export const languages: { readonly en: Words; readonly de: Words } = {
  en: {
    ...kernelEn,
    ...demoEn,
    ...syncEn,
    ...contractsEn,
    ...indexationEn,
    ...purchasesEn,
    ...quotesEn,
    ...ordersEn,
    ...fundsEn,
    ...campaignsEn,
    ...opportunitiesEn,
    ...coverageEn,
    ...usageEn,
    ...workEn,
    ...customersEn,
    ...approvalsEn,
    ...catalogEn,
    ...taxEn,
    ...termsEn,
    ...signingEn,
    ...ratesEn,
    ...entitiesEn,
    ...importsEn,
    ...peopleEn,
    ...auditEn,
    ...billingEn,
    ...deskEn,
    ...documentsEn,
    ...einvoiceEn,
    ...exportsEn,
    ...supportEn,
    ...backupsEn,
    ...privacyEn,
    ...webhooksEn,
    ...labEn,
    ...ledgerEn,
    ...pricingEn,
    ...adjustmentsEn,
    ...intercompanyEn,
    ...transferEn,
    ...closingEn,
    ...consolidationEn,
    ...recurringEn,
    ...payablesEn,
    ...paymentsEn,
    ...receivablesEn,
    ...recognitionEn,
    ...searchEn,
  },
  de: {
    ...kernelDe,
    ...demoDe,
    ...syncDe,
    ...contractsDe,
    ...indexationDe,
    ...purchasesDe,
    ...quotesDe,
    ...ordersDe,
    ...fundsDe,
    ...campaignsDe,
    ...opportunitiesDe,
    ...coverageDe,
    ...usageDe,
    ...workDe,
    ...customersDe,
    ...approvalsDe,
    ...catalogDe,
    ...taxDe,
    ...termsDe,
    ...signingDe,
    ...ratesDe,
    ...entitiesDe,
    ...importsDe,
    ...peopleDe,
    ...auditDe,
    ...billingDe,
    ...deskDe,
    ...documentsDe,
    ...einvoiceDe,
    ...exportsDe,
    ...supportDe,
    ...backupsDe,
    ...privacyDe,
    ...webhooksDe,
    ...labDe,
    ...ledgerDe,
    ...pricingDe,
    ...adjustmentsDe,
    ...intercompanyDe,
    ...transferDe,
    ...closingDe,
    ...consolidationDe,
    ...recurringDe,
    ...payablesDe,
    ...paymentsDe,
    ...receivablesDe,
    ...recognitionDe,
    ...searchDe,
  },
}
