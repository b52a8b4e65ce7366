import type { Reads } from './registry.ts'

export const taxReads: Reads = {
  views: { 'tax.list': 'select t.code, t.names, t.country, t.rate, t.category, t.short, t.notes, t.valid_from from tax_codes t' },
  questions: {},
}
