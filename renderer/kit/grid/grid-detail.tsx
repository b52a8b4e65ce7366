import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { Row } from './columns.ts'
import styles from './grid.module.css'

/** What a row shows below itself when it is opened. */
export interface RowDetail {
  /** Names what is shown, for the button and for those who hear the screen. */
  readonly label: (row: Row) => string
  readonly of: (row: Row) => ReactNode
  /** Left out: every row has something to show. */
  readonly has?: (row: Row) => boolean
}

/** Opens and closes a row. Left out of the tab order: `E` does it for the row one is on. */
export const DetailButton = ({ open, label, onToggle }: { open: boolean; label: string; onToggle: () => void }) => (
  <button
    type="button"
    tabIndex={-1}
    className={styles['expander']}
    aria-expanded={open}
    aria-label={label}
    onClick={(event) => {
      event.stopPropagation()
      onToggle()
    }}
  >
    <Icon name={open ? 'down' : 'right'} size={14} />
  </button>
)

/** The opened part of a row: as wide as what is seen of the list, as high as it needs. */
export function DetailRow({
  top,
  width,
  columns,
  label,
  onHeight,
  children,
}: {
  top: number
  width: number
  columns: number
  label: string
  onHeight: (pixels: number) => void
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const told = useRef(onHeight)
  told.current = onHeight
  useLayoutEffect(() => {
    const element = box.current!
    const tell = (): void => told.current(Math.ceil(element.getBoundingClientRect().height))
    const watch = new ResizeObserver(tell)
    watch.observe(element)
    tell()
    return () => watch.disconnect()
  }, [])
  return (
    <div role="row" className={styles['detail']} style={{ transform: `translateY(${top}px)` }}>
      <div
        ref={box}
        role="gridcell"
        aria-colspan={columns + 1}
        aria-label={label}
        className={styles['detailCell']}
        style={{ inlineSize: width }}
      >
        {children}
      </div>
    </div>
  )
}
