import type { Day } from '../kernel/day.ts'
import { majorText } from '../kernel/money.ts'
import { add, command, put, tell, type Change, type Now } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, count, idOf, many, maybe, minorIn, shape, text, type Id, type Wire } from '../kernel/shape.ts'
import { contractLines } from '../contracts/contract.ts'
import { numberSeries } from '../entities/entity.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { recognitions } from '../recognition/recognition.ts'
import type { Charge } from './charging.ts'
import { returned, returnFault, returnFaults } from './fund-returns.ts'
import { creditDay, heldSeries, loadCredit, type CreditFacts } from './credit-facts.ts'
import { leftOf, mirrorOf, type CreditPart } from './crediting.ts'
import { issueDocument, type PostingFacts, type Series } from './posting.ts'
import { noExchanges } from './rates.ts'
import type { Run } from './propose.ts'
import { billingRuns, charges, unreviewed, wholeRun } from './run.ts'
import { noTotals, totalsData, type EntityTotals } from './totals.ts'
import type { ChargeTrace } from './trace.ts'

/** Goodwill is counted apart, so that the comparison of what was charged never meets it. */
const firstGoodwill = 1000

export const creditKinds = ['credit', 'goodwill'] as const
export interface CreditAsked {
  readonly charges: readonly { readonly charge: Id<'charges'>; readonly net: bigint | null }[] | null
  readonly reason: string
  readonly kind: (typeof creditKinds)[number]
  readonly issued: Day | null
}
export const creditFaults = ['billing.creditOfCredit', 'billing.creditBeforeInvoice', 'billing.creditProposed', 'billing.unknownCharge', 'billing.creditTooLarge', 'billing.nothingToCredit', ...returnFaults] as const // prettier-ignore
export type CreditFault = (typeof creditFaults)[number]

/** What is credited of each charge: all that is left where nothing is said; never more than was invoiced and not credited yet. */
export function creditParts(asked: Pick<CreditAsked, 'charges'>, facts: CreditFacts): readonly CreditPart[] | Refusal<CreditFault> {
  const { invoice, charges: own, corrections, credits } = facts
  const left = new Map(own.map((charge) => [charge.id as string, leftOf(charge, corrections)]))
  const parts: CreditPart[] = []
  for (const { charge: id, net } of asked.charges ?? own.map((c) => ({ charge: c.id, net: null }))) {
    const charge = own.find((c) => c.id === id)
    if (!charge) return refuse('billing.unknownCharge', { charge: id })
    const rest = left.get(id)!
    const amount = net ?? rest
    const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)
    // An amount that lowered the invoice goes back whole, or not at all.
    if (size(amount) > size(rest) || (amount !== 0n && amount < 0n !== rest < 0n) || (rest < 0n && amount !== rest))
      return refuse('billing.creditTooLarge', { invoice: invoice.number, amount: majorText(charge.currency, amount), left: majorText(charge.currency, rest), currency: charge.currency }) // prettier-ignore
    left.set(id, rest - amount)
    const proposed = credits.find((c) => c.corrects === id && !c.posted)
    if (proposed && amount !== 0n) return refuse('billing.creditProposed', { invoice: invoice.number, run: proposed.run })
    const known = parts.findIndex((part) => part.charge.id === id)
    if (known >= 0) parts[known] = { charge, amount: parts[known]!.amount + amount }
    else if (amount !== 0n) parts.push({ charge, amount })
  }
  if (parts.reduce((sum, part) => sum + part.amount, 0n) <= 0n) return refuse('billing.nothingToCredit', { invoice: invoice.number })
  return returnFault(invoice, parts, facts.returns) ?? parts
}

function creditCharge({ charge, amount }: CreditPart, asked: CreditAsked, note: Id<'invoices'>, run: Id<'billingRuns'>, facts: CreditFacts, now: Now): Charge {
  const goodwill = asked.kind === 'goodwill'
  const last = facts.nths.find((n) => n.line === charge.line && n.from === charge.from && n.goodwill === goodwill)
  const { against: _against, ...trace } = charge.trace as unknown as ChargeTrace
  const credits = { charge: charge.id as string, of: charge.net.toString(), minor: amount.toString() }
  return {
    ...charge,
    id: now.newId() as Id<'charges'>,
    run,
    invoice: note,
    net: -amount,
    mark: null,
    nth: last ? last.nth + 1 : goodwill ? firstGoodwill : 1,
    kind: asked.kind,
    corrects: charge.id,
    ...unreviewed,
    trace: { ...trace, credits, minor: (-amount).toString() } as unknown as Wire,
  }
} // prettier-ignore

export interface CreditMade {
  readonly note: Row<typeof import('./invoice.ts').invoices>
  readonly charges: readonly Charge[]
  readonly changes: readonly Change[]
  readonly series: Series
}

/** The credit note of some parts of an invoice, and everything that it adds: charges, mirrored journal, what is left to be earned. Its periods are open again, unless it is goodwill. */
export function creditNoteOf(
  asked: CreditAsked,
  parts: readonly CreditPart[],
  {
    run,
    series,
    day,
    balances,
  }: { readonly run: Id<'billingRuns'>; readonly series: Series; readonly day: Day; readonly balances: BalanceSheet },
  facts: CreditFacts,
  now: Now,
): CreditMade {
  const { invoice, entity, group, customer, journal } = facts
  const id = now.newId() as Id<'invoices'>
  const credited = parts.map((part) => creditCharge(part, asked, id, run, facts, now))
  const { taxes, lines } = mirrorOf(facts, parts.map((part, i) => ({ ...part, id: credited[i]!.id })), id, facts.codes) // prettier-ignore
  const posting: PostingFacts = {
    run, entity, groupCurrency: group.currency, issued: day, postedAt: now.at, rates: journal.rates, exchanges: noExchanges, taxCodes: facts.codes, balances, digest: now.digest,
    bookings: new Map(), takenBack: null, creditPrefix: facts.creditPrefix, rounding: invoice.taxRounding ?? 'document', stating: null,
  } // prettier-ignore
  const document = { id, kind: 'creditNote', currency: invoice.currency, poNumber: invoice.poNumber, corrects: invoice.id, reason: asked.reason, charges: credited, taxes, lines } as const // prettier-ignore
  const issued = issueDocument(document, customer, series, posting)
  const changes: Change[] = [...credited.map((charge) => add(charges, charge)), ...issued.changes]
  for (const [i, { charge }] of parts.entries()) {
    const deferral = facts.deferrals.get(charge.id)
    const line = lines.find((l) => l.charge === credited[i]!.id)!
    if (deferral)
      changes.push(
        add(recognitions, {
          ...deferral, id: credited[i]!.id, invoice: id, corrects: charge.id, postedOn: day, total: -line.amount, recognised: 0n, entityTotal: -line.entityAmount, entityRecognised: 0n,
          groupTotal: -line.groupAmount, groupRecognised: 0n, progress: null, recognisedTo: deferral.from, state: 'open',
        }), // prettier-ignore
      )
  }
  changes.push(...returned(parts, facts.returns, { day, reason: asked.reason }, now))
  if (asked.kind === 'credit') changes.push(...reopened(parts, facts))
  return { note: issued.invoice, charges: credited, changes, series: issued.series }
}

/** The lines whose periods were credited are compared again from there on. */
function reopened(parts: readonly CreditPart[], facts: CreditFacts): Change[] {
  const from = new Map<string, Day>()
  for (const { charge } of parts) {
    const known = from.get(charge.line)
    if (known === undefined || charge.from < known) from.set(charge.line, charge.from)
  }
  return [...from].flatMap(([id, day]) => {
    const line = facts.contractLines.get(id)
    return line ? [put(contractLines, { ...line, recheckFrom: line.recheckFrom !== null && line.recheckFrom < day ? line.recheckFrom : day })] : [] // prettier-ignore
  })
}

/** The totals of documents that are posted already. */
export function totalsOfNotes(made: readonly Pick<CreditMade, 'note' | 'charges'>[], facts: CreditFacts): EntityTotals {
  const totals = noTotals(facts.entity.currency, facts.group.currency)
  for (const { note, charges: own } of made) {
    totals.charges += own.length
    totals.invoices += 1
    const sums = (totals.byCurrency[note.currency] ??= { invoices: 0, net: 0n, tax: 0n, gross: 0n })
    sums.invoices += 1
    sums.net += note.net
    sums.tax += note.tax
    sums.gross += note.gross
    totals.entityGross += note.entityGross
    totals.groupGross += note.groupGross
  }
  return totals
}

/** The run of one act: posted with it. */
export const postedRun = (
  id: Id<'billingRuns'>,
  kind: 'credit' | 'hand',
  about: Pick<Run, 'number' | 'asOf' | 'rates' | 'charges' | 'invoices'> & {
    readonly entity: Run['entities'][number]
    readonly totals: EntityTotals
  },
  now: Now,
): Run => ({
  ...wholeRun,
  id,
  kind,
  number: about.number,
  asOf: about.asOf,
  entities: [about.entity],
  state: 'posted',
  marker: '',
  charges: about.charges,
  invoices: about.invoices,
  posted: about.invoices,
  blocked: 0,
  totals: totalsData({ [about.entity]: about.totals }),
  rates: about.rates,
  createdAt: now.at,
  createdBy: now.caller.name,
  postedAt: now.at,
  proposer: now.caller.user,
  done: [about.entity],
})

/** What stands in the way of crediting an invoice on a day. */
export function creditFault(
  { invoice }: CreditFacts,
  day: Day,
): Refusal<'billing.creditOfCredit' | 'billing.creditBeforeInvoice'> | undefined {
  if (invoice.kind === 'creditNote') return refuse('billing.creditOfCredit', { number: invoice.number })
  return day < invoice.issued ? refuse('billing.creditBeforeInvoice', { number: invoice.number, issued: invoice.issued, day }) : undefined
}

/** Credits an invoice, or some of it: a document of its own, its journal the invoice's the other way round. What was credited is due again, unless it is goodwill. */
export const creditInvoice = command({
  name: 'billing.credit',
  zone: 'finance',
  permit: 'billing.post',
  offline: 'never',
  worth: { record: 'invoices', amount: 'gross', currency: 'currency' },
  input: shape({
    invoice: idOf('invoices'),
    /** Left out: everything that is not credited yet. */
    charges: maybe(many(shape({ charge: idOf('charges'), /** Net in minor units; left out: all that is left of the charge. */ net: maybe(minorIn('currency')) }))),
    reason: text,
    kind: maybe(choice(...creditKinds)),
    issued: maybe(aDay),
  }),
  output: shape({ creditNote: idOf('invoices'), number: text, charges: count, currency: aCurrency, net: minorIn('currency'), tax: minorIn('currency'), gross: minorIn('currency') }),
  refusals: ['billing.unknownInvoice', ...creditFaults],
  load: async (input, read, now) => {
    const facts = await loadCredit(read, input.invoice)
    if (!facts) return undefined
    // Last of all: nobody else numbers a credit note until this one is committed.
    return { facts, series: await heldSeries(read, facts.entity, 'creditNote', creditDay(input.issued, facts.invoice, now)) }
  },
  decide: (input, loaded, now) => {
    if (!loaded) return refuse('billing.unknownInvoice', { invoice: input.invoice })
    const { facts, series } = loaded
    const asked: CreditAsked = { ...input, kind: input.kind ?? 'credit' }
    const day = creditDay(input.issued, facts.invoice, now)
    const fault = creditFault(facts, day)
    if (fault) return fault
    const parts = creditParts(asked, facts)
    if (refused(parts)) return parts
    const run = now.newId() as Id<'billingRuns'>
    const balances = new BalanceSheet()
    const made = creditNoteOf(asked, parts, { run, series, day, balances }, facts, now)
    const { note } = made
    const about = { number: `${note.entity}/${note.number}`, asOf: day, rates: facts.journal.rates, charges: made.charges.length, invoices: 1, entity: note.entity, totals: totalsOfNotes([made], facts) } // prettier-ignore
    return {
      result: { creditNote: note.id, number: note.number, charges: made.charges.length, currency: note.currency, net: note.net, tax: note.tax, gross: note.gross },
      changes: [
        put(billingRuns, postedRun(run, 'credit', about, now)),
        ...made.changes,
        ...balances.changes(),
        put(numberSeries, made.series),
        tell('billing.credited', { invoice: facts.invoice.id, creditNote: note.id, number: note.number, kind: asked.kind }),
      ],
    }
  },
}) // prettier-ignore
