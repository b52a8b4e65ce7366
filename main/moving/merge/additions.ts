import { matchName } from '../../../core/customers/rules.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Lane } from '../../storage/lane.ts'
import { freeName } from './conflict.ts'
import { portionsOf } from './rows.ts'
import { kindNamed, suffixed } from './treatment.ts'

type Addition = (row: Plain) => Plain
type Codes = Map<string, Map<string, string>>
async function valuesOf(lane: Lane, kind: RecordKind, of: (row: Plain) => string | null): Promise<Set<string>> {
  const found = new Set<string>()
  for await (const rows of portionsOf(lane, kind))
    for (const row of rows) {
      const value = of(row)
      if (value !== null) found.add(value)
    }
  return found
}

/**
 * Names of work and of customers that stay two get the code of the legal entity behind them where the house has the name. Where others refer to the name, it goes
 * to the names that are renamed everywhere.
 */
export async function additionsOf(bought: Lane, house: Lane, entity: string, codes: Codes): Promise<(kind: RecordKind) => Addition> {
  const found = new Map<string, Addition>()
  for (const [record, field] of Object.entries(suffixed)) {
    const kind = kindNamed(record)
    const value = (row: Plain): string | null => row[field] as string | null
    const [own, theirs] = [await valuesOf(house, kind, value), await valuesOf(bought, kind, value)]
    const taken = new Set([...own, ...theirs])
    const renamed = new Map([...theirs].filter((one) => own.has(one)).map((one) => [one, beside(taken, one, entity)]))
    if (renamed.size === 0) continue
    if (kind.key === field) codes.set(record, renamed)
    else found.set(record, (row) => ({ ...row, [field]: renamed.get(row[field] as string) ?? row[field]! }))
  }
  found.set('customers', chained(found.get('customers'), await besideNamesakes(bought, house, entity)))
  found.set('supplierInvoices', await besideInvoices(house, entity))
  return (kind) => found.get(kind.record) ?? ((row) => row)
}
const chained = (first: Addition | undefined, second: Addition): Addition => (first ? (row) => second(first(row)) : second)

/** A name that nobody has, made of this one. It is taken from then on. */
function beside(taken: Set<string>, name: string, entity: string): string {
  const wish = `${name} ${entity}`
  const free = taken.has(wish) ? freeName(wish, taken) : wish
  taken.add(free)
  return free
}

/** No two customers are called alike. */
async function besideNamesakes(bought: Lane, house: Lane, entity: string): Promise<Addition> {
  const matchOf = (row: Plain): string => row['matchName'] as string
  const own = await valuesOf(house, kindNamed('customers'), matchOf)
  const taken = new Set([...own, ...(await valuesOf(bought, kindNamed('customers'), matchOf))])
  return (row) => {
    if (!own.has(matchOf(row))) return row
    const named = (n: string): string => `${row['name'] as string} (${entity}${n})`
    let name = named('')
    for (let n = 2; taken.has(matchName(name)); n++) name = named(` ${n}`)
    return { ...row, name, matchName: matchName(name) }
  }
}

/** A supplier's document that both companies recorded: each has posted its own, and the next one who records it again is told of the house's. */
async function besideInvoices(house: Lane, entity: string): Promise<Addition> {
  const keyOf = (row: Plain): string => `${row['supplier'] as string}/${row['numberKey'] as string}`
  const own = await valuesOf(house, kindNamed('supplierInvoices'), keyOf)
  return (row) => (own.has(keyOf(row)) ? { ...row, numberKey: `${row['numberKey'] as string} ${entity}` } : row)
}
