import { ratio, roundHalfAway } from '../kernel/decimal.ts'
import type { Row } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import type { journalLines } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import type { ChargeTax } from './charge-tax.ts'
import type { Charge, TaxCode } from './charging.ts'
import type { invoiceTaxes } from './invoice.ts'
import { taxOnNet } from '../tax/sums.ts'
import { partOfFixed, type StatedTax } from './stating.ts'

type Line = Row<typeof journalLines>
type Tax = Row<typeof invoiceTaxes>

/** What already takes something back from a charge of an invoice, posted or proposed. */
export interface Correcting {
  readonly corrects: Id<'charges'>
  readonly kind: Charge['kind']
  readonly net: bigint
  readonly posted: boolean
  readonly entityAmount: bigint
  readonly groupAmount: bigint
}
/** Tax that earlier credit notes gave back, by code. */
export interface CreditedTax {
  readonly code: string
  readonly base: bigint
  readonly amount: bigint
  readonly entityAmount: bigint
  readonly groupAmount: bigint
}
/** An invoice with everything that was taken back from it. */
export interface Credited {
  readonly charges: readonly Charge[]
  readonly taxes: readonly Tax[]
  readonly lines: readonly Line[]
  readonly corrections: readonly Correcting[]
  readonly creditedTaxes: readonly CreditedTax[]
  /** What a sales tax service said of its charges. */
  readonly served: ReadonlyMap<string, Pick<ChargeTax, 'tax'>>
}

const against = (minor: bigint, by: bigint): boolean => (minor > 0n ? by < 0n : minor < 0n && by > 0n)
/** What takes something back from a charge: credits, and corrections that lowered it. One that raised it stands on an invoice of its own. */
const takenFrom = (charge: Pick<Charge, 'id' | 'net'>, corrections: readonly Correcting[]): Correcting[] =>
  corrections.filter((c) => c.posted && c.corrects === charge.id && against(charge.net, c.net))

/** What was invoiced by a charge and not taken back yet. */
export const leftOf = (charge: Pick<Charge, 'id' | 'net'>, corrections: readonly Correcting[]): bigint =>
  takenFrom(charge, corrections).reduce((left, c) => left + c.net, charge.net)

/** So much of a charge is credited: minor units of the same sign as the charge. */
export interface CreditPart {
  readonly charge: Charge
  readonly amount: bigint
}
/** An amount of a journal line beside the share of it: a whole takes what is left, to the last penny; a part its share. */
const shareOf = (whole: bigint, taken: bigint, part: bigint, of: bigint, last: boolean): bigint =>
  last ? whole + taken : of === 0n ? 0n : roundHalfAway(ratio(whole * part, of))

export interface Mirror {
  readonly taxes: readonly StatedTax[]
  readonly lines: readonly Line[]
}

/**
 * The taxes and the journal of a credit note: those of the invoice the other way round, in all three currencies at the rates of then. Of a credit in parts each
 * takes its share, and the last one what is still there, so that together they are the invoice exactly. Source: billing.md, rounding.
 */
export function mirrorOf(
  credited: Credited,
  parts: readonly (CreditPart & { readonly id: Id<'charges'> })[],
  note: Id<'invoices'>,
  codes: ReadonlyMap<string, TaxCode>,
): Mirror {
  const { charges, lines, corrections } = credited
  const currency = charges[0]!.currency
  const journal = note as string as Line['journal']
  const blank = {
    journal,
    currency,
    customer: null,
    charge: null,
    taxCode: null,
    fund: null,
    supplier: null,
    partner: null,
    openItem: null,
  }
  const revenue = parts.map(({ id, charge, amount }) => {
    const original = lines.find((line) => line.charge === charge.id)
    assert(original, `the journal line of the charge ${charge.id}`)
    const taken = takenFrom(charge, corrections)
    const last = amount === leftOf(charge, corrections)
    const sum = (of: 'entityAmount' | 'groupAmount'): bigint => taken.reduce((minor, c) => minor + c[of], 0n)
    return {
      ...blank,
      account: original.account,
      charge: id,
      amount,
      entityAmount: -shareOf(original.entityAmount, sum('entityAmount'), amount, charge.net, last),
      groupAmount: -shareOf(original.groupAmount, sum('groupAmount'), amount, charge.net, last),
    }
  })
  const taxes: StatedTax[] = []
  const taxLines: Omit<Line, 'position'>[] = []
  for (const tax of credited.taxes) {
    const one = creditedTax(credited, parts, tax)
    if (one.base === 0n) continue
    taxes.push(statedBack(tax, one, codes.get(tax.code)))
    if (one.amount !== 0n) taxLines.push({ ...blank, account: account('outputTax'), taxCode: tax.code, ...one.line })
  }
  const others = [...revenue, ...taxLines, ...differenceBack(credited, taxes).map((line) => ({ ...blank, ...line }))]
  const sum = (of: 'amount' | 'entityAmount' | 'groupAmount'): bigint => others.reduce((minor, line) => minor + line[of], 0n)
  const { account: receivable, customer } = lines[0]!
  const control = { ...blank, account: receivable, customer, openItem: note as string as Line['openItem'], amount: -sum('amount'), entityAmount: -sum('entityAmount'), groupAmount: -sum('groupAmount') } // prettier-ignore
  return { taxes, lines: [control, ...others].map((line, i) => ({ ...line, position: i + 1 })) }
}

/** The tax of one code that goes back: of everything that is left, all that is left of the tax. */
function creditedTax({ charges, lines, corrections, creditedTaxes, served }: Credited, parts: readonly CreditPart[], tax: Tax) {
  const ofCode = (charge: Charge): boolean => charge.taxCodes.includes(tax.code)
  const base = parts.reduce((minor, { charge, amount }) => (ofCode(charge) ? minor + amount : minor), 0n)
  const before = creditedTaxes.find((t) => t.code === tax.code) ?? { base: 0n, amount: 0n, entityAmount: 0n, groupAmount: 0n }
  const left = charges.filter(ofCode).reduce((minor, charge) => minor + leftOf(charge, corrections), 0n)
  // What a correction of a run took back was taxed on its own document.
  const elsewhere = tax.base + before.base - left
  const byRate = (of: bigint): bigint => taxOnNet(of, tax.rate)
  const remaining = tax.amount + before.amount - byRate(elsewhere)
  const last = base === left
  // What a service worked out for each charge goes back charge by charge: they may be taxed at several places' rates.
  const isServed = charges.some((charge) => ofCode(charge) && served.has(charge.id))
  const ofCharge = ({ charge, amount: part }: CreditPart): bigint =>
    ofCode(charge) && charge.net !== 0n ? roundHalfAway(ratio((served.get(charge.id)?.tax ?? 0n) * part, charge.net)) : 0n
  const share = isServed ? parts.reduce((minor, part) => minor + ofCharge(part), 0n) : byRate(base)
  const amount = last ? remaining : against(share, -remaining) ? least(share, remaining) : 0n
  const original = lines.find((line) => line.taxCode === tax.code)
  const whole = last && elsewhere === 0n
  const line = {
    amount,
    entityAmount: original ? -shareOf(original.entityAmount, before.entityAmount, amount, tax.amount, whole) : 0n,
    groupAmount: original ? -shareOf(original.groupAmount, before.groupAmount, amount, tax.amount, whole) : 0n,
  }
  return { base, amount, line, before: before.base }
}

/** What a credit note states of a tax that goes back: as its invoice did. */
function statedBack(tax: Tax, { base, amount, line, before }: ReturnType<typeof creditedTax>, code: TaxCode | undefined): StatedTax {
  const { category, note, entityCurrency, entityBase, statedAt } = tax
  return {
    code: tax.code,
    short: code?.short ?? tax.code,
    rate: tax.rate,
    base: -base,
    amount: -amount,
    category: category ?? code?.category ?? null,
    note,
    entityCurrency,
    entityBase: entityBase === null ? null : -partOfFixed(entityBase, tax.base, -before, base),
    entityAmount: entityCurrency === null ? null : -line.entityAmount,
    statedAt,
  }
}

/** What the invoice booked between the rate of its books and the tax authority's goes back with its tax. */
function differenceBack({ lines, taxes, creditedTaxes }: Credited, back: readonly StatedTax[]) {
  const original = lines.find((line) => line.account === account('fxTax'))
  if (!original) return []
  const sum = (of: readonly { readonly amount: bigint }[]): bigint => of.reduce((minor, { amount }) => minor + amount, 0n)
  const part = (whole: bigint): bigint => -partOfFixed(whole, sum(taxes), -sum(creditedTaxes), -sum(back))
  const [entityAmount, groupAmount] = [part(original.entityAmount), part(original.groupAmount)]
  return entityAmount === 0n && groupAmount === 0n ? [] : [{ account: original.account, amount: 0n, entityAmount, groupAmount }]
}
/** The one nearer to nothing, of two of the same sign. */
const least = (a: bigint, b: bigint): bigint => ((a < 0n ? -a : a) < (b < 0n ? -b : b) ? a : b)
