import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Condition } from '../../core/kernel/filter.ts'
import type { Zone } from '../../core/kernel/operation.ts'
import { askKey, askOver } from './ask.ts'
import { useCaller, useHarmony, useMay, useToday } from './harmony.tsx'
import { addressOf, detailPath } from './menu.ts'

export type DueRow = Readonly<Record<string, unknown>>
/** What of a module falls due. `renderer/modules/<module>/due.ts` exports `dues`: data only, they come with the overview and not with the shell. */
export interface Due {
  readonly zone: Zone
  /** What it is that falls due: `Quote runs out`. */
  readonly word: string
  readonly icon: string
  readonly permit: string
  /** The field with the day, or the moment, that counts. */
  readonly by: string
  /** Days after it until which nobody calls it late: an approval may wait for one. */
  readonly grace?: number
  /** Days ahead that it is shown. */
  readonly ahead: number
  /** Days back that it is still worth showing; left out: for ever. */
  readonly back?: number
  /** The first of these that says anything is the title; the others stand behind it. */
  readonly title: readonly string[]
  readonly about: readonly string[]
  readonly amount?: string
  /** Left out: the row's own screen. */
  readonly opens?: (row: DueRow) => string
  /** A list, and which of its rows; `me` is the caller. */
  readonly of: { readonly view: string; readonly where?: (me: string) => readonly Condition[] } | DueAnswer
}
/** A question that is no list, and the rows of its answer. */
interface DueAnswer {
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  readonly rows: (answer: never) => readonly DueRow[]
  /** Where all of them are. */
  readonly all: string
}
export interface Fallen {
  /** The same thing of the same day. */
  readonly key: string
  readonly due: Due
  readonly row: DueRow
  /** ISO day on which it is due. */
  readonly day: string
  /** ISO moment, where it is due at one. */
  readonly moment: string | null
  readonly opens: string
}
/** What is due of one kind beyond what is shown. */
export interface More {
  readonly due: Due
  readonly count: number
  readonly opens: string
}
export interface DueSoon {
  readonly late: readonly Fallen[]
  readonly today: readonly Fallen[]
  readonly next: readonly Fallen[]
  readonly more: readonly More[]
  readonly loading: boolean
}

const files = Object.values(import.meta.glob<{ dues: readonly Due[] }>('../modules/*/due.ts', { eager: true }))
const all: readonly Due[] = files.flatMap((file) => file.dues)
/** Rows of one kind that are fetched. */
const most = 8

const shifted = (day: string, days: number): string => {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
const isMoment = (value: string): boolean => value.includes('T')

interface Question {
  readonly due: Due
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  readonly rows: (answer: never) => readonly DueRow[]
  readonly opensAll: string
}
/** Late, today and next, of all that the caller may do; each list is asked for a handful of rows, all at once. */
export function useDue(): DueSoon {
  const { port, operations, views } = useHarmony()
  const may = useMay()
  const today = useToday()
  const me = useCaller()?.user ?? ''
  const questions = useMemo(
    () =>
      all.flatMap((due): readonly Question[] => {
        if (!may(due.permit)) return []
        const { of } = due
        if ('operation' in of)
          return operations.has(of.operation) ? [{ due, operation: of.operation, input: of.input, rows: of.rows, opensAll: of.all }] : []
        const view = views.get(of.view)
        const plan = view?.row.fields?.[due.by]
        const operation = view && operations.get(view.operation)
        if (!view || !plan || !operation || !may(operation.permit)) return []
        const bound = (days: number): string => {
          const day = shifted(today, days - (due.grace ?? 0))
          return plan.kind === 'instant' ? `${day}T00:00:00.000Z` : day
        }
        const until: Condition =
          plan.kind === 'instant'
            ? { field: due.by, is: 'less', value: bound(due.ahead + 1) }
            : { field: due.by, is: 'atMost', value: bound(due.ahead) }
        const from: readonly Condition[] = due.back === undefined ? [] : [{ field: due.by, is: 'atLeast', value: bound(-due.back) }]
        const conditions = [...(of.where?.(me) ?? []), ...from, until]
        const list = addressOf(`/list/${of.view}`)
        return [
          {
            due,
            operation: view.operation,
            input: { filter: { all: conditions }, order: [due.by], limit: most },
            rows: (answer: { readonly rows: readonly DueRow[] }) => answer.rows,
            opensAll: `${list}?f=${encodeURIComponent(JSON.stringify(conditions))}&s=${due.by}`,
          },
        ]
      }),
    [operations, views, me, today],
  )
  const answers = useQueries({
    queries: questions.map(({ operation, input }) => ({
      queryKey: askKey(operation, input),
      queryFn: ({ signal }: { signal: AbortSignal }) => askOver<unknown>(port, operation, input, signal),
    })),
  })
  const fallen: Fallen[] = []
  const more: More[] = []
  answers.forEach(({ data }, i) => {
    if (data === undefined) return
    const { due, rows, opensAll } = questions[i]!
    const found = rows(data as never)
    const total = (data as { readonly total?: number }).total ?? found.length
    fallen.push(...found.slice(0, most).flatMap((row) => fallenOf(due, row, today)))
    if (total > most) more.push({ due, count: total - Math.min(most, found.length), opens: opensAll })
  })
  // Several lines of one contract are one thing to do.
  const once = [...new Map(fallen.map((f) => [f.key, f])).values()]
  const inTime = once.toSorted((a, b) => (a.day + (a.moment ?? '')).localeCompare(b.day + (b.moment ?? '')))
  return {
    late: inTime.filter((f) => f.day < today),
    today: inTime.filter((f) => f.day === today),
    next: inTime.filter((f) => f.day > today),
    more,
    loading: answers.some((a) => a.isPending),
  }
}
function fallenOf(due: Due, row: DueRow, today: string): readonly Fallen[] {
  const value = row[due.by]
  if (typeof value !== 'string') return []
  const day = shifted(value.slice(0, 10), due.grace ?? 0)
  if (day > shifted(today, due.ahead)) return []
  const opens = due.opens?.(row) ?? ('view' in due.of ? detailPath(due.of.view, row) : due.of.all)
  const key = [due.word, opens, day, ...due.title.map((name) => row[name])].join(' ')
  return opens === undefined ? [] : [{ key, due, row, day, moment: due.grace === undefined && isMoment(value) ? value : null, opens }]
}

/** `morgen`, `in 5 Tagen`, `vor 3 Tagen`: how far a day is from today, in the language of the screen. */
export function daysAway(language: string, day: string, today: string): string {
  const days = Math.round((Date.parse(`${day}T12:00:00Z`) - Date.parse(`${today}T12:00:00Z`)) / 86_400_000)
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
}
