import type { Zone } from '../../core/kernel/operation.ts'
import { useMay } from './harmony.tsx'
import { addressOf, details, entries, type MenuEntry } from './menu.ts'
import { kept, useStore } from './store.ts'

export type ShownZone = Zone | 'all'
const order: readonly Zone[] = ['sales', 'operations', 'finance', 'setup']
export const zone = kept<ShownZone>('zone', 'all')

/** Zone by zone, for where several are shown at once. */
const byZone: readonly MenuEntry[] = order.flatMap((z) => entries.filter((e) => e.zone === z))

/** Entries that the caller may use; what may not be used is absent, not grey. */
export function useEntries(): readonly MenuEntry[] {
  const may = useMay()
  return byZone.filter((e) => may(e.permit))
}
/** Zones in which the caller has anything to do, and the one that is shown. */
export function useZones(): { readonly zones: readonly ShownZone[]; readonly shown: ShownZone } {
  const mine = useEntries()
  const chosen = useStore(zone)
  const zones: ShownZone[] = order.filter((z) => mine.some((e) => e.zone === z))
  if (zones.length > 1) zones.push('all')
  return { zones, shown: zones.includes(chosen) ? chosen : (zones[0] ?? 'all') }
}
export const inZone = (shown: ShownZone, of: Zone): boolean => shown === 'all' || shown === of

/** The entry whose screen is open: the one of this very address, a row's own list, the longest path that the address starts with, a list that only leads here. */
export function entryAt(path: string, among: readonly MenuEntry[]): MenuEntry | undefined {
  const at = (e: MenuEntry): string => e.opens.split('?')[0]!
  // Where a task opens the same list as an activity, the list is what one is in.
  const ranked = among.toSorted((a, b) => at(b).length - at(a).length || Number(a.group === 'task') - Number(b.group === 'task'))
  const within = ranked.find((e) => at(e) !== '/' && path.startsWith(`${at(e)}/`))
  const lists = Object.keys(details)
    .filter((name) => sameShape(details[name]!, path))
    .flatMap((name) => ranked.filter((e) => at(e) === addressOf(`/list/${name}`)).map((entry) => ({ entry, pattern: details[name]! })))
  // Where the rows of a list have screens of their own address: /transfer/policies is nearer to them than /transfer.
  const own = lists.find(({ pattern }) => isOwn(pattern) && pattern.indexOf('/$') > (within ? at(within).length : 0))
  return ranked.find((e) => path === at(e)) ?? own?.entry ?? within ?? lists[0]?.entry
}
/** A journal is opened from open items too, but there its row is no journal. */
const isOwn = (pattern: string): boolean => /\$(?:id|code)$/.test(pattern)
const sameShape = (pattern: string, path: string): boolean => {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith('$') || part === given[i])
}

export const favourites = kept<readonly string[]>('favourites', [])
export interface Used {
  readonly path: string
  readonly title: string
}
export const lastUsed = kept<readonly Used[]>('lastUsed', [])
export const remember = (used: Used): void => lastUsed.set((now) => [used, ...now.filter((u) => u.path !== used.path)].slice(0, 8))
