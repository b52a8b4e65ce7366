import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { minorOf } from './amounts.ts'
import styles from './billing.module.css'
import type { EntityTotals } from './types.ts'

/** Totals of a run by legal entity and currency, with the receivables in the books' and the group's currency. */
export function RunTotals({ entities }: { entities: readonly EntityTotals[] }) {
  const say = useSay()
  const culture = useCulture()
  const money = (currency: string, major: string): string => culture.money(currency, minorOf(major))
  const rows = entities.flatMap((e) =>
    ownFirst(e).map(([currency, sums], i) => [
      i === 0 ? e.entity : '',
      culture.count(sums.invoices),
      money(currency, sums.net),
      money(currency, sums.tax),
      money(currency, sums.gross),
      i === 0 ? money(e.entityCurrency, e.grossInEntityCurrency) : '',
      i === 0 ? money(e.groupCurrency, e.grossInGroupCurrency) : '',
    ]),
  )
  const figures = (name: string) => ({ name, figures: true })
  return (
    <Card title={say('billing.ui.totals')}>
      <Table
        caption={say('billing.ui.totalsBy')}
        columns={[
          { name: say('field.entity') },
          figures(say('field.invoices')),
          figures(say('field.net')),
          figures(say('field.tax')),
          figures(say('field.gross')),
          figures(say('billing.ui.entityGross')),
          figures(say('billing.ui.groupGross')),
        ]}
        rows={rows}
      />
      <ul className={styles['codes']} aria-label={say('billing.ui.taxBy')}>
        {entities.flatMap((e) =>
          Object.entries(e.taxByCode).map(([code, amount]) => (
            <li key={`${e.entity}${code}`}>
              {e.entity} {code}:{' '}
              <span className="figures">
                {money(Object.keys(e.byCurrency).length === 1 ? Object.keys(e.byCurrency)[0]! : e.entityCurrency, amount)}
              </span>
            </li>
          )),
        )}
      </ul>
    </Card>
  )
}

/** The books' own currency comes first: the sums over all currencies stand in its row. */
const ownFirst = (e: EntityTotals) =>
  Object.entries(e.byCurrency).toSorted(([a], [b]) => Number(b === e.entityCurrency) - Number(a === e.entityCurrency))
