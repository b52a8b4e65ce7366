import { listing } from '../kernel/listing.ts'
import type { Module } from '../kernel/operation.ts'
import { einvoiceBuyers, einvoiceSellers } from './channel.ts'
import { eInvoiceRows, eInvoices, invalidCount, keepText, waitingCount, waitingInvoices } from './e-invoice.ts'
import { countInvalid, eInvoiceFile, eInvoiceOfInvoice, prepareInvoice, prepareWaiting } from './prepare.ts'
import { renderEInvoice } from './render.ts'
import { getBuyer, getSeller, saveBuyer, saveSeller } from './save-channel.ts'

export const listEInvoices = listing({ name: 'einvoice.list', zone: 'finance', permit: 'einvoice.read', view: eInvoiceRows })

export const einvoiceModule = {
  name: 'einvoice',
  needs: ['entities', 'tax', 'customers', 'ledger', 'billing'],
  records: [einvoiceBuyers, einvoiceSellers, eInvoices],
  questions: [keepText, waitingInvoices, waitingCount, invalidCount],
  views: [eInvoiceRows],
  operations: [renderEInvoice, eInvoiceOfInvoice, eInvoiceFile, prepareInvoice, prepareWaiting, listEInvoices, getBuyer, saveBuyer, getSeller, saveSeller],
  permits: ['einvoice.read', 'einvoice.prepare', 'einvoice.write'],
  events: ['einvoice.prepared', 'einvoice.buyerSaved', 'einvoice.sellerSaved'],
  tasks: [{ name: 'einvoice.toMend', zone: 'finance', permit: 'einvoice.prepare', count: countInvalid }],
} as const satisfies Module // prettier-ignore
