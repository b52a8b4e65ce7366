import type { ViewPlan } from '../../../core/kernel/manifest.ts'
import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { kept, type Store } from '../../app/store.ts'
import { fieldWord, type Say } from '../../app/words.ts'

export type Row = Readonly<Record<string, unknown>>

export interface Column {
  readonly name: string
  readonly word: string
  readonly plan: FieldPlan
  /** Pixels. */
  readonly width: number
  readonly figures: boolean
  readonly sortable: boolean
}

const widths: Partial<Record<FieldPlan['kind'], number>> = {
  text: 200, longText: 260, count: 90, decimal: 120, minor: 150, money: 150, flag: 80, day: 110, instant: 150, currency: 90, choice: 130, code: 130, id: 290, many: 180, file: 180,
} // prettier-ignore
const drawable = (plan: FieldPlan): boolean => !['data', 'session', 'shape'].includes(plan.kind)
const sortableKinds: readonly FieldPlan['kind'][] = [
  'text',
  'longText',
  'count',
  'decimal',
  'minor',
  'flag',
  'day',
  'instant',
  'currency',
  'choice',
  'code',
  'id',
]
const isFigures = (plan: FieldPlan): boolean => ['count', 'decimal', 'minor', 'money'].includes(plan.kind)

/** Everything a view could show. Structured data has no cell; screens draw it themselves. */
export function columnsOf(view: ViewPlan, say: Say): readonly Column[] {
  return Object.entries(view.row.fields ?? {})
    .filter(([, plan]) => drawable(plan))
    .map(([name, plan]) => ({
      name,
      plan,
      word: fieldWord(say, name),
      width: widths[plan.kind] ?? 160,
      figures: isFigures(plan),
      sortable: sortableKinds.includes(plan.kind),
    }))
}
/** Ids say nothing to people, and a currency stands beside its amounts already. */
export function usuallyShown(view: ViewPlan): readonly string[] {
  const fields = Object.entries(view.row.fields ?? {})
  const currencies = new Set(fields.map(([, plan]) => plan.currencyIn))
  return fields.filter(([name, plan]) => drawable(plan) && plan.kind !== 'id' && !currencies.has(name)).map(([name]) => name)
}

/** What the person made of the columns: which, in which order, how wide. */
export interface Layout {
  readonly shown: readonly string[] | null
  readonly widths: Readonly<Record<string, number>>
}
const layouts = new Map<string, Store<Layout>>()
export function layoutOf(view: string): Store<Layout> {
  let found = layouts.get(view)
  if (!found) layouts.set(view, (found = kept<Layout>(`columns.${view}`, { shown: null, widths: {} })))
  return found
}
export const narrowest = 56
