import type { Reads } from './registry.ts'

/**
 * A record and what belongs to it. Keys of UUIDs name one row of one record, so the parts need not ask which record was meant; of those with
 * codes, only products have parts. A customer's contracts are seen as far as their legal entities are.
 */
const own = `select cast(:record as text) as record, cast(:row as text) as row_id
  union all select 'contacts', cast(id as text) from contacts where customer = :id
  union all select 'contracts', cast(id as text) from contracts where customer = :id and {entities entity}
  union all select 'contractLines', cast(id as text) from contract_lines where contract = :id
  union all select 'lineChanges', cast(id as text) from line_changes where contract = :id
  union all select 'costLines', cast(id as text) from cost_lines where contract = :id
  union all select 'costActuals', cast(id as text) from cost_actuals where contract = :id
  union all select 'changeOrders', cast(id as text) from change_orders where contract = :id
  union all select 'funds', cast(id as text) from funds where contract = :id
  union all select 'fundMovements', cast(id as text) from fund_movements where fund = :id
  union all select 'invoices', cast(id as text) from invoices where corrects = :id
  union all select 'archivedDocuments', cast(id as text) from archived_documents where invoice = :id
  union all select 'productVersions', cast(id as text) from product_versions where product = :row and :record = 'products'`

const changed = `from changes ch join (${own}) own on own.row_id = ch.row_id and own.record = ch.record where {in ch.record :records}`

export const deskReads: Reads = {
  views: {},
  questions: {
    'desk.callsOfRecord': `select ca.seq, ca.id as call, ca.operation, ca.user_id as "user", u.name, ca.at, ca.outcome
      from calls ca left join users u on cast(u.id as text) = ca.user_id
      where ca.seq < :before and ca.seq in (select ch.call_seq ${changed}) order by ca.seq desc limit :limit`,
    'desk.changesOfCalls': `select ch.call_seq as call, ch.record, ch.row_id as "row",
        case when ch.does = 'put' and not exists (select 1 from changes f where f.row_id = ch.row_id and f.record = ch.record and f.seq < ch.seq) then 'add' else ch.does end as does
      ${changed} and {in ch.call_seq :calls} order by ch.seq`,
    'desk.eventsOfCalls': `select e.call_seq as call, e.event, e.about from events e where {in e.call_seq :calls} order by e.seq`,
  },
}
