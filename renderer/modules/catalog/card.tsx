import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Icon } from '../../kit/icon.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './catalog.module.css'

interface ReadOut {
  readonly version: number
  readonly steps: readonly Step[]
  readonly warnings: readonly Step[]
  readonly examples: readonly Step[]
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
        <Told card={data} inPlaceOfPrices={version === current} />
      ) : (
        <Bones label={say('catalog.ui.card')} lines={8} />
      )}
    </Card>
  )
}

function Told({ card, inPlaceOfPrices }: { card: ReadOut; inPlaceOfPrices: boolean }) {
  const say = useSay()
  const culture = useCulture()
  const told = (steps: readonly Step[]) => steps.map((step) => sentence(say, culture, step))
  // The current version's prices are tables of the same page; those of an earlier one are read out.
  const steps = card.steps.filter((step) => !inPlaceOfPrices || !step.say.startsWith('catalog.card.price.') || step.values.length === 0)
  return (
    <Stack>
      <ul className={styles['card']}>
        {told(steps).map((text, i) => (
          <li key={i}>
            <Icon name="check" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {card.warnings.length > 0 ? (
        <Notice tone="warn" title={say('pricing.cliffs')}>
          {told(card.warnings).map((text, i) => (
            <p key={i}>{text}</p>
          ))}
        </Notice>
      ) : null}
      {card.examples.length > 0 ? (
        <div>
          <h3 className={styles['exampleHead']}>{say('catalog.ui.examples')}</h3>
          <ul className={styles['examples']}>
            {told(card.examples).map((text, i) => (
              <li key={i}>{text}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Stack>
  )
}
