import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

/** Lines that were read become imported ones with their import; nothing is written for them then. */
const outcome = `case when r.outcome = 'pending' and i.state in ('published', 'reviewed') then 'imported' else r.outcome end`
const fileName = (dialect: Dialect): string => (dialect === 'postgres' ? `i."file"::json ->> 'name'` : `i."file" ->> 'name'`)

export const importReads: Reads = {
  views: {
    'imports.list': (dialect) => `
      select i.id, i.subject, i.entity, ${fileName(dialect)} as file_name, i."file", i.state, i.rows, i.accepted, i.unchanged, i.conflicts, i.rejected,
        i.ignored, i.customers, i.contracts, i.created_at, i.created_by
      from imports i`,
    'imports.rows': `
      select r.id, r.import, i.entity, r."row", ${outcome} as outcome, r.reason, r."column", r."value", r.cells
      from import_rows r join imports i on i.id = r.import`,
    'imports.headingMappings': `select m.id, m.subject, m.heading, m."column", m.recorded_at, m.recorded_by from heading_mappings m`,
  },
  questions: {
    'imports.stagedRows': `
      select r.id, r."row", r.outcome, r.meaning from import_rows r where r.import = :import and r.meaning is not null order by r."row"`,
    'imports.products': `
      select p.code, p.kind, p.version, v.basis, v.measure, v.prices
      from products p join product_versions v on v.product = p.code and v.version = p.version`,
    'imports.bookCurrencies': `select e.currency from entities e union select g.currency from groups g`,
    'imports.standingCustomers': `select c.id, c.match_name from customers c where {in c.match_name :names}`,
    'imports.standingContracts': `
      select k.id, k.number, k.customer, c.name
      from contracts k join customers c on c.id = k.customer
      where k.entity = :entity and {in k.number :numbers}`,
    'imports.standingLines': `
      select l.contract, l.number, l.product, l.quantity, l.unit_price, l.currency, l.months, l.timing, l.anchor, l."start", l."end", l.billed_to,
        l.tax_codes, l.po_number
      from contract_lines l where {in l.contract :contracts}`,
    'imports.exceptionalRows': `
      select r."row", r.outcome, r.reason, r."column", r."value"
      from import_rows r where r.import = :import and r.outcome in ('rejected', 'conflict', 'ignored') order by r."row"`,
    'imports.correctableRows': `
      select r."row", r.reason, r."column", r."value", r.cells
      from import_rows r where r.import = :import and r.outcome in ('rejected', 'conflict') order by r."row"`,
    'imports.waiting': `
      select coalesce(sum(case when i.state = 'published' then 1 else 0 end), 0) as to_review,
        coalesce(sum(case when i.state in ('staging', 'staged') then 1 else 0 end), 0) as unfinished
      from imports i
      where {entities i.entity} and (i.state in ('staging', 'staged') or (i.state = 'published' and i.rejected + i.conflicts > 0))`,
  },
}
