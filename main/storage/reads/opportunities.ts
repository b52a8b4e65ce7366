import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

const monthOf = (dialect: Dialect, day: string): string => (dialect === 'postgres' ? `to_char(${day}, 'YYYY-MM')` : `substr(${day}, 1, 7)`)

/** A telephone number as `core/opportunities/consenting` compares it. */
const digitsOf = (dialect: Dialect, phone: string): string =>
  dialect === 'postgres'
    ? `regexp_replace(${phone}, '[^+0-9]', '', 'g')`
    : [' ', '-', '(', ')', '.', '/', '\u00a0'].reduce((text, sign) => `replace(${text}, '${sign}', '')`, phone)

/** An address as a withdrawal may have it: as it is, or of somebody who was erased, as nobody can read it (`core/privacy/judging`). */
const isAddress = (dialect: Dialect, column: string, address: string): string => {
  const digest = dialect === 'postgres' ? `encode(sha256(convert_to(${address}, 'UTF8')), 'hex')` : `sha256_hex(${address})`
  return `${column} in (${address}, 'sha256:' || ${digest})`
}

/** Withdrawals of a channel that nothing has taken back. */
const standing = (channel: string): string =>
  `w.act = 'withdrawn' and w.channel = ${channel} and not exists (select 1 from consent_events y where y.answers = w.id)`

interface Whom {
  readonly contact: string
  readonly lead: string
  readonly email: string
  readonly phone: string
}
/**
 * What holds of a person and a channel, as core's `consentState` has it: `withdrawn` by the person, by the lead that the contact was, or by whoever has the same
 * address; else `given` or `none`.
 */
export function consentSql(dialect: Dialect, channel: 'mail' | 'phone' | 'post', { contact, lead, email, phone }: Whom): string {
  const address = channel === 'mail' ? `lower(trim(${email}))` : channel === 'phone' ? digitsOf(dialect, phone) : 'null'
  const was = `(select x.id from leads x where x.contact = ${contact})`
  return `case
    when exists (select 1 from consent_events w where ${standing(`'${channel}'`)} and w.contact = ${contact})
      or exists (select 1 from consent_events w where ${standing(`'${channel}'`)} and w.lead = ${lead})
      or exists (select 1 from consent_events w where ${standing(`'${channel}'`)} and w.lead in ${was})
      ${channel === 'post' ? '' : `or exists (select 1 from consent_events w where ${standing(`'${channel}'`)} and ${isAddress(dialect, 'w.address', address)})`} then 'withdrawn'
    when exists (select 1 from consent_events g where g.act = 'given' and g.channel = '${channel}' and (g.contact = ${contact} or g.lead = ${lead} or g.lead in ${was})) then 'given'
    else 'none' end`
}

/** Said by the person, or by the lead that the contact was. */
const own = (event: string): string =>
  `(coalesce(${event}.contact = :contact, false) or coalesce(${event}.lead = :lead, false) or coalesce(${event}.lead in (select x.id from leads x where x.contact = :contact), false))`
const sameAddress = (dialect: Dialect, event: string): string =>
  isAddress(dialect, `${event}.address`, `(case ${event}.channel when 'mail' then :mail when 'phone' then :phone end)`)

/** A call or a mail that a campaign asks for, and that the person has opted out of; as one is asked about, `a`, `co` and `le`. */
const optedOut = (dialect: Dialect): string => {
  const whom = { contact: 'a.contact', lead: 'a.lead', email: 'coalesce(co.email, le.email)', phone: 'coalesce(co.phone, le.phone)' }
  return `(a.campaign is not null and case a.kind when 'call' then (${consentSql(dialect, 'phone', whom)}) = 'withdrawn'
        when 'mail' then (${consentSql(dialect, 'mail', whom)}) = 'withdrawn' else ${dialect === 'postgres' ? 'false' : '0'} end)`
}

const called = `left join users u on u.id = `

export const opportunitiesReads: Reads = {
  // Who opted out is left alone by everybody, whoever looks after them.
  groupWide: ['opportunities.consentSaid'],
  views: {
    'opportunities.leads': `select l.id, l.name, l.company, l.state, l.source, l.campaign, ca.name as campaign_name, l.owner, u.name as owner_name, l.territory, l.entity,
        l.country, l.email, l.phone, (select min(a.due_on) from activities a where a.lead = l.id and a.done_at is null) as next_due, l.reason, l.created_at
      from leads l left join campaigns ca on ca.id = l.campaign ${called}l.owner`,
    'opportunities.list': (
      dialect,
    ) => `select o.id, o.name, o.customer, cu.name as customer_name, o.stage, o.outcome, o.currency, o.amount, o.probability,
        ${dialect === 'postgres' ? `cast(round(cast(o.amount as numeric) * o.probability / 100) as bigint)` : `(o.amount * o.probability + 50) / 100`} as weighted,
        o.close_on, o.slips, o.owner, u.name as owner_name, o.next_step, o.next_step_on, o.campaign, ca.name as campaign_name, cu.territory, o.entity,
        o.lost_reason, o.closed_on, o.stage_since, o.created_at
      from opportunities o join customers cu on cu.id = o.customer left join campaigns ca on ca.id = o.campaign ${called}o.owner`,
    'opportunities.activities': (
      dialect,
    ) => `select a.id, a.kind, a.topic, a.due_on, a.due_time, a.zone, a.due_at, a.done, a.done_at, a.result, a.owner, u.name as owner_name,
        a.customer, cu.name as customer_name, a.contact, co.name as contact_name, coalesce(co.phone, le.phone, cu.phone) as phone, a.lead, le.name as lead_name,
        a.opportunity, o.name as opportunity_name, a.campaign, ${optedOut(dialect)} as opted_out, a.note, a.entity, a.created_at, a.created_by
      from activities a left join customers cu on cu.id = a.customer left join contacts co on co.id = a.contact left join leads le on le.id = a.lead
        left join opportunities o on o.id = a.opportunity ${called}a.owner`,
    'opportunities.visits': `select v.id, v."day", v.rank, v.due_time, v.zone, v.owner, u.name as owner_name, v.customer, cu.name as customer_name,
        v.lead, coalesce(le.company, le.name) as lead_name, v.contact, co.name as contact_name, coalesce(co.phone, le.phone, cu.phone) as phone,
        cu.address, v.purpose, v.note, v.state, v.result, v.done_at
      from visits v left join customers cu on cu.id = v.customer left join contacts co on co.id = v.contact left join leads le on le.id = v.lead ${called}v.owner`,
    'opportunities.consents': `select e.id, e.contact, e.lead, coalesce(co.name, le.name) as person_name, coalesce(cu.name, le.company) as customer_name, e.channel, e.act,
        case when e.act = 'withdrawn' then not exists (select 1 from consent_events y where y.answers = e.id)
          else not exists (select 1 from consent_events w where w.act = 'withdrawn' and w.channel = e.channel and (w.contact = e.contact or w.lead = e.lead or w.address = e.address)
            and not exists (select 1 from consent_events y where y.answers = w.id)) end as stands,
        e.lawful_basis, e.source, e.evidence, e.said_by, e.said_at, e.recorded_at, e.recorded_by
      from consent_events e left join contacts co on co.id = e.contact left join leads le on le.id = e.lead left join customers cu on cu.id = e.customer
      where le.id is null or {entities le.entity}`,
  },
  questions: {
    // Withdrawals hold for everybody with the address, consents for the person alone; whatever takes one of these back is part of it.
    'opportunities.consentSaid': (
      dialect,
    ) => `select e.id, e.channel, e.act, e.answers, ${own('e')} as own, e.source, e.said_by, e.said_at, e.recorded_at from consent_events e
      where ${own('e')} or (e.act = 'withdrawn' and ${sameAddress(dialect, 'e')})
        or exists (select 1 from consent_events w where w.id = e.answers and (${own('w')} or ${sameAddress(dialect, 'w')}))
      order by e.recorded_at, e.id`,
    'opportunities.twinsKnown': `select 'lead' as kind, cast(l.id as text) as id, l.name, l.company as "of", l.customer,
          case when l.match_name = :matchName then 'name' else 'email' end as "by"
        from leads l where l.state <> 'discarded' and (l.match_name = :matchName or lower(l.email) = :email) and {entities l.entity}
      union all select 'customer', cast(cu.id as text), cu.name, cu.code, cu.id, case when cu.match_name = :matchName then 'name' else 'email' end
        from customers cu where cu.match_name = :matchName or lower(cu.email) = :email
      union all select 'contact', cast(co.id as text), co.name, cu.name, co.customer, 'email'
        from contacts co join customers cu on cu.id = co.customer where lower(co.email) = :email
      order by 1, 3 limit 50`,
    'opportunities.forecastSums': (dialect) => {
      const month = monthOf(dialect, `coalesce(o.closed_on, o.close_on)`)
      const weighted = dialect === 'postgres' ? `sum(cast(o.amount as numeric) * o.probability)` : `sum(o.amount * o.probability)`
      return `select ${month} as "month", o.currency, o.outcome, count(*) as opportunities, cast(sum(o.amount) as bigint) as amount, cast(${weighted} as text) as percent_amount
        from opportunities o where o.outcome in ('open', 'won') and (:entity is null or o.entity = :entity) and (:owner is null or o.owner = :owner) and {entities o.entity}
        group by ${month}, o.currency, o.outcome order by 1, 2, 3`
    },
    'opportunities.leadNames': `select u.name as owner_name, ca.name as campaign_name, cu.name as customer_name
      from leads l left join campaigns ca on ca.id = l.campaign left join customers cu on cu.id = l.customer ${called}l.owner where l.id = :lead`,
    'opportunities.opportunityNames': `select u.name as owner_name, ca.name as campaign_name, c.number as contract_number
      from opportunities o left join campaigns ca on ca.id = o.campaign left join contracts c on c.id = o.contract ${called}o.owner where o.id = :opportunity`,
    'opportunities.peopleHere': `select u.id, u.name from users u where u.active order by u.name limit 1000`,
    'opportunities.stagesInUse': `select o.stage, o.outcome, count(*) as opportunities from opportunities o group by o.stage, o.outcome order by o.stage`,
  },
}
