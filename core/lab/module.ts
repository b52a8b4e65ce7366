import type { Module } from '../kernel/operation.ts'
import { invoicedCharges } from './reads.ts'
import { rehearseProduct } from './rehearse.ts'
import { replayModels } from './replay.ts'

export const labModule = {
  name: 'lab',
  needs: ['rates', 'pricing', 'catalog', 'billing'],
  records: [],
  questions: [invoicedCharges],
  operations: [rehearseProduct, replayModels],
  permits: ['lab.read'],
  events: [],
} as const satisfies Module
