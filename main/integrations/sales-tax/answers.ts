import type { Wire } from '../../../core/kernel/shape.ts'
import { askService } from '../../../core/tax/sales-tax.ts'
import type { Answerer } from '../../storage/reads/registry.ts'

type Fetch = typeof fetch
/** Where the service is, and the key that it knows us by. Nothing is asked of anybody who was not named. */
export interface SalesTaxService {
  readonly url: string
  readonly key: string
}
export function serviceIn(environment: Readonly<Record<string, string | undefined>>): SalesTaxService | undefined {
  const { HARMONY_SALES_TAX_URL: url, HARMONY_SALES_TAX_KEY: key } = environment
  return url && key ? { url, key } : undefined
}

/** Milliseconds that a sale may wait for its tax. */
const patience = 10_000
const longestAnswer = 1_000_000

/** Numbers in the service's JSON become text before anything reckons with them: a tax is no floating-point number. */
const exactNumbers = (json: string): Wire =>
  JSON.parse(json.replace(/("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g, (_all, text: string | undefined, number: string) => text ?? `"${number}"`)) as Wire // prettier-ignore
/** Amounts go as JSON numbers, written digit by digit as they are. */
const amounts = new Set(['amount', 'shipping', 'quantity', 'unit_price', 'discount'])
const withNumbers = (request: Wire): string =>
  JSON.stringify(request).replace(/"(\w+)":"(-?\d+(?:\.\d+)?)"/g, (all, name: string, number: string) =>
    amounts.has(name) ? `"${name}":${number}` : all,
  )

/** Answers what the sales tax service says: one POST of /v2/taxes. */
export function salesTaxAnswerers(fetching: Fetch = fetch, service = () => serviceIn(process.env)): Readonly<Record<string, Answerer>> {
  const fault = (kind: string, detail: string) => [{ fault: kind, detail: detail.slice(0, 200) || kind, response: null }]
  return {
    [askService.question]: async (about) => {
      const { request } = about as { readonly request: Wire }
      const known = service()
      if (!known) return fault('notSetUp', 'HARMONY_SALES_TAX_URL')
      try {
        const answer = await fetching(new URL('/v2/taxes', known.url), {
          method: 'POST',
          headers: { authorization: `Bearer ${known.key}`, 'content-type': 'application/json' },
          body: withNumbers(request),
          redirect: 'error',
          signal: AbortSignal.timeout(patience),
        })
        const said = (await answer.text()).slice(0, longestAnswer)
        if (!answer.ok) return fault('refused', `${answer.status} ${said}`)
        return [{ fault: null, detail: `${answer.status}`, response: exactNumbers(said) }]
      } catch (error) {
        if (error instanceof SyntaxError) return fault('unreadable', 'no JSON')
        return fault('offline', error instanceof Error ? error.message : String(error))
      }
    },
  }
}
