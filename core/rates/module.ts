import type { Module } from '../kernel/operation.ts'
import { rateImports } from './import.ts'
import { findRate, listRates } from './list.ts'
import { rateOverrides } from './override.ts'
import { ratePolicies } from './policy.ts'
import { publishedRates } from './published.ts'
import { rates } from './rate.ts'
import { rateRows } from './reads.ts'
import { recordRate } from './record.ts'
import { listPolicies, savePolicy } from './save-policy.ts'

export const ratesModule = {
  name: 'rates',
  needs: ['people', 'entities'],
  records: [rates, ratePolicies, rateOverrides, rateImports],
  questions: [publishedRates],
  views: [rateRows],
  operations: [listRates, findRate, recordRate, listPolicies, savePolicy],
  permits: ['rates.read', 'rates.write', 'rates.approve', 'rates.setPolicy'],
  events: ['rates.recorded', 'rates.policySaved'],
} as const satisfies Module
