import { record } from '../kernel/record.ts'
import { aFile, anInstant, idOf, shape, text } from '../kernel/shape.ts'

/** A printed document in the archive: the exact bytes that were given to the customer, by their hash. */
export const archivedDocuments = record(
  'archivedDocuments',
  shape({ id: idOf('archivedDocuments'), invoice: idOf('invoices'), language: text, file: aFile, archivedAt: anInstant }),
  { key: 'id', immutable: true, personal: { keep: 'vouchers', since: 'archivedAt', fields: { file: 'customer.file' } } },
)
