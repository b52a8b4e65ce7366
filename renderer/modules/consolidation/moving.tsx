import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { bridgeAt, whole } from '../recurring/asked.ts'
import { BridgeBars } from '../recurring/bars.tsx'
import type { Asked, Bridge } from '../recurring/types.ts'

/** What moved recurring revenue this year; each step leads to its contract lines. */
export function RecurringCard({ from, to, entity }: { from: string; to: string; entity: string | null }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const asked: Asked = { from, to, view: 'effective', rates: 'constant', ...(entity === null ? {} : { entity }) }
  const { data, error } = useAsk<Bridge>('recurring.bridge', { ...asked }, { keep: true, enabled: may('recurring.read') })
  const sums = data && whole(data)
  if (!may('recurring.read')) return null
  const month = (period: string): string => culture.month(`${period}-01`)
  const title = say('consolidation.ui.moving', { from: month(from), to: month(to) })
  return (
    <Card title={title} actions={<Go to={bridgeAt(asked)}>{say('consolidation.ui.byMonth')}</Go>}>
      {error ? <Notice tone="warn">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={title} lines={4} /> : null}
      {data && sums ? <BridgeBars sums={sums} currency={data.currency} asked={asked} /> : null}
    </Card>
  )
}

interface Between {
  readonly provider: string
  readonly receiver: string
  readonly charges: number
  readonly hours: string
  readonly currency: string
  readonly price: string
  readonly groupCurrency: string
  readonly groupPrice: string
}
/** What legal entities charged each other in the month for work, and the statements behind it. */
export function BetweenCard({ period }: { period: string }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const { data, error } = useAsk<{ rows: readonly Between[] }>(
    'transfer.margins',
    { from: period, to: period },
    { keep: true, enabled: may('transfer.read') },
  )
  if (!may('transfer.read')) return null
  const title = say('consolidation.ui.between', { month: culture.month(`${period}-01`) })
  // Without the right for what work costs there are no rows, and nothing to be told.
  const rows = (data?.rows ?? []).filter(({ provider, receiver }) => provider !== receiver)
  return (
    <Card title={title} actions={<Go to={`/transfer?statement=${period}`}>{say('consolidation.ui.statements')}</Go>}>
      {error ? <Notice tone="warn">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={title} lines={2} /> : null}
      {data ? (
        <Table
          caption={title}
          stacks
          empty={say('consolidation.ui.nothingBetween')}
          columns={[
            { name: say('consolidation.ui.pair') },
            { name: say('consolidation.ui.hours'), figures: true },
            { name: say('consolidation.ui.charged'), figures: true },
            { name: say('field.groupAmount'), figures: true },
          ]}
          rows={rows.map((row) => [
            `${row.provider} → ${row.receiver}`,
            culture.decimal(row.hours),
            culture.money(row.currency, row.price),
            culture.money(row.groupCurrency, row.groupPrice),
          ])}
        />
      ) : null}
    </Card>
  )
}
