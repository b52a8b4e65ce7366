import { Go } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line } from '../../kit/tall.tsx'
import styles from './campaigns.module.css'
import type { Results } from './types.ts'

const way = ['members', 'contacted', 'responded', 'interested', 'leads', 'qualified', 'opportunities', 'won', 'orders'] as const

/** What came of a campaign: heads on the way from member to sale, and money from sale to earned revenue. */
export function ResultsShown({ results, error }: { results: Results | undefined; error: Error | null }) {
  const say = useSay()
  const culture = useCulture()
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!results) return <Bones label={say('campaigns.results')} lines={6} />
  const { counts, amounts, contracts } = results
  const most = Math.max(1, ...way.map((step) => counts[step]))
  const unpriced = amounts.reduce((sum, amount) => sum + amount.unpriced, 0)
  return (
    <>
      <Card title={say('campaigns.ui.way')}>
        <ol className={styles['way']}>
          {way.map((step) => (
            <li key={step}>
              <span>{say(`campaigns.ui.way.${step}`)}</span>
              <span className={styles['bar']} style={{ inlineSize: `${(counts[step] / most) * 100}%` }} />
              <strong className="figures">{culture.count(counts[step])}</strong>
            </li>
          ))}
        </ol>
      </Card>
      <Card title={say('campaigns.ui.money')}>
        <Table
          caption={say('campaigns.ui.money')}
          columns={[
            { name: say('field.currency') },
            ...(['spent', 'open', 'won', 'lifetime', 'invoiced', 'recognised'] as const).map((field) => ({
              name: say(`campaigns.ui.money.${field}`),
              figures: true,
            })),
          ]}
          rows={amounts.map((amount) => [
            amount.currency,
            ...(['spent', 'open', 'won', 'lifetime', 'invoiced', 'recognised'] as const).map((field) =>
              amount[field] === '0' ? '–' : culture.money(amount.currency, amount[field]),
            ),
          ])}
        />
        <p className={styles['quiet']}>{say('campaigns.ui.moneyLead')}</p>
        {unpriced > 0 ? (
          <p className={styles['quiet']}>{say('campaigns.ui.unpriced', { count: unpriced, figure: culture.count(unpriced) })}</p>
        ) : null}
        {contracts.length > 0 ? (
          <Line>
            {contracts.map(({ contract, contractNumber, customerName }) => (
              <Go key={contract} to={`/contracts/${contract}`}>
                {`${contractNumber} · ${customerName}`}
              </Go>
            ))}
          </Line>
        ) : null}
      </Card>
    </>
  )
}
