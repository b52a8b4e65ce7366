import type { ViewPlan } from '../../../core/kernel/manifest.ts'
import type { FieldPlan } from '../../../core/kernel/shape.ts'
import type { Column } from './columns.ts'

/** A row of a narrow window: two lines, of the columns that say most. What is left out stands beside the list, or on the row's own screen. */
export interface Stacked {
  readonly title: Column
  /** At the end of the first line: how it stands. */
  readonly badge: Column | undefined
  /** At the end of the second line: what it comes to. */
  readonly figure: Column | undefined
  /** The second line. */
  readonly facts: readonly Column[]
}
const mostFacts = 3
/** Without the head of their column these say nothing. */
const needsHead: readonly FieldPlan['kind'][] = ['flag', 'count', 'decimal', 'minor', 'money']
const names: readonly string[] = ['state', 'stage', 'standing', 'status']

/** Picks among the columns that are shown, in their order: whoever chooses other columns chooses what a telephone shows. */
export function stackedOf(columns: readonly Column[], view: Pick<ViewPlan, 'called' | 'search'>): Stacked | null {
  const worded = columns.filter((c) => ['text', 'longText', 'code'].includes(c.plan.kind))
  const called = view.called ?? view.search
  // What a row may lack is no title.
  const named = worded.filter((c) => called.includes(c.name))
  const title = named.find((c) => !c.plan.optional) ?? named[0] ?? worded[0] ?? columns[0]
  if (!title) return null
  const rest = columns.filter((c) => c !== title)
  const badge = rest.find((c) => names.includes(c.name)) ?? rest.find((c) => c.plan.kind === 'choice')
  const figure = rest.find((c) => c.plan.kind === 'minor' || c.plan.kind === 'money')
  const facts = rest.filter((c) => c !== badge && c !== figure && !needsHead.includes(c.plan.kind)).slice(0, mostFacts)
  return { title, badge, figure, facts }
}
/** In the order in which they are read aloud and walked through. */
export const columnsIn = ({ title, badge, facts, figure }: Stacked): readonly Column[] => [
  title,
  ...(badge ? [badge] : []),
  ...facts,
  ...(figure ? [figure] : []),
]
