import { Go } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bars, type Bar } from '../../kit/bars.tsx'
import { linesAt } from './asked.ts'
import { steps, type Asked, type Step, type Sums } from './types.ts'

const isEnd = (step: Step): boolean => step === 'opening' || step === 'closing'

/** What brought recurring revenue from one month to another: each step begins where the one before it ended. */
export function BridgeBars({ sums, currency, asked }: { sums: Sums; currency: string; asked: Asked }) {
  const say = useSay()
  const culture = useCulture()
  let standing = 0n
  const bars = steps.flatMap((step): Bar[] => {
    const amount = BigInt(sums[step])
    if (amount === 0n && !isEnd(step)) return []
    const from = isEnd(step) ? 0n : standing
    standing = from + amount
    const money = `${amount > 0n && !isEnd(step) ? '+' : ''}${culture.money(currency, `${amount}`)}`
    const figure = amount === 0n ? money : <Go to={linesAt(asked, step)}>{money}</Go>
    const tone = amount < 0n ? ({ tone: 'less' } as const) : ({ tone: 'more' } as const)
    return [{ key: step, word: say(`field.${step}`), from, to: standing, figure, ...(isEnd(step) ? {} : tone) }]
  })
  return <Bars bars={bars} />
}
