import { exactly, type Decimal } from '../kernel/decimal.ts'

interface TaxLike<C extends string = string> {
  readonly code: C
  readonly short: string
  readonly country: string
  readonly rate: Decimal
  readonly category: string
}

/** Names that spreadsheets and accountants use for India's codes. */
const alsoKnownAs: Readonly<Record<string, string>> = { CGST: 'CG9', SGST: 'SG9', IGST: 'IG18', 'EXP-LUT': 'EXP', LUT: 'EXP' }

/** Tax that the buyer owes on what it buys. On a sale, reverse charge always has a rate of zero. */
export const forPurchases = (code: TaxLike): boolean => code.category === 'AE' && code.rate.gt(exactly('0'))

/** `S20` of a British entity is `UK-S20`, `CGST+SGST` of an Indian one `IN-CG9` and `IN-SG9`. Codes in full are taken as they are. `undefined` where there is none. */
export function taxCodesFor<C extends string>(codes: readonly TaxLike<C>[], country: string, text: string): readonly C[] | undefined {
  const found: C[] = []
  for (const part of text.split('+')) {
    const word = part.trim().toUpperCase()
    const short = alsoKnownAs[word] ?? word
    const usable = codes.filter((c) => c.country === country && !forPurchases(c))
    const code = usable.find((c) => c.code.toUpperCase() === word) ?? usable.find((c) => c.short.toUpperCase() === short)
    if (!code || found.includes(code.code)) return undefined
    found.push(code.code)
  }
  return found
}
