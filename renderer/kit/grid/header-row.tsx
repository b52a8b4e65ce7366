import { useRef } from 'react'
import { useSay } from '../../app/words.ts'
import { Icon } from '../icon.tsx'
import { narrowest, type Column } from './columns.ts'
import styles from './grid.module.css'

export function HeaderRow({
  stacked,
  columns,
  order,
  usual,
  onOrder,
  onWidth,
  selectedAll,
  onSelectAll,
}: {
  /** Rows have two lines: the header is what one sorts by, side by side. */
  stacked: boolean
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
      <div role="row" aria-rowindex={1} className={styles['headRow']} data-stacked={stacked || undefined}>
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
              {stacked ? null : <Grip width={c.width} onWidth={(width) => onWidth(c.name, width)} />}
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
