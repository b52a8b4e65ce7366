import type { Day } from '../kernel/day.ts'
import type { Read } from '../kernel/operation.ts'
import { question, type Answer } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, codeOf, count, idOf, many, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'

/** Contracts by their ids or their numbers, with the zone of their customer: what a source needs to be understood. */
export const contractsNamed = question(
  'usage.contractsNamed',
  shape({ ids: many(idOf('contracts')), numbers: many(text) }),
  shape({ id: idOf('contracts'), number: text, entity: codeOf('entities'), customer: idOf('customers'), customerName: text, zone: text }),
)
export type NamedContract = Answer<typeof contractsNamed>

/** Lines by their ids, and all lines of contracts. */
export const linesNamed = question(
  'usage.linesNamed',
  shape({ lines: many(idOf('contractLines')), contracts: many(idOf('contracts')) }),
  shape({
    id: idOf('contractLines'),
    number: count,
    contract: idOf('contracts'),
    contractNumber: text,
    customer: idOf('customers'),
    entity: codeOf('entities'),
    zone: text,
    product: codeOf('products'),
    start: aDay,
    end: maybe(aDay),
    /** End (exclusive) of the last period that was charged. */
    chargedTo: maybe(aDay),
  }),
)
export type NamedLine = Answer<typeof linesNamed>

/** How a source names a contract: by its id or its number, which several entities may have given. */
export interface ContractName {
  readonly contract: string | null
  readonly entity: Code<'entities'> | null
}
/** How a source names a line: by its id, or by its contract and its number or product. */
export interface LineName extends ContractName {
  readonly line: Id<'contractLines'> | null
  readonly lineNumber: number | null
  readonly product: Code<'products'> | null
}

export interface Named {
  readonly contracts: readonly NamedContract[]
  /** By id. */
  readonly lines: ReadonlyMap<string, NamedLine>
}

const isId = (name: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)

/** Looks up what all these names may mean: one question, however many there are. */
export async function contractsOf(names: readonly ContractName[], read: Read): Promise<readonly NamedContract[]> {
  const written = [...new Set(names.flatMap(({ contract }) => (contract === null ? [] : [contract])))]
  if (written.length === 0) return []
  const ids = written.filter(isId).map((id) => id.toLowerCase() as Id<'contracts'>)
  return read.ask(contractsNamed, { ids, numbers: written })
}
export async function linesOf(names: readonly LineName[], read: Read): Promise<Named> {
  const contracts = await contractsOf(names.filter((name) => name.line === null), read) // prettier-ignore
  const lines = [...new Set(names.flatMap(({ line }) => (line === null ? [] : [line])))]
  if (lines.length === 0 && contracts.length === 0) return { contracts, lines: new Map() }
  const found = await read.ask(linesNamed, { lines, contracts: contracts.map((contract) => contract.id) })
  return { contracts, lines: new Map(found.map((line) => [line.id, line])) }
}

export type ContractFault = 'usage.unknownContract' | 'usage.ambiguousContract'
export const contractFaults = ['usage.unknownContract', 'usage.ambiguousContract'] as const satisfies readonly ContractFault[]

/** The one contract that a name means. */
export function contractNamed(name: ContractName, contracts: readonly NamedContract[]): NamedContract | Refusal<ContractFault> {
  const written = name.contract ?? ''
  const found = contracts.filter(
    ({ id, number, entity }) => (number === written || id === written.toLowerCase()) && (name.entity === null || name.entity === entity),
  )
  if (found.length > 1)
    return refuse('usage.ambiguousContract', { contract: written, entities: found.map((contract) => contract.entity).join(', ') })
  return found[0] ?? refuse('usage.unknownContract', { contract: written })
}

export type LineFault = ContractFault | 'usage.lineNotNamed' | 'usage.unknownLine' | 'usage.ambiguousLine'
export const lineFaults = ['usage.lineNotNamed', 'usage.unknownLine', 'usage.ambiguousLine', ...contractFaults] as const satisfies readonly LineFault[] // prettier-ignore

/**
 * The one line that a name means. A product that several lines of the contract sell means the one that runs on the day (unknown until the line's zone is:
 * then `dayOf` says it).
 */
export function lineNamed(name: LineName, named: Named, dayOf: (zone: string) => Day | null): NamedLine | Refusal<LineFault> {
  if (name.line !== null) {
    const line = named.lines.get(name.line)
    return line && (name.entity === null || name.entity === line.entity) ? line : refuse('usage.unknownLine', { line: name.line })
  }
  if (name.contract === null || (name.lineNumber === null && name.product === null)) return refuse('usage.lineNotNamed')
  const contract = contractNamed(name, named.contracts)
  if (refused(contract)) return contract
  const fitting = [...named.lines.values()].filter(
    (line) =>
      line.contract === contract.id &&
      (name.lineNumber === null || line.number === name.lineNumber) &&
      (name.product === null || line.product.toUpperCase() === name.product.toUpperCase()),
  )
  const day = dayOf(contract.zone)
  const running = fitting.filter((line) => day !== null && line.start <= day && (line.end === null || line.end >= day))
  const found = running.length > 0 ? running : fitting
  const what = name.lineNumber === null ? `${name.product}` : `${name.lineNumber}`
  if (found.length === 0) return refuse('usage.unknownLine', { line: `${contract.number} ${what}` })
  if (found.length === 1) return found[0]!
  return refuse('usage.ambiguousLine', {
    contract: contract.number,
    product: what,
    lines: found.map((line) => `${line.number}`).join(', '),
  })
}
