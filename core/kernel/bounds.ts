/**
 * How far a right reaches. `own`: what the caller looks after; `team`: what somebody of their teams looks after; `customers`: customers of their territories and
 * those they look after; `entities`: some legal entities. A right that reaches everything has no bound.
 */
export const reaches = ['own', 'team', 'customers', 'entities', 'all'] as const
export type Reach = (typeof reaches)[number]
/** One way in which a right reaches a row. Several roles give several: any one of them is enough. */
export interface Bound {
  readonly reach: Exclude<Reach, 'all'>
  /** Of `entities` alone. */
  readonly entities: readonly string[]
}
/** How far the rights of a caller reach, where they do not reach everything. */
export interface Bounds {
  /** Whose records are the team's; the caller is one of them. */
  readonly team: readonly string[]
  readonly territories: readonly string[]
  /** By the right. One that is not named reaches everything. */
  readonly rights: ReadonlyMap<string, readonly Bound[]>
  /** What is being done; where nothing is said, only the reading of each module bounds. */
  readonly acting?: { readonly permit: string | null; readonly asks: boolean }
}

/**
 * The bounds of rows of a module, each of them to be kept. A command is bounded by the right that it takes, so that what it decides rests on all that it needs;
 * what only asks is bounded by the right to read the module too, so that no screen shows by a side door what another one hides.
 */
export function boundsOn({ rights, acting }: Bounds, reading: string): readonly (readonly Bound[])[] {
  const permit = acting?.permit ?? null
  const names = new Set([...(permit === null ? [] : [permit]), ...(permit === null || acting?.asks ? [reading] : [])])
  return [...names].flatMap((name) => {
    const bounds = rights.get(name)
    return bounds ? [bounds] : []
  })
}

/** Up to which amount a caller does something, by operation and currency, in minor units. A currency that is not named is not theirs at all. */
export type Limits = ReadonlyMap<string, ReadonlyMap<string, bigint>>
/** What a command moves: the amounts of the rows of a record that it adds or replaces, what comes and what goes each for itself, and each currency. */
export interface Worth {
  readonly record: string
  readonly amount: string
  readonly currency: string
}

/** Of a rule of separated duties: what the caller must not have done to the same row before. */
export interface Duty {
  readonly rule: string
  /** The operations of the other side. */
  readonly others: readonly string[]
  /** The record whose rows tie the two sides together. */
  readonly link: string
}
