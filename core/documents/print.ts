import { add, command, job, query, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { question, type Row } from '../kernel/record.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aFile, count, idOf, many, maybe, shape, someData, text, type FileRef, type Id } from '../kernel/shape.ts'
import { invoices, invoiceTaxes } from '../billing/invoice.ts'
import { invoiceCharges } from '../billing/invoices.ts'
import { runFor } from '../billing/scope.ts'
import { productVersions } from '../catalog/product.ts'
import { entities } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { archivedDocuments } from './document.ts'
import { invoicePage, type Buyer } from './invoice-page.ts'

/** Prints a page and keeps its bytes; answered by the host with its typesetter. */
export const renderPage = question('documents.render', shape({ name: text, data: someData, copy: someData }), shape({ file: aFile }))
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

/** What the archive holds of an invoice; printed now where it holds nothing. */
async function printed(
  read: Read,
  id: Id<'invoices'>,
): Promise<{ readonly archived: Archived | undefined; readonly file?: FileRef; readonly language?: string } | undefined> {
  const invoice = await read.get(invoices, id)
  if (!invoice) return undefined
  const archived = await archivedOf(read, id)
  if (archived) return { archived }
  const [charges, taxes, entity, codes, versions, corrected] = await Promise.all([
    read.ask(invoiceCharges, { invoice: id }),
    read.list(invoiceTaxes, { where: { field: 'invoice', is: 'equal', value: id }, order: ['code'], limit: 1000 }),
    read.get(entities, invoice.entity),
    read.list(taxCodes, { limit: 10_000 }),
    read.list(productVersions, { limit: 100_000 }),
    invoice.corrects === null ? undefined : read.get(invoices, invoice.corrects),
  ])
  assert(entity, `the entity of invoice ${invoice.number}`)
  const page = invoicePage({
    invoice,
    charges,
    taxes,
    entity,
    taxCodes: new Map(codes.map((c) => [c.code, c])),
    versions: new Map(versions.map((v) => [`${v.product}@${v.version}`, v])),
    corrected: corrected ?? null,
    proForma: false,
  })
  const [answer] = await read.ask(renderPage, { name: `${invoice.number.replace(/[^\w-]/g, '-')}.pdf`, data: page.data, copy: page.copy })
  assert(answer, 'a printed page')
  return { archived: undefined, file: answer.file, language: (invoice.buyer as unknown as Buyer).language }
}
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
  refusals: ['documents.unknownInvoice'],
  load: ({ invoice }, read) => printed(read, invoice),
  decide: ({ invoice }, print, now) => {
    if (!print) return refuse('documents.unknownInvoice', { invoice })
    if (print.archived) return { result: { file: print.archived.file, language: print.archived.language }, changes: [] }
    assert(print.file && print.language, 'a printed page')
    return {
      result: { file: print.file, language: print.language },
      changes: [add(archivedDocuments, archive(invoice, print.language, print.file, now))],
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
    load: async (state, read) => {
      const next = await read.ask(unprinted, { run: state.subject as Id<'billingRuns'>, limit: portion })
      const pages: { readonly invoice: Id<'invoices'>; readonly file: FileRef; readonly language: string }[] = []
      for (const { id } of next) {
        const print = await printed(read, id)
        if (print?.file && print.language) pages.push({ invoice: id, file: print.file, language: print.language })
      }
      return pages
    },
    decide: (state, pages, now) => {
      const done = state.progress.done + pages.length
      return {
        result: {
          ...state,
          marker: done < state.progress.of && pages.length > 0 ? markerOf(now.caller, done) : '',
          progress: { ...state.progress, done },
        },
        changes: pages.map((page) => add(archivedDocuments, archive(page.invoice, page.language, page.file, now))),
      }
    },
  },
  finish: async (subject, read) => {
    const [counts] = await read.ask(printedCount, { run: subject as Id<'billingRuns'> })
    return { run: subject as Id<'billingRuns'>, printed: counts?.printed ?? 0 }
  },
})
