import type { Reads } from './registry.ts'

export const paymentsReads: Reads = {
  views: {
    'payments.weightTables': `select t.id, t.edition, t."from", t.ranges, t.loaded_at, t.loaded_by from weight_tables t`,
  },
  questions: {},
}
