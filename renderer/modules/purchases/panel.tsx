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
import type { Step } from '../billing/types.ts'
import { CostTable } from './cost-table.tsx'
import { costFields } from './fields.ts'
import { PlannedAndActual, usePercent } from './figures.tsx'
import { OrderDrawer } from './order-drawer.tsx'
import { Orders } from './orders.tsx'
import styles from './purchases.module.css'
import type { Bought, Cost, LineMargin, Margin } from './types.ts'

type Doing =
  | { readonly does: 'add'; readonly line: LineMargin | null }
  | { readonly does: 'order'; readonly line: LineMargin | null }
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
            key={group.costs[0]?.id ?? group.margin?.line ?? 'whole'}
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
  readonly margin: LineMargin | null
  readonly costs: readonly Cost[]
}
/** By contract line; what belongs to no line comes last. Where no margin could be worked out the purchases are there all the same. */
function groupsOf(costs: readonly Cost[], lines: readonly LineMargin[]): readonly Group[] {
  const numbered = [...new Set([...lines.map((m) => m.line), ...costs.map((c) => c.line)])]
  return numbered
    .map((line) => ({ margin: lines.find((m) => m.line === line) ?? null, costs: costs.filter((cost) => cost.line === line) }))
    .filter(({ margin, costs: some }) => some.length > 0 || (margin !== null && margin.line !== null))
    .toSorted((a, b) => Number(a.costs[0]?.line === null) - Number(b.costs[0]?.line === null))
}

function LineGroup({ margin, costs, signed, onDo }: Group & { signed: boolean; onDo?: (doing: Doing) => void }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const defaults = useDo<{ added: readonly unknown[] }>('purchases.applyDefaults', ({ added }) =>
    say('purchases.ui.planned', { count: added.length, figure: culture.count(added.length) }),
  )
  const line = margin?.line ?? costs[0]?.line ?? null
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
          {...(margin ? { margin } : {})}
          {...(onDo
            ? { onOrdered: (cost: Cost) => onDo({ does: 'ordered', cost }), onPaid: (cost: Cost) => onDo({ does: 'paid', cost }) }
            : {})}
        />
      )}
      {margin && costs.length > 0 ? <Why steps={margin.steps} margin={margin} /> : null}
      {onDo && line !== null ? (
        <div className={styles['actions']}>
          <Button small icon="plus" onClick={() => onDo({ does: 'add', line: margin })}>
            {say('purchases.addLine')}
          </Button>
          {costs.length === 0 ? (
            <Button small icon="box" busy={defaults.busy} onClick={() => void defaults.go({ line })}>
              {say('purchases.applyDefaults')}
            </Button>
          ) : null}
          {signed && costs.length > 0 ? (
            <Button small icon="exchange" onClick={() => onDo({ does: 'order', line: margin })}>
              {say('purchases.changeOrder')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

function Why({ steps, margin }: { steps: readonly Step[]; margin: LineMargin }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <details className={styles['steps']}>
      <summary>{say('purchases.ui.why')}</summary>
      <ul>
        {steps.map((step, i) => (
          <li key={i}>{sentence(say, culture, step)}</li>
        ))}
        <li>{say('purchases.ui.window', { from: culture.day(margin.from), to: culture.day(margin.to) })}</li>
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
        fixed={{ contract: contract.id, ...(doing.line?.line ? { line: doing.line.line } : {}) }}
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
    return <OrderDrawer contract={contract.id} line={doing.line?.line ?? null} costs={bought.costs.filter((cost) => cost.line === (doing.line?.line ?? null))} onClose={onClose} /> // prettier-ignore
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
