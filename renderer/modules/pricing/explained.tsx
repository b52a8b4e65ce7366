import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import { guarded, type Draft, type Measure, type Model } from './draft.ts'
import styles from './pricing.module.css'

interface Told {
  readonly steps: readonly Step[]
  readonly examples: readonly { readonly steps: readonly Step[] }[]
}
interface Models {
  readonly models: readonly (Told & { readonly model: Model })[]
  readonly terms: readonly (Told & { readonly term: 'included' | 'minimum' | 'cap' | 'commit' | 'guard' })[]
  readonly measures: readonly (Told & { readonly measure: Measure })[]
}

/** How the chosen price model works, and the terms and the measure that are in use, with the worked examples of the rules themselves. */
export function Explained({ draft }: { draft: Draft }) {
  const say = useSay()
  const { data } = useAsk<Models>('pricing.models', {})
  const model = data?.models.find((m) => m.model === draft.model)
  if (!data || !model) return null
  const measure = draft.from === 'readings' ? data.measures.find((m) => m.measure === draft.measure) : undefined
  return (
    <>
      <Rule title={say(`choice.model.${model.model}`)} told={model} />
      {measure ? <Rule title={say(`choice.measure.${measure.measure}`)} told={measure} /> : null}
      {data.terms
        .filter(({ term }) => (term === 'guard' ? guarded(draft) : draft[term].trim() !== ''))
        .map((told) => (
          <Rule key={told.term} title={say(`field.${told.term}`)} told={told} />
        ))}
    </>
  )
}

function Rule({ title, told }: { title: string; told: Told }) {
  const say = useSay()
  const culture = useCulture()
  // What the rule says above is not said again at each of its examples.
  const said = new Set(told.steps.map((step) => step.say))
  return (
    <Card title={say('pricing.ui.explained', { model: title })}>
      {told.steps.map((step, i) => (
        <p key={i}>{sentence(say, culture, step)}</p>
      ))}
      <ul className={styles['examples']}>
        {told.examples.map(({ steps: [costs, ...sums] }, i) => (
          <li key={i}>
            <strong>{costs ? sentence(say, culture, costs) : ''}</strong>
            {sums
              .filter((step) => !said.has(step.say))
              .map((step, j) => (
                <span key={j}>{sentence(say, culture, step)}</span>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
