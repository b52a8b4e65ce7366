import { useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, memo, useEffect, useImperativeHandle, useLayoutEffect, useRef, type ReactNode, type Ref, type RefObject } from 'react'
import type { CultureFormats } from '../../app/harmony.tsx'
import type { Say } from '../../app/words.ts'
import type { Column, Row } from './columns.ts'
import { DetailRow, type RowDetail } from './grid-detail.tsx'
import { GridRow } from './grid-row.tsx'
import styles from './grid.module.css'
import type { Stacked } from './stacked.ts'
import { pageSize } from './use-rows.ts'

export interface BodyHandle {
  readonly reveal: (index: number) => void
}
interface BodyProps {
  readonly ref: Ref<BodyHandle>
  readonly id: string
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly total: number
  readonly rowHeight: number
  /** Changes whenever rows arrive: `at` itself stays the same function. */
  readonly version: unknown
  readonly at: (index: number) => Row | undefined
  readonly keyOf: (row: Row) => string
  readonly columns: readonly Column[]
  readonly stacked: Stacked | null
  readonly culture: CultureFormats
  readonly say: Say
  readonly selected: ReadonlyMap<string, Row>
  readonly cursorRow: number
  readonly cursorColumn: number
  readonly cells: Readonly<Record<string, (row: Row) => ReactNode>> | undefined
  readonly selectWord: string
  readonly mark: ((row: Row) => ReactNode) | undefined
  readonly detail: RowDetail | undefined
  /** Rows that are open. */
  readonly expanded: ReadonlySet<number>
  readonly onExpand: (index: number) => void
  /** Pages of rows that are in sight; told only when they change. */
  readonly onPages: (from: number, to: number) => void
}
/** Pixels of the header. */
const headHeight = 32
/** What scrolls, and nothing else: a frame of scrolling draws the rows that come into sight, not the screen around them. */
export const GridBody = memo(function GridBody(props: BodyProps) {
  const { id, scroller, total, rowHeight, at, columns, selected, cursorRow, cursorColumn, onPages } = props
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The header is stuck above the rows and covers that much of the window.
    scrollPaddingStart: headHeight + 2,
    useFlushSync: false,
  })
  useEffect(() => virtual.measure(), [rowHeight, virtual])
  const { detail, expanded } = props
  // An open row keeps its height while it is out of sight; one that is closed has that of all others again.
  const opened = useRef<ReadonlySet<number>>(expanded)
  useEffect(() => {
    for (const index of opened.current) if (!expanded.has(index)) virtual.resizeItem(index, rowHeight)
    opened.current = expanded
  }, [expanded, rowHeight, virtual])
  useImperativeHandle(props.ref, () => ({ reveal: (index) => virtual.scrollToIndex(index) }), [virtual])
  const items = virtual.getVirtualItems()
  const from = Math.floor((items[0]?.index ?? 0) / pageSize)
  const to = Math.floor((items.at(-1)?.index ?? 0) / pageSize)
  useEffect(() => onPages(from, to), [from, to, onPages])
  const inSight = items.some((i) => i.index === cursorRow)
  // Set by hand, so that the grid around need not be drawn again for it.
  useLayoutEffect(() => {
    const grid = scroller.current
    if (inSight) grid?.setAttribute('aria-activedescendant', `${id}-${cursorRow}-${cursorColumn}`)
    else grid?.removeAttribute('aria-activedescendant')
  }, [scroller, id, inSight, cursorRow, cursorColumn])
  return (
    <div className={styles['body']} role="rowgroup" style={{ blockSize: virtual.getTotalSize() }}>
      {items.map((item) => {
        const row = at(item.index)
        return (
          <Fragment key={item.index}>
            <GridRow
              id={id}
              index={item.index}
              top={item.start}
              row={row}
              columns={columns}
              stacked={props.stacked}
              culture={props.culture}
              say={props.say}
              selected={row !== undefined && selected.size > 0 && selected.has(props.keyOf(row))}
              cursor={cursorRow === item.index ? cursorColumn : null}
              cells={props.cells}
              selectWord={props.selectWord}
              mark={props.mark}
              detail={detail}
              expanded={expanded.has(item.index)}
              onExpand={props.onExpand}
            />
            {detail && row !== undefined && expanded.has(item.index) && (detail.has?.(row) ?? true) ? (
              <DetailRow
                top={item.start + rowHeight}
                width={scroller.current?.clientWidth ?? 0}
                columns={columns.length}
                label={detail.label(row)}
                onHeight={(pixels) => virtual.resizeItem(item.index, rowHeight + pixels)}
              >
                {detail.of(row)}
              </DetailRow>
            ) : null}
          </Fragment>
        )
      })}
    </div>
  )
})
