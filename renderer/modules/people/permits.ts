import type { OperationPlan } from '../../../core/kernel/manifest.ts'
import type { Zone } from '../../../core/kernel/operation.ts'
import { sensitivities } from '../../../core/kernel/sensitive.ts'

export interface Role {
  readonly code: string
  readonly name: string
  readonly permits: readonly string[]
  /** The product's present definition of a built-in role. */
  readonly definition: readonly string[] | null
  readonly changed: boolean
  /** Of a changed role: what the product has gained since. */
  readonly offered: readonly string[]
}
export interface User {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly email: string | null
  readonly title: string | null
  readonly language: string | null
  readonly culture: string | null
  readonly roles: readonly string[]
  /** `null` is all of them, also those that come later. */
  readonly entities: readonly string[] | null
  /** Whose customers a device of the person carries; `null` is all. */
  readonly territories: readonly string[] | null
  readonly active: boolean
}

/** Every right that an operation asks for, by module, in the order of the product. */
export function permitsByModule(operations: readonly OperationPlan[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { permit } of operations) {
    if (permit === null || permit === 'public') continue
    const module = moduleOf(permit)
    const all = found.get(module) ?? []
    if (!all.includes(permit)) found.set(module, [...all, permit])
  }
  for (const permit of Object.values(sensitivities)) found.set('people', [...(found.get('people') ?? []), permit])
  return found
}
/** Modules under the zone where most of what they do is done. */
export function modulesByZone(
  operations: readonly OperationPlan[],
): readonly { readonly zone: Zone; readonly modules: readonly string[] }[] {
  const counted = new Map<string, Map<Zone, number>>()
  for (const { permit, zone } of operations) {
    if (permit === null || permit === 'public') continue
    const zones = counted.get(moduleOf(permit)) ?? new Map<Zone, number>()
    counted.set(moduleOf(permit), zones.set(zone, (zones.get(zone) ?? 0) + 1))
  }
  const zoneOf = (zones: ReadonlyMap<Zone, number>): Zone => [...zones].toSorted(([, a], [, b]) => b - a)[0]![0]
  const order: readonly Zone[] = ['sales', 'operations', 'finance', 'setup']
  return order
    .map((zone) => ({ zone, modules: [...counted].flatMap(([module, zones]) => (zoneOf(zones) === zone ? [module] : [])) }))
    .filter(({ modules }) => modules.length > 0)
}
const moduleOf = (permit: string): string => permit.split('.')[0] ?? permit

/** `*` opens everything, `billing.*` a module, `*.read` the reading of everything, anything else itself. */
export const covers = (entry: string, permit: string): boolean =>
  entry === '*' ||
  entry === permit ||
  (entry.endsWith('.*') && permit.startsWith(entry.slice(0, -1))) ||
  (entry.startsWith('*.') && permit.endsWith(entry.slice(1)))
export const covered = (entries: readonly string[], permit: string): boolean => entries.some((entry) => covers(entry, permit))

/** Switches one right. A wider entry that holds it gives way to what else it held, so that exactly this one right changes. */
export function switched(entries: readonly string[], permit: string, on: boolean, known: readonly string[]): readonly string[] {
  if (on) return covered(entries, permit) ? entries : [...entries, permit]
  const giving = entries.filter((entry) => covers(entry, permit))
  const kept = entries.filter((entry) => !covers(entry, permit))
  const rest = known.filter((one) => one !== permit && covered(giving, one) && !covered(kept, one))
  return [...kept, ...rest]
}
/** Takes an entry for many in or out; single ones that it holds are part of it then. */
export const widened = (entries: readonly string[], wide: string, on: boolean): readonly string[] =>
  on ? [...entries.filter((entry) => !covers(wide, entry)), wide] : entries.filter((entry) => entry !== wide)
