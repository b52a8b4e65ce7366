import type { Reads } from './registry.ts'

export const documentsReads: Reads = {
  views: {},
  questions: {
    'documents.unprinted': `select i.id from invoices i where i.run = :run and {entities i.entity} and not exists (select 1 from archived_documents d where d.invoice = i.id) order by i.id limit :limit`,
    'documents.printedCount': `select count(*) as invoices, coalesce(sum(case when exists (select 1 from archived_documents d where d.invoice = i.id) then 1 else 0 end), 0) as printed
      from invoices i where i.run = :run and {entities i.entity}`,
  },
}
