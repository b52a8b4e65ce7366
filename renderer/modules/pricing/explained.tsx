import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import type { Model } from './draft.ts'
import styles from './pricing.module.css'

interface Explained {
  readonly models: readonly {
    readonly model: Model
    readonly steps: readonly Step[]
    readonly examples: readonly { readonly steps: readonly Step[] }[]
  }[]
}

/** How the chosen price model works, with the worked examples of the rules themselves. */
export function ModelExplained({ model }: { model: Model }) {
  const say = useSay()
  const culture = useCulture()
  const { data } = useAsk<Explained>('pricing.models', {})
  const told = data?.models.find((m) => m.model === model)
  if (!told) return null
  return (
    <Card title={say('pricing.ui.explained', { model: say(`choice.model.${model}`) })}>
      {told.steps.map((step, i) => (
        <p key={i}>{sentence(say, culture, step)}</p>
      ))}
      <ul className={styles['examples']}>
        {told.examples.map(({ steps: [costs, ...sums] }, i) => (
          <li key={i}>
            <strong>{costs ? sentence(say, culture, costs) : ''}</strong>
            {sums.map((step, j) => (
              <span key={j}>{sentence(say, culture, step)}</span>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
