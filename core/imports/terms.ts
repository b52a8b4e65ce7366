import type { Answer } from '../kernel/record.ts'
import { taxCodesFor } from '../tax/rules.ts'
import type { ProductTerms, Terms } from './judge.ts'
import type { importProducts } from './questions.ts'

type TaxCodes = Parameters<typeof taxCodesFor>[0]
interface Price {
  readonly currency: string
  readonly unitPrice: string | null
  readonly bands: readonly unknown[]
}

/** What rows are judged by: the products, currencies and taxes that the house knows. */
export function termsOf(
  products: readonly Answer<typeof importProducts>[],
  bookCurrencies: readonly string[],
  taxCodes: TaxCodes,
  country: string,
): Terms {
  const byCode = new Map<string, ProductTerms>()
  const currencies = new Set(bookCurrencies)
  for (const { code, version, kind, measure, basis, prices } of products) {
    const listed = prices as unknown as readonly Price[]
    for (const price of listed) currencies.add(price.currency)
    byCode.set(code.toUpperCase(), {
      code,
      version,
      periodic: kind === 'recurring' || kind === 'consumption',
      counted: measure === 'counted',
      yearly: basis === 'year',
      priced: new Set(listed.filter((p) => p.unitPrice !== null || p.bands.length > 0).map((p) => p.currency)),
    })
  }
  // Files repeat the same few words in every row.
  const seen = new Map<string, readonly string[] | undefined>()
  const taxes = (word: string): readonly string[] | undefined => {
    if (seen.has(word)) return seen.get(word)
    const found = taxCodesFor(taxCodes, country, word)
    if (seen.size < 1000) seen.set(word, found)
    return found
  }
  return { products: byCode, currencies, taxes }
}
