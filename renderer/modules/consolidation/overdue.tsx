import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'

const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const
type Age = (typeof ages)[number]
interface Aged extends Readonly<Record<Age | 'credit' | 'overdue' | 'open', string>> {
  readonly entity: string
  readonly groupCurrency: string
  readonly overdueItems: number
  readonly due: string | null
}
interface Ageing {
  readonly day: string
  readonly rows: readonly Aged[]
}
export const sumOf = (rows: readonly Aged[], of: Age | 'credit' | 'overdue' | 'open'): string =>
  `${rows.reduce((sum, row) => sum + BigInt(row[of]), 0n)}`

export const useAgeing = (entity: string | null, enabled: boolean) =>
  useAsk<Ageing>('receivables.ageing', entity === null ? {} : { entity }, { keep: true, enabled })

/** So many days before another. */
const before = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
/** The open items behind an amount: of what is owed those that are so old, of credit what is below nothing. */
export function itemsBehind(of: Age | 'credit' | 'overdue' | 'open', entity: string | null, day: string): string {
  const due = { atLeast: { notDue: 0, to30: 30, to60: 60, to90: 90 }, less: { overdue: 0, to30: 0, to60: 30, to90: 60, over90: 90 } } as const
  const [from, to] = [(due.atLeast as Readonly<Record<string, number>>)[of], (due.less as Readonly<Record<string, number>>)[of]]
  return `/list/ledger.openItems?f=${encodeURIComponent(
    JSON.stringify([
      { field: 'kind', is: 'in', value: ['receivable', 'unapplied'] },
      ...(entity === null ? [] : [{ field: 'entity', is: 'equal', value: entity }]),
      ...(of === 'open' ? [] : [{ field: 'groupOpen', is: of === 'credit' ? 'less' : 'more', value: '0' }]),
      ...(from === undefined ? [] : [{ field: 'due', is: 'atLeast', value: before(day, from) }]),
      ...(to === undefined ? [] : [{ field: 'due', is: 'less', value: before(day, to) }]),
    ]),
  )}`
} // prettier-ignore

/** What customers owe each legal entity and how long already; each figure leads to its open items. */
export function AgeingCard({ entity }: { entity: string | null }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const { data, error } = useAgeing(entity, may('receivables.read'))
  if (!may('receivables.read')) return null
  const title = say('receivables.ageing')
  const columns = [...ages, 'credit', 'open'] as const
  const rows = data?.rows ?? []
  const [first] = rows
  const oneCurrency = rows.every(({ groupCurrency }) => groupCurrency === first?.groupCurrency)
  const figure = (row: Aged, of: (typeof columns)[number]) =>
    row[of] === '0' ? (
      '–'
    ) : (
      <Go key={of} to={itemsBehind(of, row.entity, data!.day)}>
        {culture.figures(row.groupCurrency, row[of])}
      </Go>
    )
  return (
    <Card title={title}>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={title} lines={4} /> : null}
      {data ? (
        <Table
          caption={title}
          stacks
          empty={say('consolidation.ui.nothingOwed')}
          columns={[
            { name: say('field.entity') },
            ...columns.map((of) => ({ name: say(`consolidation.ui.age.${of}`), figures: true })),
            { name: say('consolidation.ui.oldest') },
          ]}
          rows={[
            ...rows.map((row) => [
              oneCurrency ? row.entity : `${row.entity} · ${row.groupCurrency}`,
              ...columns.map((of) => figure(row, of)),
              row.due === null ? '' : culture.day(row.due),
            ]),
            ...(first && oneCurrency && rows.length > 1
              ? [
                  [
                    <b key="g">{`${say('field.group')} ${first.groupCurrency}`}</b>,
                    ...columns.map((of) => <b key={of}>{culture.figures(first.groupCurrency, sumOf(rows, of))}</b>),
                    '',
                  ],
                ]
              : []),
          ]}
        />
      ) : null}
    </Card>
  )
}
