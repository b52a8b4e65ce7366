import { useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { askKey, askOver, Outage } from '../../app/ask.ts'
import { useHarmony } from '../../app/harmony.tsx'
import type { Row } from './columns.ts'

export const pageSize = 200

interface Answer {
  readonly rows: readonly Row[]
  readonly total: number
}
export interface Rows {
  readonly total: number | null
  /** `undefined`: not loaded yet. */
  readonly at: (index: number) => Row | undefined
  /** Changes whenever `at` may answer something else. */
  readonly version: unknown
  readonly loaded: number
  /** All rows that are loaded. */
  readonly known: () => readonly Row[]
  readonly error: Error | null
  /** The rows shown are those of the last question; the answer to this one is on its way. */
  readonly stale: boolean
  readonly again: () => void
}

/** Rows of a list operation, fetched in pages around what is on screen. A fast drag through 100,000 rows asks only where it rests. */
export function useRows(operation: string, asked: Readonly<Record<string, unknown>>, from: number, to: number): Rows {
  const { port } = useHarmony()
  const question = JSON.stringify(asked)
  const [wanted, want] = useState({ from: 0, to: 0 })
  useEffect(() => {
    if (from === wanted.from && to === wanted.to) return
    // The next page of a steady scroll comes at once; a jump waits until the hand rests.
    const near = from <= wanted.to + 1 && to >= wanted.from - 1
    const timer = setTimeout(() => want({ from, to }), near ? 0 : 70)
    return () => clearTimeout(timer)
  }, [from, to, wanted])
  // The first page is always among them: it tells the total.
  const pages = useMemo(
    () => [...new Set([0, ...Array.from({ length: wanted.to - wanted.from + 1 }, (_, i) => wanted.from + i)])],
    [wanted],
  )
  const answers = useQueries({
    queries: pages.map((page) => {
      const input = { ...asked, offset: page * pageSize, limit: pageSize }
      return {
        queryKey: askKey(operation, input),
        queryFn: ({ signal }: { signal: AbortSignal }) => askOver<Answer>(port, operation, input, signal),
        retry: (failures: number, error: Error) => error instanceof Outage && failures < 3,
      }
    }),
  })
  const kept = useRef<{ question: string; pages: Map<number, readonly Row[]>; total: number | null }>({
    question,
    pages: new Map(),
    total: null,
  })
  const head = answers[0]?.data
  if (kept.current.question !== question && head) kept.current = { question, pages: new Map(), total: null }
  const stale = kept.current.question !== question
  if (!stale) {
    answers.forEach(({ data }, i) => {
      if (!data) return
      kept.current.pages.set(pages[i]!, data.rows)
      kept.current.total = data.total
    })
    // What is far from sight is let go of; coming back is one question.
    if (kept.current.pages.size > 12)
      for (const page of [...kept.current.pages.keys()].slice(0, -12)) if (!pages.includes(page)) kept.current.pages.delete(page)
  }
  const { pages: known, total } = kept.current
  const at = useCallback((index: number): Row | undefined => kept.current.pages.get(Math.floor(index / pageSize))?.[index % pageSize], [])
  const version = useVersion(known)
  const error = answers.find((a) => a.error)?.error ?? null
  return {
    total,
    at,
    version,
    loaded: [...known.values()].reduce((sum, rows) => sum + rows.length, 0),
    known: () => [...known.values()].flat(),
    error,
    stale,
    again: () => {
      for (const answer of answers) if (answer.error) void answer.refetch()
    },
  }
}

/** A new value whenever a page came, went or changed. */
function useVersion(pages: ReadonlyMap<number, readonly Row[]>): object {
  const last = useRef<{ pages: readonly (readonly Row[])[]; version: object }>({ pages: [], version: {} })
  const now = [...pages.values()]
  if (now.length !== last.current.pages.length || now.some((page, i) => page !== last.current.pages[i]))
    last.current = { pages: now, version: {} }
  return last.current.version
}
