import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './catalog.module.css'
import { Told, type CardText } from './told.tsx'

interface ReadOut extends CardText {
  readonly version: number
  readonly steps: readonly Step[]
}

/** The product in plain language: what it is, how it is sold, billed and booked. The prices stand in their own tables on the same page. */
export function PlainCard({ product, current, versions }: { product: string; current: number; versions: readonly number[] }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [chosen, setChosen] = useState<number | null>(null)
  const version = chosen ?? current
  const { data, error } = useAsk<ReadOut>('catalog.card', { product, version, language: manifest.language }, { keep: true })
  const choice =
    versions.length > 1 ? (
      <Choose
        label={say('field.version')}
        value={`${version}`}
        onChange={(next) => setChosen(next ? Number(next) : null)}
        options={versions.map((v) => ({ value: `${v}`, label: culture.count(v) }))}
      />
    ) : null
  return (
    <Card title={say('catalog.ui.card')} actions={choice}>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : data ? (
        <Stack>
          {data.steps.slice(1).map((step, i) => (
            <p key={i} className={styles['holds']}>
              {sentence(say, culture, step)}
            </p>
          ))}
          {/* The current version's prices are tables of the same page; those of an earlier one are read out. */}
          <Told
            card={data}
            leaves={(step) => version !== current || !step.say.startsWith('catalog.card.price.') || step.values.length === 0}
          />
        </Stack>
      ) : (
        <Bones label={say('catalog.ui.card')} lines={8} />
      )}
    </Card>
  )
}
