import { useCallback, useEffect, useState, type HTMLAttributes, type RefObject } from 'react'
import { useKeys } from '../../app/keys.ts'
import { useSay } from '../../app/words.ts'
import type { Row } from './columns.ts'
import type { BodyHandle } from './grid-body.tsx'
import type { RowDetail } from './grid-detail.tsx'
import styles from './grid.module.css'
import type { Rows } from './use-rows.ts'

interface WalkFacts {
  readonly rows: Rows
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly body: RefObject<BodyHandle | null>
  readonly columns: number
  readonly rowHeight: number
  /** Another question is another list: the eye starts at its top. */
  readonly question: string
  readonly keyOf: (row: Row) => string
  /** `false`: the row has no screen of its own and is shown beside the list. */
  readonly open: (row: Row) => boolean
  /** What rows show below themselves, if anything. */
  readonly detail: RowDetail | undefined
}
export interface Walk {
  readonly cursor: { readonly row: number; readonly column: number }
  readonly selected: ReadonlyMap<string, Row>
  /** Rows that are open, and what they show. */
  readonly opening: {
    readonly detail: RowDetail | undefined
    readonly expanded: ReadonlySet<number>
    readonly onExpand: (index: number) => void
  }
  /** Index of the row beside the list. */
  readonly peeked: number | null
  readonly clear: () => void
  readonly selectAll: () => void
  readonly closePeek: () => void
  readonly handlers: Pick<HTMLAttributes<HTMLDivElement>, 'onKeyDown' | 'onClick' | 'onDoubleClick'>
}

/** Walking through a grid by keyboard and pointer: where one is, what is selected, what is looked at. The ARIA grid pattern, with J, K and X. */
export function useWalk({ rows, scroller, body, columns, rowHeight, question, keyOf, open: openRow, detail }: WalkFacts): Walk {
  const total = rows.total ?? 0
  const [cursor, setCursor] = useState({ row: 0, column: 1 })
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map())
  const [peeked, setPeeked] = useState<number | null>(null)
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set())
  const expand = useCallback(
    (index: number) => setExpanded((now) => new Set(now.has(index) ? [...now].filter((one) => one !== index) : [...now, index])),
    [],
  )
  const clear = useCallback(() => setSelected(new Map()), [])
  const closePeek = useCallback(() => setPeeked(null), [])
  useEffect(() => {
    setCursor((now) => ({ ...now, row: 0 }))
    setPeeked(null)
    setExpanded(new Set())
    clear()
    scroller.current?.scrollTo({ top: 0 })
  }, [question, clear, scroller])

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
    if (row && !openRow(row)) setPeeked(index)
  }
  const moveTo = (row: number, column = cursor.column): void => {
    const at = Math.max(0, Math.min(total - 1, row))
    setCursor({ row: at, column: Math.max(0, Math.min(columns, column)) })
    body.current?.reveal(at)
    setPeeked((now) => (now === null ? null : at))
  }
  const selectAll = (): void => setSelected((now) => (now.size > 0 ? new Map() : new Map(rows.known().map((row) => [keyOf(row), row]))))
  const focus = (): void => scroller.current?.focus({ preventScroll: true })
  useWalkKeys({ cursorRow: cursor.row, atGrid: () => document.activeElement === scroller.current, focus, moveTo, open, toggle, peek: setPeeked, expand: detail ? expand : null, out: () => (peeked !== null ? setPeeked(null) : selected.size > 0 ? clear() : false) }) // prettier-ignore

  const onKeyDown = (e: React.KeyboardEvent): void => {
    if (e.target !== e.currentTarget || e.altKey) return
    const { row, column } = cursor
    const strong = e.ctrlKey || e.metaKey
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2)
    const does: Readonly<Record<string, () => void>> = {
      ArrowDown: () => { if (e.shiftKey) toggle(row); moveTo(row + 1) },
      ArrowUp: () => { if (e.shiftKey) toggle(row); moveTo(row - 1) },
      ArrowRight: () => moveTo(row, column + 1),
      ArrowLeft: () => moveTo(row, column - 1),
      PageDown: () => moveTo(row + page),
      PageUp: () => moveTo(row - page),
      Home: () => (strong ? moveTo(0, 0) : moveTo(row, 0)),
      End: () => (strong ? moveTo(total - 1, columns) : moveTo(row, columns)),
      Enter: () => open(row),
      ' ': () => (column === 0 ? toggle(row) : setPeeked((now) => (now === row ? null : row))),
      a: selectAll,
    } // prettier-ignore
    const act = does[e.key]
    if (!act || (e.key === 'a' && !strong)) return
    e.preventDefault()
    act()
  }
  const onClick = (e: React.MouseEvent): void => {
    const index = indexAt(e.target)
    if (index === null) return
    focus()
    const ticks = (e.target as Element).closest(`.${styles['tick']}`) !== null
    setCursor((now) => ({ row: index, column: ticks ? 0 : now.column || 1 }))
    if (ticks) toggle(index)
    // A finger has no double click.
    else if ((e.nativeEvent as PointerEvent).pointerType === 'touch') open(index)
    else if (peeked !== null) setPeeked(index)
  }
  const onDoubleClick = (e: React.MouseEvent): void => {
    const index = indexAt(e.target)
    if (index !== null) open(index)
  }
  return {
    cursor,
    selected,
    opening: { detail, expanded, onExpand: expand },
    peeked,
    clear,
    selectAll,
    closePeek,
    handlers: { onKeyDown, onClick, onDoubleClick },
  }
}

interface WalkKeys {
  readonly cursorRow: number
  readonly atGrid: () => boolean
  readonly focus: () => void
  readonly moveTo: (row: number) => void
  readonly open: (row: number) => void
  readonly toggle: (row: number) => void
  readonly peek: (row: number) => void
  /** `null`: rows have nothing below themselves. */
  readonly expand: ((row: number) => void) | null
  readonly out: () => void | boolean
}
/** The letters work wherever the focus is, as long as nobody types. */
function useWalkKeys({ cursorRow, atGrid, focus, moveTo, open, toggle, peek, expand, out }: WalkKeys): void {
  const say = useSay()
  const nowhere = (): boolean => document.activeElement === document.body
  useKeys([
    { keys: 'J', word: say('app.keys.next'), group: 'list', does: () => { const by = atGrid() ? 1 : 0; focus(); moveTo(cursorRow + by) } },
    { keys: 'K', does: () => { focus(); moveTo(cursorRow - 1) } },
    { keys: 'Enter', word: say('app.keys.open'), group: 'list', does: () => (nowhere() ? open(cursorRow) : false) },
    { keys: 'Space', word: say('app.keys.peek'), group: 'list', does: () => (nowhere() ? peek(cursorRow) : false) },
    { keys: 'X', word: say('app.keys.select'), group: 'list', does: () => toggle(cursorRow) },
    ...(expand ? [{ keys: 'E', word: say('app.keys.expand'), group: 'list' as const, does: () => { focus(); expand(cursorRow) } }] : []),
    { keys: 'Escape', does: out },
  ]) // prettier-ignore
}

const indexAt = (target: EventTarget): number | null => {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return row ? Number(row.dataset['index']) : null
}
