import { decimalText } from '../kernel/decimal.ts'
import type { Now, Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { sealOf, sealOfJournal } from '../ledger/seal.ts'
import { taxOnNet, taxOnNets } from '../tax/sums.ts'
import { sealedCharges, sealedDocuments, sealedJournals, sealedLines, sealedTaxes, seriesList } from './facts.ts'

/** Documents that one page of seals reads. */
const sealPage = 500

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

/** A record that does not hold, and how many did before it. */
export interface SealFault {
  readonly record: string
  readonly id: string
  readonly expected: string
  readonly found: string
}
interface Walked {
  readonly seal: string | null
  readonly sequence: number
  readonly records: number
  readonly more: boolean
  readonly fault: SealFault | null
}
type Series = Answer<typeof seriesList>['series']

/** The tax of a code once more: on the whole, or charge by charge where the document was rounded so. */
const taxAgain = (
  { code, rate, base }: Answer<typeof sealedTaxes>,
  charges: readonly Answer<typeof sealedCharges>[],
  rounding: Answer<typeof sealedDocuments>['taxRounding'],
): bigint => (rounding === 'line' ? taxOnNets(charges.filter((c) => c.taxCodes.includes(code)).map((c) => c.net), rate, rounding) : taxOnNet(base, rate)) // prettier-ignore

/** A page of invoices or credit notes: taxes and seals computed again, in the order of their numbers. */
async function walkInvoices(read: Read, now: Now, series: Series, before: Walked): Promise<Walked> {
  const documents = await read.ask(sealedDocuments, { series, after: before.sequence, limit: sealPage })
  const ids = documents.map((d) => d.id)
  const [charges, taxes, lines] = await Promise.all([
    read.ask(sealedCharges, { documents: ids }),
    read.ask(sealedTaxes, { documents: ids }),
    read.ask(sealedLines, { documents: ids }),
  ])
  const [byCharge, byTax, byLine] = [
    groupBy(charges, (c) => c.invoice),
    groupBy(taxes, (t) => t.invoice),
    groupBy(lines, (l) => l.journal as string),
  ]
  let { seal, sequence, records } = before
  const bad = (id: string, expected: string, found: string): Walked => ({
    seal,
    sequence,
    records,
    more: false,
    fault: { record: 'invoices', id, expected, found },
  })
  for (const document of documents) {
    records += 1
    const own = { charges: byCharge.get(document.id) ?? [], taxes: byTax.get(document.id) ?? [], lines: byLine.get(document.id) ?? [] }
    // Of a credit in parts the last one takes what is left of the tax; that all of them agree with their invoice is a check of its own.
    const wrong =
      document.corrects !== null ? undefined : own.taxes.find((t) => t.amount !== taxAgain(t, own.charges, document.taxRounding))
    if (wrong) return bad(document.id, `${decimalText(wrong.rate)} % of ${wrong.base}`, `${wrong.amount}`)
    seal = sealOf(seal, { ...document, ...own, taxes: own.taxes.map((t) => ({ ...t, rate: decimalText(t.rate) })) }, now.digest)
    if (seal !== document.seal) return bad(document.id, seal, document.seal ?? '')
    sequence = document.sequence
  }
  return { seal, sequence, records, more: documents.length === sealPage, fault: null }
}

/** A page of journals that have no invoice. */
async function walkJournals(read: Read, now: Now, series: Series, before: Walked): Promise<Walked> {
  const found = await read.ask(sealedJournals, { series, after: before.sequence, limit: sealPage })
  const lines = groupBy(
    await read.ask(sealedLines, { documents: found.map((j) => j.id as string as Answer<typeof sealedDocuments>['id']) }),
    (l) => l.journal as string,
  )
  let { seal, sequence, records } = before
  for (const journal of found) {
    records += 1
    seal = sealOfJournal(seal, { ...journal, lines: lines.get(journal.id) ?? [] }, now.digest)
    if (seal !== journal.seal)
      return { seal, sequence, records, more: false, fault: { record: 'journals', id: journal.id, expected: seal, found: journal.seal } }
    sequence = journal.sequence
  }
  return { seal, sequence, records, more: found.length === sealPage, fault: null }
}

/** Recomputes the seals of every document in the order of its numbers, and compares the head of each chain with its series. */
export async function walkSeals(read: Read, now: Now): Promise<{ readonly records: number; readonly fault: SealFault | null }> {
  let records = 0
  for (const { series, document, seal } of await read.ask(seriesList, {})) {
    const walk = document === 'invoice' || document === 'creditNote' ? walkInvoices : walkJournals
    let at: Walked = { seal: null, sequence: 0, records, more: true, fault: null }
    while (at.more) at = await walk(read, now, series, at)
    records = at.records
    if (at.fault) return { records, fault: at.fault }
    if (at.seal !== seal) return { records, fault: { record: 'numberSeries', id: series, expected: at.seal ?? '', found: seal ?? '' } }
  }
  return { records, fault: null }
}
