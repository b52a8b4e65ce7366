import type { Module } from '../kernel/operation.ts'
import { taxCodes } from './tax-code.ts'

export const taxModule = {
  name: 'tax',
  needs: [],
  records: [taxCodes],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
