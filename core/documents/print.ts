import { add, command, job, query, type Change, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { question, type Row } from '../kernel/record.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { aFile, count, idOf, longText, many, maybe, shape, someData, text, type FileRef, type Id } from '../kernel/shape.ts'
import { invoices, invoiceTaxes } from '../billing/invoice.ts'
import { invoiceCharges } from '../billing/invoices.ts'
import { runFor } from '../billing/scope.ts'
import { productVersions } from '../catalog/product.ts'
import { einvoiceBuyers } from '../einvoice/channel.ts'
import { discountOf } from '../einvoice/phrases.ts'
import { invalid, preparedChanges } from '../einvoice/prepare.ts'
import { prepareEInvoice, type Prepared } from '../einvoice/preparing.ts'
import { entities } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { archivedDocuments } from './document.ts'
import { invoicePage, type Buyer } from './invoice-page.ts'

/** Prints a page and keeps its bytes; answered by the host with its typesetter. With an e-invoice enclosed it is a Factur-X. */
export const renderPage = question(
  'documents.render',
  shape({ name: text, data: someData, copy: someData, facturX: maybe(longText) }),
  shape({ file: aFile }),
)
/** Invoices of a run that are not printed yet, in the order of their numbers. */
export const unprinted = question('documents.unprinted', shape({ run: idOf('billingRuns'), limit: count }), shape({ id: idOf('invoices') }))
export const printedCount = question(
  'documents.printedCount',
  shape({ run: idOf('billingRuns') }),
  shape({ printed: count, invoices: count }),
)

type Archived = Row<typeof archivedDocuments>

async function archivedOf(read: Read, invoice: Id<'invoices'>): Promise<Archived | undefined> {
  return (
    await read.list(archivedDocuments, { where: { field: 'invoice', is: 'equal', value: invoice }, order: ['archivedAt'], limit: 1 })
  )[0]
}

interface Print {
  readonly archived: Archived | undefined
  readonly file?: FileRef
  readonly language?: string
  /** The e-invoice of the document, where its customer wants one. */
  readonly eInvoice?: Prepared | undefined
  /** It would have to be inside, and may not be sent: nothing is printed. */
  readonly withheld?: true
  readonly number: string
}

/** What the archive holds of an invoice; printed now where it holds nothing. */
async function printed(read: Read, id: Id<'invoices'>, now: Now): Promise<Print | undefined> {
  const invoice = await read.get(invoices, id)
  if (!invoice) return undefined
  const { number } = invoice
  const archived = await archivedOf(read, id)
  if (archived) return { archived, number }
  const prepared = await prepareEInvoice(read, id, now)
  const eInvoice = refused(prepared) ? undefined : prepared
  const enclosed = eInvoice?.row.syntax === 'zugferd' ? eInvoice : undefined
  if (enclosed && !enclosed.row.valid) return { archived: undefined, eInvoice, withheld: true, number }
  const [charges, taxes, entity, codes, versions, corrected, wishes] = await Promise.all([
    read.ask(invoiceCharges, { invoice: id }),
    read.list(invoiceTaxes, { where: { field: 'invoice', is: 'equal', value: id }, order: ['code'], limit: 1000 }),
    read.get(entities, invoice.entity),
    read.list(taxCodes, { limit: 10_000 }),
    read.list(productVersions, { limit: 100_000 }),
    invoice.corrects === null ? undefined : read.get(invoices, invoice.corrects),
    read.get(einvoiceBuyers, invoice.customer),
  ])
  assert(entity, `the entity of invoice ${number}`)
  const { language } = invoice.buyer as unknown as Buyer
  const page = invoicePage({
    invoice,
    charges,
    taxes,
    entity,
    taxCodes: new Map(codes.map((c) => [c.code, c])),
    versions: new Map(versions.map((v) => [`${v.product}@${v.version}`, v])),
    corrected: corrected ?? null,
    proForma: false,
    terms: invoice.kind === 'invoice' && wishes ? discountOf(wishes, invoice.issued, language) : '',
    mandate: invoice.kind === 'invoice' ? (wishes?.mandate ?? null) : null,
  })
  const [answer] = await read.ask(renderPage, {
    name: `${number.replace(/[^\w-]/g, '-')}.pdf`,
    data: page.data,
    copy: page.copy,
    facturX: enclosed?.xml ?? null,
  })
  assert(answer, 'a printed page')
  return { archived: undefined, file: answer.file, language, eInvoice, number }
}
/** Its e-invoice is kept with the page. */
const beside = (print: Print): Change[] => (print.eInvoice ? preparedChanges(print.eInvoice) : [])

const archive = (invoice: Id<'invoices'>, language: string, file: FileRef, now: Now): Archived => ({
  id: now.newId() as Archived['id'],
  invoice,
  language,
  file,
  archivedAt: now.at,
})

/** Prints an invoice in the customer's language. The first print goes into the archive; later ones give those very bytes again. */
export const printInvoice = command({
  name: 'documents.print',
  zone: 'finance',
  permit: 'documents.read',
  offline: 'never',
  input: shape({ invoice: idOf('invoices') }),
  output: shape({ file: aFile, language: text }),
  refusals: ['documents.unknownInvoice', 'einvoice.invalid'],
  load: ({ invoice }, read, now) => printed(read, invoice, now),
  decide: ({ invoice }, print, now) => {
    if (!print) return refuse('documents.unknownInvoice', { invoice })
    if (print.archived) return { result: { file: print.archived.file, language: print.archived.language }, changes: [] }
    if (print.withheld) return invalid(print.number, print.eInvoice!.row.findings, now.caller.language)
    assert(print.file && print.language, 'a printed page')
    return {
      result: { file: print.file, language: print.language },
      changes: [add(archivedDocuments, archive(invoice, print.language, print.file, now)), ...beside(print)],
    }
  },
})

/** What the archive holds of an invoice. */
export const documentsOfInvoice = query({
  name: 'documents.ofInvoice',
  zone: 'finance',
  permit: 'documents.read',
  input: shape({ invoice: idOf('invoices') }),
  output: shape({ documents: many(archivedDocuments.shape), file: maybe(aFile) }),
  refusals: ['documents.unknownInvoice'],
  ask: async ({ invoice: id }, read) => {
    if (!(await read.get(invoices, id))) return refuse('documents.unknownInvoice', { invoice: id })
    const documents = await read.list(archivedDocuments, {
      where: { field: 'invoice', is: 'equal', value: id },
      order: ['archivedAt'],
      limit: 100,
    })
    return { documents, file: documents[0]?.file ?? null }
  },
})

/** Invoices that one portion prints. */
const portion = 20

/** Names a portion. What is left to print differs by the legal entities of whoever prints, so they are part of the name. */
const markerOf = ({ entities }: Now['caller'], done: number): string =>
  `${entities === 'all' ? '' : `${[...entities].sort().join(',')}:`}${done}`

async function progressOf(run: Id<'billingRuns'>, read: Read, now: Now): Promise<JobState> {
  const [counts] = await read.ask(printedCount, { run })
  const { printed: done = 0, invoices: of = 0 } = counts ?? {}
  return { subject: run, marker: done < of ? markerOf(now.caller, done) : '', progress: { phase: 'documents.printRun', done, of } }
}

/** Prints every invoice of a run into the archive. */
export const printRun = job({
  name: 'documents.printRun',
  zone: 'finance',
  permit: 'documents.read',
  input: shape({ run: idOf('billingRuns') }),
  output: shape({ run: idOf('billingRuns'), printed: count }),
  refusals: ['documents.unknownRun'],
  begin: {
    load: async ({ run }, read, now) => ((await runFor(read, run, now.caller)) ? progressOf(run, read, now) : undefined),
    decide: ({ run }, state) => (state ? { result: state, changes: [] } : refuse('documents.unknownRun', { run })),
  },
  step: {
    load: async (state, read, now) => {
      const next = await read.ask(unprinted, { run: state.subject as Id<'billingRuns'>, limit: portion })
      const pages: { readonly invoice: Id<'invoices'>; readonly print: Print }[] = []
      for (const { id } of next) {
        const print = await printed(read, id, now)
        if (print) pages.push({ invoice: id, print })
      }
      return pages
    },
    // What is withheld keeps its e-invoice with the findings; the next portion goes past it.
    decide: (state, pages, now) => {
      const done = state.progress.done + pages.length
      return {
        result: {
          ...state,
          marker: done < state.progress.of && pages.length > 0 ? markerOf(now.caller, done) : '',
          progress: { ...state.progress, done },
        },
        changes: pages.flatMap(({ invoice, print }) => [
          ...(print.file && print.language ? [add(archivedDocuments, archive(invoice, print.language, print.file, now))] : []),
          ...beside(print),
        ]),
      }
    },
  },
  finish: async (subject, read) => {
    const [counts] = await read.ask(printedCount, { run: subject as Id<'billingRuns'> })
    return { run: subject as Id<'billingRuns'>, printed: counts?.printed ?? 0 }
  },
})
