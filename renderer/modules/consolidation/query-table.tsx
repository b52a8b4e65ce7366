import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { PinButton, usePins, type Pin } from '../../app/pins.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { monthOf } from '../recognition/months.ts'
import styles from './consolidation.module.css'
import { addressOf, askedOf, behind, isTurned, queryFrom, type Dimension, type Query } from './query-asked.ts'
import { total, turned } from './sums.ts'

interface Answer {
  readonly currency: string
  readonly cells: readonly { readonly row: string; readonly column: string | null; readonly amount: string }[]
  readonly names: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly sum: string
}

/** How the things that one asks by are called. */
function useNames({ names }: Pick<Answer, 'names'>): (dimension: Dimension, value: string) => string {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  return (dimension, value) => {
    const known = names[value]
    if (dimension === 'month') return culture.month(`${value}-01`)
    if (dimension === 'side') return say(`choice.side.${value}`)
    if (value === '') return say('consolidation.ui.none')
    if (dimension === 'account' && typeof known === 'object') return `${value} ${known[manifest.language] ?? known['en'] ?? ''}`.trim()
    return dimension === 'entity' && typeof known === 'string' ? known : value
  }
}

/** The answer to a question of one's own; each amount leads to what is behind it. */
export function QueryTable({ query, title }: { query: Query; title: string }) {
  const say = useSay()
  const now = monthOf(useToday())
  const { data, error } = useAsk<Answer>('consolidation.query', askedOf(query, now), { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={title} lines={5} />
  const sign = isTurned(query) ? (['liability', 'equity'].includes(query.sides) ? 'turnedOwed' : 'turned') : 'asPostedSign'
  return (
    <>
      <Answered answer={data} query={query} title={title} now={now} />
      <p className={styles['below']}>{say(`consolidation.ui.${sign}`)}</p>
    </>
  )
}

function Answered({ answer, query, title, now }: { answer: Answer; query: Query; title: string; now: string }) {
  const say = useSay()
  const culture = useCulture()
  const nameOf = useNames(answer)
  const { cells, currency, sum } = answer
  const { rowsBy, columnsBy } = query
  const unique = (some: readonly string[]): string[] => [...new Set(some)].toSorted()
  const rows = unique(cells.map((cell) => cell.row))
  const columns = columnsBy === null ? [] : unique(cells.map((cell) => cell.column ?? ''))
  const shown = (amount: string): string => culture.figures(currency, isTurned(query) ? turned(amount) : amount)
  const sumOf = (row: string | null, column: string | null): string =>
    total(cells.filter((cell) => (row === null || cell.row === row) && (column === null || (cell.column ?? '') === column)).map((cell) => cell.amount))
  const figure = (row: string, column: string | null) => {
    const found = sumOf(row, column)
    if (found === '0') return '–'
    const of = { [rowsBy]: row, ...(columnsBy === null || column === null ? {} : { [columnsBy]: column }) }
    return (
      <Go key={column ?? 'sum'} to={behind(query, of, now)}>
        {shown(found)}
      </Go>
    )
  }
  return (
    <Table
      caption={title}
      stacks
      empty={say('consolidation.ui.nothingFound')}
      columns={[
        { name: say(`choice.rowsBy.${rowsBy}`) },
        ...columns.map((column) => ({ name: nameOf(columnsBy!, column), figures: true })),
        { name: `${say('field.sum')} ${currency}`, figures: true },
      ]}
      rows={[
        ...rows.map((row) => [nameOf(rowsBy, row), ...columns.map((column) => figure(row, column)), figure(row, null)]),
        ...(rows.length > 1
          ? [
              [
                <b key="w">{say('field.sum')}</b>,
                ...columns.map((column) => <b key={column}>{shown(sumOf(null, column))}</b>),
                <b key="s">{shown(sum)}</b>,
              ],
            ]
          : []),
      ]}
    />
  )
} // prettier-ignore

/** Answers that the caller has pinned, each a card of its own. */
export function QueryCards({ pins }: { pins: readonly Pin[] }) {
  const say = useSay()
  return pins
    .filter(({ figure }) => figure === 'consolidation.query')
    .map(({ id, pinnedAs, question }) => {
      const query = queryFrom(question ?? '')
      const title = pinnedAs ?? say('consolidation.ui.queryTitle')
      return (
        <Card
          key={id}
          title={title}
          actions={
            <span className={styles['cardActs']}>
              <Go to={`/consolidation/query?${addressOf(query)}`} label={`${say('consolidation.ui.open')}: ${title}`}>
                {say('consolidation.ui.open')}
              </Go>
              <PinButton figure="consolidation.query" word={title} question={question} />
            </span>
          }
        >
          <QueryTable query={query} title={title} />
        </Card>
      )
    })
}
export const PinnedQueries = () => <QueryCards pins={usePins()} />
