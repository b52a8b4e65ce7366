import { customers } from '../customers/customer.ts'
import type { Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import type { Code } from '../kernel/shape.ts'
import { suppliers } from '../purchases/supplier.ts'
import { lastNumber, type journalsToWrite } from './facts.ts'
import { exportParties, partyMapping, type PartyNumber, type Profile } from './profile.ts'
import { partyKey, type Lookup } from './resolve.ts'

type Fact = Answer<typeof journalsToWrite>

export interface PartiesFound {
  readonly parties: Lookup['parties']
  /** Numbers that are given now. */
  readonly given: readonly PartyNumber[]
  /** The range that has none left. */
  readonly full: 'customer' | 'supplier' | null
}
interface Named {
  readonly name: string
  readonly code: string | null
  readonly taxId: string | null
}

/** Programs that call customers by short names take the code that people know; the others number them. */
const takesCodes: ReadonlySet<Profile['target']> = new Set(['sage50', 'sage200', 'xero', 'quickbooks', 'businessCentral', 'csv', 'json'])
const shortCode = (code: string | null): string | null => {
  const plain = (code ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')
  return plain === '' || plain.length > 8 ? null : plain
}

/** The numbers of all whom the journals name: those that they have, and for the others the next ones of their range. */
export async function partiesOf(
  read: Read,
  profile: Profile,
  facts: readonly Fact[],
  given: readonly PartyNumber[],
): Promise<PartiesFound> {
  const keys = [...new Set(facts.map(partyKey).filter((key) => key !== null))].sort()
  const idsOf = (kind: string): string[] => keys.flatMap((key) => (key.startsWith(`${kind}/`) ? [key.slice(kind.length + 1)] : []))
  const [buyers, sellers, known] = await Promise.all([
    read.some(customers, idsOf('customer')),
    read.some(suppliers, idsOf('supplier')),
    read.some(exportParties, keys.map((key) => `${profile.entity}/${key}`)),
  ]) // prettier-ignore
  const nameOf = (key: string): Named => {
    const id = key.slice(key.indexOf('/') + 1)
    const of = key.startsWith('customer/') ? buyers.get(id) : sellers.get(id)
    return { name: of?.name ?? id, code: of?.code ?? null, taxId: of?.taxId ?? null }
  }
  const numbers = new Map(given.map((party) => [party.mapping, party.number]))
  for (const [mapping, party] of known) numbers.set(mapping, party.number)
  const fresh: PartyNumber[] = []
  const free = await numbering(read, profile, given)
  for (const key of keys) {
    const [kind, id] = key.split('/') as ['customer' | 'supplier', string]
    const mapping = partyMapping(profile.entity, kind, id)
    if (numbers.has(mapping)) continue
    const number = await free(kind, takesCodes.has(profile.target) ? shortCode(nameOf(key).code) : null)
    if (number === undefined) return { parties: {}, given: [], full: kind }
    numbers.set(mapping, number)
    const customer = kind === 'customer' ? (id as PartyNumber['customer']) : null
    fresh.push({
      mapping,
      entity: profile.entity,
      kind,
      customer,
      supplier: kind === 'supplier' ? (id as PartyNumber['supplier']) : null,
      number,
    })
  }
  const parties = Object.fromEntries(keys.map((key) => [key, { ...nameOf(key), number: numbers.get(`${profile.entity}/${key}`)! }]))
  return { parties, given: fresh, full: null }
}

/** Gives numbers that nobody of the entity has: a code that is free, else the next of the range. */
async function numbering(read: Read, profile: Profile, given: readonly PartyNumber[]) {
  const { entity, debtorFrom, debtorTo, creditorFrom, creditorTo } = profile
  const ranges = { customer: [debtorFrom, debtorTo], supplier: [creditorFrom, creditorTo] } as const
  const taken = new Set(given.map(({ number }) => number))
  const last = async (kind: 'customer' | 'supplier'): Promise<bigint> => {
    const [from, to] = ranges[kind]
    const [found] = await read.ask(lastNumber, { entity: entity as Code<'entities'>, from: `${from}`, to: `${to}` })
    const ours = given.flatMap((party) => (party.kind === kind && /^\d+$/.test(party.number) ? [BigInt(party.number)] : []))
    return [...ours, ...(found ? [BigInt(found.number)] : [])].reduce((most, number) => (number > most ? number : most), BigInt(from) - 1n)
  }
  const next = { customer: await last('customer'), supplier: await last('supplier') }
  return async (kind: 'customer' | 'supplier', code: string | null): Promise<string | undefined> => {
    if (code !== null && !taken.has(code)) {
      const where = { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'number', is: 'equal', value: code }] } as const // prettier-ignore
      const somebody = await read.list(exportParties, { where, limit: 1 })
      taken.add(code)
      if (somebody.length === 0) return code
    }
    next[kind] += 1n
    return next[kind] > BigInt(ranges[kind][1]) ? undefined : `${next[kind]}`
  }
}
