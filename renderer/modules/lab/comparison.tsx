import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import { Quiet, Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import { lastDay, signed } from '../catalog/rehearsal.tsx'
import { Bars } from './bars.tsx'
import styles from './lab.module.css'
import type { Replayed } from './types.ts'

/** What each model would have brought: in all, month by month, and for each customer. */
export function Comparison({ found }: { found: Replayed }) {
  const say = useSay()
  const culture = useCulture()
  const { currency, actual, models } = found
  const money = (minor: string): string => culture.money(currency, minor)
  const moves = (percent: string | null): string => (percent === null ? '–' : `${culture.decimal(percent)} %`)
  const onCliff = (count: number, key: string) => (count > 0 ? <Chip key={key} tone="warn">{say('catalog.ui.onCliff', { count })}</Chip> : '') // prettier-ignore
  const margins = actual.margin !== null
  return (
    <div className={styles['results']}>
      <Card title={say('lab.ui.compared')}>
        <Stack>
          <p>
            <Quiet>
              {say('catalog.ui.rehearsed', {
                charges: culture.count(found.charges),
                lines: culture.count(found.lineCount),
                from: culture.day(found.from),
                to: culture.day(lastDay(found.to)),
              })}
            </Quiet>
          </p>
          <Notice tone={found.reproduced ? 'ok' : 'danger'}>{say(found.reproduced ? 'lab.ui.reproduced' : 'lab.ui.notReproduced')}</Notice>
          <Table
            caption={say('lab.ui.compared')}
            columns={[
              { name: say('field.model') },
              { name: say('lab.ui.revenue'), figures: true },
              { name: say('catalog.ui.difference'), figures: true },
              ...(margins ? [{ name: say('field.margin'), figures: true }] : []),
              { name: say('catalog.ui.volatility'), figures: true },
              { name: say('catalog.ui.note') },
            ]}
            rows={[
              [
                <strong key="a">{say('lab.ui.actual')}</strong>,
                money(actual.revenue),
                '',
                ...(margins ? [money(actual.margin ?? '0')] : []),
                moves(actual.volatility),
                onCliff(actual.cliffs, 'actual'),
              ],
              ...models.map((model, i) => [
                model.name,
                money(model.revenue),
                signed(money(model.difference), model.difference),
                ...(margins ? [money(model.margin ?? '0')] : []),
                moves(model.volatility),
                onCliff(model.cliffs, `${i}`),
              ]),
            ]}
          />
          {models
            .filter(({ steps }) => steps.length > 0)
            .map(({ name, steps }, i) => (
              <Notice key={i} tone="warn" title={`${name}: ${say('pricing.cliffs')}`}>
                {steps.map((step, j) => (
                  <p key={j}>{sentence(say, culture, step)}</p>
                ))}
              </Notice>
            ))}
        </Stack>
      </Card>
      <Card title={say('lab.ui.byMonth')}>
        <Bars found={found} />
      </Card>
      <Card title={say('lab.ui.byCustomer')}>
        <Table
          caption={say('lab.ui.byCustomer')}
          columns={[
            { name: say('field.customer') },
            { name: say('lab.ui.actual'), figures: true },
            { name: say('catalog.ui.volatility'), figures: true },
            ...models.map(({ name }) => ({ name, figures: true })),
          ]}
          rows={found.customers.map((customer) => [
            customer.customerName,
            money(customer.actual.revenue),
            moves(customer.actual.volatility),
            ...customer.models.map((model, i) => (
              <span key={i} className={styles['cell']}>
                <span>{money(model.revenue)}</span>
                <Quiet small>
                  {signed(money(model.difference), model.difference)}
                  {model.volatility === null ? '' : ` · ${moves(model.volatility)}`}
                </Quiet>
              </span>
            )),
          ])}
        />
      </Card>
    </div>
  )
}
