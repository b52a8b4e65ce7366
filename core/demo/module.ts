import type { Module } from '../kernel/operation.ts'
import { seedDemo } from './seed.ts'
import { settings } from './setting.ts'

export const demoModule = {
  name: 'demo',
  needs: [
    'people',
    'entities',
    'rates',
    'catalog',
    'tax',
    'terms',
    'customers',
    'einvoice',
    'approvals',
    'contracts',
    'indexation',
    'purchases',
    'ledger',
    'funds',
    'usage',
    'work',
    'coverage',
    'transfer',
    'opportunities',
    'campaigns',
  ],
  records: [settings],
  operations: [seedDemo],
  permits: ['demo.seed'],
  events: [],
} as const satisfies Module
