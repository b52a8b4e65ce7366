import type { Module } from '../kernel/operation.ts'
import { products, productVersions } from './product.ts'

export const catalogModule = {
  name: 'catalog',
  needs: [],
  records: [products, productVersions],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
