import type { Reads } from './registry.ts'

/** The row that a lost number was on. */
const same = (table: string): string => `cast(${table}.id as text) = l.paper`

export const entitiesReads: Reads = {
  views: {
    'entities.list': `select e.code, e.name, e.country, e.currency, g.name as group_name, g.currency as group_currency, e.fiscal_year_start, e.tax_id, e.culture, e.zone,
        e.invoice_prefix, e.payment_days
      from entities e join groups g on g.code = e."group"`,
    // Of a paper whose document came back from a device, and of one whose number another document has by now, the numbers themselves say so.
    'entities.lostNumbers': `select l.id, l.number, l.document, l.entity, c.name as customer_name, l.customer, l.issued, l.currency, l.gross, l.told_by, l.found_at,
        case when ${same('i')} then 'back' when i.id is not null then 'twice'
          when o.number = l.number or q.number = l.number then 'back' when o.number is not null or q.number is not null then 'renumbered'
          when l.paper is null then 'unseen' else 'missing' end as became
      from lost_numbers l left join customers c on c.id = l.customer
        left join invoices i on i.series = l.series and i.sequence = l.sequence
        left join orders o on l.document = 'order' and ${same('o')} left join quotes q on l.document = 'quote' and ${same('q')}`,
  },
  questions: {},
}
