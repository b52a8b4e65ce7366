import { useMemo, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Inset, Line, Parts, Stack } from '../../kit/tall.tsx'
import { Why } from '../coverage/why.tsx'
import { Gauge } from './gauge.tsx'
import type { Outlook, Statement } from './types.ts'

firstWidths('funds.movements', { number: 90, day: 120, act: 130, quantity: 110, value: 130, balance: 110, reference: 260, reason: 180 })
firstWidths('funds.lots', { number: 90, purchasedOn: 130, expires: 130, quantity: 110, remaining: 110, value: 130, deferred: 130 })

/** One fund: how much is left and for how long, what it was filled with, everything that moved it, and its statement on paper. */
export default function FundScreen() {
  const say = useSay()
  const id = useParam('id')
  const today = useToday()
  const from = `${today.slice(0, 8)}01`
  const { data, error } = useAsk<Statement>('funds.statement', { fund: id, from, to: today }, { keep: true })
  useTitle(data?.fund.name)
  if (error) return <Nothing whole icon="danger" title={say('funds.list')} lead={error.message} />
  return data ? <Shown statement={data} from={from} /> : <Bones label={say('funds.list')} lines={8} />
}

type Doing = 'draw' | 'purchase' | 'topUp' | { readonly reverse: string } | null

function Shown({ statement, from }: { statement: Statement; from: string }) {
  const { fund, customer, contract } = statement
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [doing, setDoing] = useState<Doing>(null)
  const [why, setWhy] = useState<string | null>(null)
  const { data: outlook } = useAsk<Outlook>('funds.outlook', { fund: fund.id })
  const unit = fund.unit === 'currency' ? fund.currency : say(`funds.ui.unit.${fund.unit}`)
  const amount = (text: string): string => `${culture.decimal(text)} ${unit}`
  return (
    <Page>
      <PageHead
        title={fund.name}
        lead={`${contract.number} · ${customer.name}`}
        {...(fund.topUpDue ? { chip: <Chip tone="warn">{say('funds.ui.topUpDue', { quantity: amount(fund.topUpDue) })}</Chip> } : {})}
      >
        {may('funds.write') ? (
          <>
            <Button onClick={() => setDoing('purchase')}>{say('funds.purchase')}</Button>
            <Button onClick={() => setDoing('topUp')}>{say('funds.ui.topUp')}</Button>
          </>
        ) : null}
        {may('funds.draw') ? (
          <Button look="primary" onClick={() => setDoing('draw')}>
            {say('funds.ui.draw')}
          </Button>
        ) : null}
      </PageHead>
      <Figures>
        <Figure
          word={say('field.balance')}
          value={amount(fund.balance)}
          {...(fund.overdrawn === '0'
            ? {}
            : { tone: 'danger' as const, lead: say('funds.ui.overdrawn', { quantity: amount(fund.overdrawn) }) })}
        />
        <Figure word={say('field.deferred')} value={culture.money(fund.currency, fund.deferred)} />
        <Figure word={say('funds.ui.released')} value={culture.money(fund.currency, statement.released)} lead={say('funds.ui.thisMonth')} />
        <Figure
          word={say('field.emptyOn')}
          value={outlook?.emptyOn ? `~ ${culture.day(outlook.emptyOn)}` : '–'}
          lead={outlook ? say('funds.ui.burn', { quantity: amount(outlook.perMonth) }) : undefined}
        />
      </Figures>
      <Gauge
        label={say('funds.ui.left', { left: amount(fund.balance), of: amount(fund.lastPurchase) })}
        left={fund.balance}
        of={fund.lastPurchase}
        threshold={fund.topUp ? { in: fund.topUp.thresholdIn, at: fund.topUp.threshold } : null}
      />
      <Parts aside={<Aside statement={statement} from={from} />}>
        <Card title={say('funds.movements')}>
          <Movements
            fund={fund.id}
            onWhy={setWhy}
            {...(may('funds.write') ? { onReverse: (reverse: string) => setDoing({ reverse }) } : {})}
          />
        </Card>
        <Card title={say('funds.lots')}>
          <Inset short>
            <Grid
              view="funds.lots"
              label={say('funds.lots')}
              fixed={{ field: 'fund', is: 'equal', value: fund.id }}
              columns={['number', 'purchasedOn', 'expires', 'quantity', 'remaining', 'value', 'deferred', 'reference']}
              address={false}
              opens={() => undefined}
            />
          </Inset>
        </Card>
        <History record="funds" id={fund.id} />
      </Parts>
      {doing === 'draw' ? (
        <FormDrawer
          operation="funds.draw"
          fixed={{ fund: fund.id }}
          fields={['quantity', 'day', ...(fund.unit === 'hours' ? ['bookingType'] : []), 'workType', 'reference']}
          initial={{ day: today, ...(fund.unit === 'hours' ? { bookingType: 'day' } : {}) }}
          onClose={() => setDoing(null)}
        />
      ) : null}
      {doing === 'purchase' ? (
        <FormDrawer
          operation="funds.purchase"
          fixed={{ fund: fund.id }}
          fields={['quantity', 'paid', 'day', 'expires', 'reference']}
          initial={{ day: today }}
          hints={{ paid: say('funds.ui.paidHint') }}
          onClose={() => setDoing(null)}
        />
      ) : null}
      {doing === 'topUp' ? (
        <FormDrawer
          operation="funds.topUp"
          fixed={{ fund: fund.id }}
          fields={['quantity', 'day']}
          initial={{ day: today, ...(fund.topUpDue ? { quantity: fund.topUpDue } : {}) }}
          hints={{ quantity: say('funds.ui.topUpHint') }}
          onClose={() => setDoing(null)}
        />
      ) : null}
      {doing !== null && typeof doing === 'object' ? (
        <FormDrawer
          operation="funds.reverse"
          fixed={{ movement: doing.reverse }}
          fields={['reason', 'day']}
          initial={{ day: today }}
          onClose={() => setDoing(null)}
        />
      ) : null}
      {why ? <Why of={{ movement: why }} onClose={() => setWhy(null)} /> : null}
    </Page>
  )
}

function Movements({ fund, onWhy, onReverse }: { fund: string; onWhy: (id: string) => void; onReverse?: (id: string) => void }) {
  const say = useSay()
  return (
    <Inset>
      <Grid
        view="funds.movements"
        label={say('funds.movements')}
        fixed={{ field: 'fund', is: 'equal', value: fund }}
        columns={['number', 'day', 'act', 'quantity', 'value', 'balance', 'reference', 'bookingType', 'reason']}
        address={false}
        opens={() => undefined}
        bulk={(rows: readonly Row[]) => (
          <Line>
            <Button small disabled={rows.length !== 1} onClick={() => onWhy(String(rows[0]!['id']))}>
              {say('coverage.why')}
            </Button>
            {onReverse ? (
              <Button small disabled={rows.length !== 1} onClick={() => onReverse(String(rows[0]!['id']))}>
                {say('funds.reverse')}
              </Button>
            ) : null}
          </Line>
        )}
        empty={{ title: say('funds.ui.nothingMoved') }}
      />
    </Inset>
  )
}

/** Its terms, and the statement of some days. */
function Aside({ statement, from: first }: { statement: Statement; from: string }) {
  const { fund } = statement
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(today)
  const terms = useMemo(
    () => [
      { name: say('field.overage'), value: say(`choice.overage.${fund.overage}`) },
      ...(fund.overagePrice ? [{ name: say('field.overagePrice'), value: `${culture.decimal(fund.overagePrice)} ${fund.currency}` }] : []),
      { name: say('field.expiryMonths'), value: fund.expiryMonths === null ? say('funds.ui.forEver') : culture.count(fund.expiryMonths) },
      ...(fund.carryOver ? [{ name: say('field.carryOver'), value: `${culture.decimal(fund.carryOver.percent)} %` }] : []),
      ...(fund.scope.length > 0 ? [{ name: say('field.scope'), value: fund.scope.join(', '), wide: true }] : []),
      ...(fund.weights.length > 0
        ? [
            {
              name: say('field.weights'),
              value: fund.weights
                .map(
                  (w) =>
                    `${say(`choice.bookingType.${w.bookingType}`)}${w.workType ? ` (${w.workType})` : ''} × ${culture.decimal(w.factor)}`,
                )
                .join(' · '),
              wide: true,
            },
          ]
        : []),
      { name: say('field.priority'), value: culture.count(fund.priority) },
    ],
    [fund, culture.name, say],
  )
  return (
    <Stack>
      <Card title={say('funds.ui.terms')}>
        <Facts facts={terms} />
      </Card>
      <Card title={say('funds.statement')}>
        <Stack>
          <DayField label={say('field.from')} value={from} onChange={setFrom} />
          <DayField label={say('field.to')} value={to} onChange={setTo} />
          {from && to ? <Paper fund={fund.id} from={from} to={to} /> : null}
        </Stack>
      </Card>
    </Stack>
  )
}

function Paper({ fund, from, to }: { fund: string; from: string; to: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  const print = async (): Promise<void> => {
    setBusy(true)
    const saved = await port.download('documents.fundStatement', { fund, from, to })
    setBusy(false)
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <Button icon="download" busy={busy} onClick={() => void print()}>
      {say('funds.ui.paper')}
    </Button>
  )
}
