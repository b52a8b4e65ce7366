import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ViewPlan } from '../../../core/kernel/manifest.ts'
import { askOver } from '../../app/ask.ts'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useKeys } from '../../app/keys.ts'
import { toast } from '../../app/toasts.ts'
import { fieldWord, useSay, wordOr } from '../../app/words.ts'
import { Icon } from '../icon.tsx'
import { Button, IconButton, TextField } from '../parts.tsx'
import { Popover } from '../popover.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import type { Column, Row } from './columns.ts'
import { csvOf, saveText } from './export.ts'
import { FilterEditor } from './filter-editor.tsx'
import { conditionWords } from './filters.ts'
import styles from './grid.module.css'
import type { GridState } from './use-grid-state.ts'
import type { Rows } from './use-rows.ts'

interface ToolbarProps {
  readonly view: ViewPlan
  readonly state: GridState
  readonly all: readonly Column[]
  readonly columns: readonly Column[]
  readonly shown: readonly string[]
  readonly asked: Readonly<Record<string, unknown>>
  readonly rows: Rows
  readonly onColumns: (shown: readonly string[]) => void
  readonly onReset: () => void
  readonly actions: ReactNode
}
/** Search, filters as chips, columns, export. */
export function Toolbar({ view, state, all, columns, shown, asked, rows, onColumns, onReset, actions }: ToolbarProps) {
  const say = useSay()
  const { culture } = useHarmony()
  const [filtering, openFilter] = useState(false)
  const [choosing, openChooser] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useKeys([
    { keys: 'F', word: say('app.keys.filter'), group: 'list', does: () => openFilter(true) },
    { keys: '/', word: say('app.keys.search'), group: 'list', does: () => input.current?.focus() },
  ])
  return (
    <div className={styles['toolbar']}>
      {view.search.length > 0 ? <SearchBox value={state.search} onChange={state.setSearch} inputRef={input} /> : null}
      <Popover
        opened={filtering}
        onClose={() => openFilter(false)}
        label={say('app.grid.filter')}
        width={300}
        target={
          <Button icon="filter" aria-expanded={filtering} onClick={() => openFilter(!filtering)}>
            {say('app.grid.filter')}
          </Button>
        }
      >
        <FilterEditor
          columns={all}
          onAdd={(condition) => {
            state.setConditions([...state.conditions, condition])
            openFilter(false)
          }}
        />
      </Popover>
      <ul className={styles['chips']} aria-label={say('app.grid.filters')}>
        {state.conditions.map((c, i) => {
          const words = conditionWords(say, culture, view.row.fields![c.field]!, c)
          return (
            <li key={i}>
              <button
                type="button"
                className={styles['filterChip']}
                aria-label={say('app.grid.removeFilter', { filter: words })}
                onClick={() => state.setConditions(state.conditions.filter((_, j) => j !== i))}
              >
                {words}
                <Icon name="close" size={13} />
              </button>
            </li>
          )
        })}
      </ul>
      <div className={styles['tools']}>
        {actions}
        <Popover
          opened={choosing}
          onClose={() => openChooser(false)}
          label={say('app.grid.columns')}
          width={320}
          target={
            <IconButton icon="columns" label={say('app.grid.columns')} aria-expanded={choosing} onClick={() => openChooser(!choosing)} />
          }
        >
          <ColumnChooser columns={all} shown={shown} onChange={onColumns} onReset={onReset} />
        </Popover>
        <Export view={view} columns={columns} asked={asked} total={rows.total ?? 0} />
      </div>
    </div>
  )
}

/** Asks while typing, after a short rest. */
function SearchBox({
  value,
  onChange,
  inputRef,
}: {
  value: string
  onChange: (value: string) => void
  inputRef: React.Ref<HTMLInputElement>
}) {
  const say = useSay()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), 180)
    return () => clearTimeout(timer)
    // Only typing asks; the address changing does not.
  }, [typed])
  return (
    <div className={styles['search']}>
      <TextField
        label={say('app.grid.search')}
        bare
        placeholder={say('app.grid.search')}
        icon="search"
        type="search"
        value={typed}
        onChange={setTyped}
        inputRef={inputRef}
        onKeyDown={(e) => {
          if (e.key !== 'Escape') return
          e.preventDefault()
          if (typed) setTyped('')
          else (e.target as HTMLElement).blur()
        }}
      />
    </div>
  )
}

/** The whole list as it is filtered and sorted, not only what is loaded. */
function Export({
  view,
  columns,
  asked,
  total,
}: {
  view: ViewPlan
  columns: readonly Column[]
  asked: Readonly<Record<string, unknown>>
  total: number
}) {
  const say = useSay()
  const culture = useCulture()
  const { port } = useHarmony()
  const [done, setDone] = useState<number | null>(null)
  const run = async (): Promise<void> => {
    const rows: Row[] = []
    setDone(0)
    try {
      for (let more = true; more;) {
        const answer = await askOver<{ rows: readonly Row[]; total: number }>(port, view.operation, {
          ...asked,
          offset: rows.length,
          limit: 1000,
        })
        rows.push(...answer.rows)
        setDone(rows.length)
        more = answer.rows.length > 0 && rows.length < answer.total
      }
      const currency = fieldWord(say, 'currency')
      saveText(csvOf(columns, rows, currency), `${wordOr(say, view.view, view.view)}.csv`, 'text/csv;charset=utf-8')
      toast({ tone: 'ok', text: say('app.grid.exported', { count: rows.length }) })
    } catch (error) {
      toast({ tone: 'danger', text: say('app.grid.failed'), lead: error instanceof Error ? error.message : '' })
    } finally {
      setDone(null)
    }
  }
  return (
    <>
      {done === null ? null : (
        <span className="figures">{say('app.grid.exporting', { done: culture.count(done), total: culture.count(total) })}</span>
      )}
      <IconButton icon="download" label={say('app.grid.export')} disabled={done !== null || total === 0} onClick={() => void run()} />
    </>
  )
}
