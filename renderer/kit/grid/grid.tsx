import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Filter } from '../../../core/kernel/filter.ts'
import type { ViewPlan } from '../../../core/kernel/manifest.ts'
import { useInField } from '../../app/field.ts'
import { useGo } from '../../app/go.tsx'
import { useCulture, useHarmony, useView } from '../../app/harmony.tsx'
import { columns as usualColumns } from '../../app/first-columns.ts'
import { detailPath } from '../../app/menu.ts'
import { PendingMark } from '../../app/pending.tsx'
import { ContextPanel } from '../../app/panel.tsx'
import { usePreferences } from '../../app/preferences.ts'
import { useStore } from '../../app/store.ts'
import { useNarrow } from '../../app/window.ts'
import { announce } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Nothing } from '../state.tsx'
import { columnsOf, fitted, layoutOf, usuallyShown, type Column, type Row } from './columns.ts'
import { filterOf } from './filters.ts'
import { firstWidthsOf } from './first-widths.ts'
import type { RowDetail } from './grid-detail.tsx'
import { GridBody, type BodyHandle } from './grid-body.tsx'
import { Footer, insteadOfRows } from './grid-states.tsx'
import { HeaderRow } from './header-row.tsx'
import styles from './grid.module.css'
import { titleOf } from '../row-name.ts'
import { Peek } from './peek.tsx'
import { columnsIn, stackedOf, type Stacked } from './stacked.ts'
import { Toolbar } from './toolbar.tsx'
import { useGridState } from './use-grid-state.ts'
import { useRows, type Rows } from './use-rows.ts'
import { useWidth } from './use-width.ts'
import { useWalk } from './use-walk.ts'

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
  /** What a row shows below itself, opened by `E` or its arrow. Keep it stable. */
  readonly detail?: RowDetail
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

/** The box to tick, and what the border and a scroll bar take (pixels). */
const tick = 40
const signs = tick + 18
/** Two lines and what is around them, with room for a finger (pixels). */
const stackedHeight = 60
const heightOfRow = (): number => Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--h-row'), 10) || 28

/** On a device in the field rows say whether something captured there still lies on them. */
function useMark(view: ViewPlan): ((row: Row) => ReactNode) | undefined {
  const inField = useInField()
  return useMemo(() => {
    const record = view.row.fields?.[view.key]?.of
    return inField && record !== undefined ? (row: Row) => <PendingMark record={record} id={String(row[view.key])} /> : undefined
  }, [inField, view])
}

/** How many rows there are, for those who hear the screen. */
function useTold(rows: Rows): void {
  const say = useSay()
  const culture = useCulture()
  useEffect(() => {
    if (rows.total !== null && !rows.stale) announce(say('app.grid.rows', { count: rows.total, figure: culture.count(rows.total) }))
    // Said when the total changes, not when the words do.
  }, [rows.total, rows.stale])
}

/** The columns that are shown, as wide as their box lets them be; on a narrow window those of them that two lines hold. */
function useColumns(
  view: ViewPlan,
  all: readonly Column[],
  names: readonly string[],
  widths: Readonly<Record<string, number>>,
  box: number,
): { readonly columns: readonly Column[]; readonly wideColumns: readonly Column[]; readonly stacked: Stacked | null } {
  const narrow = useNarrow(640)
  const wideColumns = useMemo(() => {
    const first = firstWidthsOf(view.view)
    const asWide = names
      .flatMap((name) => all.filter((c) => c.name === name))
      .map((c) => ({ ...c, width: widths[c.name] ?? first[c.name] ?? c.width }))
    return fitted(asWide, widths, box - signs)
  }, [names.join(), all, widths, box])
  const stacked = useMemo(() => (narrow ? stackedOf(wideColumns, view) : null), [narrow, wideColumns, view])
  const columns = useMemo(() => (stacked ? columnsIn(stacked) : wideColumns), [stacked, wideColumns])
  return { columns, wideColumns, stacked }
}

function ViewGrid({
  view: viewName,
  fixed,
  columns: firstColumns,
  opens,
  peek,
  detail,
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
  const names = shown ?? firstColumns ?? usualColumns[viewName] ?? usuallyShown(view)
  const frame = useRef<HTMLDivElement>(null)
  const box = useWidth(frame)
  const { columns, wideColumns, stacked } = useColumns(view, all, names, widths, box)
  const narrow = stacked !== null
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
  const rowHeight = useMemo(() => (narrow ? stackedHeight : heightOfRow()), [density, narrow])
  const [pages, setPages] = useState({ from: 0, to: 0 })
  const onPages = useCallback(
    (from: number, to: number) => setPages((now) => (now.from === from && now.to === to ? now : { from, to })),
    [],
  )
  const body = useRef<BodyHandle>(null)
  const rows = useRows(view.operation, asked, pages.from, pages.to)
  const total = rows.total ?? 0

  const keyOf = useCallback((row: Row): string => String(row[view.key]), [view])
  const mark = useMark(view)
  const open = (row: Row): boolean => {
    const path = opens ? opens(row) : detailPath(viewName, row)
    if (path) go(path)
    return path !== undefined
  }
  const walk = useWalk({
    rows,
    scroller,
    body,
    columns: columns.length,
    rowHeight,
    question: JSON.stringify(asked),
    keyOf,
    open,
    detail,
  })
  const { cursor, selected, peeked } = walk
  useTold(rows)
  const template = stacked ? 'none' : `${tick}px ${columns.map((c) => `${c.width}px`).join(' ')} minmax(0, 1fr)`
  const wide = stacked ? 0 : tick + columns.reduce((sum, c) => sum + c.width, 0)
  const peekRow = peeked === null ? undefined : rows.at(peeked)
  const other = insteadOfRows({ rows, state, empty, say })
  return (
    <div ref={frame} className={styles['frame']}>
      <Toolbar
        view={view}
        state={state}
        all={all}
        columns={wideColumns}
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
          {bulk([...selected.values()], walk.clear)}
        </div>
      ) : null}
      {other ?? (
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
          {...walk.handlers}
          style={{ ['--columns' as string]: template, ['--wide' as string]: `${wide}px` }}
        >
          <HeaderRow
            stacked={stacked !== null}
            columns={columns}
            order={state.order}
            usual={view.order}
            onOrder={state.setOrder}
            onWidth={(name, width) => layout.set((now) => ({ ...now, widths: { ...now.widths, [name]: width } }))}
            selectedAll={selected.size > 0}
            onSelectAll={walk.selectAll}
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
            stacked={stacked}
            culture={culture}
            say={say}
            selected={selected}
            cursorRow={cursor.row}
            cursorColumn={cursor.column}
            cells={cells}
            selectWord={say('app.grid.select')}
            mark={mark}
            {...walk.opening}
            onPages={onPages}
          />
        </div>
      )}
      {peekRow ? (
        <ContextPanel title={titleOf(view, peekRow)} onClose={walk.closePeek}>
          {peek ? peek(peekRow) : <Peek view={view} row={peekRow} path={opens ? opens(peekRow) : detailPath(viewName, peekRow)} />}
        </ContextPanel>
      ) : null}
      <Footer rows={rows} selected={selected.size} />
    </div>
  )
}
