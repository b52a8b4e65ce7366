import type { Row } from '../kernel/record.ts'
import type { Code } from '../kernel/shape.ts'
import type { roles } from './user.ts'

type Role = Row<typeof roles>
const role = (code: string, name: string, ...permits: string[]): Role => ({ code: code as Code<'roles'>, name, permits })

/** The role whose last active holder cannot be taken away: without one nobody could let anybody in again. */
export const administratorRole = 'administrator' as Code<'roles'>

/** The roles that a new installation starts with. They are data: each can be changed, and others added. */
export const firstRoles: readonly Role[] = [
  role(administratorRole, 'Administrator', '*'),
  role(
    'finance-controller',
    'Finance controller',
    '*.read', 'entities.write', 'rates.*', 'tax.write', 'catalog.write', 'customers.write', 'contracts.write', 'imports.write', 'billing.*', 'ledger.*', 'receivables.*', 'payables.*', 'payments.*', 'closing.*', 'transfer.*', 'intercompany.*', 'adjustments.*', 'consolidation.*', 'recognition.*', 'documents.*', 'einvoice.*', 'exports.*', 'audit.*', 'purchases.*', 'funds.*', 'coverage.*', 'usage.*', 'work.*', 'indexation.*', 'sync.*', 'terms.*', 'signing.*', 'approvals.*', 'quotes.*', 'orders.*', 'people.seeMargins', 'people.seePurchasePrices', 'people.seeCostRates',
  ),
  role(
    'finance',
    'Finance',
    'entities.read', 'rates.read', 'rates.write', 'rates.approve', 'tax.read', 'catalog.read', 'customers.read', 'customers.write', 'contracts.read', 'contracts.write', 'imports.*', 'billing.read', 'billing.propose', 'billing.review', 'lab.read', 'ledger.read', 'receivables.read', 'receivables.write', 'payables.read', 'payables.write', 'payables.post', 'payables.receive', 'payables.pay', 'payables.seeBankAccounts', 'payments.read', 'closing.read', 'consolidation.read', 'transfer.read', 'transfer.write', 'transfer.approve', 'transfer.post', 'intercompany.read', 'intercompany.issue', 'adjustments.read', 'adjustments.write', 'recognition.read', 'recurring.read', 'documents.read', 'einvoice.*', 'exports.read', 'exports.write', 'audit.read', 'purchases.*', 'funds.*', 'coverage.*', 'usage.*', 'work.*', 'indexation.read', 'indexation.write', 'sync.read', 'sync.decide', 'terms.read', 'signing.read', 'approvals.read', 'approvals.ask', 'approvals.decide', 'approvals.grantCredit', 'opportunities.read', 'campaigns.read', 'quotes.read', 'orders.read', 'orders.accept', 'orders.execute', 'people.seeMargins', 'people.seePurchasePrices', 'people.seeCostRates',
  ),
  role(
    'field-sales',
    'Field sales',
    'entities.read', 'rates.read', 'catalog.read', 'tax.read', 'customers.read', 'customers.write', 'contracts.read', 'contracts.write', 'documents.read', 'purchases.read', 'funds.read', 'funds.write', 'coverage.read', 'sync.read', 'usage.read', 'indexation.read', 'lab.read', 'terms.read', 'signing.read', 'signing.sign', 'approvals.read', 'approvals.ask', 'opportunities.*', 'campaigns.*', 'quotes.read', 'quotes.write', 'orders.read', 'orders.write', 'people.seeMargins', 'people.seePurchasePrices',
  ),
  role('service-manager', 'Service manager', 'entities.read', 'catalog.read', 'terms.read', 'signing.read', 'signing.sign', 'customers.read', 'customers.write', 'contracts.read', 'contracts.write', 'purchases.*', 'funds.*', 'coverage.*', 'usage.*', 'work.*', 'approvals.read', 'approvals.ask', 'approvals.decide', 'opportunities.read', 'opportunities.write', 'campaigns.read', 'quotes.read', 'quotes.write', 'orders.read', 'orders.write', 'orders.execute', 'people.seeMargins', 'people.seePurchasePrices', 'people.seeCostRates'),
  role('engineer', 'Engineer', 'entities.read', 'catalog.read', 'customers.read', 'contracts.read', 'funds.read', 'funds.draw', 'coverage.read', 'coverage.land', 'usage.read', 'usage.record', 'work.read', 'work.record'),
  role('project-manager', 'Project manager', 'entities.read', 'catalog.read', 'terms.read', 'signing.read', 'customers.read', 'contracts.read', 'contracts.write', 'documents.read', 'purchases.read', 'funds.read', 'funds.draw', 'coverage.read', 'coverage.land', 'usage.read', 'usage.record', 'work.*', 'approvals.read', 'approvals.ask', 'opportunities.read', 'quotes.read', 'orders.read', 'people.seeMargins', 'people.seePurchasePrices'),
  role('auditor', 'Auditor (read only)', '*.read', 'people.seeMargins', 'people.seePurchasePrices', 'people.seeCostRates'),
] // prettier-ignore
