import type { Currency } from './money.ts'
import { aCurrency, choice, many, maybe, shape, text } from './shape.ts'

const kinds = ['text', 'decimal', 'day', 'count', 'money', 'percent', 'product', 'unit'] as const
type Kind = (typeof kinds)[number]

/** A sentence by its word and what stands in its holes. Whoever shows it formats the values in the reader's culture; money is in minor units. */
export const aStep = shape({
  say: text,
  values: many(shape({ name: text, kind: choice(...kinds), value: text, currency: maybe(aCurrency) })),
})
export interface Step {
  readonly say: string
  readonly values: readonly { readonly name: string; readonly kind: Kind; readonly value: string; readonly currency: Currency | null }[]
}

/** `step('pricing.cliff', { from: ['decimal', '44'], amount: ['money', '18360', 'EUR'] })` */
export const step = (
  say: string,
  values: Readonly<Record<string, readonly [kind: Kind, value: string, currency?: Currency]>> = {},
): Step => ({
  say,
  values: Object.entries(values).map(([name, [kind, value, currency]]) => ({ name, kind, value, currency: currency ?? null })),
})
