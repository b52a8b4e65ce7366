import type { Module } from '../kernel/operation.ts'
import { rates } from './rate.ts'

export const ratesModule = {
  name: 'rates',
  needs: [],
  records: [rates],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
