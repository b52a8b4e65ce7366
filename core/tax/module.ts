import type { Module } from '../kernel/operation.ts'
import { listTaxCodes } from './list.ts'
import { taxRows } from './reads.ts'
import { saveTaxCode } from './save.ts'
import { taxCodes } from './tax-code.ts'

export const taxModule = {
  name: 'tax',
  needs: [],
  records: [taxCodes],
  views: [taxRows],
  operations: [listTaxCodes, saveTaxCode],
  permits: ['tax.read', 'tax.write'],
  events: ['tax.saved'],
} as const satisfies Module
