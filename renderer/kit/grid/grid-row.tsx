import { memo, type ReactNode } from 'react'
import type { CultureFormats } from '../../app/harmony.tsx'
import type { Say } from '../../app/words.ts'
import type { Column, Row } from './columns.ts'
import { DetailButton, type RowDetail } from './grid-detail.tsx'
import styles from './grid.module.css'
import { columnsIn, type Stacked } from './stacked.ts'
import { Value, valueText } from './value.tsx'

export interface RowProps {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly row: Row | undefined
  readonly columns: readonly Column[]
  /** On a narrow window rows have two lines. */
  readonly stacked: Stacked | null
  readonly culture: CultureFormats
  readonly say: Say
  readonly selected: boolean
  /** The column that the keyboard is on, `null` in all other rows. */
  readonly cursor: number | null
  readonly cells: Readonly<Record<string, (row: Row) => ReactNode>> | undefined
  readonly selectWord: string
  /** What stands before the first value: whether something captured in the field still lies on it. */
  readonly mark: ((row: Row) => ReactNode) | undefined
  readonly detail: RowDetail | undefined
  readonly expanded: boolean
  readonly onExpand: (index: number) => void
}
/** One row. Drawn again only when something of its own changes: scrolling draws new rows, never old ones. */
export const GridRow = memo(function GridRow({
  id,
  index,
  top,
  row,
  columns,
  stacked,
  culture,
  say,
  selected,
  cursor,
  cells,
  selectWord,
  mark,
  detail,
  expanded,
  onExpand,
}: RowProps) {
  const cell = (column: Column, i: number): ReactNode => (
    <div
      key={column.name}
      role="gridcell"
      aria-colindex={i + 2}
      id={`${id}-${index}-${i + 1}`}
      className={styles['cell']}
      data-figures={column.figures || undefined}
      data-at={cursor === i + 1 || undefined}
      dir={column.plan.kind === 'text' ? 'auto' : undefined}
    >
      {i === 0 && row !== undefined && detail && (detail.has?.(row) ?? true) ? (
        <DetailButton open={expanded} label={detail.label(row)} onToggle={() => onExpand(index)} />
      ) : null}
      {i === 0 && row !== undefined ? mark?.(row) : null}
      {row === undefined ? (
        <span className={styles['bone']} />
      ) : cells?.[column.name] ? (
        cells[column.name]!(row)
      ) : stacked?.facts.includes(column) ? (
        valueText(column.plan, column.name, row, culture, say)
      ) : (
        <Value plan={column.plan} name={column.name} row={row} culture={culture} say={say} />
      )}
    </div>
  )
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles['row']}
      data-index={index}
      data-cursor={cursor !== null || undefined}
      data-odd={index % 2 || undefined}
      data-stacked={stacked ? true : undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" aria-colindex={1} id={`${id}-${index}-0`} className={styles['tick']} data-at={cursor === 0 || undefined}>
        <span className={styles['box']} data-on={selected || undefined} aria-label={selectWord} role="img" />
      </div>
      {stacked ? <StackedCells stacked={stacked} row={row} cell={cell} /> : columns.map(cell)}
    </div>
  )
})

/** Two lines: the title and how it stands; what else is told of it and what it comes to. */
function StackedCells({ stacked, row, cell }: { stacked: Stacked; row: Row | undefined; cell: (column: Column, i: number) => ReactNode }) {
  const { title, badge, facts, figure } = stacked
  const all = columnsIn(stacked)
  const drawn = (column: Column): ReactNode => cell(column, all.indexOf(column))
  // A fact that is not there leaves no gap between the others; until the row is there, its first one stands for them.
  const told =
    row === undefined ? facts.slice(0, 1) : facts.filter((c) => row[c.name] !== null && row[c.name] !== undefined && row[c.name] !== '')
  return (
    <>
      <div className={styles['line']}>
        {drawn(title)}
        {badge ? drawn(badge) : null}
      </div>
      <div className={styles['line']} data-second>
        <div className={styles['facts']}>{told.map(drawn)}</div>
        {figure ? drawn(figure) : null}
      </div>
    </>
  )
}
