import type { Answerer } from '../../storage/reads/registry.ts'
import type { Files } from '../../files.ts'
import { renderPack, type PackDocument } from './board-pack.ts'
import { renderInvoice, type InvoiceDocument } from './render.ts'
import { facturXName, withFacturX } from './factur-x.ts'
import { letterWords } from './letter-words.ts'
import { renderPurchaseOrder, type PurchaseOrderDocument } from './purchase-order.ts'
import { purchaseOrderWords } from './purchase-order-words.ts'
import { renderStatement, type StatementDocument } from './fund-statement.ts'
import { statementWords } from './statement-words.ts'
import { renderLetter, type LetterDocument } from './uplift-letter.ts'
import { documentWords } from './words.ts'

/** Prints what `core/documents` composes: the page by the typesetter, the machine-readable copy inside it, the bytes into the files. */
export const documentAnswerers = (files: Files): Readonly<Record<string, Answerer>> => ({
  'documents.render': async (about) => {
    const { name, data, copy, facturX } = about as {
      name: string
      data: Omit<InvoiceDocument, 'attachments'>
      copy: unknown
      facturX: string | null
    }
    const { copy: copied, eInvoice } = documentWords(data.language)
    const page = await renderInvoice({
      ...data,
      attachments: [
        {
          name: 'harmony-invoice.json',
          mime: 'application/json',
          relationship: 'data',
          description: copied,
          bytes: Buffer.from(JSON.stringify(copy)),
        },
        ...(facturX === null
          ? []
          : [
              {
                name: facturXName,
                mime: 'text/xml',
                relationship: 'alternative' as const,
                description: eInvoice,
                bytes: Buffer.from(facturX),
              },
            ]),
      ],
    })
    const bytes = facturX === null ? page : withFacturX(page)
    return [{ file: await files.put(bytes, name, 'application/pdf') }]
  },
  'documents.renderStatement': async (about) => {
    const { name, data, copy } = about as { name: string; data: Omit<StatementDocument, 'attachments'>; copy: unknown }
    const bytes = await renderStatement({
      ...data,
      attachments: [
        {
          name: 'harmony-fund-statement.json',
          mime: 'application/json',
          relationship: 'data',
          description: statementWords(data.language).copy,
          bytes: Buffer.from(JSON.stringify(copy)),
        },
      ],
    })
    return [{ file: await files.put(bytes, name, 'application/pdf') }]
  },
  'purchases.renderOrder': async (about) => {
    const { name, data, copy } = about as { name: string; data: Omit<PurchaseOrderDocument, 'attachments'>; copy: unknown }
    const bytes = await renderPurchaseOrder({
      ...data,
      attachments: [
        {
          name: 'harmony-purchase-order.json',
          mime: 'application/json',
          relationship: 'data',
          description: purchaseOrderWords(data.language).copy,
          bytes: Buffer.from(JSON.stringify(copy)),
        },
      ],
    })
    return [{ file: await files.put(bytes, name, 'application/pdf') }]
  },
  'closing.renderPack': async (about) => {
    const { name, data } = about as { name: string; data: PackDocument }
    return [{ file: await files.put(await renderPack(data), name, 'application/pdf') }]
  },
  'indexation.renderLetter': async (about) => {
    const { name, data, copy } = about as { name: string; data: Omit<LetterDocument, 'attachments'>; copy: unknown }
    const bytes = await renderLetter({
      ...data,
      attachments: [
        {
          name: 'harmony-prices.json',
          mime: 'application/json',
          relationship: 'data',
          description: letterWords(data.language).copy,
          bytes: Buffer.from(JSON.stringify(copy)),
        },
      ],
    })
    return [{ file: await files.put(bytes, name, 'application/pdf') }]
  },
})
