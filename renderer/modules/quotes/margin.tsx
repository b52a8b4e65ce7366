import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import { usePercent } from '../purchases/figures.tsx'
import type { Figure } from '../purchases/types.ts'
import styles from './selling.module.css'

/** Sales, cost and margin over the terms in the currencies of the sale, the legal entity and the group; those that are one are told once. */
export function MarginTable({ figures }: { figures: readonly Figure[] }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const told = figures.filter((figure, i) => figures.findIndex(({ currency }) => currency === figure.currency) === i)
  if (told.length === 0) return <p className={styles['quiet']}>{say('quotes.ui.noMargin')}</p>
  return (
    <Table
      caption={say('quotes.ui.margin')}
      columns={[{ name: say('field.currency') }, { name: say('field.cost'), figures: true }, { name: say('field.margin'), figures: true }]}
      rows={told.map((figure) => [
        <span key="c" className={styles['two']}>
          {figure.currency}
          <small>
            {figures
              .filter(({ currency }) => currency === figure.currency)
              .map(({ currencyOf }) => say(`choice.currencyOf.${currencyOf}`))
              .join(', ')}
          </small>
        </span>,
        culture.figures(figure.currency, figure.cost),
        <span key="m" className={styles['two']} data-end data-tone={figure.margin.startsWith('-') ? 'danger' : undefined}>
          {culture.figures(figure.currency, figure.margin)}
          <small>{percent(figure.percent)}</small>
        </span>,
      ])}
    />
  )
}

/** The margin of one line in the currency of the sale: `1,754.60 (27.42 %)`. */
export function MarginText({ figures }: { figures: readonly Figure[] }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const [figure] = figures
  if (!figure) return <>{say('app.none')}</>
  return (
    <span data-tone={figure.margin.startsWith('-') ? 'danger' : undefined}>
      {culture.figures(figure.currency, figure.margin)} ({percent(figure.percent)})
    </span>
  )
}
