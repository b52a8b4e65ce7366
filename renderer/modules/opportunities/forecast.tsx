import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './opportunities.module.css'

interface Month {
  readonly month: string
  readonly currency: string
  readonly opportunities: number
  readonly amount: string
  readonly weighted: string
  readonly won: string
  readonly late: boolean
}

/** What the open opportunities come to, month by month and currency by currency: whole, and by their chances. */
export function ForecastTable() {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<{ months: readonly Month[] }>('opportunities.forecast')
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('opportunities.forecast')} lines={6} />
  if (data.months.length === 0)
    return <Nothing icon="chart" title={say('opportunities.ui.noSales')} lead={say('opportunities.ui.noSalesLead')} />
  return (
    <Card title={say('opportunities.forecast')}>
      <Table
        caption={say('opportunities.forecast')}
        columns={[
          { name: say('field.month') },
          { name: say('field.currency') },
          { name: say('opportunities'), figures: true },
          { name: say('field.amount'), figures: true },
          { name: say('field.weighted'), figures: true },
          { name: say('field.won'), figures: true },
        ]}
        rows={data.months.map(({ month, currency, opportunities, amount, weighted, won, late }) => [
          late ? (
            <Chip key="m" tone="danger">
              {culture.month(`${month}-01`)}
            </Chip>
          ) : (
            culture.month(`${month}-01`)
          ),
          currency,
          culture.count(opportunities),
          culture.money(currency, amount),
          culture.money(currency, weighted),
          won === '0' ? '' : culture.money(currency, won),
        ])}
      />
      <p className={styles['below']}>{say('opportunities.ui.forecastLead')}</p>
    </Card>
  )
}
