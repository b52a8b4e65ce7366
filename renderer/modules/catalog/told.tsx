import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Icon } from '../../kit/icon.tsx'
import { Notice } from '../../kit/state.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './catalog.module.css'

export interface CardText {
  readonly sections: readonly { readonly section: string; readonly steps: readonly Step[] }[]
  readonly warnings: readonly Step[]
  readonly examples: readonly Step[]
}

/** A product read out, part by part. */
export function Told({ card, leaves = () => true }: { card: CardText; leaves?: (step: Step) => boolean }) {
  const say = useSay()
  const culture = useCulture()
  const told = (steps: readonly Step[]) => steps.map((step) => sentence(say, culture, step))
  return (
    <>
      <dl className={styles['told']}>
        {card.sections.map(({ section, steps }) => (
          <div key={section}>
            <dt>{say(`catalog.ui.section.${section}`)}</dt>
            <dd>
              <ul className={styles['card']}>
                {told(steps.filter(leaves)).map((text, i) => (
                  <li key={i}>
                    <Icon name="check" />
                    <span>{text}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
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
    </>
  )
}
