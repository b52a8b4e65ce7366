import type { Conflict, Decision } from '../../../core/backups/merging.ts'
import type { Lane } from '../../storage/lane.ts'
import { MovingTrouble } from '../trouble.ts'
import { differingRates, sourcesOf } from './compare-rates.ts'
import type { RatesApart } from './rate-sources.ts'
import { allOf } from './rows.ts'

/** What somebody said to everything that both companies have. */
export interface Decided {
  /** By record: what is called otherwise from now on. */
  readonly codes: Map<string, Map<string, string>>
  /** Rows that are one with a row of the house. */
  readonly ids: Map<string, string>
  readonly logins: ReadonlyMap<string, string>
  readonly rates: RatesApart | undefined
  /** Codes of clauses whose words come as evidence, and stand in no new order. */
  readonly withdrawn: ReadonlySet<string>
  /** Rows of the decision table of tax that stay behind. */
  readonly leftRules: ReadonlySet<string>
  /** Names that documents were sealed under, or that people know: they are kept. */
  readonly kept: readonly { readonly record: string; readonly former: string; readonly later: string }[]
}

const codeKinds: readonly string[] = ['entities', 'accounts', 'taxCodes', 'taxRules', 'products', 'indexSeries', 'clauses', 'sources']
const idKinds: readonly string[] = ['customers', 'contacts', 'suppliers', 'users']
/** Where the name stands that a record is known by. */
const named = (record: string): string => (record === 'taxRules' ? 'rule' : 'code')

export async function decidedOf(bought: Lane, house: Lane, conflicts: readonly Conflict[], decisions: readonly Decision[]): Promise<Decided> {
  const said = new Map(decisions.map((decision) => [`${decision.kind}/${decision.former}`, decision]))
  const codes = new Map<string, Map<string, string>>()
  const rename = (record: string, former: string, later: string): void => void codes.set(record, (codes.get(record) ?? new Map<string, string>()).set(former, later))
  const [ids, logins, beside] = [new Map<string, string>(), new Map<string, string>(), new Map<string, string>()]
  const [withdrawn, leftRules] = [new Set<string>(), new Set<string>()]
  for (const { kind, former, ours, freeName, within } of conflicts) {
    const decision = said.get(`${kind}/${former}`)
    const asked = within === null || said.get(`customers/${within}`)?.verdict === 'same'
    if (decision?.verdict === 'same' && ours !== null && asked && idKinds.includes(kind)) ids.set(former, ours)
    if (decision?.verdict === 'same' && kind === 'rates') beside.set(former, freeName!)
    if (decision?.verdict === 'rename' && kind === 'rates') rename('rateSources', former, decision.rename!)
    if (decision?.verdict === 'rename' && kind === 'users') logins.set(former, decision.rename!)
    if (decision?.verdict === 'rename' && codeKinds.includes(kind)) rename(kind, former, decision.rename!)
    if (decision?.verdict === 'leave' && kind === 'taxRules') leftRules.add(former)
    if (decision?.verdict === 'leave' && kind === 'clauses') {
      withdrawn.add(freeName ?? former)
      if (freeName !== null) rename(kind, former, freeName)
    }
  }
  await refuseTaken(bought, house, codes, logins)
  for (const name of beside.values()) if ([...(codes.get('rateSources')?.values() ?? [])].includes(name)) refuseName('rates', name)
  const kept = [...codes, ['rateSources', beside] as const].flatMap(([record, map]) => [...map].map(([former, later]) => ({ record, former, later })))
  for (const { kind, former } of conflicts) if (ids.has(former) && idKinds.includes(kind)) kept.push({ record: kind, former, later: ids.get(former)! })
  return { codes, ids, logins, rates: await ratesApart(bought, house, beside), withdrawn, leftRules, kept }
} // prettier-ignore

async function ratesApart(bought: Lane, house: Lane, sources: ReadonlyMap<string, string>): Promise<RatesApart | undefined> {
  if (sources.size === 0) return undefined
  const differing = (await differingRates(bought, house)).filter(({ source }) => sources.has(source))
  return { sources, keys: new Set(differing.flatMap(({ keys }) => [...keys])) }
}

const refuseName = (kind: string, name: string): never => {
  throw new MovingTrouble('backups.mergeName', { kind, name })
}
async function refuseTaken(bought: Lane, house: Lane, codes: ReadonlyMap<string, ReadonlyMap<string, string>>, logins: ReadonlyMap<string, string>): Promise<void> {
  const takenIn = async (record: string): Promise<ReadonlySet<string>> =>
    record === 'rateSources'
      ? new Set([...(await sourcesOf(bought)), ...(await sourcesOf(house))])
      : new Set([...(await allOf(bought, record)), ...(await allOf(house, record))].map((row) => row[named(record)] as string))
  for (const [record, map] of codes) {
    if (record === 'sources') continue
    const taken = await takenIn(record)
    for (const name of map.values()) if (taken.has(name)) refuseName(record === 'rateSources' ? 'rates' : record, name)
  }
  const taken = new Set([...(await allOf(bought, 'users')), ...(await allOf(house, 'users'))].map((row) => row['login'] as string))
  for (const login of logins.values()) if (taken.has(login)) refuseName('users', login)
} // prettier-ignore
