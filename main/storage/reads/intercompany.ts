import type { Reads } from './registry.ts'

const charge = `c.id as charge, c.kind, c.person, c."day", c.quantity, cu.name as customer_name, c.currency, c.price, c.provider_currency, c.provider_price, c.receiver_currency, c.receiver_price,
    c.group_currency, c.group_price`

export const intercompanyReads: Reads = {
  views: {
    'intercompany.invoices': `select i.id, i.number, i.kind, i.provider, i.receiver, i.month, i.issued, i.due, i.currency, i.net, i.tax, i.gross,
        exists (select 1 from intercompany_prints p where p.intercompany_invoice = i.id) as printed from intercompany_invoices i`,
  },
  questions: {
    // The tax of an invoice is on no other one.
    'intercompany.due': `select ${charge} from transfer_charges c left join customers cu on cu.id = c.customer
      where {entities c.provider} and {entities c.receiver} and c.provider = :provider and c.receiver = :receiver and c."day" < :before and c.kind <> 'invoiceTax' and c.provider_journal is not null
        and not exists (select 1 from intercompany_charges i where i.charge = c.id) order by c."day", c.person, c.id limit :limit`,
    'intercompany.charges': `select ${charge} from intercompany_charges i join transfer_charges c on c.id = i.charge left join customers cu on cu.id = c.customer
      where i.intercompany_invoice = :invoice order by i.position limit 5000`,
  },
}
