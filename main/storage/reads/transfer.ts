import type { Reads } from './registry.ts'

const due = (
  kind: string,
  table: string,
  columns: string,
): string => `select cast(x.id as text) as id, '${kind}' as kind, x.entity, x.customer, x.contract, x.person, x."day", ${columns},
    cast(x.reverses as text) as reverses, exists (select 1 from landings l where l.entry = cast(x.id as text)) as landed
  from ${table} x where {entities x.entity} and x."day" <= :until and (x."day" > :afterDay or (x."day" = :afterDay and cast(x.id as text) > :after))
    and not exists (select 1 from transfer_charges c where c.entry = cast(x.id as text))`

export const transferReads: Reads = {
  views: {
    'transfer.policies': `select p.*, a.name as proposed_by_name, b.name as approved_by_name from transfer_policies p
      left join users a on cast(a.id as text) = p.proposed_by left join users b on cast(b.id as text) = p.approved_by`,
    'transfer.targets': `select p.*, a.name as proposed_by_name, b.name as approved_by_name from transfer_targets p
      left join users a on cast(a.id as text) = p.proposed_by left join users b on cast(b.id as text) = p.approved_by`,
    'transfer.employments': `select m.*, e.name as entity_name from employments m join entities e on e.code = m.entity`,
    'transfer.charges': `select c.*, cu.name as customer_name, k.number as contract_number from transfer_charges c left join customers cu on cu.id = c.customer
      left join contracts k on k.id = c.contract`,
    'transfer.runs': `select * from transfer_runs`,
  },
  questions: {
    'transfer.uncharged': (dialect) => {
      const none =
        dialect === 'postgres'
          ? { decimal: 'null::numeric', minor: 'null::bigint', text: 'null::text' }
          : { decimal: 'null', minor: 'null', text: 'null' }
      return `select * from (${due('time', 'time_entries', `x.hours, ${none.text} as currency, ${none.minor} as amount`)}
        union all ${due('expense', 'expenses', `${none.decimal} as hours, x.currency, x.amount`)}) d order by d."day", d.id limit :limit`
    },
    'transfer.billed': (dialect) => {
      const [part, of, id] =
        dialect === 'postgres'
          ? [(field: string) => `p ->> '${field}'`, `jsonb_array_elements(l.parts::jsonb) p`, (of: string) => `(${of})::uuid`]
          : [(field: string) => `json_extract(p.value, '$.${field}')`, `json_each(l.parts) p`, (of: string) => of]
      const quantity = dialect === 'postgres' ? `(${part('quantity')})::numeric` : part('quantity')
      return `select l.entry, ${id(part('line'))} as line, ${quantity} as quantity, m.currency, -m.value as released
        from landings l, ${of} left join fund_movements m on m.id = ${id(part('movement'))}
        where {in l.entry :entries} and l.reverses is null and (${part('line')} is not null or m.id is not null) order by l.entry`
    },
    'transfer.sums': `select c.provider, c.receiver, c.currency, count(*) as charges, coalesce(sum(case when c.kind = 'time' then c.quantity end), 0) as hours, sum(c.price) as price,
        c.provider_currency, sum(c.cost) as cost, sum(c.provider_price) as provider_price, c.receiver_currency, sum(c.receiver_price) as receiver_price,
        coalesce(sum(c.receiver_invoiced), 0) as receiver_invoiced, c.group_currency, sum(c.group_cost) as group_cost, sum(c.group_price) as group_price, coalesce(sum(c.group_invoiced), 0) as group_invoiced
      from transfer_charges c where {entities c.receiver} and c.kind <> 'invoiceTax' and c."day" >= :from and c."day" < :to and (cast(:contract as text) is null or cast(c.contract as text) = cast(:contract as text))
        and (:internal or c.provider <> c.receiver)
      group by c.provider, c.receiver, c.currency, c.provider_currency, c.receiver_currency, c.group_currency order by c.provider, c.receiver, c.currency`,
    'transfer.openPairs': `select p.id as provider_item, r.id as receiver_item
      from transfer_charges c join open_items p on p.id = c.provider_journal join open_items r on r.id = c.receiver_journal
      where {entities c.provider} and {entities c.receiver} and c.provider = :provider and c.receiver = :receiver and c."day" >= :from and c."day" < :to and (p.open <> 0 or r.open <> 0)
      order by c."day", c.id limit :limit`,
    // Either side may see what the two settle, and nothing of what it cost or of what a customer is billed.
    'transfer.statementLines': `select c.id as charge, c.kind, c.person, c."day", c.quantity, c.method, c.percent, l.agreement, c.currency, c.price, j.number, o.id as open_item, coalesce(o.open, 0) as open,
        o.on_hold, o.cleared_on as settled_on,
        (select x.event from journal_lines y join journals x on x.id = y.journal where y.open_item = o.id and o.cleared_on is not null and x.document = 'settlement'
          and not exists (select 1 from journals z where z.source = x.id and z.document = 'reversal') order by x.posted_at desc, x.id limit 1) as settlement, c.reverses
      from transfer_charges c left join transfer_policies l on l.id = c.policy left join journals j on j.id = c.provider_journal left join open_items o on o.id = c.provider_journal
      where ({entities c.provider} or {entities c.receiver}) and c.provider = :provider and c.receiver = :receiver and c."day" >= :from and c."day" < :to order by c."day", c.person, c.id`,
  },
}
