import { formerNames, formerOf, mergedSeries, type FormerNames } from '../entities/merged.ts'
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

/** The tax of a code once more: on the whole, charge by charge where the document was rounded so, or as a sales tax service answered. */
const taxAgain = (
  { code, rate, base }: Answer<typeof sealedTaxes>,
  charges: readonly Answer<typeof sealedCharges>[],
  rounding: Answer<typeof sealedDocuments>['taxRounding'],
): bigint => {
  const own = charges.filter((charge) => charge.taxCodes.includes(code))
  // No rate says what a service says: it is what was recorded with each charge.
  if (own.some(({ serviceTax }) => serviceTax !== null)) return own.reduce((sum, { serviceTax }) => sum + (serviceTax ?? 0n), 0n)
  return rounding === 'line' ? taxOnNets(own.map((c) => c.net), rate, rounding) : taxOnNet(base, rate) // prettier-ignore
}

/** Under which names a document of a series was sealed: up to where its company had come when it was bought, under those of before. */
type SealedUnder = (sequence: number) => FormerNames
const nothingRenamed: FormerNames = new Map()
const mostMerges = 10_000
async function sealedUnder(read: Read): Promise<(series: string) => SealedUnder> {
  const reaches = await read.list(mergedSeries, { order: ['reach'], limit: mostMerges * 100 })
  const names = new Map<string, FormerNames>()
  for (const { merge } of reaches) if (!names.has(merge)) names.set(merge, await formerNames(read, merge))
  const bySeries = groupBy(reaches, ({ series }) => series as string)
  return (series) => {
    // A company that was bought may have been bought with another: what was sealed first was sealed under the oldest names.
    const own = (bySeries.get(series) ?? []).toSorted((a, b) => a.last - b.last)
    return (sequence) => names.get(own.find(({ last }) => sequence <= last)?.merge ?? '') ?? nothingRenamed
  }
}
type Line = Answer<typeof sealedLines>
const lineAsSealed = (line: Line, names: FormerNames): Line =>
  names.size === 0
    ? line
    : {
        ...line,
        account: formerOf(names, 'accounts', line.account),
        partner: formerOf(names, 'entities', line.partner),
        customer: formerOf(names, 'customers', line.customer),
        supplier: formerOf(names, 'suppliers', line.supplier),
      }

/** A page of invoices or credit notes: taxes and seals computed again, in the order of their numbers. */
async function walkInvoices(read: Read, now: Now, series: Series, before: Walked, under: SealedUnder): Promise<Walked> {
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
    const names = under(document.sequence)
    const sealed = {
      ...document,
      entity: formerOf(names, 'entities', document.entity),
      customer: formerOf(names, 'customers', document.customer),
      charges: own.charges,
      taxes: own.taxes.map((t) => ({ ...t, code: formerOf(names, 'taxCodes', t.code), rate: decimalText(t.rate) })),
      lines: own.lines.map((line) => lineAsSealed(line, names)),
    }
    seal = sealOf(seal, sealed, now.digest)
    if (seal !== document.seal) return bad(document.id, seal, document.seal ?? '')
    sequence = document.sequence
  }
  return { seal, sequence, records, more: documents.length === sealPage, fault: null }
}

/** A page of journals that have no invoice. */
async function walkJournals(read: Read, now: Now, series: Series, before: Walked, under: SealedUnder): Promise<Walked> {
  const found = await read.ask(sealedJournals, { series, after: before.sequence, limit: sealPage })
  const lines = groupBy(
    await read.ask(sealedLines, { documents: found.map((j) => j.id as string as Answer<typeof sealedDocuments>['id']) }),
    (l) => l.journal as string,
  )
  let { seal, sequence, records } = before
  for (const journal of found) {
    records += 1
    const names = under(journal.sequence)
    const own = (lines.get(journal.id) ?? []).map((line) => lineAsSealed(line, names))
    seal = sealOfJournal(seal, { ...journal, entity: formerOf(names, 'entities', journal.entity), lines: own }, now.digest)
    if (seal !== journal.seal)
      return { seal, sequence, records, more: false, fault: { record: 'journals', id: journal.id, expected: seal, found: journal.seal } }
    sequence = journal.sequence
  }
  return { seal, sequence, records, more: found.length === sealPage, fault: null }
}

/** Recomputes the seals of every document in the order of its numbers, and compares the head of each chain with its series. */
export async function walkSeals(read: Read, now: Now): Promise<{ readonly records: number; readonly fault: SealFault | null }> {
  let records = 0
  const under = await sealedUnder(read)
  for (const { series, document, seal } of await read.ask(seriesList, {})) {
    const walk = document === 'invoice' || document === 'creditNote' ? walkInvoices : walkJournals
    let at: Walked = { seal: null, sequence: 0, records, more: true, fault: null }
    while (at.more) at = await walk(read, now, series, at, under(series))
    records = at.records
    if (at.fault) return { records, fault: at.fault }
    if (at.seal !== seal) return { records, fault: { record: 'numberSeries', id: series, expected: at.seal ?? '', found: seal ?? '' } }
  }
  return { records, fault: null }
}
