import type { Reads } from './registry.ts'

const names = `left join customers cu on cu.id = l.customer left join contracts c on c.id = l.contract`

/** Entries of one kind that neither landed nor were taken back. `place` puts them in the order of their days; what goes back comes before what lands. */
const notLanded = (kind: string, table: string): string => `
  select '${kind}' as kind, cast(w.id as text) as entry, '1 ' || cast(w."day" as text) || ' ' || cast(w.id as text) as place from ${table} w
    where w.reverses is null and {entities w.entity} and not exists (select 1 from ${table} b where b.reverses = w.id)
      and not exists (select 1 from landings l where l.entry = cast(w.id as text) and l.reverses is null)`
const goneSince = (kind: string, table: string): string => `
  select l.kind, l.entry, '0 ' || cast(l."day" as text) || ' ' || l.entry as place from landings l join ${table} w on cast(w.id as text) = l.entry
    where l.kind = '${kind}' and l.reverses is null and {entities l.entity} and not exists (select 1 from landings b where b.reverses = l.id)
      and exists (select 1 from ${table} b where b.reverses = w.id)`
const kinds = [['time', 'time_entries'], ['expense', 'expenses'], ['incident', 'incidents']] as const // prettier-ignore

export const coverageReads: Reads = {
  views: {
    'coverage.list': `select l.id, l."day", l.kind, l.label, l.customer, cu.name as customer_name, l.contract, c.number as contract_number, l.entity, l.rung, l.quantity, l.unit,
        l.currency, l.parts, case when l.warnings = '[]' then false else true end as has_warnings,
        case when l.reverses is not null or exists (select 1 from landings b where b.reverses = l.id) then true else false end as is_reversed,
        l.entry, l.reverses, l.reason, l.landed_at, l.landed_by
      from landings l ${names}`,
    'coverage.waiting': `select l.entry, l."day", l.kind, l.label, c.customer, cu.name as customer_name, l.contract, c.number as contract_number, l.entity, l.refusal, l.about, l.since
      from coverage_waits l left join contracts c on c.id = l.contract left join customers cu on cu.id = c.customer`,
  },
  questions: {
    'coverage.due': `select * from (${kinds.map(([kind, table]) => `${goneSince(kind, table)} union all ${notLanded(kind, table)}`).join(' union all ')}) d
      where d.place > :after order by d.place limit :limit`,
    'coverage.ofMovement': `select l.id from fund_movements m join funds f on f.id = m.fund
        join landings l on l.contract = f.contract and l."day" = m."day" and l.reverses is null and l.parts like '%' || cast(m.id as text) || '%'
      where m.id = :movement and {entities l.entity}`,
  },
}
