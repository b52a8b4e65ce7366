import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import { usePercent } from '../purchases/figures.tsx'
import type { Figure } from '../purchases/types.ts'
import styles from './selling.module.css'
import type { LineMargin } from './types.ts'

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

/** The margin of one line in the currency of the sale, `1,754.60 (27.42 %)`, and below it in that of the group where it is another. */
export function MarginText({ margin }: { margin: LineMargin | undefined }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const own = margin?.figures.find(({ currencyOf }) => currencyOf === 'transaction')
  const group = margin?.figures.find(({ currencyOf, currency }) => currencyOf === 'group' && currency !== own?.currency)
  if (!own) return <>{say('app.none')}</>
  return (
    <span data-tone={own.margin.startsWith('-') ? 'danger' : undefined} className={styles['two']} data-end>
      {culture.figures(own.currency, own.margin)} ({percent(own.percent)})
      {group ? <small>{culture.money(group.currency, group.margin)}</small> : null}
    </span>
  )
}

/** Everything about what one line earns. */
export function LineMarginCard({ margin }: { margin: LineMargin | undefined }) {
  const say = useSay()
  const percent = usePercent()
  if (!margin) return null
  return (
    <section className={styles['form']} aria-label={say('field.margin')}>
      <h3>{say('field.margin')}</h3>
      <MarginTable figures={margin.figures} />
      <p className={styles['quiet']}>{say('quotes.ui.markUpOf', { percent: percent(margin.markUp) })}</p>
    </section>
  )
}
