import type { Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Code } from '../kernel/shape.ts'
import { forPurchases } from '../tax/rules.ts'
import { taxOnNet } from '../tax/sums.ts'
import type { taxCodes } from '../tax/tax-code.ts'

type TaxCode = Row<typeof taxCodes>
export interface TaxedLine {
  readonly net: bigint
  readonly taxCodes: readonly Code<'taxCodes'>[]
}
/** Tax as the supplier printed it, where it rounds in another way than we do. */
export interface Printed {
  readonly code: Code<'taxCodes'>
  readonly tax: bigint
}
export interface DocumentTax extends Printed {
  readonly base: bigint
}
export type TaxingFault = 'payables.unknownTaxCode' | 'payables.taxDiffers'
export const taxingFaults = ['payables.unknownTaxCode', 'payables.taxDiffers'] as const satisfies readonly TaxingFault[]

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/** The taxes of a supplier's document by code. What it printed may differ by a minor unit for each line, for some round by line. */
export function taxesOf(
  lines: readonly TaxedLine[],
  printed: readonly Printed[],
  codes: ReadonlyMap<string, TaxCode>,
  country: string,
): readonly DocumentTax[] | Refusal<TaxingFault> {
  const nets = new Map<string, bigint[]>()
  for (const { net, taxCodes } of lines)
    for (const code of taxCodes) {
      if (codes.get(code)?.country !== country) return refuse('payables.unknownTaxCode', { code, country })
      nets.set(code, [...(nets.get(code) ?? []), net])
    }
  for (const { code } of printed) if (!nets.has(code)) return refuse('payables.unknownTaxCode', { code, country })
  const taxes: DocumentTax[] = []
  for (const [key, found] of nets) {
    const { code, rate } = codes.get(key)!
    const base = found.reduce((sum, net) => sum + net, 0n)
    const reckoned = taxOnNet(base, rate)
    const tax = printed.find((one) => one.code === code)?.tax ?? reckoned
    if (size(tax - reckoned) > BigInt(found.length))
      return refuse('payables.taxDiffers', { code, printed: `${tax}`, reckoned: `${reckoned}` })
    taxes.push({ code, base, tax })
  }
  return taxes.sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** The supplier charges nothing: we owe the tax to the authority, and have it back from it. */
export const isReverseCharge = (code: TaxCode | undefined): boolean => code !== undefined && forPurchases(code)

/** What the supplier itself charges. */
export const chargedOf = (taxes: readonly DocumentTax[], codes: ReadonlyMap<string, TaxCode>): bigint =>
  taxes.reduce((sum, { code, tax }) => (isReverseCharge(codes.get(code)) ? sum : sum + tax), 0n)
