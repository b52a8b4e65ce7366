import { sellerCountries } from '../../../core/einvoice/codes.ts'
import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

const last = (column: string): string => `(select e.${column} from e_invoices e where e.invoice = i.id and e.syntax = b.channel order by e.prepared_at desc, e.id desc limit 1)` // prettier-ignore
/** Sellers of other continents, and central and state taxes, have no place in EN 16931. */
const countries = sellerCountries.map((country) => `'${country}'`).join(', ')
const foreign = `(not exists (select 1 from entities n where n.code = i.entity and n.country in (${countries})) or exists (select 1 from invoice_taxes t join tax_codes c on c.code = t.code where t.invoice = i.id and c.category = 'L'))`
const wanted = `b.channel <> 'none' and not ${foreign}`
const isTrue = (dialect: Dialect, expression: string): string => (dialect === 'postgres' ? expression : `${expression} = 1`)

export const einvoiceReads: Reads = {
  views: {
    'einvoice.list': (dialect) => `select i.id, i.number, i.kind, i.entity, i.customer, cu.name as customer_name, i.issued, i.currency, i.gross, coalesce(b.channel, 'none') as channel,
        case when coalesce(b.channel, 'none') = 'none' or ${foreign} then 'notApplicable'
          when ${last('id')} is null then 'waiting' when ${isTrue(dialect, last('valid'))} then 'valid' else 'invalid' end as state,
        ${last('profile')} as profile, ${last('prepared_at')} as prepared_at
      from invoices i left join customers cu on cu.id = i.customer left join einvoice_buyers b on b.customer = i.customer`,
  },
  questions: {
    'einvoice.waiting': `select i.id from einvoice_buyers b join invoices i on i.customer = b.customer
      where ${wanted} and {entities i.entity} and ${last('id')} is null and (:after is null or i.id > :after) order by i.id limit :limit`,
    'einvoice.waitingCount': `select count(*) as waiting from einvoice_buyers b join invoices i on i.customer = b.customer where ${wanted} and {entities i.entity} and ${last('id')} is null`,
    'einvoice.invalidCount': (dialect) => `select count(*) as invalid from e_invoices e join invoices i on i.id = e.invoice join einvoice_buyers b on b.customer = i.customer and b.channel = e.syntax
      where ${dialect === 'postgres' ? 'not e.valid' : 'e.valid = 0'} and {entities i.entity}
        and not exists (select 1 from e_invoices l where l.invoice = e.invoice and l.syntax = e.syntax and (l.prepared_at > e.prepared_at or (l.prepared_at = e.prepared_at and l.id > e.id)))`,
  },
} // prettier-ignore
