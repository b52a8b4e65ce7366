import type { Reads } from './registry.ts'

export const labReads: Reads = {
  views: {},
  questions: {
    // Ids ascend as charges are made, so each correction comes behind what it corrects, and a portion goes on where the last one ended.
    'lab.invoicedCharges': `select c.id, c.line, c.customer, cu.name as customer_name, c.product, c."from", c."to", c.currency, c.net, c.kind, c.corrects, c.trace
      from charges c join customers cu on cu.id = c.customer
      where c."from" >= :from and c."from" < :to and (:product is null or c.product = :product) and (:customer is null or c.customer = :customer)
        and (:currency is null or c.currency = :currency) and (:after is null or c.id > :after) and {entities c.entity}
        and exists (select 1 from invoices i where i.id = c.invoice)
      order by c.id limit :limit`,
  },
}
