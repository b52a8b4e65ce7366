import type { Day } from '../kernel/day.ts'
import { yearOf } from '../kernel/day.ts'
import { add, command, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text, type Id, type Value, type Wire } from '../kernel/shape.ts' // prettier-ignore
import { products, productVersions } from '../catalog/product.ts'
import { contractLines, contracts, running, type ContractLine } from '../contracts/contract.ts'
import { termsFault, termsFaults, type TermsFault } from '../contracts/rules.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups, numberSeries } from '../entities/entity.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { bookingsBy, type Bookings } from '../recognition/deferral.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { readFrozen } from '../rates/frozen.ts'
import { chargesOf, isBlock, type Charge, type ChargingFacts, type DueCharge } from './charging.ts'
import { postedRun } from './credit.ts'
import { heldSeries } from './credit-facts.ts'
import type { DueLine } from './facts.ts'
import { postInvoice, type Series } from './posting.ts'
import { namedFor } from './recipients.ts'
import { exchangesOf } from './rates.ts'
import { billingRuns, charges, unreviewed } from './run.ts'
import { settingsOf } from './settings.ts'
import { readTaxing, taxedCharge, type Taxing } from './taxing.ts'
import { countInvoice, noTotals, taxesOf } from './totals.ts'

const handLine = shape({
  product: codeOf('products'),
  description: maybe(text),
  quantity: aDecimal,
  /** Left out: the price of the product. */
  unitPrice: maybe(aDecimal),
  taxCodes: many(codeOf('taxCodes'), 5),
})
const handInput = shape({
  /** The contract that it belongs to; left out, one is opened with the customer. */
  contract: maybe(idOf('contracts')),
  customer: maybe(idOf('customers')),
  entity: maybe(codeOf('entities')),
  issued: maybe(aDay),
  /** Left out: the customer's. */
  currency: maybe(aCurrency),
  lines: many(handLine, 200),
  poNumber: maybe(text),
  /** `false`: left as a proposal to be reviewed. Left out: posted, unless somebody must approve first. */
  post: maybe(flag),
})
type Input = Value<typeof handInput>
type Contract = Row<typeof contracts>

/** Contracts that only invoices by hand opened: `H-2026-0001`. */
const handPrefix = (day: Day): string => `H-${yearOf(day)}-`

async function load(input: Input, read: Read, now: Now) {
  const contract = input.contract === null ? undefined : await read.get(contracts, input.contract)
  const mine = await read.list(entities, { order: ['code'], limit: 2 })
  const code = contract?.entity ?? input.entity ?? (mine.length === 1 ? mine[0]!.code : null)
  const entity = code === null ? undefined : await read.get(entities, code)
  const customerId = contract?.customer ?? input.customer
  const customer = customerId === null ? undefined : await read.get(customers, customerId)
  const day = input.issued ?? now.today
  const ofEntity = { field: 'entity', is: 'equal', value: entity?.code ?? '' } as const
  const group = entity && (await read.get(groups, entity.group))
  const codes = await read.list(taxCodes, { limit: 100_000 })
  return {
    contract, entity, customer, day, group,
    opened: await read.list(contracts, { where: { all: [ofEntity, { field: 'number', is: 'starts', value: handPrefix(day) }] }, order: ['-number'], limit: 1 }),
    lastLine: contract && (await read.list(contractLines, { where: { field: 'contract', is: 'equal', value: contract.id }, order: ['-number'], limit: 1 }))[0],
    products: await read.some(products, input.lines.map((l) => l.product)),
    versions: await read.list(productVersions, { limit: 100_000 }),
    codes,
    rates: await readFrozen(read, day),
    sameDay: await read.list(billingRuns, { where: { field: 'asOf', is: 'equal', value: day }, limit: 1000 }),
    settings: entity && (await settingsOf(read, entity.code)),
    taxing: entity && customer && (await readTaxing(read, entity, [customer.id], day, codes, true)),
    // Last of all: nobody else numbers an invoice until this one is committed.
    series: entity && input.post !== false ? await heldSeries(read, entity, 'invoice', day) : undefined,
  } // prettier-ignore
}
type Facts = Awaited<ReturnType<typeof load>>
type Known = Facts & {
  readonly taxing: Taxing
  readonly entity: Row<typeof entities>
  readonly customer: Row<typeof customers>
  readonly group: Row<typeof groups>
}

type HandFault = 'contracts.unknown' | 'contracts.ended' | 'contracts.unknownEntity' | 'contracts.unknownCustomer' | 'contracts.unknownProduct' | 'billing.noLines' | TermsFault // prettier-ignore

function contractFor(input: Input, facts: Facts, now: Now): { readonly contract: Contract; readonly changes: readonly Change[] } | Refusal<HandFault> {
  const { contract, entity, customer, opened, day } = facts
  if (input.contract !== null && !contract) return refuse('contracts.unknown', { contract: input.contract })
  if (!entity) return refuse('contracts.unknownEntity', { entity: input.entity ?? '' })
  if (!customer) return refuse('contracts.unknownCustomer', { customer: input.customer ?? '' })
  if (contract?.state === 'ended') return refuse('contracts.ended', { number: contract.number })
  if (input.lines.length === 0) return refuse('billing.noLines', {})
  if (contract?.state === 'active') return { contract, changes: [] }
  if (contract) return { contract: { ...contract, state: 'active' }, changes: [put(contracts, { ...contract, state: 'active' })] }
  const last = opened[0]?.number.slice(handPrefix(day).length) ?? '0'
  const fresh: Contract = {
    id: now.newId() as Contract['id'], number: `${handPrefix(day)}${`${BigInt(/^\d+$/.test(last) ? last : '0') + 1n}`.padStart(4, '0')}`, entity: entity.code, customer: customer.id, state: 'active', name: null, signedOn: null,
  } // prettier-ignore
  return { contract: fresh, changes: [add(contracts, fresh)] }
} // prettier-ignore

function linesFor(input: Input, contract: Contract, facts: Known, now: Now): readonly ContractLine[] | Refusal<HandFault> {
  const { entity, customer, day } = facts
  const taxes = new Map(facts.codes.map((c) => [c.code as string, c]))
  const lines: ContractLine[] = []
  for (const [i, asked] of input.lines.entries()) {
    const product = facts.products.get(asked.product)
    const version = facts.versions.find((v) => v.product === asked.product && v.version === product?.version)
    if (!product?.active || !version) return refuse('contracts.unknownProduct', { product: asked.product })
    const line: ContractLine = {
      ...asked, id: now.newId() as ContractLine['id'], contract: contract.id, number: (facts.lastLine?.number ?? 0) + i + 1, entity: entity.code, customer: customer.id, version: version.version,
      currency: input.currency ?? customer.currency, months: 1, timing: 'advance', anchor: 'calendar', start: day, end: null, billedTo: null, poNumber: input.poNumber, ...running, kind: 'oneOff', addedAt: now.at,
    } // prettier-ignore
    const fault = termsFault(line, product, version, entity.country, taxes)
    if (fault) return fault
    lines.push(line)
  }
  return lines
}

/** A line as the charging sees it: sold just now, so nothing changed and nothing was charged. */
const dueLine = (line: ContractLine, contract: Contract, facts: Known): DueLine => ({
  ...line,
  contractNumber: contract.number,
  poRequired: facts.customer.poRequired,
  chargedTo: null,
  lastNet: null,
})

/** Bills something outside of any schedule: it becomes one-off lines of a contract, so that every charge has one, and these alone are invoiced. */
export const invoiceByHand = command({
  name: 'billing.invoiceByHand',
  zone: 'finance',
  permit: 'billing.post',
  offline: 'never',
  input: handInput,
  output: shape({
    run: idOf('billingRuns'),
    posted: flag,
    invoice: idOf('invoices'),
    /** Nothing while it is a proposal. */
    number: maybe(text),
    contract: idOf('contracts'),
    contractNumber: text,
    charges: count,
    currency: aCurrency,
    net: minorIn('currency'),
    tax: minorIn('currency'),
    gross: minorIn('currency'),
  }),
  refusals: ['contracts.unknown', 'contracts.ended', 'contracts.unknownEntity', 'contracts.unknownCustomer', 'contracts.unknownProduct', ...termsFaults, 'billing.noLines', 'billing.handBlocked', 'billing.nothingToBill', 'billing.approvalsMissing', 'billing.salesTaxMissing'],
  load,
  decide: (input, facts, now) => {
    const opened = contractFor(input, facts, now)
    if ('refused' in opened) return opened
    const known = facts as Known
    const { entity, group, customer, day, settings } = known
    const { contract } = opened
    const lines = linesFor(input, contract, known, now)
    if ('refused' in lines) return lines
    const needed = settings?.approvals ?? 0
    if (input.post === true && needed > 0) return refuse('billing.approvalsMissing', { run: contract.number, entity: entity.code, needed: `${needed}`, charges: `${lines.length}` })
    const { rates } = facts
    const charging: ChargingFacts = {
      entity, groupCurrency: group.currency, asOf: day, source: rates.source, versions: new Map(facts.versions.map((v) => [`${v.product}@${v.version}`, v])),
      taxCodes: new Map(facts.codes.map((c) => [c.code, c])), exchanges: exchangesOf(rates, entity.code),
    }
    const due: { readonly line: ContractLine; readonly one: DueCharge }[] = []
    for (const line of lines) {
      const found = chargesOf(dueLine(line, contract, known), charging)
      if (isBlock(found)) return refuse('billing.handBlocked', { line: `${line.number}`, product: line.product, reason: found.reason })
      for (const untaxed of found) {
        const one = taxedCharge(untaxed, dueLine(line, contract, known), charging.versions.get(`${line.product}@${line.version}`), known.taxing)
        if (isBlock(one)) return refuse('billing.handBlocked', { line: `${line.number}`, product: line.product, reason: one.reason })
        due.push({ line, one })
      }
    }
    // What only a service can tax is left as a proposal until it was asked.
    const served = due.filter(({ one }) => one.trace.tax.rule === 'service').length
    if (input.post === true && served > 0) return refuse('billing.salesTaxMissing', { run: contract.number, charges: `${served}` })
    if (due.reduce((sum, d) => sum + d.one.net, 0n) <= 0n) return refuse('billing.nothingToBill', {})
    const [run, invoice] = [now.newId() as Id<'billingRuns'>, now.newId() as Id<'invoices'>]
    const own: Charge[] = due.map(({ line, one }) => ({
      id: now.newId() as Id<'charges'>, run, invoice, entity: entity.code, customer: customer.id, contract: contract.id, line: line.id, product: line.product, poNumber: line.poNumber,
      ...one, ...unreviewed, trace: one.trace as unknown as Wire,
    }))
    const taxes = taxesOf(own, charging.taxCodes, known.taxing.rounding)
    const net = own.reduce((sum, c) => sum + c.net, 0n)
    const totals = noTotals(entity.currency, group.currency)
    countInvoice(totals, own[0]!.currency, net, taxes, own.length, charging.exchanges)
    const tax = taxes.reduce((sum, t) => sum + t.amount, 0n)
    const posts = (input.post ?? (needed === 0 && served === 0)) && facts.series !== undefined
    const nth = facts.sameDay.filter((one) => one.kind === 'hand').length + 1
    const about = { asOf: day, rates: rates as unknown as Wire, charges: own.length, invoices: 1, entity: entity.code, totals }
    const added = [...opened.changes, ...lines.map((line) => add(contractLines, line)), ...own.map((charge) => add(charges, charge))]
    const result = { run, posted: posts, invoice, contract: contract.id, contractNumber: contract.number, charges: own.length, currency: own[0]!.currency, net, tax, gross: net + tax }
    if (!posts) {
      const proposal = { ...postedRun(run, 'hand', { ...about, number: `HI-${day}-${nth}` }, now), state: 'proposed' as const, posted: 0, postedAt: null, done: [] }
      return { result: { ...result, number: null }, changes: [...added, put(billingRuns, proposal), tell('billing.proposed', { run, number: proposal.number, charges: `${own.length}` })] }
    }
    // What is billed by hand was delivered, and may still be earned over time.
    const bookings = bookingsBy(own, facts.versions, ({ id, product, line }) => ({ id, contract: contract.id, product, version: lines.find((l) => l.id === line)!.version, corrects: null, deliveredOn: day }), day)
    const made = postNow(own, bookings, facts.series!, known, { run, day, charging }, now)
    return {
      result: { ...result, number: made.number },
      changes: [
        ...added,
        put(billingRuns, postedRun(run, 'hand', { ...about, number: `${entity.code}/${made.number}` }, now)),
        ...made.changes,
        tell('billing.posted', { run, number: made.number, invoices: '1' }),
      ],
    }
  },
}) // prettier-ignore

function postNow(
  own: readonly Charge[],
  bookings: Bookings,
  series: Series,
  { entity, group, customer, settings, taxing }: Known,
  { run, day, charging }: { readonly run: Id<'billingRuns'>; readonly day: Day; readonly charging: ChargingFacts },
  now: Now,
): { readonly number: string; readonly changes: readonly Change[] } {
  const balances = new BalanceSheet()
  const posted = postInvoice(own, namedFor(customer, own[0]!.contract, taxing.recipients), { invoice: series, creditNote: null }, {
    run, entity, groupCurrency: group.currency, issued: day, postedAt: now.at, rates: null, exchanges: charging.exchanges, taxCodes: charging.taxCodes, balances, digest: now.digest,
    bookings, takenBack: null, creditPrefix: settings?.creditPrefix ?? null, rounding: taxing.rounding, stating: taxing.stating,
  }) // prettier-ignore
  const invoice = posted.changes.find((change) => change.does === 'add' && change.kind.record === 'invoices')
  assert(invoice?.does === 'add', 'the invoice that was posted')
  return { number: String(invoice.row['number']), changes: [...posted.changes, ...balances.changes(), put(numberSeries, posted.numbering.invoice)] } // prettier-ignore
} // prettier-ignore
