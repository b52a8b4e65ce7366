import type { Reads } from './registry.ts'

export const entitiesReads: Reads = {
  views: {
    'entities.list': `select e.code, e.name, e.country, e.currency, g.name as group_name, g.currency as group_currency, e.fiscal_year_start, e.tax_id, e.culture, e.zone,
        e.invoice_prefix, e.payment_days
      from entities e join groups g on g.code = e."group"`,
  },
  questions: {},
}
