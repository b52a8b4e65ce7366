import type { Module } from '../kernel/operation.ts'
import { findRate, listRates } from './list.ts'
import { rates } from './rate.ts'
import { rateRows } from './reads.ts'
import { recordRate } from './record.ts'

export const ratesModule = {
  name: 'rates',
  needs: [],
  records: [rates],
  views: [rateRows],
  operations: [listRates, findRate, recordRate],
  permits: ['rates.read', 'rates.write'],
  events: ['rates.recorded'],
} as const satisfies Module
