import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import { CostTable } from './cost-table.tsx'
import { costFields } from './fields.ts'
import { PlannedAndActual, usePercent } from './figures.tsx'
import { OrderDrawer } from './order-drawer.tsx'
import { Orders } from './orders.tsx'
import styles from './purchases.module.css'
import type { Bought, Cost, LineMargin, Margin } from './types.ts'

type Doing =
  | { readonly does: 'add'; readonly line: string | null }
  | { readonly does: 'order'; readonly line: string | null }
  | { readonly does: 'ordered' | 'paid'; readonly cost: Cost }

/** What is bought for a contract, line by line, with what stays of each; planned and paid; and every change order. For the contract's page or its own. */
export function Purchases({ contract }: { contract: string }) {
  const say = useSay()
  const bought = useAsk<Bought>('purchases.get', { contract })
  const margin = useAsk<Margin>('purchases.margin', { contract })
  if (bought.error) return <Notice tone="danger">{bought.error.message}</Notice>
  if (!bought.data || (!margin.data && !margin.error)) return <Bones label={say('purchases.get')} lines={6} />
  return <Shown bought={bought.data} margin={margin.data} trouble={margin.error?.message} />
}

function Shown({ bought, margin, trouble }: { bought: Bought; margin: Margin | undefined; trouble: string | undefined }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const [doing, setDoing] = useState<Doing | null>(null)
  const writes = may('purchases.write') && bought.contract.state !== 'ended'
  const groups = groupsOf(bought.costs, margin?.lines ?? [])
  const close = (): void => setDoing(null)
  return (
    <Stack>
      <Card title={say('purchases.list')}>
        {trouble ? <Notice tone="warn">{trouble}</Notice> : null}
        {groups.length === 0 ? (
          <Nothing icon="box" title={say('purchases.ui.nothingSold')} lead={say('purchases.ui.nothingSoldLead')} />
        ) : null}
        {groups.map((group) => (
          <LineGroup
            key={group.line ?? 'whole'}
            {...group}
            {...(writes ? { onDo: setDoing } : {})}
            signed={bought.contract.state === 'active'}
          />
        ))}
        {writes ? (
          <div className={`${styles['actions']} ${styles['whole']}`}>
            <Button small icon="plus" onClick={() => setDoing({ does: 'add', line: null })}>
              {say('purchases.ui.addWhole')}
            </Button>
          </div>
        ) : null}
      </Card>
      {margin && bought.costs.length > 0 ? (
        <Card title={say('purchases.margin')}>
          <PlannedAndActual planned={margin.planned} actual={margin.actual} caption={say('purchases.margin')} />
          <p className={styles['quiet']}>{say('purchases.ui.marginLead', { day: culture.day(margin.ratesOn) })}</p>
        </Card>
      ) : null}
      {bought.orders.length > 0 ? <Orders orders={bought.orders} /> : null}
      {doing ? <Forms doing={doing} bought={bought} onClose={close} /> : null}
    </Stack>
  )
}

interface Group {
  /** `null`: for the contract as a whole. */
  readonly line: string | null
  /** None where a rate or a price is missing: the purchases are there all the same. */
  readonly margins: readonly LineMargin[]
  readonly costs: readonly Cost[]
}
/** By contract line; what belongs to no line comes last. */
function groupsOf(costs: readonly Cost[], margins: readonly LineMargin[]): readonly Group[] {
  const lines = [...new Set([...margins.map((m) => m.line), ...costs.map((c) => c.line)])]
  return lines
    .toSorted((a, b) => Number(a === null) - Number(b === null))
    .map((line) => ({ line, margins: margins.filter((m) => m.line === line), costs: costs.filter((cost) => cost.line === line) }))
}

function LineGroup({ line, margins, costs, signed, onDo }: Group & { signed: boolean; onDo?: (doing: Doing) => void }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const defaults = useDo<{ added: readonly unknown[] }>('purchases.applyDefaults', ({ added }) =>
    say('purchases.ui.planned', { count: added.length, figure: culture.count(added.length) }),
  )
  const margin = line === null ? undefined : margins[0]
  const plan = margin?.planned.find((figure) => figure.currencyOf === 'transaction')
  const number = margin?.number ?? costs[0]?.lineNumber
  const title =
    line === null
      ? say('purchases.ui.whole')
      : say('purchases.ui.line', { line: number ?? '', product: margin?.description ?? margin?.product ?? '' })
  return (
    <section className={styles['group']} aria-label={title}>
      <div className={styles['lineHead']}>
        <h3>{title}</h3>
        {plan && costs.length > 0 ? (
          <p className="figures">
            {say('purchases.ui.earns', {
              margin: culture.money(plan.currency, plan.margin),
              sales: culture.money(plan.currency, plan.sales),
              percent: percent(plan.percent),
            })}
          </p>
        ) : null}
      </div>
      {costs.length === 0 ? (
        <p className={styles['quiet']}>{say('purchases.ui.nothingBought')}</p>
      ) : (
        <CostTable
          costs={costs}
          margins={margins}
          {...(onDo
            ? { onOrdered: (cost: Cost) => onDo({ does: 'ordered', cost }), onPaid: (cost: Cost) => onDo({ does: 'paid', cost }) }
            : {})}
        />
      )}
      {margins.length > 0 && costs.length > 0 ? <Why margins={margins} /> : null}
      {onDo ? (
        <div className={styles['actions']}>
          {line === null ? null : (
            <Button small icon="plus" onClick={() => onDo({ does: 'add', line })}>
              {say('purchases.addLine')}
            </Button>
          )}
          {costs.length === 0 ? (
            <Button small icon="box" busy={defaults.busy} onClick={() => void defaults.go({ line })}>
              {say('purchases.applyDefaults')}
            </Button>
          ) : null}
          {signed && costs.length > 0 ? (
            <Button small icon="exchange" onClick={() => onDo({ does: 'order', line })}>
              {say('purchases.changeOrder')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

function Why({ margins }: { margins: readonly LineMargin[] }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <details className={styles['steps']}>
      <summary>{say('purchases.ui.why')}</summary>
      <ul>
        {margins.flatMap((margin, i) => [
          ...margin.steps.map((step, j) => <li key={`${i}-${j}`}>{sentence(say, culture, step)}</li>),
          <li key={`${i}-w`}>{say('purchases.ui.window', { from: culture.day(margin.from), to: culture.day(margin.to) })}</li>,
        ])}
      </ul>
    </details>
  )
}

function Forms({ doing, bought, onClose }: { doing: Doing; bought: Bought; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const { contract } = bought
  if (doing.does === 'add')
    return (
      <FormDrawer
        operation="purchases.addLine"
        fixed={{ contract: contract.id, ...(doing.line === null ? {} : { line: doing.line }) }}
        fields={costFields}
        initial={{ quantity: '1', quantityRule: 'fixed' }}
        hints={{
          supplier: say('purchases.ui.supplierHint'),
          months: say('purchases.ui.monthsHint'),
          start: say('purchases.ui.startHint'),
          termEnd: say('purchases.ui.termHint'),
          agreedOn: say('purchases.ui.agreedHint'),
        }}
        onClose={onClose}
      />
    )
  if (doing.does === 'order')
    return <OrderDrawer contract={contract.id} line={doing.line} costs={bought.costs.filter((cost) => cost.line === doing.line)} onClose={onClose} /> // prettier-ignore
  const { cost } = doing
  if (doing.does === 'ordered')
    return (
      <FormDrawer
        operation="purchases.markOrdered"
        title={say('purchases.ui.orderedTitle', { item: cost.item })}
        fixed={{ costLine: cost.id }}
        initial={{ orderedOn: today, reference: cost.reference }}
        onClose={onClose}
      />
    )
  return (
    <FormDrawer
      operation="purchases.recordActual"
      title={say('purchases.ui.paidTitle', { item: cost.item })}
      fixed={{ costLine: cost.id }}
      initial={{ day: today, amount: { currency: cost.currency, minor: '' } }}
      hints={{ amount: say('purchases.ui.paidHint'), from: say('purchases.ui.fromHint') }}
      onClose={onClose}
    />
  )
}
