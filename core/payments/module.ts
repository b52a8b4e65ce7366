import type { Module } from '../kernel/operation.ts'
import { checkAccount } from './check-account.ts'

export const paymentsModule = {
  name: 'payments',
  needs: [],
  records: [],
  operations: [checkAccount],
  permits: [],
  events: [],
} as const satisfies Module
