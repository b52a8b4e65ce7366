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
  text: 200, longText: 260, count: 90, decimal: 120, minor: 160, money: 160, flag: 80, day: 110, instant: 140, currency: 90, choice: 130, code: 130, id: 290, many: 180, file: 180,
} // prettier-ignore
/** What is read as a whole and never cut: numbers of documents, months, codes of legal entities. */
function fixedWidth(name: string, plan: FieldPlan): number | undefined {
  if (plan.of === 'entities') return 110
  if (plan.kind !== 'text') return undefined
  if (name === 'contractNumber') return 110
  if (name === 'number' || name.endsWith('Number')) return 176
  return name === 'month' || name === 'period' ? 140 : undefined
}
const drawable = (plan: FieldPlan): boolean =>
  plan.inner === undefined ? !['data', 'session', 'shape'].includes(plan.kind) : drawable(plan.inner)
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
      word: fieldWord(say, name, view.view.split('.')[0]),
      width: fixedWidth(name, plan) ?? widths[plan.kind] ?? 160,
      figures: isFigures(plan),
      sortable: sortableKinds.includes(plan.kind),
    }))
}
/** Ids, and keys made for programs, say nothing to people. */
export const saysSomething = (view: ViewPlan, name: string, plan: FieldPlan): boolean =>
  plan.kind !== 'id' && !(name === view.key && plan.kind === 'text')
/** What says nothing to people is left out: ids, keys made for programs; and a currency stands beside its amounts already. */
export function usuallyShown(view: ViewPlan): readonly string[] {
  const fields = Object.entries(view.row.fields ?? {})
  const currencies = new Set(fields.map(([, plan]) => plan.currencyIn))
  return fields.filter(([name, plan]) => drawable(plan) && saysSomething(view, name, plan) && !currencies.has(name)).map(([name]) => name)
}

/** Kinds whose words may be cut; figures, days and chips never are. */
const elastic: readonly FieldPlan['kind'][] = ['text', 'longText', 'many', 'code']
const leastShare = 0.5
/** What a row is called is read before all else, so it yields less. */
const leastOfTitle = 0.75
/** Columns as wide as their box where a little less of each text is enough for that. What a person made wider stays so. */
export function fitted(columns: readonly Column[], own: Readonly<Record<string, number>>, box: number): readonly Column[] {
  const over = columns.reduce((sum, c) => sum + c.width, 0) - box
  const yields = (c: Column): boolean =>
    elastic.includes(c.plan.kind) && own[c.name] === undefined && fixedWidth(c.name, c.plan) === undefined
  const title = columns.find((c) => c.plan.kind === 'text' && !c.plan.optional && yields(c))
  const yielding = (c: Column): number => (yields(c) ? c.width * (1 - (c === title ? leastOfTitle : leastShare)) : 0)
  const most = columns.reduce((sum, c) => sum + yielding(c), 0)
  if (over <= 0 || over > most) return columns
  return columns.map((c) => ({ ...c, width: Math.floor(c.width - (yielding(c) * over) / most) }))
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
