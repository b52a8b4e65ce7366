import type { Reads } from './registry.ts'

export const ledgerReads: Reads = {
  views: {
    'ledger.journals': `select j.id, j.number, j.document, j.entity, j.posted_on, j.currency, j.narrative, j.source, (select count(*) from journal_lines l where l.journal = j.id) as lines from journals j`,
    'ledger.lines': `select cast(l.journal as text) || '/' || cast(l.position as text) as id, l.journal, j.number, l.position, j.document, j.entity, j.posted_on,
        substr(cast(j.posted_on as text), 1, 7) as period, l.account, l.partner, coalesce(cu.name, s.name, p.name) as party_name, l.tax_code, j.narrative, l.currency, l.amount,
        j.entity_currency, l.entity_amount, j.group_currency, l.group_amount
      from journals j join journal_lines l on l.journal = j.id left join customers cu on cu.id = l.customer left join suppliers s on s.id = l.supplier
        left join entities p on p.code = l.partner`,
    'ledger.balances': (
      dialect,
    ) => `select b.balance, b.entity, b.account, coalesce(${dialect === 'postgres' ? `(a.names::jsonb ->> 'en')` : `json_extract(a.names, '$.en')`}, b.account) as account_name,
        b.period, b.currency, b.amount, e.currency as entity_currency, b.entity_amount, g.currency as group_currency, b.group_amount
      from balances b join entities e on e.code = b.entity join groups g on g.code = e."group" left join accounts a on a.code = b.account`,
    'ledger.openItems': `select o.id, coalesce((select l.journal from journal_lines l where l.open_item = o.id order by l.journal limit 1), o.id) as journal, o.kind, o.number, o.entity, coalesce(cu.name, s.name, e.name) as party_name, o.customer, o.supplier, o.partner, o.posted_on, o.due, o.on_hold, o.currency,
        o.amount, o.open, o.entity_currency, o.entity_open, o.group_currency, o.group_open
      from open_items o left join customers cu on cu.id = o.customer left join suppliers s on s.id = o.supplier left join entities e on e.code = o.partner
      where o.cleared_on is null`,
  },
  questions: {
    'ledger.readableLines': `select l.position, l.account, a.names, l.customer, cu.name as customer_name, l.tax_code, l.currency, l.amount, j.entity_currency, l.entity_amount,
        j.group_currency, l.group_amount
      from journals j join journal_lines l on l.journal = j.id left join accounts a on a.code = l.account left join customers cu on cu.id = l.customer
      where j.id = :journal and {entities j.entity} order by l.position limit 100000`,
  },
}
