import type { Reads } from './registry.ts'

export const documentsReads: Reads = {
  views: {},
  questions: {
    // Whose e-invoice belongs inside and is invalid waits until somebody mended it.
    'documents.unprinted': (
      dialect,
    ) => `select i.id from invoices i where i.run = :run and {entities i.entity} and not exists (select 1 from archived_documents d where d.invoice = i.id)
      and not exists (select 1 from e_invoices e where e.invoice = i.id and e.syntax = 'zugferd' and ${dialect === 'postgres' ? 'not e.valid' : 'e.valid = 0'}
        and not exists (select 1 from e_invoices l where l.invoice = e.invoice and (l.prepared_at > e.prepared_at or (l.prepared_at = e.prepared_at and l.id > e.id)))) order by i.id limit :limit`,
    'documents.printedCount': `select count(*) as invoices, coalesce(sum(case when exists (select 1 from archived_documents d where d.invoice = i.id) then 1 else 0 end), 0) as printed
      from invoices i where i.run = :run and {entities i.entity}`,
  },
}
