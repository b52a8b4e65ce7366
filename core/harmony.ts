import { approvalsModule } from './approvals/module.ts'
import { auditModule } from './audit/module.ts'
import { backupsModule } from './backups/module.ts'
import { billingModule } from './billing/module.ts'
import { accrueRevenue } from './billing/accrue.ts'
import { contractWorth } from './billing/contract-worth.ts'
import { postAccrual } from './billing/post-accrual.ts'
import { rehearseContract } from './billing/rehearse.ts'
import { whyAccrual } from './billing/why-accrual.ts'
import { campaignsModule } from './campaigns/module.ts'
import { catalogModule } from './catalog/module.ts'
import { closingModule } from './closing/module.ts'
import { consolidationModule } from './consolidation/module.ts'
import { contractsModule } from './contracts/module.ts'
import { coverageModule } from './coverage/module.ts'
import { customersModule } from './customers/module.ts'
import { demoModule } from './demo/module.ts'
import { deskModule } from './desk/module.ts'
import { documentsModule } from './documents/module.ts'
import { einvoiceModule } from './einvoice/module.ts'
import { entitiesModule } from './entities/module.ts'
import { exportsModule } from './exports/module.ts'
import { fundsModule } from './funds/module.ts'
import { indexationModule } from './indexation/module.ts'
import { importsModule } from './imports/module.ts'
import type { Module, Operation } from './kernel/operation.ts'
import { operationsOf } from './kernel/words.ts'
import { labModule } from './lab/module.ts'
import { ledgerModule } from './ledger/module.ts'
import { opportunitiesModule } from './opportunities/module.ts'
import { foundGroup } from './ledger/found-group.ts'
import { acceptQuote } from './orders/from-quote.ts'
import { ordersModule } from './orders/module.ts'
import { payablesModule } from './payables/module.ts'
import { paymentsModule } from './payments/module.ts'
import { peopleModule } from './people/module.ts'
import { pricingModule } from './pricing/module.ts'
import { privacyModule } from './privacy/module.ts'
import { purchasesModule } from './purchases/module.ts'
import { quotesModule } from './quotes/module.ts'
import { recurringModule } from './recurring/module.ts'
import { ratesModule } from './rates/module.ts'
import { receivablesModule } from './receivables/module.ts'
import { recognitionModule } from './recognition/module.ts'
import { searchModule } from './search/module.ts'
import { signingModule } from './signing/module.ts'
import { supportModule } from './support/module.ts'
import { syncModule } from './sync/module.ts'
import { taxModule } from './tax/module.ts'
import { termsModule } from './terms/module.ts'
import { adjustmentsModule } from './adjustments/module.ts'
import { intercompanyModule } from './intercompany/module.ts'
import { transferModule } from './transfer/module.ts'
import { usageModule } from './usage/module.ts'
import { webhooksModule } from './webhooks/module.ts'
import { workModule } from './work/module.ts'

/** Everything the product can do, lower modules first. Adding a module is adding it here and its words in `language.ts`. */
const business: readonly Module[] = [
  peopleModule,
  // A group begins with its accounts, and the ledger stands above legal entities.
  { ...entitiesModule, operations: [...entitiesModule.operations, foundGroup] },
  ratesModule,
  pricingModule,
  catalogModule,
  taxModule,
  termsModule,
  signingModule,
  customersModule,
  approvalsModule,
  // What rehearses a change or says what comes reckons by billing, which stands above contracts; both are operations of theirs all the same.
  { ...contractsModule, operations: [...contractsModule.operations, rehearseContract, contractWorth] },
  opportunitiesModule,
  campaignsModule,
  indexationModule,
  purchasesModule,
  ledgerModule,
  paymentsModule,
  // What is accrued is what billing would charge.
  { ...recognitionModule, operations: [...recognitionModule.operations, accrueRevenue, postAccrual, whyAccrual] },
  receivablesModule,
  payablesModule,
  consolidationModule,
  fundsModule,
  // Accepting a quote makes an order, and orders stand above quotes; it is an operation of quotes all the same.
  { ...quotesModule, operations: [...quotesModule.operations, acceptQuote] },
  ordersModule,
  usageModule,
  workModule,
  coverageModule,
  transferModule,
  adjustmentsModule,
  importsModule,
  billingModule,
  recurringModule,
  labModule,
  searchModule,
  einvoiceModule,
  documentsModule,
  intercompanyModule,
  exportsModule,
  auditModule,
  closingModule,
  demoModule,
  supportModule,
  backupsModule,
]
// What devices captured is decided by the commands of all the others.
const field: Module = syncModule(() => operations)
// What is kept of people is kept by all the others.
const privacy: Module = privacyModule(() => records)
// What happens in all the others is told elsewhere.
const webhooks: Module = webhooksModule(() => modules)
export const modules: readonly Module[] = [...business, field, privacy, webhooks, deskModule([...business, field, privacy, webhooks])]
export const operations: ReadonlyMap<string, Operation> = operationsOf(modules)
export const records: Module['records'] = modules.flatMap((m) => m.records)
export const views = modules.flatMap((m) => m.views ?? [])
export const questions = modules.flatMap((m) => m.questions ?? [])
export const allPermits: readonly string[] = [...new Set(modules.flatMap((m) => m.permits))]
