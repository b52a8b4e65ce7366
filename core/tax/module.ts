import type { Module } from '../kernel/operation.ts'
import { adoptTaxCodes } from './adopt.ts'
import { listSales, listTaxChecks, listTaxCodes, listTaxLines, listTaxRules } from './list.ts'
import { previewTax } from './preview.ts'
import { taxIdChecks, taxProfiles } from './profile.ts'
import { salesListRows, taxCheckRows, taxLineRows, taxRows, taxRuleRows } from './reads.ts'
import { recordTaxIdCheck } from './record-check.ts'
import { saveTaxCode } from './save.ts'
import { getTaxProfile, saveTaxProfile } from './save-profile.ts'
import { saveTaxRule } from './save-rule.ts'
import { taxTable } from './table.ts'
import { taxCodes } from './tax-code.ts'
import { taxRules } from './tax-rule.ts'

export const taxModule = {
  name: 'tax',
  needs: ['entities'],
  records: [taxCodes, taxRules, taxProfiles, taxIdChecks],
  views: [taxRows, taxRuleRows, taxCheckRows, taxLineRows, salesListRows],
  operations: [
    listTaxCodes, saveTaxCode, previewTax, taxTable, listTaxRules, saveTaxRule, adoptTaxCodes, getTaxProfile, saveTaxProfile, listTaxChecks, recordTaxIdCheck, listTaxLines, listSales,
  ], // prettier-ignore
  permits: ['tax.read', 'tax.write'],
  events: ['tax.saved', 'tax.ruleSaved', 'tax.profileSaved', 'tax.checked'],
  says: [
    'tax.why.point', 'tax.why.to.domestic', 'tax.why.to.union', 'tax.why.to.third', 'tax.why.to.elsewhere', 'tax.why.business', 'tax.why.consumer', 'tax.why.idMissing', 'tax.why.idValid',
    'tax.why.idInvalid', 'tax.why.idUnchecked', 'tax.why.idForm', 'tax.why.sellerWithoutId', 'tax.why.sameState', 'tax.why.otherState', 'tax.why.undertaking', 'tax.why.noUndertaking',
    'tax.why.class.standard', 'tax.why.class.reduced', 'tax.why.class.zero', 'tax.why.class.exempt', 'tax.why.rule',
  ], // prettier-ignore
} as const satisfies Module
