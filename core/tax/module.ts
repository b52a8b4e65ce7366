import type { Module } from '../kernel/operation.ts'
import { adoptTaxCodes } from './adopt.ts'
import { listSales, listTaxChecks, listTaxCodes, listTaxLines, listTaxRules } from './list.ts'
import { previewTax } from './preview.ts'
import { taxIdChecks, taxProfiles } from './profile.ts'
import { salesListRows, taxCheckRows, taxLineRows, taxRows, taxRuleRows } from './reads.ts'
import { recordTaxIdCheck } from './record-check.ts'
import { taxMovements, taxReturn, taxSums } from './return.ts'
import { askSalesTax, askService, salesTaxAnswers } from './sales-tax.ts'
import { saveTaxCode } from './save.ts'
import { getTaxProfile, saveTaxProfile } from './save-profile.ts'
import { saveTaxRule } from './save-rule.ts'
import { taxTable } from './table.ts'
import { taxCodes } from './tax-code.ts'
import { taxRules } from './tax-rule.ts'

export const taxModule = {
  name: 'tax',
  needs: ['entities'],
  records: [taxCodes, taxRules, taxProfiles, taxIdChecks, salesTaxAnswers],
  questions: [taxSums, taxMovements, askService],
  views: [taxRows, taxRuleRows, taxCheckRows, taxLineRows, salesListRows],
  operations: [
    listTaxCodes, saveTaxCode, previewTax, taxTable, listTaxRules, saveTaxRule, adoptTaxCodes, getTaxProfile, saveTaxProfile, listTaxChecks, recordTaxIdCheck, listTaxLines, listSales, taxReturn, askSalesTax,
  ], // prettier-ignore
  permits: ['tax.read', 'tax.write'],
  events: ['tax.saved', 'tax.ruleSaved', 'tax.profileSaved', 'tax.checked', 'tax.serviceAsked'],
  says: [
    'tax.why.point', 'tax.why.to.domestic', 'tax.why.to.union', 'tax.why.to.third', 'tax.why.to.elsewhere', 'tax.why.business', 'tax.why.consumer', 'tax.why.idMissing', 'tax.why.idValid',
    'tax.why.idInvalid', 'tax.why.idUnchecked', 'tax.why.idForm', 'tax.why.sellerWithoutId', 'tax.why.sameState', 'tax.why.otherState', 'tax.why.undertaking', 'tax.why.noUndertaking', 'tax.why.service',
    'tax.why.class.standard', 'tax.why.class.reduced', 'tax.why.class.zero', 'tax.why.class.exempt', 'tax.why.rule',
    'tax.box.GB.1', 'tax.box.GB.2', 'tax.box.GB.3', 'tax.box.GB.4', 'tax.box.GB.5', 'tax.box.GB.6', 'tax.box.GB.7', 'tax.box.GB.8', 'tax.box.GB.9', 'tax.box.DE.81', 'tax.box.DE.81T', 'tax.box.DE.86', 'tax.box.DE.86T', 'tax.box.DE.87', 'tax.box.DE.35', 'tax.box.DE.36', 'tax.box.DE.41', 'tax.box.DE.43', 'tax.box.DE.48', 'tax.box.DE.60', 'tax.box.DE.21', 'tax.box.DE.45', 'tax.box.DE.46', 'tax.box.DE.47', 'tax.box.DE.84', 'tax.box.DE.85', 'tax.box.DE.66', 'tax.box.DE.67', 'tax.box.DE.50', 'tax.box.DE.83', 'tax.box.IN.3.1a', 'tax.box.IN.3.1a-IGST', 'tax.box.IN.3.1a-CGST', 'tax.box.IN.3.1a-SGST', 'tax.box.IN.3.1b', 'tax.box.IN.3.1b-IGST', 'tax.box.IN.3.1c', 'tax.box.IN.3.1d', 'tax.box.IN.3.1d-tax', 'tax.box.IN.3.1e', 'tax.box.IN.4A2', 'tax.box.IN.4A3', 'tax.box.IN.4A5', 'tax.box.IN.6.1', 'tax.box.IN.R1-4A', 'tax.box.IN.R1-7', 'tax.box.IN.R1-6A', 'tax.box.IN.R1-9B', 'tax.box.AU.G1', 'tax.box.AU.G2', 'tax.box.AU.G3', 'tax.box.AU.G4', 'tax.box.AU.G11', 'tax.box.AU.1A', 'tax.box.AU.1B', 'tax.box.AU.9', 'tax.box.other.sales', 'tax.box.other.owed', 'tax.box.other.purchases', 'tax.box.other.input', 'tax.box.other.due',
    'tax.box.DE.89', 'tax.box.DE.93', 'tax.box.DE.61', 'tax.box.DE.42', 'tax.box.DE.62', 'tax.box.DE.64', 'tax.box.DE.65', 'tax.box.DE.69', 'tax.box.DE.37', 'tax.box.DE.39', 'tax.box.IN.3.1.1', 'tax.box.IN.3.2', 'tax.box.IN.4A1', 'tax.box.IN.4A4', 'tax.box.IN.4B', 'tax.box.IN.4D', 'tax.box.IN.5', 'tax.box.AU.G10', 'tax.box.AU.G13', 'tax.box.AU.G14', 'tax.box.AU.W1', 'tax.box.AU.T1',
  ], // prettier-ignore
} as const satisfies Module
