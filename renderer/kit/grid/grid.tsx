import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Condition, Filter } from '../../../core/kernel/filter.ts'
import { Refused } from '../../app/ask.ts'
import { useGo } from '../../app/go.tsx'
import { useCulture, useHarmony, useView } from '../../app/harmony.tsx'
import { useKeys } from '../../app/keys.ts'
import { detailPath } from '../../app/menu.ts'
import { ContextPanel } from '../../app/panel.tsx'
import { usePreferences } from '../../app/preferences.ts'
import { useStore } from '../../app/store.ts'
import { announce } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Icon } from '../icon.tsx'
import { Button } from '../parts.tsx'
import { Bones, Nothing, Notice } from '../state.tsx'
import { columnsOf, layoutOf, narrowest, usuallyShown, type Column, type Row } from './columns.ts'
import { filterOf } from './filters.ts'
import { GridBody, type BodyHandle } from './grid-body.tsx'
import styles from './grid.module.css'
import { Peek, titleOf } from './peek.tsx'
import { Toolbar } from './toolbar.tsx'
import { useGridState } from './use-grid-state.ts'
import { useRows } from './use-rows.ts'

export interface GridProps {
  /** A view of the manifest. */
  readonly view: string
  /** Always applied, never shown as a chip: the lines of this contract. */
  readonly fixed?: Filter
  /** Columns of the first meeting, in order; without them everything that says something. */
  readonly columns?: readonly string[]
  /** Where a row opens; by default the screen that the view's module names in `details`. */
  readonly opens?: (row: Row) => string | undefined
  /** What Space shows; by default the whole row. */
  readonly peek?: (row: Row) => ReactNode
  /** Own drawing of single columns. Keep the functions stable. */
  readonly cells?: Readonly<Record<string, (row: Row) => ReactNode>>
  /** What can be done with what is selected. */
  readonly bulk?: (rows: readonly Row[], clear: () => void) => ReactNode
  /** Beside search and filters. */
  readonly actions?: ReactNode
  /** Said when the list is empty although nothing is filtered. */
  readonly empty?: { readonly title: string; readonly lead?: string; readonly action?: ReactNode }
  /** Keeps filter, search and order in the address. Off for a list inside a record. */
  readonly address?: boolean
  readonly label?: string
}

/** A list of any length, drawn from its view. Everything is fetched, sorted, searched and filtered by the host. */
export function Grid(props: GridProps) {
  const say = useSay()
  const view = useView(props.view)
  if (!view) return <Nothing icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  return <ViewGrid {...props} key={props.view} />
}

function ViewGrid({
  view: viewName,
  fixed,
  columns: firstColumns,
  opens,
  peek,
  cells,
  bulk,
  actions,
  empty,
  address = true,
  label,
}: GridProps) {
  const say = useSay()
  const go = useGo()
  const id = useId()
  const culture = useCulture()
  const { views } = useHarmony()
  const view = views.get(viewName)!
  const { density } = usePreferences()
  const all = useMemo(() => columnsOf(view, say), [view, say])
  const layout = layoutOf(viewName)
  const { shown, widths } = useStore(layout)
  const names = shown ?? firstColumns ?? usuallyShown(view)
  const columns = useMemo(
    () => names.flatMap((name) => all.filter((c) => c.name === name)).map((c) => ({ ...c, width: widths[c.name] ?? c.width })),
    [names.join(), all, widths],
  )
  const state = useGridState(view, address)
  const filter = filterOf(state.conditions, fixed)
  const asked = useMemo(
    () => ({
      ...(filter ? { filter } : {}),
      ...(state.search ? { search: state.search } : {}),
      ...(state.order.length > 0 ? { order: state.order } : {}),
    }),
    [JSON.stringify(filter), state.search, state.order.join()],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = useMemo(
    () => Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--h-row'), 10) || 28,
    [density],
  )
  const [pages, setPages] = useState({ from: 0, to: 0 })
  const onPages = useCallback(
    (from: number, to: number) => setPages((now) => (now.from === from && now.to === to ? now : { from, to })),
    [],
  )
  const body = useRef<BodyHandle>(null)
  const rows = useRows(view.operation, asked, pages.from, pages.to)
  const total = rows.total ?? 0

  const [cursor, setCursor] = useState({ row: 0, column: 1 })
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map())
  const [peeked, setPeeked] = useState<number | null>(null)
  const clear = useCallback(() => setSelected(new Map()), [])
  // Another question is another list: the eye starts at its top.
  const question = JSON.stringify(asked)
  useEffect(() => {
    setCursor((now) => ({ ...now, row: 0 }))
    setPeeked(null)
    clear()
    scroller.current?.scrollTo({ top: 0 })
  }, [question, clear])
  useEffect(() => {
    if (rows.total !== null && !rows.stale) announce(say('app.grid.rows', { count: rows.total, figure: culture.count(rows.total) }))
    // Said when the total changes, not when the words do.
  }, [rows.total, rows.stale])

  const keyOf = useCallback((row: Row): string => String(row[view.key]), [view])
  const toggle = (index: number): void => {
    const row = rows.at(index)
    if (!row) return
    setSelected((now) => {
      const next = new Map(now)
      if (!next.delete(keyOf(row))) next.set(keyOf(row), row)
      return next
    })
  }
  const open = (index: number): void => {
    const row = rows.at(index)
    if (!row) return
    const path = opens ? opens(row) : detailPath(viewName, row)
    if (path) go(path)
    else setPeeked(index)
  }
  const moveTo = (row: number, column = cursor.column): void => {
    const at = Math.max(0, Math.min(total - 1, row))
    setCursor({ row: at, column: Math.max(0, Math.min(columns.length, column)) })
    body.current?.reveal(at)
    setPeeked((now) => (now === null ? null : at))
  }
  const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2)
  const onKeyDown = (e: React.KeyboardEvent): void => {
    if (e.target !== e.currentTarget || e.altKey) return
    const { row, column } = cursor
    const strong = e.ctrlKey || e.metaKey
    const does: Readonly<Record<string, () => void>> = {
      ArrowDown: () => { if (e.shiftKey) toggle(row); moveTo(row + 1) },
      ArrowUp: () => { if (e.shiftKey) toggle(row); moveTo(row - 1) },
      ArrowRight: () => moveTo(row, column + 1),
      ArrowLeft: () => moveTo(row, column - 1),
      PageDown: () => moveTo(row + pageRows),
      PageUp: () => moveTo(row - pageRows),
      Home: () => (strong ? moveTo(0, 0) : moveTo(row, 0)),
      End: () => (strong ? moveTo(total - 1, columns.length) : moveTo(row, columns.length)),
      Enter: () => open(row),
      ' ': () => (column === 0 ? toggle(row) : setPeeked((now) => (now === row ? null : row))),
      a: () => { if (strong) setSelected(new Map(loaded())) },
    } // prettier-ignore
    const act = does[e.key]
    if (!act || (e.key === 'a' && !strong)) return
    e.preventDefault()
    act()
  }
  const loaded = (): [string, Row][] =>
    Array.from({ length: total }, (_, i) => rows.at(i)).flatMap((r) => (r ? [[keyOf(r), r] as [string, Row]] : []))
  const focus = (): void => scroller.current?.focus({ preventScroll: true })
  useKeys([
    { keys: 'J', word: say('app.keys.next'), group: 'list', does: () => { focus(); moveTo(document.activeElement === scroller.current ? cursor.row + 1 : cursor.row) } },
    { keys: 'K', does: () => { focus(); moveTo(cursor.row - 1) } },
    { keys: 'Enter', word: say('app.keys.open'), group: 'list', does: () => (document.activeElement === document.body ? open(cursor.row) : false) },
    { keys: 'Space', word: say('app.keys.peek'), group: 'list', does: () => (document.activeElement === document.body ? setPeeked(cursor.row) : false) },
    { keys: 'X', word: say('app.keys.select'), group: 'list', does: () => toggle(cursor.row) },
    { keys: 'Escape', does: () => (peeked !== null ? setPeeked(null) : selected.size > 0 ? clear() : false) },
  ]) // prettier-ignore

  const template = `40px ${columns.map((c) => `${c.width}px`).join(' ')} minmax(0, 1fr)`
  const wide = 40 + columns.reduce((sum, c) => sum + c.width, 0)
  const peekRow = peeked === null ? undefined : rows.at(peeked)
  const closePeek = useCallback(() => setPeeked(null), [])
  const nothing = rows.total === 0 && !rows.stale
  const filtered = state.conditions.length > 0 || state.search !== ''
  return (
    <div className={styles['frame']}>
      <Toolbar
        view={view}
        state={state}
        all={all}
        columns={columns}
        shown={names}
        asked={asked}
        rows={rows}
        onColumns={(next) => layout.set((now) => ({ ...now, shown: next }))}
        onReset={() => layout.set({ shown: null, widths: {} })}
        actions={actions}
      />
      {selected.size > 0 && bulk ? (
        <div className={styles['bulk']} role="region" aria-label={say('app.grid.select')}>
          <strong>{say('app.grid.selected', { count: selected.size, figure: culture.count(selected.size) })}</strong>
          {bulk([...selected.values()], clear)}
        </div>
      ) : null}
      {rows.error && rows.total === null ? (
        <Notice
          tone="danger"
          title={say(rows.error instanceof Refused ? 'app.grid.refused' : 'app.grid.failed')}
          action={rows.error instanceof Refused ? null : <Button onClick={rows.again}>{say('app.retry')}</Button>}
        >
          {rows.error.message}
        </Notice>
      ) : rows.total === null ? (
        <Bones lines={12} label={say('app.grid.loading')} />
      ) : nothing && !filtered && empty ? (
        <Nothing title={empty.title} {...(empty.lead ? { lead: empty.lead } : {})}>
          {empty.action}
        </Nothing>
      ) : nothing ? (
        <Nothing
          icon={filtered ? 'filter' : 'inbox'}
          title={say(filtered ? 'app.grid.filteredOut' : 'app.grid.empty')}
          lead={say(filtered ? 'app.grid.filteredOut.lead' : 'app.grid.empty.lead')}
        >
          {state.conditions.length > 0 ? (
            <Button onClick={() => state.setConditions([])}>{say('app.grid.clearFilters', { count: state.conditions.length })}</Button>
          ) : null}
          {state.search ? <Button onClick={() => state.setSearch('')}>{say('app.grid.clearSearch')}</Button> : null}
        </Nothing>
      ) : (
        <div
          ref={scroller}
          className={styles['scroller']}
          role="grid"
          tabIndex={0}
          aria-label={label ?? say('app.grid.rows', { count: total, figure: culture.count(total) })}
          aria-rowcount={total + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          aria-busy={rows.stale}
          onKeyDown={onKeyDown}
          onClick={(e) => {
            const index = indexAt(e.target)
            if (index === null) return
            focus()
            const inTick = (e.target as Element).closest(`.${styles['tick']}`) !== null
            setCursor((now) => ({ row: index, column: inTick ? 0 : now.column || 1 }))
            if (inTick) toggle(index)
            else if (peeked !== null) setPeeked(index)
          }}
          onDoubleClick={(e) => {
            const index = indexAt(e.target)
            if (index !== null) open(index)
          }}
          style={{ ['--columns' as string]: template, ['--wide' as string]: `${wide}px` }}
        >
          <HeaderRow
            columns={columns}
            order={state.order}
            usual={view.order}
            onOrder={state.setOrder}
            onWidth={(name, width) => layout.set((now) => ({ ...now, widths: { ...now.widths, [name]: width } }))}
            selectedAll={selected.size > 0}
            onSelectAll={() => setSelected(selected.size > 0 ? new Map() : new Map(loaded()))}
          />
          <GridBody
            ref={body}
            id={id}
            scroller={scroller}
            total={total}
            rowHeight={rowHeight}
            version={rows.version}
            at={rows.at}
            keyOf={keyOf}
            columns={columns}
            culture={culture}
            say={say}
            selected={selected}
            cursorRow={cursor.row}
            cursorColumn={cursor.column}
            cells={cells}
            selectWord={say('app.grid.select')}
            onPages={onPages}
          />
        </div>
      )}
      {peekRow ? (
        <ContextPanel title={titleOf(view, peekRow)} onClose={closePeek}>
          {peek ? peek(peekRow) : <Peek view={view} row={peekRow} path={opens ? opens(peekRow) : detailPath(viewName, peekRow)} />}
        </ContextPanel>
      ) : null}
      {rows.total === null || nothing ? null : (
        <div className={styles['footer']}>
          <span className="figures">{say('app.grid.rows', { count: total, figure: culture.count(total) })}</span>
          {rows.loaded < total ? <span className="figures">{say('app.grid.loaded', { figure: culture.count(rows.loaded) })}</span> : null}
          {selected.size > 0 ? (
            <span className="figures">{say('app.grid.selected', { count: selected.size, figure: culture.count(selected.size) })}</span>
          ) : null}
          {rows.error ? (
            <span className={styles['footError']} role="alert">
              <Icon name="warn" size={14} /> {say('app.grid.failed')}{' '}
              <button type="button" onClick={rows.again}>
                {say('app.retry')}
              </button>
            </span>
          ) : null}
        </div>
      )}
    </div>
  )
}

const indexAt = (target: EventTarget): number | null => {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return row ? Number(row.dataset['index']) : null
}

function HeaderRow({
  columns,
  order,
  usual,
  onOrder,
  onWidth,
  selectedAll,
  onSelectAll,
}: {
  columns: readonly Column[]
  order: readonly string[]
  usual: readonly string[]
  onOrder: (order: readonly string[]) => void
  onWidth: (name: string, width: number) => void
  selectedAll: boolean
  onSelectAll: () => void
}) {
  const say = useSay()
  const shown = order.length > 0 ? order : usual
  const sortOf = (name: string): 'ascending' | 'descending' | undefined =>
    shown.includes(name) ? 'ascending' : shown.includes(`-${name}`) ? 'descending' : undefined
  // First click ascends, second descends, third gives the usual order back; with Shift it adds to what sorts already.
  const sort = (name: string, adding: boolean): void => {
    const now = order.includes(name) ? `-${name}` : order.includes(`-${name}`) ? null : name
    const rest = adding ? order.filter((o) => o.replace(/^-/, '') !== name) : []
    onOrder((now === null ? rest : [...rest, now]).slice(0, 4))
  }
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        <div role="columnheader" aria-colindex={1} className={styles['tick']}>
          <button
            type="button"
            className={styles['box']}
            data-on={selectedAll || undefined}
            aria-label={say('app.keys.all')}
            aria-pressed={selectedAll}
            onClick={onSelectAll}
          />
        </div>
        {columns.map((c, i) => {
          const sorted = sortOf(c.name)
          return (
            <div
              key={c.name}
              role="columnheader"
              aria-colindex={i + 2}
              {...(sorted ? { 'aria-sort': sorted } : {})}
              className={styles['headCell']}
              data-figures={c.figures || undefined}
            >
              {c.sortable ? (
                <button
                  type="button"
                  title={say('app.grid.sortBy', { column: c.word })}
                  onClick={(e) => sort(c.name, e.shiftKey)}
                  onKeyDown={(e) => {
                    if (!e.altKey || (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight')) return
                    e.preventDefault()
                    e.stopPropagation()
                    onWidth(c.name, Math.max(narrowest, c.width + (e.key === 'ArrowRight' ? 16 : -16)))
                  }}
                >
                  <span>{c.word}</span>
                  {sorted ? <Icon name={sorted === 'ascending' ? 'up' : 'down'} size={13} /> : null}
                </button>
              ) : (
                <span>{c.word}</span>
              )}
              <Grip width={c.width} onWidth={(width) => onWidth(c.name, width)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
/** Drags a column's width. By keyboard it is Alt with the arrows on the header. */
function Grip({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  return (
    <span
      className={styles['grip']}
      aria-hidden="true"
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId)
        from.current = { x: e.clientX, width }
      }}
      onPointerMove={(e) => {
        const start = from.current
        if (start)
          onWidth(Math.max(narrowest, Math.round(start.width + (e.clientX - start.x) * (document.documentElement.dir === 'rtl' ? -1 : 1))))
      }}
      onPointerUp={() => (from.current = null)}
    />
  )
}
export type { Condition, Row }
