import type { Module } from '../kernel/operation.ts'

export const pricingModule = { name: 'pricing', needs: [], records: [], operations: [], permits: [], events: [] } as const satisfies Module
