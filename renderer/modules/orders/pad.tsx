import { useRef, useState, type PointerEvent } from 'react'
import { useSay } from '../../app/words.ts'
import styles from './capture.module.css'

/** The field that a line is drawn in, in the units that evidence keeps it in. */
const width = 500
const height = 200
/** Points closer than this many units say nothing new; characters that a drawn signature may have at most. */
const near = 3
const longest = 20_000

/** A field to sign in with a pen, a finger or the mouse. What is drawn is a path of whole numbers, stroke by stroke. */
export function Pad({ value, onChange }: { value: string; onChange: (path: string) => void }) {
  const say = useSay()
  const field = useRef<SVGSVGElement>(null)
  const last = useRef<readonly [number, number] | null>(null)
  const path = useRef(value)
  const [drawing, setDrawing] = useState<string | null>(null)
  const pointOf = (event: PointerEvent): readonly [number, number] => {
    const box = field.current!.getBoundingClientRect()
    const within = (n: number, most: number): number => Math.max(0, Math.min(most, Math.round(n)))
    return [
      within(((event.clientX - box.left) / box.width) * width, width),
      within(((event.clientY - box.top) / box.height) * height, height),
    ]
  }
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return
    event.preventDefault()
    field.current!.setPointerCapture(event.pointerId)
    const point = pointOf(event)
    last.current = point
    path.current = `${value}${value === '' ? '' : ' '}M${point[0]} ${point[1]}`
    setDrawing(path.current)
  }
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (!last.current || path.current.length > longest) return
    // A pen tells several points at once; each makes the line truer.
    const events = event.nativeEvent.getCoalescedEvents?.() ?? []
    for (const one of events.length > 0 ? events : [event.nativeEvent]) {
      const point = pointOf(one as unknown as PointerEvent)
      const [x, y] = last.current
      if (Math.abs(point[0] - x) + Math.abs(point[1] - y) < near) continue
      last.current = point
      path.current += ` L${point[0]} ${point[1]}`
    }
    setDrawing(path.current)
  }
  const end = (): void => {
    if (!last.current) return
    last.current = null
    setDrawing(null)
    onChange(path.current)
  }
  return (
    <svg
      ref={field}
      className={styles['pad']}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say(value === '' ? 'orders.ui.padEmpty' : 'orders.ui.padDrawn')}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <line x1="30" x2={width - 30} y1={height - 42} y2={height - 42} className={styles['padLine']} />
      <path d={drawing ?? value} className={styles['ink']} />
    </svg>
  )
}
