import { decimalText, exactly, ratio, ratioText, zero } from '../kernel/decimal.ts'
import { majorText, type Currency } from '../kernel/money.ts'
import type { Wire } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import { taxOnNets, type TaxRounding } from '../tax/sums.ts'
import type { TaxCode } from './charging.ts'
import type { Exchanges } from './rates.ts'

/** What tax an invoice owes by one code: on the sum of its charges, rounded once, or charge by charge where its legal entity wants it so. */
export interface TaxLine {
  readonly code: string
  readonly short: string
  readonly rate: TaxCode['rate']
  readonly base: bigint
  readonly amount: bigint
}

/** Taxes of the charges of one invoice, each code alone, in the order in which the codes first appear. */
export function taxesOf(charges: readonly Taxed[], codes: ReadonlyMap<string, TaxCode>, rounding: TaxRounding): TaxLine[] {
  const byCode = new Map<string, Taxed[]>()
  for (const charge of charges)
    for (const code of charge.taxCodes) {
      const known = byCode.get(code)
      if (known) known.push(charge)
      else byCode.set(code, [charge])
    }
  return [...byCode].map(([code, own]) => {
    const { short, rate } = codes.get(code)!
    const nets = own.map(({ net }) => net)
    const base = nets.reduce((sum, net) => sum + net, 0n)
    return isOfService(own)
      ? { code, short, base, ...ofService(own, base) }
      : { code, short, rate, base, amount: taxOnNets(nets, rate, rounding) }
  })
}

interface Taxed {
  readonly net: bigint
  readonly taxCodes: readonly string[]
  readonly serviceTax?: bigint | null
  readonly serviceRate?: TaxCode['rate'] | null
}
const isOfService = (charges: readonly Taxed[]): boolean => charges.some(({ serviceTax }) => typeof serviceTax === 'bigint')
/** Places of a rate that was worked out from amounts, for charges that are taxed at several. */
const ratePlaces = 8
/** What a service said of the charges of one code: the tax of each as it stands, and their rate, or what the tax is of all of them. */
function ofService(charges: readonly Taxed[], base: bigint): Pick<TaxLine, 'rate' | 'amount'> {
  const amount = charges.reduce((sum, { serviceTax }) => sum + (serviceTax ?? 0n), 0n)
  const rates = [...new Set(charges.map(({ serviceRate }) => decimalText(serviceRate ?? zero)))]
  const rate = rates.length === 1 || base === 0n ? exactly(rates[0]!) : exactly(ratioText(ratio(amount * 100n, base), ratePlaces))
  return { rate, amount }
}
/** Of taxes by a service each charge has its own, whatever its legal entity does with others. */
export const roundingOf = (charges: readonly Taxed[], usual: TaxRounding): TaxRounding => (isOfService(charges) ? 'line' : usual)

/** Running totals of a run: minor units, by entity, currency and tax code. Kept in the run as plain data, so that they cost nothing to show. */
export interface EntityTotals {
  charges: number
  invoices: number
  byCurrency: Record<string, { invoices: number; net: bigint; tax: bigint; gross: bigint }>
  /** By short code and currency; `own` is the same in the entity's currency, each invoice converted and rounded. */
  taxByCode: Record<string, { byCurrency: Record<string, bigint>; own: bigint }>
  entityCurrency: Currency
  groupCurrency: Currency
  entityGross: bigint
  groupGross: bigint
}
export type RunTotals = Record<string, EntityTotals>

export const noTotals = (entityCurrency: Currency, groupCurrency: Currency): EntityTotals => ({
  charges: 0,
  invoices: 0,
  byCurrency: {},
  taxByCode: {},
  entityCurrency,
  groupCurrency,
  entityGross: 0n,
  groupGross: 0n,
})

/** Counts one invoice in. Its receivable is converted once to the entity's and once, from the transaction amount, to the group's currency. */
export function countInvoice(
  totals: EntityTotals,
  currency: Currency,
  net: bigint,
  taxes: readonly TaxLine[],
  charges: number,
  exchanges: Exchanges,
): void {
  count(totals, currency, net, taxes, charges, exchanges, 1)
}
/** Takes one invoice out again: exactly what counting it in had added. */
export function discountInvoice(
  totals: EntityTotals,
  currency: Currency,
  net: bigint,
  taxes: readonly TaxLine[],
  charges: number,
  exchanges: Exchanges,
): void {
  count(totals, currency, -net, taxes.map((t) => ({ ...t, amount: -t.amount })), charges, exchanges, -1) // prettier-ignore
}

function count(
  totals: EntityTotals,
  currency: Currency,
  net: bigint,
  taxes: readonly TaxLine[],
  charges: number,
  exchanges: Exchanges,
  sign: 1 | -1,
): void {
  const tax = taxes.reduce((sum, t) => sum + t.amount, 0n)
  const inCurrency = (totals.byCurrency[currency] ??= { invoices: 0, net: 0n, tax: 0n, gross: 0n })
  const toEntity = exchanges(currency, totals.entityCurrency)
  const toGroup = exchanges(currency, totals.groupCurrency)
  if (!toEntity || !toGroup) throw new Error(`bug: expected rates for ${currency}`)
  totals.charges += sign * charges
  totals.invoices += sign
  inCurrency.invoices += sign
  inCurrency.net += net
  inCurrency.tax += tax
  inCurrency.gross += net + tax
  for (const { short, amount } of taxes) {
    const code = (totals.taxByCode[short] ??= { byCurrency: {}, own: 0n })
    code.byCurrency[currency] = (code.byCurrency[currency] ?? 0n) + amount
    code.own += convert(amount, toEntity.rate, currency, totals.entityCurrency)
  }
  if (inCurrency.invoices === 0) delete totals.byCurrency[currency]
  totals.entityGross += convert(net + tax, toEntity.rate, currency, totals.entityCurrency)
  totals.groupGross += convert(net + tax, toGroup.rate, currency, totals.groupCurrency)
}

// Totals lie in the run as JSON, which has no bigint: digits with an n behind them.
export const totalsData = (totals: RunTotals): Wire =>
  JSON.parse(JSON.stringify(totals, (_key, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v))) as Wire
export const totalsOf = (data: Wire): RunTotals =>
  JSON.parse(JSON.stringify(data), (_key, v: unknown) =>
    typeof v === 'string' && /^-?\d+n$/.test(v) ? BigInt(v.slice(0, -1)) : v,
  ) as RunTotals

export interface TotalsReport {
  readonly entities: readonly {
    readonly entity: string
    readonly charges: number
    readonly invoices: number
    readonly byCurrency: Readonly<
      Record<string, { readonly invoices: number; readonly net: string; readonly tax: string; readonly gross: string }>
    >
    readonly taxByCode: Readonly<Record<string, string>>
    readonly entityCurrency: Currency
    readonly groupCurrency: Currency
    readonly grossInEntityCurrency: string
    readonly grossInGroupCurrency: string
  }[]
}

/** Totals as integrators read them: decimal strings. A code's tax is in the transaction currency, in the entity's own where there are several. */
export function reportOf(totals: RunTotals): TotalsReport {
  const text = (currency: string, minor: bigint): string => majorText(currency as Currency, minor)
  return {
    entities: Object.entries(totals).map(([entity, t]) => ({
      entity,
      charges: t.charges,
      invoices: t.invoices,
      byCurrency: Object.fromEntries(
        Object.entries(t.byCurrency).map(([c, sums]) => [
          c,
          { invoices: sums.invoices, net: text(c, sums.net), tax: text(c, sums.tax), gross: text(c, sums.gross) },
        ]),
      ),
      taxByCode: Object.fromEntries(
        Object.entries(t.taxByCode).map(([code, { byCurrency, own }]) => {
          const used = Object.entries(byCurrency)
          return [code, used.length === 1 ? text(used[0]![0], used[0]![1]) : text(t.entityCurrency, own)]
        }),
      ),
      entityCurrency: t.entityCurrency,
      groupCurrency: t.groupCurrency,
      grossInEntityCurrency: text(t.entityCurrency, t.entityGross),
      grossInGroupCurrency: text(t.groupCurrency, t.groupGross),
    })),
  }
}
