import { contractLines } from '../contracts/contract.ts'
import { entities } from '../entities/entity.ts'
import { later, yearOf, type Day } from '../kernel/day.ts'
import type { Plain, Read } from '../kernel/operation.ts'
import type { Keeping } from '../kernel/personal.ts'
import type { RecordKind } from '../kernel/record.ts'
import { retentionRules, yearsOf } from './retention-rule.ts'
import type { KeptByLaw } from './statute.ts'

/** Until when a row is kept: nothing where nothing keeps it; `until` is empty for as long as a contract runs. */
export interface Kept {
  readonly keep: KeptByLaw
  readonly country: string
  readonly until: Day | null
}

/** How contracts with a customer stand: whether one runs, and when the last one ended. */
export interface Standing {
  readonly runs: boolean
  readonly ended: Day | null
}
export interface RetentionFacts {
  readonly years: (country: string, keep: KeptByLaw) => number
  readonly countries: ReadonlyMap<string, string>
  readonly contracts: (customer: string | null) => Standing
  readonly today: Day
}

/** The end of the calendar year so many years on: the longer of the two usual ways to count, for every country. */
export const endOfYears = (since: Day, years: number): Day => `${String(yearOf(since) + years).padStart(4, '0')}-12-31` as Day

const keeps = (keep: Keeping): keep is KeptByLaw => keep !== 'use' && keep !== 'consent'

/** Pure: what keeps a row on a day. */
export function keptOf(kind: RecordKind, row: Plain, customer: string | null, facts: RetentionFacts): Kept | undefined {
  const keep = kind.personal?.keep ?? 'use'
  if (!keeps(keep)) return undefined
  const entity = kind.entityField === undefined ? undefined : facts.countries.get(row[kind.entityField] as string)
  // Of no legal entity: whichever of them keeps it longest.
  const candidates = entity === undefined ? [...new Set(facts.countries.values())] : [entity]
  const said = kind.personal?.since === undefined ? null : ((row[kind.personal.since] as string | null | undefined) ?? null)
  // Nobody knows since when: from today, which errs on the side of the law.
  const since = said === null ? (keep === 'contract' ? null : facts.today) : (said.slice(0, 10) as Day)
  const ends = candidates.map((country) => ({ country, until: untilOf(keep, country, since, customer, facts) }))
  const longest = ends.reduce<(typeof ends)[number] | undefined>((best, end) => (best === undefined || end.until === null || (best.until !== null && end.until > best.until) ? end : best), undefined) // prettier-ignore
  if (longest === undefined || (longest.until !== null && longest.until < facts.today)) return undefined
  return { keep, ...longest }
}

function untilOf(keep: KeptByLaw, country: string, since: Day | null, customer: string | null, facts: RetentionFacts): Day | null {
  if (keep !== 'contract') return endOfYears(since ?? facts.today, facts.years(country, keep))
  const { runs, ended } = facts.contracts(customer)
  if (runs) return null
  // What was agreed is a commercial letter too; and claims from it run from the end of the contract.
  const letter = since === null ? null : endOfYears(since, facts.years(country, 'letters'))
  const claim = ended === null ? null : endOfYears(ended, facts.years(country, 'contract'))
  if (letter === null && claim === null) return endOfYears(facts.today, -1)
  return letter !== null && claim !== null ? later(letter, claim) : (letter ?? claim)
}

/** Everything that `keptOf` needs, for rows of these customers. */
export async function retentionFacts(customers: readonly string[], read: Read, today: Day): Promise<RetentionFacts> {
  const [rules, houses] = await Promise.all([read.list(retentionRules, { limit: 1000 }), read.list(entities, { limit: 1000 })])
  const standing = new Map<string, Standing>()
  for (const customer of new Set(customers)) {
    const lines = await read.list(contractLines, { where: { field: 'customer', is: 'equal', value: customer }, limit: 10_000 })
    const ended = lines.reduce<Day | null>((last, { end }) => (end !== null && (last === null || end > last) ? end : last), null)
    standing.set(customer, { runs: lines.some(({ end }) => end === null || end >= today), ended })
  }
  return {
    years: yearsOf(rules),
    countries: new Map(houses.map(({ code, country }) => [code as string, country])),
    contracts: (customer) => (customer === null ? { runs: false, ended: null } : (standing.get(customer) ?? { runs: false, ended: null })),
    today,
  }
}
