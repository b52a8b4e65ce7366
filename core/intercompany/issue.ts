import { entities, numberSeries } from '../entities/entity.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { one } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { add, command, put, tell, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, codeOf, many, maybe, shape, text, type Of } from '../kernel/shape.ts'
import { addOpenItem, openItemFrom } from '../ledger/open-item.ts'
import { postingFaults, seriesFor, type Posted, type PostingFault, type Series } from '../ledger/post-journal.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { rateFaults, readExchange, type RateFault } from '../rates/exchange.ts'
import { transferCharges, transferRuns, type TransferCharge } from '../transfer/charge.ts'
import { apart, groupCurrencies } from '../transfer/one-group.ts'
import { ownRun, runsUntil } from '../transfer/own-run.ts'
import { daysOf } from '../transfer/statement.ts'
import { dueCharges, type DueCharge } from './facts.ts'
import { intercompanyCharges, intercompanyInvoices, type IntercompanyInvoice } from './invoice.ts'
import { draw, type Drawn } from './posting.ts'
import { taxesBetween, taxingFaults, type Entity, type TaxingFault } from './taxing.ts'

/** Charges of one invoice: more than a busy pair has in a month. */
const most = 5000
/** Entities of a group pay by the month. */
const dueDays = 30

const input = shape({
  provider: codeOf('entities'),
  receiver: codeOf('entities'),
  /** `2026-11`: what was charged until its end and is on no invoice yet. */
  month: text,
  /** Left out: the last day of the month. */
  issued: maybe(aDay),
})
const ownFaults = ['intercompany.unknownEntity', 'intercompany.badMonth', 'intercompany.nothingDue', 'intercompany.tooEarly', 'intercompany.tooMany', 'transfer.groupsApart'] as const // prettier-ignore
type Fault = (typeof ownFaults)[number] | TaxingFault | PostingFault | RateFault
type Input = Of<typeof input>

/** What one invoice is made of: one currency. */
interface Due {
  readonly currency: Currency
  readonly charges: readonly DueCharge[]
  readonly taxed: Exclude<Awaited<ReturnType<typeof taxesBetween>>, Refusal>
}
const netOf = (charges: readonly DueCharge[]): bigint => charges.reduce((sum, { price }) => sum + price, 0n)

async function load({ provider: giver, receiver: taker, month, issued: on }: Input, read: Read, now: Now) {
  const [provider, receiver] = [await read.get(entities, giver), await read.get(entities, taker)]
  if (!provider || !receiver || giver === taker) return refuse('intercompany.unknownEntity', { entity: provider ? taker : giver })
  const days = daysOf(month)
  if (!days) return refuse('intercompany.badMonth', { month })
  const currencyOf = await groupCurrencies(read)
  const distant = apart(provider, receiver, currencyOf)
  if (distant) return distant
  const groupCurrency = currencyOf(provider)
  const found = await read.ask(dueCharges, { provider: giver, receiver: taker, before: days.to, limit: most + 1 })
  if (found.length > most) return refuse('intercompany.tooMany', { most: `${most}` })
  const lastDay = addDays(days.to, -1)
  const issued = on ?? lastDay
  const late = found.find(({ day }) => day > issued)
  if (late) return refuse('intercompany.tooEarly', { day: late.day })
  const exchange = await readExchange(read, issued, provider.code)
  const due: Due[] = []
  for (const currency of [...new Set(found.map((charge) => charge.currency))].sort()) {
    const charges = found.filter((charge) => charge.currency === currency)
    const taxed = await taxesBetween({ provider, receiver, issued, lastDay, currency, net: netOf(charges) }, read, now)
    if (refused(taxed)) return taxed
    for (const to of [provider.currency, receiver.currency, groupCurrency]) {
      const missing = exchange.rate(currency, to)
      if (refused(missing)) return missing as Refusal<RateFault>
    }
    due.push({ currency, charges, taxed })
  }
  const before = await runsUntil(read, issued)
  // Last of all, in one order, so that two of them never wait for each other.
  const wanted = [[provider, 'intercompanyInvoice'], [receiver, 'intercompany']] as const // prettier-ignore
  const held = new Map<string, Series>()
  for (const [entity, document] of [...wanted].sort(([a], [b]) => (a.code < b.code ? -1 : 1)))
    held.set(entity.code, await seriesFor(read, entity, document, issued))
  const series = { provider: held.get(provider.code)!, receiver: held.get(receiver.code)! }
  return { provider, receiver, groupCurrency, due, exchange, issued, before, series }
}
type Facts = Exclude<Awaited<ReturnType<typeof load>>, Refusal>

/** The tax that the provider charges is owed between the two like any charge: stated, settled and disputed with the others. */
function taxOwed({ provider, receiver, issued, groupCurrency, before }: Facts, number: string, drawn: Drawn, now: Now): readonly Change[] {
  const [given, taken] = [drawn.provider, drawn.receiver].map((side) => side.lines.find((line) => line.openItem !== null))
  if (!given || !taken) return []
  const run = ownRun(issued, before, now)
  const row: TransferCharge = {
    id: now.newId() as TransferCharge['id'], transferRun: run.id, kind: 'invoiceTax', entry: `invoiceTax/${drawn.provider.journal.id}`, person: number, day: issued, quantity: one,
    provider: provider.code, receiver: receiver.code, customer: null, contract: null, policy: null, method: null, percent: null, currency: given.currency, price: given.amount,
    providerCurrency: provider.currency, cost: 0n, providerPrice: given.entityAmount, receiverCurrency: receiver.currency, receiverPrice: -taken.entityAmount, groupCurrency, groupCost: 0n,
    groupPrice: given.groupAmount, invoicedCurrency: null, invoiced: null, receiverInvoiced: null, groupInvoiced: null, costJournal: null, providerJournal: drawn.provider.journal.id,
    receiverJournal: drawn.receiver.journal.id, reverses: null, postedAt: now.at,
  }
  const item = ({ journal, lines }: Posted, entity: Entity, partner: Entity): Change => {
    const line = lines.find((one) => one.openItem !== null)!
    return addOpenItem(openItemFrom(line, {
      id: line.openItem!, kind: 'intercompany', entity: entity.code, customer: null, supplier: null, partner: partner.code, number: journal.number, postedOn: issued,
      due: addDays(issued, dueDays), entityCurrency: journal.entityCurrency, groupCurrency,
    }))
  }
  return [add(transferRuns, run), add(transferCharges, row), item(drawn.provider, provider, receiver), item(drawn.receiver, receiver, provider)]
} // prettier-ignore

function headOf({ month }: Input, { provider, receiver, issued }: Facts, { currency, charges, taxed }: Due, { provider: given, receiver: taken }: Drawn, id: IntercompanyInvoice['id'], now: Now): IntercompanyInvoice {
  const { net, tax, gross, byCode } = taxed.totals
  return {
    id, number: given.journal.number, kind: net < 0n ? 'creditNote' : 'invoice', provider: provider.code, receiver: receiver.code, month, issued,
    due: addDays(issued, dueDays), taxPoint: taxed.taxPoint, currency, net, tax, gross, charges: charges.length, taxes: byCode, note: taxed.note, reverseCode: taxed.reverse?.code ?? null,
    reverseTax: taxed.reverse?.tax ?? 0n, why: taxed.why, providerJournal: given.journal.id, receiverJournal: taken.journal.id, issuedAt: now.at, issuedBy: now.caller.name,
  }
} // prettier-ignore

function decide(asked: Input, facts: Facts | Refusal<Fault>, now: Now): Decision<Of<typeof output>> | Refusal<Fault> {
  if (refused(facts)) return facts
  const { provider, receiver, due, issued } = facts
  if (due.length === 0) return refuse('intercompany.nothingDue', { provider: provider.code, receiver: receiver.code, month: asked.month })
  const balances = new BalanceSheet()
  const changes: Change[] = []
  const issuedNow: IntercompanyInvoice[] = []
  let series = facts.series
  for (const [i, one] of due.entries()) {
    const { currency, charges, taxed } = one
    const codes = taxed.totals.byCode.map(({ code, tax }) => ({ code, tax }))
    const id = now.newId() as IntercompanyInvoice['id']
    const drawing = { ...facts, currency, charges, issued: issued as Day, taxPoint: taxed.taxPoint, source: id, taxed: { codes, reverse: taxed.reverse } }
    const drawn = draw(drawing, series, balances, now)
    if (refused(drawn)) return drawn
    series = { provider: drawn.provider.series, receiver: drawn.receiver.series }
    const head = headOf(asked, facts, one, drawn, id, now)
    issuedNow.push(head)
    const lines = charges.map(({ charge }, at) => add(intercompanyCharges, { charge, intercompanyInvoice: head.id, position: at + 1 }))
    changes.push(...drawn.provider.changes, ...drawn.receiver.changes, add(intercompanyInvoices, head), ...lines, ...taxOwed({ ...facts, before: facts.before + i }, head.number, drawn, now))
    changes.push(tell('intercompany.issued', { invoice: head.id, number: head.number, provider: provider.code, receiver: receiver.code }))
  }
  return { result: { invoices: issuedNow }, changes: [...changes, ...balances.changes(), put(numberSeries, series.provider), put(numberSeries, series.receiver)] }
} // prettier-ignore

const output = shape({ invoices: many(intercompanyInvoices.shape) })
/** Invoices what one entity charged another in a month, in both books at once: an invoice for each currency, with its tax. Running it again invoices what came since. */
export const issue = command({
  name: 'intercompany.issue',
  zone: 'finance',
  permit: 'intercompany.issue',
  offline: 'never',
  input,
  output,
  refusals: [...ownFaults, ...taxingFaults, ...postingFaults, ...rateFaults],
  load,
  decide,
})
