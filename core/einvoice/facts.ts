import type { Answer, Row } from '../kernel/record.ts'
import type { invoices, invoiceTaxes } from '../billing/invoice.ts'
import type { invoiceCharges } from '../billing/invoices.ts'
import type { entities } from '../entities/entity.ts'
import type { journalLines } from '../ledger/journal.ts'
import type { taxCodes } from '../tax/tax-code.ts'
import type { einvoiceBuyers, einvoiceSellers } from './channel.ts'

/** A posted document with all that its e-invoice says. */
export interface EInvoiceFacts {
  readonly invoice: Row<typeof invoices>
  readonly charges: readonly Answer<typeof invoiceCharges>[]
  readonly taxes: readonly Row<typeof invoiceTaxes>[]
  /** Of the document's journal: what the tax comes to in the currency of the books. */
  readonly lines: readonly Pick<Row<typeof journalLines>, 'taxCode' | 'entityAmount'>[]
  readonly entity: Row<typeof entities>
  readonly taxCodes: ReadonlyMap<string, Row<typeof taxCodes>>
  readonly corrected: Pick<Row<typeof invoices>, 'number' | 'issued'> | null
  readonly seller: Row<typeof einvoiceSellers> | null
  readonly buyer: Row<typeof einvoiceBuyers> | null
  readonly buyerEmail: string | null
}
