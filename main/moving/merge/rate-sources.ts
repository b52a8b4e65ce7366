import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import type { Names } from './renaming.ts'

/** A rate as a journal keeps it, or as it was published: what it is a rate of. */
interface Leg {
  readonly source: string
  readonly type: string
  readonly base: string
  readonly quote: string
  readonly day: string
  readonly version: number
}
export const rateKey = ({ source, type, base, quote, day, version }: Leg): string => [source, type, base, quote, day, version].join('/')

/** Rates that were frozen for a journal or a run: what was posted with them is proved by the list of rates (audit/rates.ts). */
interface Snapshot {
  readonly source?: string
  readonly rates?: readonly Leg[]
  readonly policies?: Readonly<Record<string, { readonly source: string }>> | undefined
}
/** Sources that somebody chose, and files that came from one: they follow where the whole source is called otherwise. */
const sourceFields: Readonly<Record<string, readonly string[]>> = { ratePolicies: ['source', 'taxSource'], rateImports: ['source'] }
const namesIn = (legs: readonly Leg[]): string => [...new Set(legs.map(({ source }) => source))].join(', ')

/** Rates that come under another source than their own, one by one; and which source that is. */
export interface RatesApart {
  readonly keys: ReadonlySet<string>
  readonly sources: ReadonlyMap<string, string>
}

/**
 * How the sources of exchange rates are renamed: where rates of both companies differ, those of the bought one have a source of their own, and whatever was
 * posted with them names it. Nothing where all sources keep their names.
 */
export function rateTurn({ record }: RecordKind, names: Names): ((row: Plain, after: Plain) => Plain) | undefined {
  const { codes, rates } = names
  const whole = codes.get('rateSources')
  if (record === 'billingRuns' || record === 'accruals' || record === 'journals')
    return whole || rates || codes.has('entities') ? (_row, after) => ({ ...after, rates: frozen(after['rates'] as unknown as Snapshot, names) as unknown as Wire }) : undefined // prettier-ignore
  if (!whole && !rates) return undefined
  if (record === 'rates') return (row, after) => ({ ...after, source: sourceOf(row as unknown as Leg, names) })
  // What two people of the bought company set by hand comes apart, wherever rates of its source do.
  if (record === 'rateOverrides')
    return (row, after) => ({ ...after, source: whole?.get(row['source'] as string) ?? (row['recordedAs'] === null ? undefined : rates?.sources.get(row['source'] as string)) ?? (row['source'] as string) }) // prettier-ignore
  const fields = sourceFields[record]
  if (!fields || !whole) return undefined
  return (row, after) => ({ ...after, ...Object.fromEntries(fields.map((name) => [name, whole.get(row[name] as string) ?? row[name]])) })
}

const sourceOf = (leg: Leg, { codes, rates }: Names): string =>
  codes.get('rateSources')?.get(leg.source) ?? (rates?.keys.has(rateKey(leg)) ? rates.sources.get(leg.source)! : leg.source)

function frozen(kept: Snapshot, names: Names): Snapshot {
  if (!kept?.rates) return kept
  const { codes } = names
  const legs = kept.rates.map((leg) => ({ ...leg, source: sourceOf(leg, names) }))
  // The line above the list says their sources once more.
  const said = kept.source === namesIn(kept.rates) ? { source: namesIn(legs) } : {}
  if (!kept.policies) return { ...kept, ...said, rates: legs }
  const policies = Object.entries(kept.policies).map(([entity, policy]) => [
    codes.get('entities')?.get(entity) ?? entity,
    { ...policy, source: codes.get('rateSources')?.get(policy.source) ?? policy.source },
  ])
  return { ...kept, ...said, rates: legs, policies: Object.fromEntries(policies) as Snapshot['policies'] }
}
