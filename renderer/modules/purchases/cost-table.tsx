import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Table } from '../../kit/page.tsx'
import { IconButton } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { price } from '../billing/amounts.ts'
import styles from './purchases.module.css'
import type { Cost, LineMargin } from './types.ts'

const tones: Readonly<Record<Cost['state'], Tone>> = { planned: 'neutral', ordered: 'ok', dropped: 'warn' }

/** What is bought for one line: from whom, at what, on which term; planned and paid in the currency of the sale. */
export function CostTable({
  costs,
  margins,
  onOrdered,
  onPaid,
}: {
  costs: readonly Cost[]
  margins: readonly LineMargin[]
  onOrdered?: (cost: Cost) => void
  onPaid?: (cost: Cost) => void
}) {
  const say = useSay()
  const culture = useCulture()
  const paid = margins.flatMap((margin) => margin.costs)
  const amounts = (cost: Cost) => paid.find((of) => of.costLine === cost.id)?.amounts.find((of) => of.currencyOf === 'transaction')
  const acts = onOrdered !== undefined && onPaid !== undefined
  return (
    <Table
      stacks
      caption={say('costLines')}
      columns={[
        { name: say('field.item') },
        { name: say('purchases.ui.termAndNotice') },
        { name: say('field.state') },
        { name: say('field.unitCost'), figures: true },
        { name: say('purchases.ui.costPlanned'), figures: true },
        { name: say('purchases.ui.costActual'), figures: true },
        ...(acts ? [{ name: say('app.more') }] : []),
      ]}
      rows={costs.map((cost) => {
        const amount = amounts(cost)
        return [
          <What key="w" cost={cost} />,
          <Term key="t" cost={cost} />,
          <Chip key="s" tone={tones[cost.state]}>
            {say(`choice.state.${cost.state}`)}
          </Chip>,
          <span key="p" className={styles['two']}>
            {say('purchases.ui.times', { quantity: culture.decimal(cost.quantity), cost: price(culture, cost.currency, cost.unitCost) })}
            <small>
              {[
                ...(cost.quantityRule === 'perUnit' ? [say('purchases.ui.perUnit')] : []),
                cost.months === null ? say('purchases.ui.once') : say('purchases.ui.every', { count: cost.months }),
              ].join(', ')}
            </small>
          </span>,
          amount ? culture.money(amount.currency, amount.planned) : say('app.none'),
          amount && amount.actual !== '0' ? culture.money(amount.currency, amount.actual) : say('app.none'),
          ...(acts
            ? [
                cost.state === 'dropped' ? (
                  ''
                ) : (
                  <Menu
                    key="m"
                    target={<IconButton icon="more" label={say('purchases.ui.actions', { item: cost.item })} />}
                    items={[
                      ...(cost.state === 'planned'
                        ? [{ label: say('purchases.markOrdered'), icon: 'check' as const, does: () => onOrdered(cost) }]
                        : []),
                      { label: say('purchases.recordActual'), icon: 'invoice' as const, does: () => onPaid(cost) },
                    ]}
                  />
                ),
              ]
            : []),
        ]
      })}
    />
  )
}

function What({ cost }: { cost: Cost }) {
  const say = useSay()
  return (
    <span className={styles['what']} data-wide>
      <span className={cost.state === 'dropped' ? styles['gone'] : undefined}>{cost.item}</span>
      <small>
        {cost.supplierName ?? say('purchases.ui.ownLabour')}
        {cost.reference ? ` · ${cost.reference}` : ''}
        {cost.addedBy === null ? '' : ` · ${say('purchases.ui.addedBy', { number: cost.addedBy })}`}
      </small>
    </span>
  )
}

function Term({ cost }: { cost: Cost }) {
  const say = useSay()
  const culture = useCulture()
  const once = cost.months === null
  return (
    <span className={styles['what']}>
      {once
        ? culture.day(cost.start)
        : cost.end
          ? `${culture.day(cost.start)} – ${culture.day(cost.end)}`
          : say('purchases.ui.since', { day: culture.day(cost.start) })}
      {cost.termEnd ? (
        <small>
          {say('purchases.ui.boundTo', { day: culture.day(cost.termEnd) })}
          {cost.noticeDays === null ? '' : `, ${say('purchases.ui.notice', { count: cost.noticeDays })}`}
        </small>
      ) : once ? null : (
        <small>{say('purchases.ui.unbound')}</small>
      )}
    </span>
  )
}
