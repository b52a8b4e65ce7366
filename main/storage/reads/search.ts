import { currenciesWith } from '../../../core/search/amounts.ts'
import type { Reads } from './registry.ts'

interface Look {
  readonly id: string
  readonly opens: string
  readonly title: string
  readonly subtitle?: string
  readonly currency?: string
  readonly amount?: string
  readonly day?: string
  readonly more?: string
  readonly from: string
  /** The columns that are looked into, the one that people type whole first. */
  readonly in?: string
  /** What makes a row fit where it is not the words. */
  readonly fits?: string
  readonly where?: string
}

/** What fits is ranked; among equals the younger comes first, for ids rise with time. */
function look(of: Look): string {
  return `select s.* from (
      select cast(${of.id} as text) as id, cast(${of.opens} as text) as opens, ${of.title} as title, ${of.subtitle ?? 'cast(null as text)'} as subtitle,
        ${of.currency ?? 'cast(null as text)'} as currency, ${of.amount ?? 'null'} as amount, ${of.day ?? 'null'} as "day",
        ${of.in ? `{rank ${of.in} :text}` : '0'} as rank${of.more ? `, ${of.more}` : ''}
      from ${of.from}
      where (${of.where ?? 'true'}) and ${of.fits ?? `{words ${of.in} :words}`}
    ) s order by s.rank, s.id desc limit :limit`
}

const codes = (places: number): string => currenciesWith(places).map((code) => `'${code}'`).join(', ') // prettier-ignore
/** One of the amounts is one that was meant. Most currencies have two places, so that is asked first. */
const isMeant = (currency: string, amounts: readonly string[]): string => {
  const one = (list: string): string => `(${amounts.map((amount) => `{in ${amount} :${list}}`).join(' or ')})`
  return `((${one('hundredths')} and ${currency} not in (${codes(0)}, ${codes(3)})) or (${one('whole')} and ${currency} in (${codes(0)})) or (${one('thousandths')} and ${currency} in (${codes(3)})))`
}

const invoice = {
  id: 'i.id', opens: 'i.id', title: 'i.number', subtitle: `cu.name || coalesce(' · ' || i.po_number, '')`, currency: 'i.currency', amount: 'i.gross', day: 'i.issued', more: 'i.kind',
  where: '{entities i.entity}',
} // prettier-ignore

export const searchReads: Reads = {
  views: {},
  questions: {
    'search.customers': look({
      id: 'cu.id', opens: 'cu.id', title: 'cu.name', subtitle: `coalesce(cu.code || ' · ', '') || cu.country`, from: 'customers cu', in: 'cu.code, cu.name, cu.tax_id, cu.email, cu.phone',
    }),
    'search.contacts': look({
      id: 'co.id', opens: 'co.customer', title: 'co.name', subtitle: `coalesce(co.title || ' · ', '') || cu.name`, from: 'contacts co join customers cu on cu.id = co.customer',
      in: 'co.name, co.email, co.phone, co.title',
    }),
    'search.leads': look({
      id: 'l.id', opens: 'l.id', title: 'l.name', subtitle: `coalesce(l.company || ' · ', '') || l.entity`, from: 'leads l', in: 'l.name, l.company, l.email, l.phone', where: '{entities l.entity}',
    }),
    // By the number that the hub gave, and by what paper from the field calls it.
    'search.quotes': look({
      id: 'q.id', opens: 'q.id', title: `coalesce(q.number, q.reference, q.title, 'Quote')`, subtitle: `coalesce(cu.name, '') || coalesce(' · ' || q.reference, '')`, currency: 'q.currency',
      amount: 'q.term_value', day: 'q.valid_until', from: 'quotes q left join customers cu on cu.id = q.customer', in: 'q.number, q.reference, q.title, cu.name', where: '{entities q.entity}',
    }),
    'search.orders': look({
      id: 'o.id', opens: 'o.id', title: `coalesce(o.number, o.reference, o.title, 'Order')`, subtitle: `cu.name || coalesce(' · ' || o.reference, '') || coalesce(' · ' || o.po_number, '')`,
      currency: 'o.currency', amount: 'o.term_value', day: 'o.signed_on', from: 'orders o join customers cu on cu.id = o.customer', in: 'o.number, o.reference, o.po_number, o.title, cu.name',
      where: '{entities o.entity}',
    }),
    'search.opportunities': look({
      id: 'o.id', opens: 'o.id', title: 'o.name', subtitle: 'cu.name', currency: 'o.currency', amount: 'o.amount', day: 'o.close_on',
      from: 'opportunities o join customers cu on cu.id = o.customer', in: 'o.name, cu.name, o.next_step', where: '{entities o.entity}',
    }),
    'search.contracts': look({
      id: 'c.id', opens: 'c.id', title: 'c.number', subtitle: `cu.name || coalesce(' · ' || c.name, '')`, from: 'contracts c join customers cu on cu.id = c.customer',
      in: 'c.number, c.name', where: '{entities c.entity}',
    }),
    'search.lines': look({
      id: 'l.id', opens: 'l.contract', title: `c.number || ' / ' || l.number`, subtitle: `coalesce(l.description || ' · ', '') || coalesce(l.po_number || ' · ', '') || cu.name`,
      from: 'contract_lines l join contracts c on c.id = l.contract join customers cu on cu.id = l.customer', in: 'l.po_number, l.description', where: '{entities l.entity}',
    }),
    'search.invoices': look({ ...invoice, from: 'invoices i join customers cu on cu.id = i.customer', in: 'i.number, i.po_number' }),
    'search.amounts': look({
      ...invoice, from: 'invoices i join customers cu on cu.id = i.customer left join open_items o on o.id = i.id', fits: isMeant('i.currency', ['i.gross', 'i.net', 'o.open']),
    }),
    'search.products': look({
      id: 'p.code', opens: 'p.code', title: 'p.code', from: `(select code, names, replace(replace(names, '"en":', ' '), '"de":', ' ') as spoken from products) p`, in: 'p.code, p.spoken', more: 'p.names',
    }),
    'search.suppliers': look({
      id: 'su.id', opens: 'su.id', title: 'su.name', subtitle: `su.code || ' · ' || su.country`, from: 'suppliers su', in: 'su.code, su.name, su.tax_id',
    }),
    'search.funds': look({
      id: 'f.id', opens: 'f.contract', title: 'f.name', subtitle: `cu.name || ' · ' || c.number`, currency: 'f.currency', amount: 'f.deferred',
      from: 'funds f join customers cu on cu.id = f.customer join contracts c on c.id = f.contract', in: 'f.name', where: '{entities f.entity}',
    }),
    'search.journals': look({
      id: 'j.id', opens: 'j.id', title: 'j.number', subtitle: 'j.entity', day: 'j.posted_on', from: 'journals j', in: 'j.number', where: `{entities j.entity} and j.document not in ('invoice', 'creditNote')`,
    }),
    'search.runs': look({ id: 'r.id', opens: 'r.id', title: 'r.number', day: 'r.as_of', from: 'billing_runs r', in: 'r.number' }),
    'search.entities': look({ id: 'e.code', opens: 'e.code', title: 'e.name', subtitle: `e.code || ' · ' || e.country`, from: 'entities e', in: 'e.code, e.name, e.tax_id' }),
    'search.taxCodes': look({ id: 't.code', opens: 't.code', title: 't.code', subtitle: 't.country', from: 'tax_codes t', in: 't.code, t.short' }),
    'search.users': look({ id: 'u.id', opens: 'u.id', title: 'u.name', subtitle: 'u.login', from: 'users u', in: 'u.login, u.name, u.email' }),
  },
} // prettier-ignore
