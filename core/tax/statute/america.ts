import { rulesOf, taxCode, type StatuteCode, type TaxRule } from './row.ts'

const america = 'US'
const from = '1970-01-01'
/** What a service is asked for; what it comes to stands with the charge, for no rate of the law is one. */
export const salesTaxCode = 'US-ST'
/** What the service says bears none: not taxable there, or no nexus. */
export const untaxedSaleCode = 'US-NT'

export const americanCodes: readonly StatuteCode[] = [
  taxCode(salesTaxCode, america, '0', { category: 'S', names: { en: 'Sales tax', de: 'Sales Tax' }, from }),
  taxCode(untaxedSaleCode, america, '0', { category: 'E', names: { en: 'No sales tax', de: 'Keine Sales Tax' }, from }),
  taxCode('US-OS', america, '0', { category: 'O', names: { en: 'Outside the USA', de: 'Außerhalb der USA' }, from }),
]
export const americanRules: readonly TaxRule[] = [
  ...rulesOf(america, 'abroad', { destinations: ['union', 'third'], place: 'customer', source: 'State sales taxes end at the border (U.S. Const. Art. I § 10)' }, ['US-OS', from]),
] // prettier-ignore
