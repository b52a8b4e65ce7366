import { exponents, type Currency } from '../kernel/money.ts'

/** Minor units that a typed amount may mean, by the places of the currencies: those without, with two and with three. */
export interface AmountsMeant {
  readonly whole: readonly bigint[]
  readonly hundredths: readonly bigint[]
  readonly thousandths: readonly bigint[]
}
/** Currencies of so many places; the search in the database tells them apart by this. */
export const currenciesWith = (places: number): readonly Currency[] =>
  (Object.keys(exponents) as Currency[]).filter((code) => exponents[code] === places)

/**
 * Exact major units that people of any culture may mean: `1,999.37`, `1.999,37`, `1999.37`, `1 999,37`, `1’999.37` and `1,23,456.78` each say one amount.
 * One sign alone before three digits may be either sign, so `1.999` says two. A currency or a sign around the figures makes no difference.
 */
export function majorsIn(typed: string): readonly string[] {
  const bare = typed
    .trim()
    .replace(/^[A-Z]{3}\s*(?=[-−\d])|(?<!\s)\s*[A-Z]{3}$|[€£$¥₹]/g, '')
    .trim()
    .replace(/^[-−+]\s*|[-−]$/, '')
    .replace(/(?<=\d)[\s\u00a0\u202f'’](?=\d{2,3}(?!\d))/g, '')
  if (!/^\d[\d.,]*$/.test(bare) || bare.length > 20) return []
  const last = bare.search(/[.,][^.,]*$/)
  if (last < 0) return [tidy(bare, '')]
  const [head, tail, sign] = [bare.slice(0, last), bare.slice(last + 1), bare[last]!]
  const inHead = new Set(head.replace(/\d/g, ''))
  // A second kind of sign before it groups, so the last one is the decimal sign; the same sign before it means that all of them group.
  if (inHead.size > 1) return []
  if (inHead.size === 1) {
    const [group] = [...inHead] as [string]
    if (group === sign) return isGrouped(bare, sign) ? [tidy(bare.replaceAll(sign, ''), '')] : []
    return isGrouped(head, group) && tail !== '' ? [tidy(head.replaceAll(group, ''), tail)] : []
  }
  if (tail === '') return [tidy(head, '')]
  return tail.length === 3 && /^[1-9]\d{0,2}$/.test(head) ? [tidy(head + tail, ''), tidy(head, tail)] : [tidy(head, tail)]
}
/** Groups of two (lakh, crore) or three digits, the last of three. */
const isGrouped = (text: string, sign: string): boolean => {
  const [first, ...groups] = text.split(sign)
  return /^\d{1,3}$/.test(first!) && groups.every((g) => /^\d{2,3}$/.test(g)) && groups.at(-1)!.length === 3
}
function tidy(whole: string, fraction: string): string {
  const kept = fraction.replace(/(?<!0)0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '')}${kept === '' ? '' : `.${kept}`}`
}

export function amountsMeant(typed: string): AmountsMeant {
  const majors = majorsIn(typed)
  const inPlaces = (places: number): bigint[] =>
    majors.flatMap((major) => {
      const [whole = '', fraction = ''] = major.split('.')
      if (fraction.length > places || whole.length > 12) return []
      const minor = BigInt(whole + fraction.padEnd(places, '0'))
      // What is owed back stands with a minus; people type what they read.
      return minor === 0n ? [] : [minor, -minor]
    })
  return { whole: inPlaces(0), hundredths: inPlaces(2), thousandths: inPlaces(3) }
}
