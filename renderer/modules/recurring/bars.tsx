import { Go } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bars, type Bar } from '../../kit/bars.tsx'
import { linesAt } from './asked.ts'
import { steps, type Asked, type Step, type Sums } from './types.ts'

const isEnd = (step: Step): boolean => step === 'opening' || step === 'closing'

interface Walked {
  readonly step: Step
  readonly amount: bigint
  readonly from: bigint
  readonly to: bigint
}
/** Each step begins where the one before it ended. */
function walked(sums: Sums): readonly Walked[] {
  let standing = 0n
  return steps.flatMap((step): Walked[] => {
    const amount = BigInt(sums[step])
    if (amount === 0n && !isEnd(step)) return []
    const from = isEnd(step) ? 0n : standing
    standing = from + amount
    return [{ step, amount, from, to: standing }]
  })
}

/** What brought recurring revenue from one month to another. */
export function BridgeBars({ sums, currency, asked }: { sums: Sums; currency: string; asked: Asked }) {
  const say = useSay()
  const culture = useCulture()
  const bars = walked(sums).map(({ step, amount, from, to }): Bar => {
    const money = `${amount > 0n && !isEnd(step) ? '+' : ''}${culture.money(currency, `${amount}`)}`
    const figure = amount === 0n ? money : <Go to={linesAt(asked, step)}>{money}</Go>
    return { key: step, word: say(`field.${step}`), from, to, figure, ...(isEnd(step) ? {} : { tone: amount < 0n ? 'less' : 'more' }) }
  })
  return <Bars bars={bars} />
}
