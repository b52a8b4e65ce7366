import type { Asked, Bridge, Step, Sums } from './types.ts'
import { moveSteps } from './types.ts'

type Search = Readonly<Record<string, unknown>>
const textIn = (search: Search, name: string): string | undefined =>
  typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined

/** What the address asks for; months and rates where it says nothing. */
export function askedIn(search: Search, months: { readonly from: string; readonly to: string }): Asked {
  const [entity, customerGroup, productFamily, rateMonth] = ['entity', 'customerGroup', 'productFamily', 'rateMonth'].map((name) => textIn(search, name))
  return {
    from: textIn(search, 'from') ?? months.from,
    to: textIn(search, 'to') ?? months.to,
    view: search['view'] === 'recorded' ? 'recorded' : 'effective',
    rates: search['rates'] === 'actual' ? 'actual' : 'constant',
    ...(rateMonth ? { rateMonth } : {}),
    ...(entity ? { entity } : {}),
    ...(customerGroup ? { customerGroup } : {}),
    ...(productFamily ? { productFamily } : {}),
    ...(search['measured'] === true ? { measured: true } : {}),
  }
} // prettier-ignore

const inAddress = (about: Readonly<Record<string, string | boolean | undefined>>): string =>
  Object.entries(about)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&')
export const bridgeAt = (asked: Asked): string => `/recurring?${inAddress({ ...asked })}`
/** The contract lines behind a step, of one month or of all. */
export const linesAt = (asked: Asked, step: Step, month?: string): string =>
  `/recurring/lines?${inAddress({ ...asked, rateMonth: asked.rateMonth ?? asked.to, ...(month ? { from: month, to: month } : {}), step })}`

/** From the first month to the last. */
export function whole({ months }: Bridge): Sums | undefined {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return undefined
  const sum = (step: Step): string => `${months.reduce((all, month) => all + BigInt(month[step]), 0n)}`
  const moved = Object.fromEntries(moveSteps.map((step) => [step, sum(step)])) as Record<(typeof moveSteps)[number], string>
  return { opening: first.opening, ...moved, closing: last.closing }
}
