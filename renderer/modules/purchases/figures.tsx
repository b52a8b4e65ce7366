import type { ReactNode } from 'react'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import styles from './purchases.module.css'
import type { Figure } from './types.ts'

/** `27.42 %`, and a dash where nothing is sold. */
export function usePercent(): (percent: string | null) => string {
  const culture = useCulture()
  const say = useSay()
  return (percent) => (percent === null ? say('app.none') : `${culture.decimal(percent)} %`)
}

/** The three currencies, each told once: where sale, legal entity and group share one, their figures are the same. */
function apart(figures: readonly Figure[]): readonly { readonly figure: Figure; readonly of: readonly Figure['currencyOf'][] }[] {
  return figures
    .filter((figure, i) => figures.findIndex(({ currency }) => currency === figure.currency) === i)
    .map((figure) => ({ figure, of: figures.filter(({ currency }) => currency === figure.currency).map(({ currencyOf }) => currencyOf) }))
}

/** Cost and margin before and after, in each of the three currencies. Three columns, so that it fits a telephone. */
export function BeforeAndAfter({ before, after, caption }: { before: readonly Figure[]; after: readonly Figure[]; caption: string }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  return (
    <Table
      stacks
      caption={caption}
      columns={[
        { name: say('field.currency') },
        { name: say('purchases.ui.before'), figures: true },
        { name: say('purchases.ui.after'), figures: true },
      ]}
      rows={apart(before).flatMap(({ figure: was, of }): ReactNode[][] => {
        const is = after.find((figure) => figure.currencyOf === was.currencyOf) ?? was
        const both = (field: 'sales' | 'cost') => [
          say(`field.${field}`),
          culture.figures(was.currency, was[field]),
          culture.figures(is.currency, is[field]),
        ]
        return [
          [<CurrencyOf key="c" currency={was.currency} of={of} />, '', ''],
          both('sales'),
          both('cost'),
          [
            say('field.margin'),
            <span key="b" className={styles['two']}>
              {culture.figures(was.currency, was.margin)}
              <small>{percent(was.percent)}</small>
            </span>,
            <span key="a" className={styles['two']} data-tone={tone(was, is)}>
              {culture.figures(is.currency, is.margin)}
              <small>{percent(is.percent)}</small>
            </span>,
          ],
        ]
      })}
    />
  )
}
const tone = (was: Figure, is: Figure): string | undefined => {
  if (was.margin === is.margin) return undefined
  return BigInt(is.margin) > BigInt(was.margin) ? 'ok' : 'danger'
}

/** What is sold, what it costs and what stays, planned and paid: a column for each currency. */
export function PlannedAndActual({ planned, actual, caption }: { planned: readonly Figure[]; actual: readonly Figure[]; caption: string }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const told = apart(planned)
  const row = (word: string, of: (figure: Figure) => ReactNode): ReactNode[] => [word, ...told.map(({ figure }) => of(figure))]
  const paid = ({ currencyOf }: Figure) => actual.find((figure) => figure.currencyOf === currencyOf)
  return (
    <Table
      stacks
      caption={caption}
      columns={[
        { name: say('field.currency') },
        ...told.map(({ figure, of }) => ({
          name: `${figure.currency} (${of.map((side) => say(`choice.currencyOf.${side}`)).join(', ')})`,
          figures: true,
        })),
      ]}
      rows={[
        row(say('field.sales'), (f) => culture.figures(f.currency, f.sales)),
        row(say('purchases.ui.costPlanned'), (f) => culture.figures(f.currency, f.cost)),
        row(say('purchases.ui.marginPlanned'), (f) => (
          <span className={styles['two']} data-tone={f.margin.startsWith('-') ? 'danger' : undefined}>
            {culture.figures(f.currency, f.margin)}
            <small>{percent(f.percent)}</small>
          </span>
        )),
        row(say('purchases.ui.costActual'), (f) => {
          const cost = paid(f)?.cost ?? '0'
          return cost === '0' ? say('app.none') : culture.figures(f.currency, cost)
        }),
      ]}
    />
  )
}

function CurrencyOf({ currency, of }: { currency: string; of: readonly Figure['currencyOf'][] }) {
  const say = useSay()
  return (
    <span className={styles['what']}>
      <strong>{currency}</strong>
      <small>{of.map((side) => say(`choice.currencyOf.${side}`)).join(', ')}</small>
    </span>
  )
}
