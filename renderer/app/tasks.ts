import { useAsk } from './ask.ts'
import { useHarmony } from './harmony.tsx'
import type { MenuEntry } from './menu.ts'
import { useEntries } from './zone.ts'

export interface CountedTask {
  readonly entry: MenuEntry
  /** `null` until the first answer. */
  readonly count: number | null
  readonly approval: boolean
}
/** The task entries of the caller with their live counts. */
export function useTasks(): readonly CountedTask[] {
  const { manifest } = useHarmony()
  const { data } = useAsk<readonly { task: string; count: number }[]>('desk.tasks', {}, { enabled: manifest.caller !== null })
  const counts = new Map(data?.map((t) => [t.task, t.count]))
  const approvals = new Set(manifest.tasks.filter((t) => t.approval).map((t) => t.name))
  return useEntries()
    .filter((entry) => entry.group === 'task')
    .map((entry) => ({
      entry,
      count: data === undefined ? null : entry.task ? (counts.get(entry.task) ?? 0) : null,
      approval: entry.task !== undefined && approvals.has(entry.task),
    }))
}
/** Counts above what anyone would read out are capped. */
export const capped = (count: number): string => (count > 99 ? '99+' : String(count))
