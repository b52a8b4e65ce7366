import { exactly, multiply, ratio, ratioOf } from '../kernel/decimal.ts'
import { roundHalfAway } from '../kernel/decimal.ts'
import type { Row } from '../kernel/record.ts'
import type { ProductDocument } from '../catalog/document.ts'
import { forPurchases } from '../tax/rules.ts'
import type { taxCodes } from '../tax/tax-code.ts'

export type TaxCode = Row<typeof taxCodes>

/** Members of the union whose businesses owe the tax on services themselves (2006/112/EC, Art. 196). ISO 3166; Greece is GR here. */
const union: ReadonlySet<string> = new Set([
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
]) // prettier-ignore

interface Party {
  readonly country: string
  readonly taxId: string | null
}
/** The two digits of an Indian state, as every GSTIN begins with them. */
const stateOf = ({ taxId }: Party): string | undefined => taxId?.match(/^(?:GSTIN )?(\d{2})[A-Z]/)?.[1]

/**
 * The codes that a sale usually has: by the product's class of tax and where seller and buyer are. A proposal that people can change; `undefined` where nothing
 * fits, so that somebody has to choose.
 */
export function usualTaxes(
  seller: Party,
  buyer: Party | null,
  taxClass: ProductDocument['tax']['taxClass'],
  codes: readonly TaxCode[],
): readonly TaxCode['code'][] | undefined {
  const own = codes.filter((code) => code.country === seller.country && !forPurchases(code))
  const first = (of: (code: TaxCode) => boolean) => {
    const found = own.filter(of)[0]
    return found && [found.code]
  }
  const category = (wanted: TaxCode['category']) => first((code) => code.category === wanted)
  if (buyer !== null && buyer.country !== seller.country) {
    const within = union.has(seller.country) && union.has(buyer.country) && buyer.taxId !== null
    return within ? category('AE') : (category('O') ?? category('G'))
  }
  if (taxClass === 'zero') return category('Z')
  if (taxClass === 'exempt') return category('E')
  if (seller.country === 'IN') return taxClass === 'standard' ? indian(seller, buyer, own) : undefined
  const rated = own.filter((code) => code.category === 'S').sort((a, b) => b.rate.cmp(a.rate))
  const code = taxClass === 'standard' ? rated[0] : rated.length > 1 ? rated.at(-1) : undefined
  return code && [code.code]
}

/** Central and state tax within a state, one tax between two (CGST Act 2017 s.9, IGST Act 2017 s.5). */
function indian(seller: Party, buyer: Party | null, own: readonly TaxCode[]): readonly TaxCode['code'][] | undefined {
  const shared = buyer === null || stateOf(buyer) === undefined || stateOf(buyer) === stateOf(seller)
  const wanted = shared ? /^[CS]G/ : /^IG/
  const found = own.filter((code) => wanted.test(code.short) && code.rate.gt(exactly('0')))
  return found.length === (shared ? 2 : 1) ? found.map(({ code }) => code) : undefined
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
    return code ? [{ code, base, amount: roundHalfAway(multiply(ratio(base), multiply(ratioOf(code.rate), ratio(1n, 100n)))) }] : []
  })
}
export const taxOn = (...of: Parameters<typeof taxesOn>): bigint => taxesOn(...of).reduce((sum, { amount }) => sum + amount, 0n)
