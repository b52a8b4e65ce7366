import type { Reads } from './registry.ts'

/** What both lists show of where work belongs and whether it still stands. */
const place = (table: string): string => `w.customer, cu.name as customer_name, w.contract, c.number as contract_number, w.project, w.note,
    (w.reverses is not null or exists (select 1 from ${table} back where back.reverses = w.id)) as is_reversed, w.reverses, w.reason, w.source, w.source_id, w.entity,
    w.recorded_at, w.recorded_by
  from ${table} w left join customers cu on cu.id = w.customer left join contracts c on c.id = w.contract`

export const workReads: Reads = {
  views: {
    'work.time': `select w.id, w."day", w.person, w.hours, w.booking_type, w.work_type, ${place('time_entries')}`,
    'work.expenses': `select w.id, w."day", w.person, w.expense_kind, w.currency, w.amount, w.receipt, ${place('expenses')}`,
  },
  questions: {
    // Whoever may see them: an id that another entity's system used is taken.
    'work.knownTime': `select t.id, t.source_id from time_entries t where t.source = :source and {in t.source_id :sourceIds}`,
    'work.knownExpenses': `select x.id, x.source_id from expenses x where x.source = :source and {in x.source_id :sourceIds}`,
  },
}
