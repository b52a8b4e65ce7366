import { layoutOf } from './columns.ts'

const done = new Set<string>()
/** Widths of the first meeting, for columns that say more than their kind does. What the person made of them stands. */
export function firstWidths(view: string, widths: Readonly<Record<string, number>>): void {
  if (done.has(view)) return
  done.add(view)
  layoutOf(view).set((now) => ({ ...now, widths: { ...widths, ...now.widths } }))
}
