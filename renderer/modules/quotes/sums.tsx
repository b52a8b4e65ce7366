import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Figure, Figures } from '../../kit/page.tsx'
import type { Sums } from './types.ts'

/** What a sale comes to: once, each month, over its term, each with its tax. */
export function SaleSums({ sums }: { sums: Pick<Sums, 'currency' | 'oneOff' | 'monthly' | 'termValue' | 'oneOffTax' | 'monthlyTax'> }) {
  const say = useSay()
  const culture = useCulture()
  const { currency } = sums
  const tax = (amount: string): string => say('quotes.ui.plusTax', { amount: culture.money(currency, amount) })
  return (
    <Figures>
      <Figure word={say('field.oneOff')} value={culture.money(currency, sums.oneOff)} lead={tax(sums.oneOffTax)} />
      <Figure word={say('field.monthly')} value={culture.money(currency, sums.monthly)} lead={tax(sums.monthlyTax)} />
      <Figure word={say('field.termValue')} value={culture.money(currency, sums.termValue)} lead={say('quotes.ui.net')} />
    </Figures>
  )
}
