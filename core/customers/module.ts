import type { Module } from '../kernel/operation.ts'
import { customers } from './customer.ts'

export const customersModule = {
  name: 'customers',
  needs: [],
  records: [customers],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
