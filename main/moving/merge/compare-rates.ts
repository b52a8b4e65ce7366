import type { Conflict } from '../../../core/backups/merging.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { Lane } from '../../storage/lane.ts'
import { conflict, freeName, longestName } from './conflict.ts'
import { rateKey } from './rate-sources.ts'
import { allOf, portionsOf } from './rows.ts'
import { kindNamed } from './treatment.ts'

type Rate = Parameters<typeof rateKey>[0] & { readonly id: string; readonly value: unknown; readonly override: string | null }
const asRate = (row: Plain): Rate => row as unknown as Rate

/** Rates of a source that both companies name and that cannot stand beside the house's under that name. */
export interface Differing {
  readonly source: string
  readonly keys: ReadonlySet<string>
  /** The first of them, and the value that the house has for it. */
  readonly first: Rate
  readonly here: string | null
}

/** What the house knows of a source: its rates, and which way round it says each pair. */
async function known(house: Lane): Promise<{ readonly sources: Set<string>; readonly days: Set<string>; readonly pairs: Set<string>; readonly rates: Map<string, Rate> }> {
  const found = { sources: new Set<string>(), days: new Set<string>(), pairs: new Set<string>(), rates: new Map<string, Rate>() }
  for (const row of await allOf(house, 'ratePolicies')) for (const name of ['source', 'taxSource']) if (row[name] !== null) found.sources.add(row[name] as string)
  for (const record of ['rateImports', 'rateFeeds']) for (const row of await allOf(house, record)) found.sources.add(row['source'] as string)
  for await (const rows of portionsOf(house, kindNamed('rates')))
    for (const rate of rows.map(asRate)) {
      found.sources.add(rate.source)
      found.pairs.add(`${rate.source}/${rate.base}/${rate.quote}`)
      found.days.add(dayKey(rate))
      found.rates.set(rateKey(rate), rate)
    }
  return found
} // prettier-ignore
/** All versions of one rate. */
const dayKey = ({ source, type, base, quote, day }: Rate): string => [source, type, base, quote, day].join('/')

/**
 * By source, the rates that differ: another value under the same version, a version more than the house has of that day, a pair said the other way round, and
 * what two people set by hand, which is no publication for anybody else. What journals were posted with has to stay, and what the house reckons with too.
 */
export async function differingRates(bought: Lane, house: Lane): Promise<readonly Differing[]> {
  const ours = await known(house)
  const found = new Map<string, { keys: Set<string>; first: Rate; here: string | null }>()
  for await (const rows of portionsOf(bought, kindNamed('rates')))
    for (const rate of rows.map(asRate)) {
      if (!ours.sources.has(rate.source)) continue
      const own = ours.rates.get(rateKey(rate))
      const equal = own !== undefined && own.override === null && rate.override === null && String(own.value) === String(rate.value)
      const fits = rate.override === null && !ours.days.has(dayKey(rate)) && !ours.pairs.has(`${rate.source}/${rate.quote}/${rate.base}`)
      if (equal || fits) continue
      const { keys, ...before } = found.get(rate.source) ?? { keys: new Set<string>() }
      const isFirst = !('first' in before) || rateKey(rate) < rateKey(before.first)
      const told = isFirst ? { first: rate, here: own === undefined ? null : String(own.value) } : before
      found.set(rate.source, { ...told, keys: keys.add(rateKey(rate)) })
    }
  return [...found].map(([source, one]) => ({ source, ...one })).toSorted((a, b) => (a.source < b.source ? -1 : 1))
} // prettier-ignore

export async function sourcesOf(lane: Lane): Promise<Set<string>> {
  const { sources } = await known(lane)
  return sources
}

/** A source whose rates differ is asked about once: it is another one that has the same name, or it is the same and what differs stands beside it as evidence. */
export async function ofRates(bought: Lane, house: Lane): Promise<Conflict[]> {
  const differing = await differingRates(bought, house)
  if (differing.length === 0) return []
  const taken = new Set([...(await sourcesOf(bought)), ...(await sourcesOf(house))])
  const group = (await allOf(bought, 'groups')).find((row) => row['parent'] === null)?.['name'] as string | undefined
  return differing.map(({ source, keys, first, here }) => {
    const { type, base, quote, day, version, value } = first
    const more = keys.size > 1 ? ` (+${keys.size - 1})` : ''
    const formerName = `${type} ${base} ${quote} ${day} (${version}): ${String(value)}${more}`
    const wish = `${source} ${group ?? ''}`.replace(/[^\p{L}\p{N}._+:@ -]/gu, '').replace(/ +/g, ' ').slice(0, longestName - 3).trim() // prettier-ignore
    const name = taken.has(wish) ? freeName(wish, taken) : wish
    return conflict({ kind: 'rates', former: source, formerName, ours: source, oursName: here ?? source, reason: 'otherValue', verdicts: ['same', 'rename'], suggestion: 'same', freeName: name }) // prettier-ignore
  })
}
