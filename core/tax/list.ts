import { listing } from '../kernel/listing.ts'
import { salesListRows, taxCheckRows, taxLineRows, taxRows, taxRuleRows } from './reads.ts'

const zone = { zone: 'finance', permit: 'tax.read' } as const
export const listTaxCodes = listing({ name: 'tax.list', ...zone, view: taxRows })
export const listTaxRules = listing({ name: 'tax.rules', ...zone, view: taxRuleRows })
export const listTaxChecks = listing({ name: 'tax.checks', ...zone, view: taxCheckRows })
export const listTaxLines = listing({ name: 'tax.lines', ...zone, view: taxLineRows })
export const listSales = listing({ name: 'tax.salesList', ...zone, view: salesListRows })
