import type { Module } from '../kernel/operation.ts'
import { ratePrice } from './rate.ts'

export const pricingModule = {
  name: 'pricing',
  needs: [],
  records: [],
  operations: [ratePrice],
  permits: [],
  events: [],
} as const satisfies Module
