import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { price } from '../billing/amounts.ts'
import { BeforeAndAfter, usePercent } from './figures.tsx'
import styles from './purchases.module.css'
import type { Order, Terms } from './types.ts'

/** Every amendment of what is bought, the last first: who, when, why, what, and the margin before and after. */
export function Orders({ orders }: { orders: readonly Order[] }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  return (
    <Card title={say('changeOrders')}>
      <ol className={styles['orders']}>
        {orders.toReversed().map((order) => (
          <li key={order.id}>
            <div className={styles['orderHead']}>
              <strong>{say('purchases.ui.orderTitle', { number: order.number, reason: order.reason })}</strong>
              <span className="figures">
                {percent(order.marginBefore[0]?.percent ?? null)} → {percent(order.marginAfter[0]?.percent ?? null)}
              </span>
              <small>
                {say('purchases.ui.orderBy', {
                  name: order.recordedBy,
                  at: culture.instant(order.recordedAt),
                  day: culture.day(order.effective),
                })}
              </small>
            </div>
            <ul className={styles['changed']}>
              {order.changes.map((change) => (
                <li key={change.costLine}>
                  <Changed before={change.termsBefore} after={change.termsAfter} />
                </li>
              ))}
            </ul>
            <details className={styles['steps']}>
              <summary>{say('purchases.ui.threeCurrencies')}</summary>
              <BeforeAndAfter before={order.marginBefore} after={order.marginAfter} caption={say('purchases.ui.threeCurrencies')} />
              <p className={styles['quiet']}>{say('purchases.ui.ratesOn', { day: culture.day(order.ratesOn) })}</p>
            </details>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Changed({ before, after }: { before: Terms | null; after: Terms | null }) {
  const say = useSay()
  const culture = useCulture()
  const told = ({ quantity, currency, unitCost }: Terms) => `${culture.decimal(quantity)} × ${price(culture, currency, unitCost)}`
  if (before && after) return <>{say('purchases.ui.wasBecame', { item: after.item, before: told(before), after: told(after) })}</>
  if (after) return <>{say('purchases.ui.wasAdded', { item: after.item, after: told(after) })}</>
  return <>{say('purchases.ui.wasRemoved', { item: before?.item ?? '', before: before ? told(before) : '' })}</>
}
