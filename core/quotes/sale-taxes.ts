import type { Day } from '../kernel/day.ts'
import type { Row } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import type { ProductDocument } from '../catalog/document.ts'
import { decideTax } from '../tax/deciding.ts'
import { buyerOn, sellerOn, type TaxProfile } from '../tax/profile.ts'
import type { TaxRule } from '../tax/statute/row.ts'
import { taxOnNet } from '../tax/sums.ts'
import type { taxCodes } from '../tax/tax-code.ts'

export type TaxCode = Row<typeof taxCodes>

interface Seller {
  readonly country: string
  readonly taxId: string
}
interface Buyer {
  readonly country: string
  readonly region: string | null
  readonly taxId: string | null
  readonly consumer: boolean | null
}
/** What decides the tax of a paper beside seller and buyer. What authorities said of tax ids is not part of it: a laptop may know less of it than its hub. */
export interface TaxedBy {
  readonly profile: TaxProfile | undefined
  readonly rules: readonly TaxRule[]
  readonly day: Day
}

/**
 * The codes that a sale has by the tax rules of its day: by the product's class of tax and where seller and buyer are. A proposal that people can change;
 * `undefined` where no rule or no code of the house fits, so that somebody has to choose.
 */
export function usualTaxes(
  seller: Seller,
  buyer: Buyer | null,
  taxClass: ProductDocument['tax']['taxClass'],
  codes: ReadonlyMap<string, TaxCode>,
  { profile, rules, day }: TaxedBy,
): readonly TaxCode['code'][] | undefined {
  // Somebody who is not known yet is taken for a customer next door.
  const nextDoor: Buyer = { country: seller.country, region: null, taxId: null, consumer: null }
  const decided = decideTax(
    { seller: sellerOn(seller, profile, day), buyer: buyerOn(buyer ?? nextDoor, [], day), supplied: { kind: 'service', taxClass, performedIn: null }, taxPoint: day },
    rules,
  ) // prettier-ignore
  if (refused(decided)) return undefined
  const found = decided.codes.flatMap((code) => codes.get(code)?.code ?? [])
  return found.length === decided.codes.length ? found : undefined
}

/** Tax of a paper, code by code: rounded once per code on what all its lines come to, as on invoices. */
export function taxesOn(
  lines: readonly { readonly taxCodes: readonly string[]; readonly net: bigint }[],
  codes: ReadonlyMap<string, TaxCode>,
): readonly { readonly code: TaxCode; readonly base: bigint; readonly amount: bigint }[] {
  const bases = new Map<string, bigint>()
  for (const { taxCodes: own, net } of lines) for (const code of own) bases.set(code, (bases.get(code) ?? 0n) + net)
  return [...bases].flatMap(([name, base]) => {
    const code = codes.get(name)
    return code ? [{ code, base, amount: taxOnNet(base, code.rate) }] : []
  })
}
export const taxOn = (...of: Parameters<typeof taxesOn>): bigint => taxesOn(...of).reduce((sum, { amount }) => sum + amount, 0n)
