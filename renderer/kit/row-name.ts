import type { ViewPlan } from '../../core/kernel/manifest.ts'

export type Row = Readonly<Record<string, unknown>>
type Named = Pick<ViewPlan, 'key' | 'row' | 'search' | 'called'>

const wordsIn = (fields: readonly string[], row: Row): string[] =>
  fields.map((field) => row[field]).flatMap((v) => (typeof v === 'number' || (typeof v === 'string' && v !== '') ? [`${v}`] : []))

/** What a row is called: by what its list says, else by the first words that one searches it by. */
export const titleOf = (view: Named, row: Row): string =>
  (view.called ? wordsIn(view.called, row).join(' · ') : wordsIn(view.search, row)[0]) || String(row[view.key] ?? '')

/** What is offered where a row is chosen: two of these words, the code in front where that is what names it. */
export function choiceOf(view: Named, row: Row): string {
  if (view.called) return titleOf(view, row)
  const words = wordsIn(view.search, row)
  const coded = view.row.fields?.[view.key]?.kind === 'code'
  return [...new Set(coded ? [String(row[view.key]), ...words] : words)].slice(0, 2).join(' · ') || String(row[view.key])
}
