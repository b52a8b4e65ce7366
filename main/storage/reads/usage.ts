import type { Dialect } from '../session.ts'
import type { Reads } from './registry.ts'

/** A row that still stands, as it was known at a moment: it takes nothing back, and nothing recorded by then takes it back. */
const stands = (table: string, row: string): string => `${row}.reverses is null and (:knownAt is null or ${row}.recorded_at <= :knownAt)
    and not exists (select 1 from ${table} back where back.reverses = ${row}.id and (:knownAt is null or back.recorded_at <= :knownAt))`

const readingColumns = 'u.id, u.line, u."day", u.at, u.kind, u.quantity, u.restarts, u.source, u.recorded_at'
/**
 * Who told what of each line, found by leaping from source to source in the index: a line has few sources and a long history. Levels and registers of
 * several sources stand beside each other, so each of them goes on from the last one before the period.
 */
const told = `told as (
    select l.id as line, k.kind, (select min(u.source) from usage_records u where u.line = l.id and u.kind = k.kind) as source
    from contract_lines l cross join (select 'level' as kind union all select 'amount' union all select 'meter') k
    where {in l.id :lines} and {entities l.entity}
    union all
    select t.line, t.kind, (select min(u.source) from usage_records u where u.line = t.line and u.kind = t.kind and u.source > t.source)
    from told t where t.source is not null)`
const ofTold = 'u.line = t.line and u.kind = t.kind and u.source = t.source'
const between = `${ofTold} and u."day" >= :from and u."day" < :to and ${stands('usage_records', 'u')}`
const lastBefore = `${ofTold} and u."day" < :from and ${stands('usage_records', 'u')} order by u."day" desc, u.at desc, u.recorded_at desc, u.id desc limit 1`
const readings = (dialect: Dialect): string => `with recursive ${told}
  select * from (
    ${
      // PostgreSQL would rather read the whole table once; looked up told by told, it costs what was asked for. The offset keeps it so.
      dialect === 'postgres'
        ? `select u.* from told t cross join lateral (select ${readingColumns} from usage_records u where ${between} offset 0) u
    union all
    select u.* from told t cross join lateral (select ${readingColumns} from usage_records u where ${lastBefore}) u where t.kind <> 'amount'`
        : `select ${readingColumns} from told t join usage_records u on ${between}
    union all
    select ${readingColumns} from told t join usage_records u on u.id = (select u.id from usage_records u where ${lastBefore}) where t.kind <> 'amount'`
    }) r
  order by r.line, r.at, r.recorded_at, r.id`

const lineColumns = `l.id, l.number, l.contract, c.number as contract_number, l.customer, l.entity, cu.zone, l.product, l."start", l."end",
    (select max(x."to") from charges x where x.line = l.id) as charged_to
  from contract_lines l join contracts c on c.id = l.contract join customers cu on cu.id = l.customer`
const contractColumns = `c.id, c.number, c.entity, c.customer, cu.name as customer_name, cu.zone from contracts c join customers cu on cu.id = c.customer`

/** Whether a row was taken back or takes one back. */
const isReversed = (table: string, row: string): string =>
  `(${row}.reverses is not null or exists (select 1 from ${table} back where back.reverses = ${row}.id))`

export const usageReads: Reads = {
  views: {
    'usage.list': `select u.id, u."day", u.at, u.customer, cu.name as customer_name, u.contract, c.number as contract_number, u.line, l.number as line_number, l.product,
        u.kind, u.quantity, ${isReversed('usage_records', 'u')} as is_reversed, u.reverses, u.reason, u.source, u.source_id, u.note, u.restarts, u.entity, u.recorded_at, u.recorded_by
      from usage_records u left join customers cu on cu.id = u.customer left join contracts c on c.id = u.contract left join contract_lines l on l.id = u.line`,
    'usage.incidents': `select i.id, i."day", i.customer, cu.name as customer_name, i.contract, c.number as contract_number, i.priority, i."type", i.summary, i.standing,
        ${isReversed('incidents', 'i')} as is_reversed, i.out_of_hours, i.opened_at, i.closed_at, i.source, i.source_id, i.repeats, i.reverses, i.reason, i.note, i.entity,
        i.recorded_at, i.recorded_by
      from incidents i left join customers cu on cu.id = i.customer left join contracts c on c.id = i.contract`,
    'usage.incidentPrices': `select p.id, p.name, p.entity, p.contract, c.number as contract_number, cu.name as customer_name, p.product, p."type", p.valid_from, p.unit,
        p.currency, p.prices, p.out_of_hours_factor, p.included_count, p.included_per, p.reopen_days, p.recorded_at, p.recorded_by
      from incident_prices p left join contracts c on c.id = p.contract left join customers cu on cu.id = c.customer`,
  },
  questions: {
    'usage.contractsNamed': `select ${contractColumns} where {in c.id :ids} and {entities c.entity}
      union select ${contractColumns} where {in c.number :numbers} and {entities c.entity}`,
    'usage.linesNamed': `select ${lineColumns} where {in l.id :lines} and {entities l.entity}
      union select ${lineColumns} where {in l.contract :contracts} and {entities l.entity}`,
    // Whoever may see them: an id that another entity's system used is taken.
    'usage.knownReadings': `select u.id, u.source_id from usage_records u where u.source = :source and {in u.source_id :sourceIds}`,
    'usage.knownIncidents': `select i.id, i.source_id from incidents i where i.source = :source and {in i.source_id :sourceIds}`,
    'usage.registers': `select u.line, u.source, u.at, u."day", u.quantity, u.restarts from usage_records u where {in u.line :lines} and u.kind = 'meter' and u.reverses is null
        and not exists (select 1 from usage_records back where back.reverses = u.id) and {entities u.entity}`,
    'usage.readings': readings,
    'usage.incidentsOf': `select i.id, i.contract, i.customer, i.entity, i.priority, i."type", i.closed_at, i."day", i.out_of_hours, i.standing, i.source, i.source_id, i.recorded_at
      from incidents i where {in i.contract :contracts} and i."day" >= :from and i."day" < :to and ${stands('incidents', 'i')} and {entities i.entity}
      order by i.closed_at, i.recorded_at, i.id`,
    'usage.reversedIncidents': `select i.reverses as incident from incidents i where {in i.reverses :incidents}`,
    'usage.incidentRepeats': `select i.id, i.source_id from incidents i where i.repeats = :incident and i.reverses is null
        and not exists (select 1 from incidents back where back.reverses = i.id)`,
  },
}
