import type { Dialect } from '../session.ts'
import { consentSql } from './opportunities.ts'
import type { Reads } from './registry.ts'
import { listPrice, minorOf } from './renewals.ts'

const of = (dialect: Dialect, sqlite: string, postgres: string): string => (dialect === 'postgres' ? postgres : sqlite)

/** The quantity of a line today: its last level reading that was not taken back, or what was agreed. */
const quantityNow = `coalesce((select u.quantity from usage_records u where u.line = l.id and u.kind = 'level' and u.reverses is null
    and not exists (select 1 from usage_records r where r.reverses = u.id) order by u.at desc, u.id desc limit 1), l.quantity)`

/**
 * A line at look-up prices without a guard, whose quantity costs more than a later band where that begins. Quantities come in whole units; figures are compared
 * in millionths of the currency's unit.
 */
const onCliff = (dialect: Dialect): string => {
  const bands = of(
    dialect,
    `(select j.key as price, b.key as i, json_extract(b.value, '$.upTo') as up_to, json_extract(b.value, '$.unitPrice') as unit_price, coalesce(json_extract(b.value, '$.flatFee'), '0') as fee
        from json_each(v.prices) j, json_each(j.value, '$.bands') b where json_extract(j.value, '$.currency') = l.currency and json_extract(j.value, '$.guard') is null)`,
    `(select j.i as price, b.i, cast(b.value ->> 'upTo' as numeric) as up_to, cast(b.value ->> 'unitPrice' as numeric) as unit_price, coalesce(cast(b.value ->> 'flatFee' as numeric), 0) as fee
        from jsonb_array_elements(v.prices::jsonb) with ordinality j(value, i), jsonb_array_elements(j.value -> 'bands') with ordinality b(value, i)
        where j.value ->> 'currency' = l.currency and j.value ->> 'guard' is null)`,
  )
  const cost = (quantity: string, band: string): string =>
    of(
      dialect,
      `product_minor(${quantity}, ${band}.unit_price, '1', 6) + product_minor('1', ${band}.fee, '1', 6)`,
      `${quantity} * ${band}.unit_price + ${band}.fee`,
    )
  const atLeast = (a: string, b: string): string =>
    of(dialect, `product_minor(${a}, '1', '1', 6) >= product_minor(${b}, '1', '1', 6)`, `${a} >= ${b}`)
  const floor = of(dialect, `cast(cast(before.up_to as integer) + 1 as text)`, `floor(before.up_to) + 1`)
  const now = `(${quantityNow})`
  return `v.model = 'lookUp' and l.unit_price is null and exists (select 1 from ${bands} own join ${bands} other on other.i > own.i join ${bands} before on before.i = other.i - 1
    where (own.up_to is null or ${atLeast('own.up_to', now)}) and not exists (select 1 from ${bands} lower where lower.i < own.i and ${atLeast('lower.up_to', now)})
      and ${cost(floor, 'other')} < ${cost(now, 'own')})`
}

/** Lines of contracts that are in force, within the caller's legal entities. */
const running = `c.state = 'active' and l.state in ('signed', 'awaiting', 'active', 'suspended', 'notice') and {entities l.entity}`

/** What contracts say of customers, within the caller's legal entities: one row for each. */
const facts = (dialect: Dialect): string => {
  const price = `coalesce(l.unit_price, ${listPrice(dialect)})`
  const yearly = minorOf(dialect, 'l.quantity', price, `case v.basis when 'year' then 1 else 12 end`, 'l.currency')
  const charged = `(select x.net * 12 / l.months from charges x where x.line = l.id and exists (select 1 from invoices i where i.id = x.invoice) order by x."to" desc, x.id desc limit 1)`
  const sum = `sum(case when l.currency = cu.currency and l.kind in ('recurring', 'consumption') then coalesce(${yearly}, ${charged}, 0) else 0 end)`
  return `select l.customer, cast((${sum} + 6) / 12 as bigint) as value_per_month, min(coalesce(l.term_end, l."end")) as term_end,
      max(case when ${onCliff(dialect)} then 1 else 0 end) as on_cliff
    from contract_lines l join contracts c on c.id = l.contract join customers cu on cu.id = l.customer
      left join product_versions v on v.product = l.product and v.version = l.version
    where ${running} group by l.customer`
}

/** Per cent left of the last purchase, whole, in the fund of a customer with the least. */
const fundLeft = (dialect: Dialect): string => {
  const percent = of(
    dialect,
    `product_minor(f.balance, '100', '1', 6) / product_minor(f.last_purchase, '1', '1', 6)`,
    `cast(floor(f.balance * 100 / f.last_purchase) as bigint)`,
  )
  return `(select min(${percent}) from funds f where f.customer = cu.id and f.last_purchase <> ${of(dialect, `'0'`, '0')} and {entities f.entity})`
}

/** Codes that occur in the running lines of a customer, one after the other. */
const codes = (dialect: Dialect, column: 'product' | 'entity'): string =>
  `(select ${of(dialect, `group_concat(x.code, ' ')`, `string_agg(x.code, ' ' order by x.code collate "C")`)} from (select distinct l.${column} as code from contract_lines l join contracts c on c.id = l.contract
    where l.customer = cu.id and ${running} order by 1) x)`

const consents = (dialect: Dialect, whom: Parameters<typeof consentSql>[2]): string =>
  (['mail', 'phone', 'post'] as const).map((channel) => `${consentSql(dialect, channel, whom)} as ${channel}_consent`).join(', ')

const prospects = (dialect: Dialect): string => {
  const none = (type: string): string => `cast(null as ${type})`
  const id = of(dialect, 'text', 'uuid')
  const lastOf = (column: string, key: string): string => `(select max(a.done_at) from activities a where a.${column} = ${key} and a.done)`
  return `select cast(co.id as text) as id, 'contact' as person_kind, co.id as contact, ${none(id)} as lead, cu.id as customer, co.name, co.title, cu.name as customer_name, co.email, co.phone,
      cu.address <> '[]' as has_address, cu.country, coalesce(co.language, cu.language) as language, cu.territory, co.decides, co.technical,
      ${codes(dialect, 'entity')} as sellers, ${codes(dialect, 'product')} as products,
      (select count(*) from contracts c where c.customer = cu.id and c.state = 'active' and {entities c.entity}) as contracts, cu.currency, fa.value_per_month,
      ${fundLeft(dialect)} as fund_left, fa.term_end, coalesce(fa.on_cliff, 0) = 1 as on_cliff,
      (select count(*) from opportunities o where o.customer = cu.id and o.outcome = 'open' and {entities o.entity}) as open_opportunities,
      ${lastOf('customer', 'cu.id')} as last_contact,
      ${consents(dialect, { contact: 'co.id', lead: none(id), email: 'co.email', phone: 'co.phone' })}
    from contacts co join customers cu on cu.id = co.customer left join (${facts(dialect)}) fa on fa.customer = cu.id where co.active
    union all select cast(le.id as text), 'lead', ${none(id)}, le.id, le.customer, le.name, le.title, coalesce(cu.name, le.company), le.email, le.phone,
      le.address is not null, coalesce(le.country, en.country), coalesce(le.language, en.language), le.territory, ${of(dialect, '0, 0', 'false, false')},
      ${none('text')}, ${none('text')}, 0, en.currency, ${none('bigint')}, ${none('bigint')}, ${none(of(dialect, 'text', 'date'))}, ${of(dialect, '0', 'false')}, 0, ${lastOf('lead', 'le.id')},
      ${consents(dialect, { contact: none(id), lead: 'le.id', email: 'le.email', phone: 'le.phone' })}
    from leads le join entities en on en.code = le.entity left join customers cu on cu.id = le.customer
    where le.state in ('new', 'working') and le.contact is null and {entities le.entity}`
}

/** Why a member is not contacted by the channel that a column says; as core's `whyNot`. */
const whyNot = (dialect: Dialect, channel: string): string => {
  const whom = { contact: 'm.contact', lead: 'm.lead', email: 'm.email', phone: 'm.phone' }
  const consent = `(case ${channel} ${(['mail', 'phone', 'post'] as const).map((one) => `when '${one}' then (${consentSql(dialect, one, whom)})`).join(' ')} end)`
  return `case when ${consent} = 'withdrawn' then 'optedOut'
    when (case ${channel} when 'mail' then m.email when 'phone' then m.phone else m.address end) is null then 'noAddress'
    when c.lawful_basis = 'consent' and ${consent} <> 'given' then 'noConsent' end`
}

/** The contracts that came of a campaign: named by a won opportunity, or signed by its customer with its legal entity since it was opened. */
const won = (dialect: Dialect): string =>
  `(select distinct k.id from opportunities o join contracts k on k.id = o.contract
      or (o.contract is null and k.customer = o.customer and k.entity = o.entity and k.signed_on >= ${of(dialect, 'substr(o.created_at, 1, 10)', `(o.created_at at time zone 'UTC')::date`)})
    where o.campaign = :campaign and o.outcome = 'won' and {entities o.entity})`

export const campaignsReads: Reads = {
  views: {
    'campaigns.list': `select c.id, c.name, c.channel, c.state, c.lawful_basis, c.entity, c.start_on, c.currency, c.budget,
        cast(coalesce((select sum(x.amount) from campaign_costs x where x.campaign = c.id), 0) as bigint) as spent,
        (select count(*) from campaign_members m where m.campaign = c.id) as members,
        (select count(*) from campaign_members m where m.campaign = c.id and m.response is not null) as responses,
        (select count(*) from leads le where le.campaign = c.id) as leads, u.name as owner_name, c.created_at
      from campaigns c left join users u on u.id = c.owner`,
    'campaigns.prospects': prospects,
    'campaigns.members': (
      dialect,
    ) => `select m.id, m.campaign, c.name as campaign_name, m.name, m.customer, coalesce(cu.name, le.company) as customer_name, m.contact, m.lead, m.email,
        m.phone, m.language, ${whyNot(dialect, 'c.channel')} as not_contacted, m.response, m.responded_at, m.made_lead, m.note, m.entity, m.chosen_at, m.chosen_by
      from campaign_members m join campaigns c on c.id = m.campaign left join customers cu on cu.id = m.customer left join leads le on le.id = m.lead`,
    'campaigns.sends': (dialect) => `select s.id, s.campaign, s.campaign_name, s.due_on, s.step_number, s.channel,
        case when s.handed_over_at is not null then 'handedOver' when s.not_contacted is not null then 'stopped' when s.state <> 'running' then 'paused' else 'waiting' end as send_state,
        s.not_contacted, s.member, s.name, s.customer_name, s.recipient, s.language, s.topic, s.message, s.handed_over_at, s.handed_over_by, s.entity
      from (select d.*, c.name as campaign_name, c.state, m.name, coalesce(cu.name, le.company) as customer_name, ${whyNot(dialect, 'd.channel')} as not_contacted
        from campaign_sends d join campaigns c on c.id = d.campaign join campaign_members m on m.id = d.member
          left join customers cu on cu.id = m.customer left join leads le on le.id = m.lead) s`,
  },
  questions: {
    'campaigns.termsEnding': `select distinct l.customer from contract_lines l join contracts c on c.id = l.contract
      where ${running} and coalesce(l.term_end, l."end") between :from and :to`,
    'campaigns.resultCounts': `select
        (select count(*) from campaign_members m where m.campaign = :campaign and {entities m.entity}) as members,
        (select count(*) from campaign_members m where m.campaign = :campaign and {entities m.entity} and (m.response is not null
          or exists (select 1 from campaign_sends s where s.member = m.id and s.handed_over_at is not null)
          or exists (select 1 from activities a where a.campaign = :campaign and a.done and (a.contact = m.contact or a.lead = m.lead)))) as contacted,
        (select count(*) from campaign_members m where m.campaign = :campaign and {entities m.entity} and m.response is not null) as responded,
        (select count(*) from campaign_members m where m.campaign = :campaign and {entities m.entity} and m.response = 'interested') as interested,
        (select count(*) from leads l where l.campaign = :campaign and {entities l.entity}) as leads,
        (select count(*) from leads l where l.campaign = :campaign and {entities l.entity} and l.state = 'qualified') as qualified,
        (select count(*) from opportunities o where o.campaign = :campaign and {entities o.entity}) as opportunities,
        (select count(*) from orders d join quotes q on q.id = d.quote join opportunities o on o.id = q.opportunity
          where o.campaign = :campaign and d.signed_on is not null and d.state <> 'cancelled' and {entities d.entity}) as orders,
        (select count(*) from opportunities o where o.campaign = :campaign and {entities o.entity} and o.outcome = 'won') as won`,
    'campaigns.resultAmounts': `select o.currency, o.outcome, count(*) as opportunities, cast(sum(o.amount) as bigint) as amount
      from opportunities o where o.campaign = :campaign and {entities o.entity} group by o.currency, o.outcome order by o.currency, o.outcome`,
    'campaigns.resultLines': (
      dialect,
    ) => `select k.id as contract, k.number as contract_number, cu.name as customer_name, l.kind, l."start", coalesce(l.term_end, l."end") as term_end,
        l.currency, l.quantity, coalesce(l.unit_price, ${listPrice(dialect)}) as unit_price, v.basis as price_basis
      from contracts k join customers cu on cu.id = k.customer join contract_lines l on l.contract = k.id left join product_versions v on v.product = l.product and v.version = l.version
      where k.id in ${won(dialect)} and l.state <> 'draft' and {entities k.entity} order by k.number, l.number`,
    'campaigns.resultRevenue': (
      dialect,
    ) => `select x.currency, cast(sum(x.net) as bigint) as invoiced, cast(sum(x.deferred) as bigint) as deferred from (
        select h.currency, h.net, 0 as deferred from charges h where h.contract in ${won(dialect)} and {entities h.entity} and exists (select 1 from invoices i where i.id = h.invoice)
        union all select r.currency, 0, r.total - r.recognised from recognitions r where r.contract in ${won(dialect)} and {entities r.entity}
      ) x group by x.currency order by x.currency`,
    'campaigns.resultCosts': `select x.currency, cast(sum(x.amount) as bigint) as spent from campaign_costs x where x.campaign = :campaign and {entities x.entity} group by x.currency`,
  },
}
