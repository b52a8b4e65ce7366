import type { Day } from '../kernel/day.ts'
import { add, command, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, count, idOf, maybe, minorIn, shape, text, type Id, type Wire } from '../kernel/shape.ts'
import { numberSeries } from '../entities/entity.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { bookingsBy, type Booking, type Bookings } from '../recognition/deferral.ts'
import { loadContractBilling, type ContractBilling } from './as-known.ts'
import { isBlock, type Charge, type DueCharge } from './charging.ts'
import { comparedCharges } from './comparing.ts'
import { creditFault, creditFaults, creditNoteOf, creditParts, postedRun, totalsOfNotes, type CreditMade } from './credit.ts'
import { creditDay, heldSeries, loadCredit, type CreditFacts } from './credit-facts.ts'
import type { DueLine, PastCharge } from './facts.ts'
import { invoices } from './invoice.ts'
import { readTaxing, taxedCharge, type Taxing } from './taxing.ts'
import { postInvoice, type Numbering, type PostingFacts } from './posting.ts'
import { servedAgain, taxedAgain, taxesAgain, type ServedAgain } from './rebill-taxes.ts'
import { askFaults } from './ask-sales-tax.ts'
import { billingRuns, charges, unreviewed } from './run.ts'
import type { Row } from '../kernel/record.ts'
import { readFrozen } from '../rates/frozen.ts'

interface Due {
  readonly line: DueLine
  readonly due: DueCharge
}
type RebillFault = 'billing.rebillBlocked' | 'billing.rebillGone' | 'billing.rebillPrepaid'

/** What the credited periods should be charged by everything that is known now, the credit counted in. Other differences of the lines wait for the next run. */
function dueAgain(credit: CreditMade, billings: readonly ContractBilling[], taxing: Taxing, facts: CreditFacts, now: Now): readonly Due[] | Refusal<RebillFault> {
  const found: Due[] = []
  for (const id of new Set(credit.charges.map((c) => c.line))) {
    const billing = billings.find((b) => b.histories.has(id))
    const line = billing?.lines.find((l) => l.id === id)
    // Its purchase fills a fund, which only posting a run does.
    if (line?.kind === 'prepay') return refuse('billing.rebillPrepaid', { invoice: facts.invoice.number })
    if (!billing || !line) return refuse('billing.rebillGone', { invoice: facts.invoice.number })
    const own = credit.charges.filter((c) => c.line === id)
    const history = billing.histories.get(id)!
    const past: PastCharge[] = own.map((c) => ({ ...c, proposedAt: now.at }))
    const first = own.reduce<Day>((from, c) => (c.from < from ? c.from : from), own[0]!.from)
    const due = comparedCharges({ ...line, recheckFrom: first }, billing.facts, { ...history, charges: [...history.charges, ...past] })
    if (isBlock(due)) return refuse('billing.rebillBlocked', { contract: line.contractNumber, line: `${line.number}`, reason: due.reason })
    for (const untaxed of due.filter((one) => own.some((c) => one.from >= c.from && one.to <= c.to))) {
      const one = taxedCharge(untaxed, line, billing.facts.versions.get(`${line.product}@${untaxed.trace.version}`), taxing)
      if (isBlock(one)) return refuse('billing.rebillBlocked', { contract: line.contractNumber, line: `${line.number}`, reason: one.reason })
      found.push({ line, due: one })
    }
  }
  return found
} // prettier-ignore

/** On the accounts that the products name, as any invoice is; what was to be earned over time is so again. */
function bookingsFor(own: readonly Charge[], due: readonly Due[], day: Day, billing: ContractBilling, credit: CreditMade, facts: CreditFacts): Bookings {
  const credited = credit.charges.flatMap((c) => facts.deferrals.get(c.corrects ?? '') ?? [])
  const dueOf = new Map(own.map((charge, i) => [charge.id, due[i]!]))
  const byProduct = bookingsBy(own, [...billing.facts.versions.values()], ({ id, product }) => {
    const { line, due: one } = dueOf.get(id)!
    return { id, contract: line.contract, product, version: one.trace.version, corrects: one.corrects, deliveredOn: line.life?.deliveredOn ?? null }
  }, day)
  return new Map([
    ...byProduct,
    ...own.flatMap((charge): [string, Booking][] => {
      const deferral = credited.find((d) => d.line === charge.line)
      if (!deferral) return []
      const { contract, product, recognition, deferredAccount, revenueAccount } = deferral
      const { from, to, corrects } = charge
      return [[charge.id as string, { account: deferredAccount, deferral: { contract, product, corrects, recognition, from, to, deferredAccount, revenueAccount } }]]
    }),
  ])
} // prettier-ignore

/** The credit note and what its periods are charged instead. */
export function creditAndDue(
  input: { readonly reason: string; readonly issued: Day | null },
  { facts, billings, taxing, numbering }: { readonly facts: CreditFacts; readonly billings: readonly ContractBilling[]; readonly taxing: Taxing; readonly numbering: Pick<Numbering, 'creditNote'> },
  now: Now,
) {
  const day = creditDay(input.issued, facts.invoice, now)
  const fault = creditFault(facts, day)
  if (fault) return fault
  const asked = { charges: null, reason: input.reason, kind: 'credit', issued: input.issued } as const
  const parts = creditParts(asked, facts)
  if (refused(parts)) return parts
  const run = now.newId() as Id<'billingRuns'>
  const balances = new BalanceSheet()
  const credit = creditNoteOf(asked, parts, { run, series: numbering.creditNote!, day, balances }, facts, now)
  const due = dueAgain(credit, billings, taxing, facts, now)
  return refused(due) ? due : { run, day, balances, credit, due }
} // prettier-ignore

/** What crediting an invoice and billing its periods again takes, but for the numbers. */
export async function loadAgain(input: { readonly invoice: Id<'invoices'>; readonly issued: Day | null }, read: Read, now: Now) {
  const facts = await loadCredit(read, input.invoice)
  if (!facts) return undefined
  const day = creditDay(input.issued, facts.invoice, now)
  const billings: ContractBilling[] = []
  for (const contract of new Set(facts.charges.map((c) => c.contract)))
    billings.push(await loadContractBilling(read, { id: contract, entity: facts.invoice.entity }, day, null))
  const taxing = await readTaxing(read, facts.entity, [facts.customer.id], day, [...facts.codes.values()])
  return { facts, day, billings, taxing }
}

/** Credits an invoice and bills its periods again as they should be, in one act: the credit note and the new invoice, or neither. */
export const creditAndRebill = command({
  name: 'billing.creditAndRebill',
  zone: 'finance',
  permit: 'billing.post',
  offline: 'never',
  worth: { record: 'invoices', amount: 'gross', currency: 'currency' },
  input: shape({ invoice: idOf('invoices'), reason: text, issued: maybe(aDay) }),
  output: shape({
    creditNote: idOf('invoices'),
    creditNumber: text,
    /** Nothing where nothing is owed for these periods any more. */
    invoice: maybe(idOf('invoices')),
    number: maybe(text),
    charges: count,
    currency: aCurrency,
    credited: minorIn('currency'),
    billed: minorIn('currency'),
  }),
  refusals: [
    'billing.unknownInvoice',
    ...creditFaults,
    'billing.rebillBlocked',
    'billing.rebillGone',
    'billing.rebillPrepaid',
    'billing.rebillUnasked',
    ...askFaults,
  ],
  load: async (input, read, now) => {
    const found = await loadAgain(input, read, now)
    if (!found) return undefined
    const { facts, day } = found
    const rates = await readFrozen(read, day)
    // Last of all, the invoices first: nobody else numbers a document of these series until this act is committed.
    const numbering: Numbering = {
      invoice: await heldSeries(read, facts.entity, 'invoice', day),
      creditNote: await heldSeries(read, facts.entity, 'creditNote', day),
    }
    const made = creditAndDue(input, { ...found, numbering }, now)
    const served = refused(made) ? null : await servedAgain(made.due, facts, read, now)
    return { ...found, rates, numbering, served }
  },
  decide: (input, loaded, now) => {
    if (!loaded) return refuse('billing.unknownInvoice', { invoice: input.invoice })
    const { facts, billings, rates, taxing, numbering, served } = loaded
    const done = creditAndDue(input, { facts, billings, taxing, numbering }, now)
    if (refused(done)) return done
    if (served === null || refused(served)) return served ?? refuse('billing.unknownInvoice', { invoice: input.invoice })
    const { run, day, balances, credit, due } = done
    const again = billAgain(due, credit, { run, day, balances, numbering: { ...numbering, creditNote: credit.series } }, { facts, billing: billings[0]!, taxing, served }, now) // prettier-ignore
    const made = again ? [credit, { note: again.invoice, charges: again.charges }] : [credit]
    const { note } = credit
    const about = {
      number: `${note.entity}/${note.number}`, asOf: day, rates: rates as unknown as Wire, charges: made.reduce((sum, one) => sum + one.charges.length, 0), invoices: made.length,
      entity: note.entity, totals: totalsOfNotes(made, facts),
    } // prettier-ignore
    const series = again?.numbering ?? { invoice: null, creditNote: credit.series }
    return {
      result: {
        creditNote: note.id, creditNumber: note.number, invoice: again?.invoice.id ?? null, number: again?.invoice.number ?? null, charges: again?.charges.length ?? 0, currency: note.currency,
        credited: note.net, billed: again?.invoice.net ?? 0n,
      }, // prettier-ignore
      changes: [
        put(billingRuns, postedRun(run, 'credit', about, now)),
        ...credit.changes,
        ...(again?.changes ?? []),
        ...balances.changes(),
        ...(series.invoice ? [put(numberSeries, series.invoice)] : []),
        put(numberSeries, series.creditNote!),
        tell('billing.credited', { invoice: facts.invoice.id, creditNote: note.id, number: note.number, kind: 'credit' }),
        ...(again ? [tell('billing.rebilled', { invoice: facts.invoice.id, again: again.invoice.id, number: again.invoice.number })] : []),
      ],
    }
  },
})

function billAgain(
  due: readonly Due[],
  credit: CreditMade,
  { run, day, balances, numbering }: { readonly run: Id<'billingRuns'>; readonly day: Day; readonly balances: BalanceSheet; readonly numbering: Numbering },
  { facts, billing, taxing, served }: { readonly facts: CreditFacts; readonly billing: ContractBilling; readonly taxing: Taxing; readonly served: ServedAgain },
  now: Now,
): { readonly charges: readonly Charge[]; readonly changes: readonly Change[]; readonly numbering: Numbering; readonly invoice: Row<typeof invoices> } | undefined {
  if (due.length === 0) return undefined
  const { entity, group, customer, invoice: original } = facts
  const id = now.newId() as Id<'invoices'>
  const own: Charge[] = due.map(({ line, due: one }, i) => ({
    id: served.ids[i]!, run, invoice: id, entity: entity.code, customer: customer.id, contract: line.contract, line: line.id, product: line.product, poNumber: line.poNumber,
    ...one, ...unreviewed, trace: one.trace as unknown as Wire,
  })) // prettier-ignore
  const posting: PostingFacts = {
    run, entity, groupCurrency: group.currency, issued: day, postedAt: now.at, rates: null, exchanges: billing.facts.exchanges, taxCodes: facts.codes, balances, digest: now.digest,
    bookings: bookingsFor(own, due, day, billing, credit, facts), takenBack: null, creditPrefix: facts.creditPrefix, rounding: taxing.rounding, stating: taxing.stating,
  } // prettier-ignore
  const posted = postInvoice(own.map((c) => taxedAgain(served, { ...c, poNumber: original.poNumber })), customer, numbering, posting) // prettier-ignore
  const invoice = posted.changes.find((change) => change.does === 'add' && change.kind.record === invoices.record) as { readonly row: Row<typeof invoices> } | undefined // prettier-ignore
  const taxes = taxesAgain(served, own, run, { entity, invoice: original })
  return { charges: own, changes: [...own.map((charge) => add(charges, charge)), ...taxes, ...posted.changes], numbering: posted.numbering, invoice: invoice!.row } // prettier-ignore
} // prettier-ignore
