import { useInfiniteQuery } from '@tanstack/react-query'
import type { FieldPlan } from '../../core/kernel/shape.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { Card } from '../kit/page.tsx'
import { Button } from '../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../kit/state.tsx'
import { valueText } from '../kit/grid/value.tsx'
import { askKey, askOver } from './ask.ts'
import { useCulture, useHarmony } from './harmony.tsx'
import styles from './history.module.css'
import { fieldWord, useSay, wordOr, type Say } from './words.ts'

interface FieldChange {
  readonly field: string
  readonly plan: FieldPlan
  readonly before: unknown
  readonly after: unknown
}
interface RowChange {
  readonly record: string
  readonly row: string
  readonly label: string | null
  readonly does: 'add' | 'put' | 'remove'
  readonly fields: readonly FieldChange[]
  readonly currencies: Readonly<Record<string, string>>
}
export interface HistoryEntry {
  readonly seq: number
  readonly call: string
  readonly at: string
  readonly user: string
  readonly name: string | null
  readonly operation: string
  readonly rows: readonly RowChange[]
  readonly moreRows: number
  readonly events: readonly { readonly event: string; readonly about: Readonly<Record<string, string>> }[]
}
interface Page {
  readonly entries: readonly HistoryEntry[]
  readonly more: boolean
}

/** Who did what to a record, and what it changed, from the log; newest first. `record` as the core names it (`contracts`), `id` its id or code. */
export function History({ record, id, title }: { record: string; id: string; title?: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const asked = useInfiniteQuery({
    queryKey: askKey('desk.history', { record, id }),
    queryFn: ({ pageParam, signal }) =>
      askOver<Page>(port, 'desk.history', { record, id, ...(pageParam === null ? {} : { before: pageParam }) }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.more ? (last.entries.at(-1)?.seq ?? null) : null),
  })
  const entries = asked.data?.pages.flatMap((page) => page.entries)
  return (
    <Card title={title ?? say('app.history')}>
      {asked.error && !entries ? (
        <Notice tone="danger">{asked.error.message}</Notice>
      ) : !entries ? (
        <Bones label={say('app.history')} lines={5} />
      ) : entries.length === 0 ? (
        <Nothing icon="clock" title={say('app.history.none')} lead={say('app.history.noneLead')} />
      ) : (
        <ol className={styles['entries']}>
          {entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} />
          ))}
        </ol>
      )}
      {asked.hasNextPage ? (
        <Button small look="quiet" busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {say('app.history.older')}
        </Button>
      ) : null}
    </Card>
  )
}

/** What happened; where somebody stood in for somebody else, also who for whom. */
function toldOf({ event, about }: HistoryEntry['events'][number], say: Say): string {
  const what = wordOr(say, `event.${event}`, event)
  const { name, instead } = about
  return name && instead ? say('app.history.instead', { what, name, instead }) : what
}
const iconOf = ({ rows }: HistoryEntry): IconName =>
  rows.some((r) => r.does === 'remove') ? 'trash' : rows.every((r) => r.does === 'add') ? 'plus' : 'draft'

function Entry({ entry }: { entry: HistoryEntry }) {
  const say = useSay()
  const culture = useCulture()
  const operation = wordOr(say, entry.operation, entry.operation)
  const told = [...new Set(entry.events.map((one) => toldOf(one, say)))]
  // A record that was only touched says no more than the call does.
  const rows = entry.rows.filter((row) => row.label !== null || row.fields.length > 0)
  return (
    <li className={styles['entry']}>
      <span className={styles['mark']}>
        <Icon name={iconOf(entry)} size={14} />
      </span>
      <div className={styles['what']}>
        <div className={styles['head']}>
          <strong>{told.length > 0 ? told.join(', ') : operation}</strong>
          <span className={styles['by']}>
            {entry.name ?? say('app.history.machine')} · <time dateTime={entry.at}>{culture.instant(entry.at)}</time>
            {told.length > 0 && !told.includes(operation) ? ` · ${operation}` : ''}
          </span>
        </div>
        {rows.map((row) => (
          <Changes key={`${row.record} ${row.row}`} row={row} />
        ))}
        {entry.moreRows > 0 ? <p className={styles['by']}>{say('app.history.moreRows', { count: entry.moreRows })}</p> : null}
      </div>
    </li>
  )
}

function Changes({ row }: { row: RowChange }) {
  const say = useSay()
  const fields = row.fields.filter(({ plan, before, after }) => shows(plan, before) || shows(plan, after))
  const name = row.label === null ? null : say('app.history.row', { record: wordOr(say, row.record, row.record), label: row.label })
  return (
    <div className={styles['row']}>
      {name ? (
        <span className={styles['name']}>
          {name}
          {row.does === 'put' ? '' : ` (${say(`app.history.${row.does}`)})`}
        </span>
      ) : null}
      {fields.length > 0 ? (
        <dl className={styles['fields']}>
          {fields.map((change) => (
            <Field key={change.field} change={change} row={row} say={say} />
          ))}
        </dl>
      ) : null}
    </div>
  )
}

function Field({ change, row, say }: { change: FieldChange; row: RowChange; say: Say }) {
  const culture = useCulture()
  const { field, plan, before, after } = change
  const text = (value: unknown): string =>
    isPlain(plan) ? plainText(value) : valueText(plan, field, { ...row.currencies, [field]: value }, culture, say)
  return (
    <div>
      <dt>{fieldWord(say, field, row.record)}</dt>
      <dd>
        {row.does === 'add' ? null : (
          <>
            <del>{text(before) || say('app.none')}</del>
            <Icon name="right" size={12} />
            <span className="unseen">{say('app.history.becomes')}</span>
          </>
        )}
        <ins>{text(after) || say('app.none')}</ins>
      </dd>
    </div>
  )
}

const isPlain = ({ kind }: FieldPlan): boolean => kind === 'data' || kind === 'shape'
/** Texts by language, and the like; deeper documents have screens of their own. */
const plainText = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, text]) => `${name}: ${String(text)}`)
        .join(', ')
    : String(value ?? '')
/** Ids say nothing to people; who or what they stand for has its own line. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
function shows(plan: FieldPlan, value: unknown): boolean {
  if (value === null || value === undefined || value === '' || isId(value)) return false
  if (Array.isArray(value)) return value.length > 0 && !isPlain(plan.inner ?? plan)
  return !isPlain(plan) || (typeof value === 'object' && Object.values(value).every((v) => typeof v !== 'object' || v === null))
}
