import { reaches, type Reach } from '../../../core/kernel/bounds.ts'

export type Extent = Reach
/** From everything to the least. */
export const extents: readonly Extent[] = reaches.toReversed()

export interface Bound {
  readonly permit: string
  readonly extent: Extent
  readonly entities: readonly string[] | null
}
export interface Reached {
  readonly role: string
  readonly bounds: readonly Bound[]
  readonly limits: readonly { readonly operation: string; readonly currency: string; readonly amount: string }[]
  readonly ownable: readonly string[]
  readonly limitable: readonly string[]
}
export const moduleEntry = (module: string): string => `${module}.*`

/** How far the rights of a module reach; what says nothing of it reaches everything. */
export const extentOf = (bounds: readonly Bound[], module: string): Pick<Bound, 'extent' | 'entities'> =>
  bounds.find(({ permit }) => permit === moduleEntry(module)) ??
  bounds.find(({ permit }) => permit === '*') ?? { extent: 'all', entities: null }

/** The bounds with another one for a module. One that is as it were without it is not said. */
export function bounded(bounds: readonly Bound[], module: string, extent: Extent, entities: readonly string[] | null): readonly Bound[] {
  const rest = bounds.filter(({ permit }) => permit !== moduleEntry(module))
  const said = extent !== 'all' || rest.some(({ permit }) => permit === '*')
  return said ? [...rest, { permit: moduleEntry(module), extent, entities: extent === 'entities' ? (entities ?? []) : null }] : rest
}
