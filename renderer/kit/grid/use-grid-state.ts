import { useMemo, useState } from 'react'
import type { Condition } from '../../../core/kernel/filter.ts'
import type { ViewPlan } from '../../../core/kernel/manifest.ts'
import { useSearchState } from '../../app/go.tsx'
import { conditionsFrom } from './filters.ts'

export interface GridState {
  readonly search: string
  readonly conditions: readonly Condition[]
  /** Empty: the view's own order. */
  readonly order: readonly string[]
  readonly setSearch: (search: string) => void
  readonly setConditions: (conditions: readonly Condition[]) => void
  readonly setOrder: (order: readonly string[]) => void
}
interface Kept {
  readonly q?: string | undefined
  readonly f?: readonly Condition[] | undefined
  readonly s?: string | undefined
}
/** What is asked of the list: in the address (`q`, `f`, `s`), so that a link shows the same; or only here, for a list inside a record. */
export function useGridState(view: ViewPlan, inAddress: boolean): GridState {
  const [address, setAddress] = useSearchState()
  const [own, setOwn] = useState<Kept>({})
  const kept = (inAddress ? address : own) as { q?: unknown; f?: unknown; s?: unknown }
  const set = (next: Kept): void => (inAddress ? setAddress({ ...next }) : setOwn((now) => ({ ...now, ...next })))
  const fields = view.row.fields ?? {}
  const conditions = useMemo(() => conditionsFrom(kept.f, fields), [JSON.stringify(kept.f), fields])
  const order = typeof kept.s === 'string' ? kept.s.split(',').filter((o) => Object.hasOwn(fields, o.replace(/^-/, ''))) : []
  return {
    search: typeof kept.q === 'string' || typeof kept.q === 'number' ? String(kept.q) : '',
    conditions,
    order,
    setSearch: (q) => set({ q: q || undefined }),
    setConditions: (f) => set({ f: f.length > 0 ? f : undefined }),
    setOrder: (s) => set({ s: s.length > 0 ? s.join() : undefined }),
  }
}
