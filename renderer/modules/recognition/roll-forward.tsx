import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Choices, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Month } from './month.tsx'
import { monthOf, monthsAround, monthsOn } from './months.ts'
import styles from './recognition.module.css'

const steps = ['opening', 'additions', 'releases', 'other', 'closing'] as const
type Step = (typeof steps)[number]
const columns = ['transaction', 'entity', 'group'] as const
type Column = (typeof columns)[number]
type Rolled = Readonly<Record<Step | `entity${Capitalize<Step>}` | `group${Capitalize<Step>}`, string>> & {
  readonly entity: string
  readonly account: string
  readonly names: Readonly<Record<string, string>>
  readonly currency: string
  readonly entityCurrency: string
  readonly groupCurrency: string
}

const fieldOf = (column: Column, step: Step) =>
  column === 'transaction' ? step : (`${column}${step[0]!.toUpperCase()}${step.slice(1)}` as `${'entity' | 'group'}${Capitalize<Step>}`)
const currencyOf = (column: Column, row: Rolled): string =>
  column === 'transaction' ? row.currency : column === 'entity' ? row.entityCurrency : row.groupCurrency

/** How deferred revenue moved over some months, in any of three currencies, and the charges behind each balance. */
export default function RollForward() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [search, setSearch] = useSearchState()
  const [entity, setEntity] = useState('')
  const [from, setFrom] = useState(monthsOn(now, -2))
  const [to, setTo] = useState(monthsOn(now, 1))
  const [column, setColumn] = useState<Column>('transaction')
  const [behind, setBehind] = useState<Rolled | null>(null)
  const { data, error } = useAsk<{ rows: Rolled[] }>('recognition.rollForward', { from, to, ...(entity ? { entity } : {}) }, { keep: true })
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const months = monthsAround(now, culture.name, 36, 14)
  useTitle(say('recognition.ui.title'))
  const open = search['month'] !== undefined && may('recognition.run')
  return (
    <Page>
      <PageHead title={say('recognition.ui.title')} lead={say('recognition.ui.lead')}>
        {may('recognition.run') ? (
          <Button look="primary" icon="calendar" onClick={() => setSearch({ month: '1' })}>
            {say('recognition.run')}
          </Button>
        ) : null}
      </PageHead>
      <Choices>
        <Choose
          label={say('recognition.ui.fromMonth')}
          value={from}
          onChange={(next) => next && setFrom(next)}
          options={months}
          searchable
        />
        <Choose label={say('recognition.ui.toMonth')} value={to} onChange={(next) => next && setTo(next)} options={months} searchable />
        <Choose
          label={say('field.entity')}
          value={entity}
          onChange={(next) => setEntity(next ?? '')}
          options={[
            { value: '', label: say('recognition.ui.allEntities') },
            ...(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` })),
          ]}
        />
        <Segments
          titled
          label={say('recognition.ui.shownIn')}
          value={column}
          onChange={setColumn}
          options={columns.map((value) => ({ value, label: say(`recognition.ui.short.${value}`) }))}
        />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('recognition.rollForward')} lines={5} /> : null}
      {data?.rows.length === 0 ? <Nothing icon="clock" title={say('recognition.ui.none')} lead={say('recognition.ui.noneLead')} /> : null}
      {data && data.rows.length > 0 ? <Rows rows={data.rows} column={column} onDrill={setBehind} /> : null}
      {data && data.rows.length > 0 && behind?.account === prepaid ? <Costs behind={behind} /> : null}
      {data && data.rows.length > 0 && behind?.account !== prepaid ? <Charges behind={behind} /> : null}
      {open ? <Month first={monthsOn(now, -1)} onClose={() => setSearch({ month: undefined })} /> : null}
    </Page>
  )
}

function Rows({ rows, column, onDrill }: { rows: readonly Rolled[]; column: Column; onDrill: (row: Rolled) => void }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  return (
    <Card title={say('recognition.rollForward')}>
      <Table
        caption={say('recognition.rollForward')}
        columns={[
          { name: say('field.entity') },
          { name: say('field.account') },
          { name: say('field.currency') },
          ...steps.map((step) => ({ name: say(`recognition.ui.${step}`), figures: true })),
        ]}
        rows={rows.map((row) => {
          const currency = currencyOf(column, row)
          const amount = (step: Step): string => culture.figures(currency, row[fieldOf(column, step)])
          return [
            row.entity,
            <span key="a" className={styles['account']}>
              <b>{row.account}</b> {row.names[manifest.language] ?? row.names['en'] ?? ''}
            </span>,
            column === 'transaction' || currency === row.currency ? currency : `${row.currency} → ${currency}`,
            ...steps.slice(0, -1).map(amount),
            <button
              key="c"
              type="button"
              className={styles['drill']}
              onClick={() => onDrill(row)}
              aria-label={say('recognition.ui.drill', { amount: culture.money(currency, row[fieldOf(column, 'closing')]) })}
            >
              {amount('closing')}
            </button>,
          ]
        })}
      />
    </Card>
  )
}

/** What is delivered and not passing time earns these. */
const waits: ReadonlySet<string> = new Set(['onDelivery', 'onMilestone', 'percentComplete', 'onDrawDown'])

/** The account of what suppliers invoiced for months to come. */
const prepaid = '1480'
/** What of it still waits behind one balance. */
function Costs({ behind }: { behind: Rolled }) {
  const say = useSay()
  const title = say('recognition.ui.behind', { entity: behind.entity, currency: behind.currency, account: behind.account })
  return (
    <Card title={title}>
      <div className={styles['charges']}>
        <Grid
          key={`${behind.entity}/${behind.currency}`}
          view="recognition.prepaidCosts"
          label={title}
          columns={[
            'supplierName',
            'invoiceNumber',
            'description',
            'total',
            'recognised',
            'left',
            'from',
            'to',
            'costAccount',
            'contractNumber',
          ]}
          fixed={{
            all: [
              { field: 'state', is: 'equal', value: 'open' },
              { field: 'entity', is: 'equal', value: behind.entity },
              { field: 'currency', is: 'equal', value: behind.currency },
            ],
          }}
          opens={(row) => `/payables/invoices/${String(row['invoice'])}`}
          address={false}
          empty={{ title: say('recognition.ui.none') }}
        />
      </div>
    </Card>
  )
}

/** The charges that are still open: all of them, or those behind one balance. */
function Charges({ behind }: { behind: Rolled | null }) {
  const say = useSay()
  const may = useMay()
  const [delivering, setDelivering] = useState<Row | null>(null)
  const open = { field: 'state', is: 'equal', value: 'open' } as const
  const title = behind
    ? say('recognition.ui.behind', { entity: behind.entity, currency: behind.currency, account: behind.account })
    : say('recognition.ui.open')
  return (
    <Card title={title}>
      <div className={styles['charges']}>
        <Grid
          key={behind ? `${behind.entity}/${behind.account}/${behind.currency}` : 'all'}
          view="recognition.charges"
          label={title}
          columns={[
            'customerName',
            'contractNumber',
            'product',
            'total',
            'recognised',
            'deferred',
            'recognition',
            'from',
            'to',
            'progress',
            'invoiceNumber',
          ]}
          fixed={
            behind
              ? {
                  all: [
                    open,
                    { field: 'entity', is: 'equal', value: behind.entity },
                    { field: 'currency', is: 'equal', value: behind.currency },
                    { field: 'deferredAccount', is: 'equal', value: behind.account },
                  ],
                }
              : open
          }
          opens={(row) => `/contracts/${String(row['contract'])}`}
          bulk={(rows) =>
            rows.length === 1 && waits.has(String(rows[0]!['recognition'])) && may('recognition.run') ? (
              <Button small icon="check" onClick={() => setDelivering(rows[0]!)}>
                {say('recognition.progress')}
              </Button>
            ) : null
          }
          address={false}
          empty={{ title: say('recognition.ui.none') }}
        />
      </div>
      {delivering ? (
        <FormDrawer
          operation="recognition.progress"
          fixed={{ charge: delivering['id'] }}
          fields={['day', 'percent', 'note']}
          onClose={() => setDelivering(null)}
        >
          <p>
            {say('recognition.ui.deliver', {
              customer: String(delivering['customerName']),
              contract: String(delivering['contractNumber']),
            })}
          </p>
        </FormDrawer>
      ) : null}
    </Card>
  )
}
