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

/** Margin before and after, in each of the three currencies. */
export function BeforeAndAfter({ before, after, caption }: { before: readonly Figure[]; after: readonly Figure[]; caption: string }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  return (
    <Table
      caption={caption}
      columns={[
        { name: say('field.currencyOf') },
        { name: say('field.sales'), figures: true },
        { name: say('purchases.ui.costBefore'), figures: true },
        { name: say('purchases.ui.costAfter'), figures: true },
        { name: say('purchases.ui.marginBefore'), figures: true },
        { name: say('purchases.ui.marginAfter'), figures: true },
      ]}
      rows={before.map((was) => {
        const is = after.find((figure) => figure.currencyOf === was.currencyOf) ?? was
        return [
          <CurrencyOf key="c" figure={was} />,
          culture.money(was.currency, was.sales),
          culture.money(was.currency, was.cost),
          culture.money(is.currency, is.cost),
          <span key="b" className={styles['two']}>
            {culture.money(was.currency, was.margin)}
            <small>{percent(was.percent)}</small>
          </span>,
          <span key="a" className={styles['two']} data-tone={tone(was, is)}>
            {culture.money(is.currency, is.margin)}
            <small>{percent(is.percent)}</small>
          </span>,
        ]
      })}
    />
  )
}
const tone = (was: Figure, is: Figure): string | undefined => {
  const gained = BigInt(is.margin) - BigInt(was.margin)
  return gained === 0n ? undefined : gained > 0n ? 'ok' : 'danger'
}

/** What is sold, what it costs and what stays, planned and paid, in each of the three currencies. */
export function PlannedAndActual({ planned, actual, caption }: { planned: readonly Figure[]; actual: readonly Figure[]; caption: string }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  return (
    <Table
      caption={caption}
      columns={[
        { name: say('field.currencyOf') },
        { name: say('field.sales'), figures: true },
        { name: say('purchases.ui.costPlanned'), figures: true },
        { name: say('purchases.ui.marginPlanned'), figures: true },
        { name: say('purchases.ui.costActual'), figures: true },
      ]}
      rows={planned.map((plan) => {
        const paid = actual.find((figure) => figure.currencyOf === plan.currencyOf) ?? plan
        return [
          <CurrencyOf key="c" figure={plan} />,
          culture.money(plan.currency, plan.sales),
          culture.money(plan.currency, plan.cost),
          <span key="m" className={styles['two']} data-tone={plan.margin.startsWith('-') ? 'danger' : undefined}>
            {culture.money(plan.currency, plan.margin)}
            <small>{percent(plan.percent)}</small>
          </span>,
          culture.money(paid.currency, paid.cost),
        ]
      })}
    />
  )
}

function CurrencyOf({ figure }: { figure: Figure }) {
  const say = useSay()
  return (
    <span className={styles['what']}>
      {figure.currency}
      <small>{say(`choice.currencyOf.${figure.currencyOf}`)}</small>
    </span>
  )
}
