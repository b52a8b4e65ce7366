import { columnsOf } from '../columns.ts'
import { contractLines } from '../../../core/contracts/contract.ts'
import type { Reads } from './registry.ts'

const proposals = (columns: string): string => `select ${columns} from price_proposals p join price_batches b on b.id = p.batch
  left join customers cu on cu.id = p.customer left join contracts c on c.id = p.contract left join contract_lines l on l.id = p.line`

const inBatch = (states: string): string =>
  `(select count(*) from price_proposals p where p.batch = b.id and p.state in (${states}) and {entities p.entity})`

/** Lines that run, of contracts that run, with a clause: the life of a line is kept as text, and only lines that say something have one. */
const withClause = `from contract_lines l join contracts c on c.id = l.contract
  where l.life like '%"uplift":{%' and l.kind in ('recurring', 'consumption') and l.state in ('active', 'suspended', 'notice') and c.state = 'active'
    and (:entity is null or l.entity = :entity) and (:product is null or l.product = :product) and (:customer is null or l.customer = :customer)
    and {entities l.entity}`

const lineColumns = columnsOf(contractLines.shape.fields, 'sqlite').map((column) => `l.${column.quoted}`).join(', ') // prettier-ignore

export const indexationReads: Reads = {
  views: {
    'indexation.series': `select s.code, s.names, s.source, s.base, v."month", v."value",
        (select count(distinct x."month") from index_values x where x."index" = s.code) as value_count
      from index_series s left join index_values v on v.id = (select x.id from index_values x where x."index" = s.code order by x."month" desc, x.version desc limit 1)`,
    'indexation.values': `select v.id, v."index", v."month", v."value", v.published, v.version,
        not exists (select 1 from index_values n where n."index" = v."index" and n."month" = v."month" and n.version > v.version) as "current",
        v.recorded_at, v.recorded_by
      from index_values v`,
    'indexation.batches': `select b.id, b.number, b.effective, b.until, b.due_by, b.entity, b."index", b.product, b.customer, b.state, b.looked,
        ${inBatch(`'proposed'`)} as to_review, ${inBatch(`'excepted'`)} as exception_count,
        ${inBatch(`'approved', 'lettered', 'accepted'`)} as approved_count, ${inBatch(`'applied'`)} as applied_count, b.created_at, b.created_by
      from price_batches b`,
    'indexation.proposals': proposals(`p.id, p.batch, b.number as batch_number, p.customer, cu.name as customer_name, p.contract,
        c.number as contract_number, p.line, l.number as line_number, p.product, l.description, p.entity, p.effective, p.letter_on, p.quantity, p.currency,
        p.old_price, p.new_price, p.factor, p.rise, p.more_per_year, p."index", p.state, p.reason, p.about, p.note, p.decided_at, p.decided_by`),
    'indexation.letters': `select x.id, x.batch, x.number, x.customer, cu.name as customer_name, x.entity, x.language, x."lines", x."file", x.archived_at,
        x.archived_by
      from price_letters x left join customers cu on cu.id = x.customer`,
  },
  questions: {
    'indexation.clauseLines': `select ${lineColumns} ${withClause} and l.id > :after order by l.id limit :limit`,
    'indexation.clauseCount': `select count(*) as "lines" ${withClause}`,
    'indexation.batchTotals': `select p.state, p.reason, p.currency, count(*) as "lines", cast(sum(p.more_per_year) as bigint) as more_per_year
      from price_proposals p where p.batch = :batch and {entities p.entity} group by p.state, p.reason, p.currency order by p.state, p.currency, p.reason`,
    'indexation.unlettered': `select distinct p.customer, p.entity from price_proposals p
      where p.batch = :batch and p.state = 'approved' and {entities p.entity} order by p.customer, p.entity limit :limit`,
    'indexation.letterCounts': `select (select count(*) from price_letters x where x.batch = :batch and {entities x.entity}) as letters,
        (select count(*) from (select distinct p.customer, p.entity from price_proposals p
          where p.batch = :batch and p.state = 'approved' and {entities p.entity}) w) as waiting`,
    'indexation.announced': `select p.id, c.number as contract_number, l.number as line_number, p.product, pr.names as product_names, pr.unit, l.description, l.po_number
      from price_proposals p join contracts c on c.id = p.contract join contract_lines l on l.id = p.line join products pr on pr.code = p.product
      where p.batch = :batch and p.customer = :customer and p.entity = :entity and p.state = 'approved' and {entities p.entity}
      order by c.number, l.number limit 100000`,
  },
}
