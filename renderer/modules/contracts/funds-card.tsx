import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { detailPath } from '../../app/menu.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import { price } from '../billing/amounts.ts'
import styles from './contracts.module.css'

interface Fund {
  readonly id: string
  readonly name: string
  readonly unit: 'hours' | 'currency' | 'token'
  readonly balance: string
  readonly lastPurchase: string
  readonly currency: string
  readonly nextExpiry: string | null
  readonly topUpDue: string | null
}

/** What is prepaid: how much of the last purchase is left, when it lapses, and whether it is to be filled up. */
export function FundsCard({ contract }: { contract: string }) {
  const say = useSay()
  const { data, error } = useAsk<{ rows: readonly Fund[] }>('funds.list', {
    filter: { field: 'contract', is: 'equal', value: contract },
    limit: 50,
  })
  if (!error && (!data || data.rows.length === 0)) return null
  return (
    <Card title={say('contracts.ui.funds')}>
      {error ? <Notice tone="warn">{error.message}</Notice> : null}
      <ul className={styles['funds']}>
        {(data?.rows ?? []).map((fund) => (
          <Gauge key={fund.id} fund={fund} />
        ))}
      </ul>
    </Card>
  )
}

function Gauge({ fund }: { fund: Fund }) {
  const say = useSay()
  const culture = useCulture()
  const amount = (quantity: string): string =>
    fund.unit === 'currency' ? price(culture, fund.currency, quantity) : `${culture.decimal(quantity)} ${say(`choice.unit.${fund.unit}`)}`
  // Only the length of the bar; the figures are said exactly beside it.
  const share = Math.min(1, Math.max(0, Number(fund.balance) / Math.max(Number(fund.lastPurchase), Number(fund.balance), Number.MIN_VALUE)))
  const low = share < 0.2
  const place = detailPath('funds.list', { ...fund })
  return (
    <li>
      <div className={styles['fundHead']}>
        {place ? <Go to={place}>{fund.name}</Go> : <span>{fund.name}</span>}
        {fund.topUpDue ? <Chip tone="warn">{say('contracts.ui.topUpDue', { amount: amount(fund.topUpDue) })}</Chip> : null}
      </div>
      <div
        className={styles['gauge']}
        data-low={low || undefined}
        role="img"
        aria-label={say('contracts.ui.left', { amount: amount(fund.balance), of: amount(fund.lastPurchase) })}
      >
        <span style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <span className={styles['fundLead']}>
        <span className="figures">{say('contracts.ui.left', { amount: amount(fund.balance), of: amount(fund.lastPurchase) })}</span>
        {fund.nextExpiry ? <span>{say('contracts.ui.lapses', { day: culture.day(fund.nextExpiry) })}</span> : null}
      </span>
    </li>
  )
}
