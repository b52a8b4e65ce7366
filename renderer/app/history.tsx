import { useInfiniteQuery } from '@tanstack/react-query'
import type { Comparison } from '../../core/kernel/filter.ts'
import type { FieldPlan } from '../../core/kernel/shape.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { Card } from '../kit/page.tsx'
import { Button } from '../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../kit/state.tsx'
import { comparisonWord } from '../kit/grid/filters.ts'
import { valueText } from '../kit/grid/value.tsx'
import { askKey, askOver } from './ask.ts'
import { useCulture, useHarmony, type CultureFormats } from './harmony.tsx'
import styles from './history.module.css'
import { countryName, fieldWord, languageName, useSay, wordOr, type Say } from './words.ts'

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
          {fields.flatMap(inLanguages).map((change) => (
            <Field key={`${change.field} ${change.language ?? ''}`} change={change} row={row} say={say} />
          ))}
        </dl>
      ) : null}
    </div>
  )
}

/** A change of what a text says in one language. */
interface Said extends FieldChange {
  readonly language?: string
}
type Texts = Readonly<Record<string, unknown>>
const isTexts = (value: unknown): value is Texts =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((key) => /^[a-z]{2}$/.test(key))
/** Texts by language are told language by language, and only where they changed. */
function inLanguages(change: FieldChange): readonly Said[] {
  const { before, after } = change
  const texts = [before, after].filter((value) => value !== null && value !== undefined)
  if (texts.length === 0 || !texts.every(isTexts)) return [change]
  const [was, is] = [(before ?? {}) as Texts, (after ?? {}) as Texts]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((language) => was[language] !== is[language])
    .map((language) => ({ ...change, language, before: was[language] ?? null, after: is[language] ?? null }))
}

/** Signs of a text that stand in a line; more opens. */
const inLine = 120
function Long({ text }: { text: string }) {
  if (text.length <= inLine) return text
  return (
    <details className={styles['long']}>
      <summary>{`${text.slice(0, inLine).trimEnd()} …`}</summary>
      <p>{text}</p>
    </details>
  )
}

function Field({ change, row, say }: { change: Said; row: RowChange; say: Say }) {
  const culture = useCulture()
  const { field, plan, before, after } = change
  // What it was stood in the currency that it was in: where that changed as well, not in the one of today.
  const earlier = Object.fromEntries(row.fields.filter((one) => one.plan.kind === 'currency').map((one) => [one.field, one.before]))
  const text = (value: unknown, currencies: Readonly<Record<string, unknown>> = row.currencies): string =>
    isPlain(plan) ? plainText(value, say, culture) : valueText(plan, field, { ...currencies, [field]: value }, culture, say)
  return (
    <div>
      <dt>
        {change.language ? `${fieldWord(say, field, row.record)} (${languageName(change.language)})` : fieldWord(say, field, row.record)}
      </dt>
      <dd>
        {row.does === 'add' ? null : (
          <>
            <del>
              <Long text={text(before, { ...row.currencies, ...earlier }) || say('app.none')} />
            </del>
            <Icon name="right" size={12} />
            <span className="unseen">{say('app.history.becomes')}</span>
          </>
        )}
        <ins>
          <Long text={text(after) || say('app.none')} />
        </ins>
      </dd>
    </div>
  )
}

const isPlain = ({ kind }: FieldPlan): boolean => kind === 'data' || kind === 'shape'
/** What has no plan of its own, in words; deeper documents have screens of their own. */
function plainText(value: unknown, say: Say, culture: CultureFormats): string {
  if (typeof value === 'boolean') return say(value ? 'app.yes' : 'app.no')
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? culture.day(value) : value
  if (typeof value === 'number') return culture.decimal(String(value))
  if (Array.isArray(value)) return value.map((one) => plainText(one, say, culture)).join(', ')
  if (typeof value !== 'object' || value === null) return ''
  const asked = filterText(value as Wire, say, culture)
  if (asked !== undefined) return asked
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== '')
    .map(([name, one]) => `${fieldWord(say, name)}: ${plainText(one, say, culture)}`)
    .join(', ')
}
type Wire = Readonly<Record<string, unknown>>
/** A filter that is part of a document, as its chips said it: `Country is Germany, Contracts at least 1`. */
function filterText({ field, is, value, all, any }: Wire, say: Say, culture: CultureFormats): string | undefined {
  const parts = all ?? any
  if (Array.isArray(parts)) return parts.map((part) => plainText(part, say, culture)).join(all ? ', ' : ` ${say('app.compare.or')} `)
  if (typeof field !== 'string' || typeof is !== 'string') return undefined
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  const one = (v: unknown): string => {
    if (typeof v !== 'string') return plainText(v, say, culture)
    if (field === 'country') return countryName(v)
    return field === 'language' ? languageName(v) : wordOr(say, `choice.${field}.${v}`, plainText(v, say, culture))
  }
  const values = value === undefined ? '' : Array.isArray(value) ? value.map(one).join(', ') : one(value)
  return `${fieldWord(say, field)} ${comparisonWord(say, { kind: isDay ? 'day' : 'text' } as FieldPlan, is as Comparison)} ${values}`.trim()
}

/** Ids and fingerprints say nothing to people; who or what they stand for has its own line. */
const isId = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/.test(value)
function shows(plan: FieldPlan, value: unknown): boolean {
  if (value === null || value === undefined || value === '' || isId(value)) return false
  if (Array.isArray(value)) return value.length > 0 && !isPlain(plan.inner ?? plan)
  if (isTexts(value) && Object.values(value).every(isId)) return false
  return !isPlain(plan) || (typeof value === 'object' && Object.values(value).every((v) => typeof v !== 'object' || v === null))
}
